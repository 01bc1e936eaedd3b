"""ECB+ (Cybulska and Vossen 2014) as articles to read, with the event mentions that its annotators marked."""

from __future__ import annotations

import csv
import pickle
import re
import xml.etree.ElementTree as ElementTree
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from rashomon.acquire.articles import article_from_text
from rashomon.case import InstalledRoad, open_case
from rashomon.errors import ArticleError
from rashomon.findings import Survey
from rashomon.ledger import Ledger
from rashomon.records import Article, Span

_QUOTES = {"``": '"', "''": '"'}
_CLINGS = re.compile(r"(?:[.,;:!?%)\]}…]|n't|'(?:s|re|ve|ll|d|m|S)?)")
_OPENS = re.compile(r"[(\[{$#]")


@dataclass(frozen=True)
class Marked:
    """An event mention of the key."""

    words: tuple[Span, ...]
    """Each of its words."""
    event: str
    """Which event it is, across all articles; alike for mentions that corefer."""


@dataclass(frozen=True)
class Reported:
    """One article of the set."""

    name: str
    """``TOPIC/FILE``."""
    text: str
    picked: tuple[Span, ...]
    """The sentences that were chosen for coreference; only there is everything marked."""
    marked: tuple[Marked, ...]
    """Those in ``picked``."""

    @property
    def topic(self) -> str:
        """The number of the topic."""
        return self.name.split("/")[0]


def read_topics(folder: Path, topics: Iterable[int]) -> list[Reported]:
    """The articles of some topics, a line for each sentence, by topic and name; without web addresses."""
    picked = _picked_sentences(folder)
    return [
        _read(path, picked[f"{topic}_{path.stem.split('_')[1]}"])
        for topic in sorted(topics)
        for path in sorted((folder / "ECB+" / str(topic)).glob("*.xml"))
    ]


def _picked_sentences(folder: Path) -> Mapping[str, set[int]]:
    found: dict[str, set[int]] = defaultdict(set)
    with (folder / "ECBplus_coreference_sentences.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found[f"{row['Topic']}_{row['File']}"].add(int(row["Sentence Number"]))
    return found


def _read(path: Path, picked: set[int]) -> Reported:
    tree = ElementTree.parse(path).getroot()
    rows = [(t.get("t_id", ""), int(t.get("sentence", "0")), t.text or "") for t in tree.iter("token")]
    if path.stem.endswith("plus"):
        rows = [row for row in rows if row[1] > 0]
    text, spans = join_words([(sentence, word) for _, sentence, word in rows])
    places = {key: span for (key, _, _), span in zip(rows, spans, strict=True)}
    sentence_of = {key: sentence for key, sentence, _ in rows}
    lines: dict[int, list[Span]] = defaultdict(list)
    for (_, sentence, _), span in zip(rows, spans, strict=True):
        lines[sentence].append(span)
    name = f"{path.parent.name}/{path.stem}"
    marked = [
        Marked(tuple(places[key] for key in keys), event)
        for keys, event in _marks(tree, name)
        if keys and all(sentence_of.get(key) in picked for key in keys)
    ]
    return Reported(
        name=name,
        text=text,
        picked=tuple(
            Span(words[0].start, words[-1].end) for n, words in sorted(lines.items()) if n in picked
        ),
        marked=tuple(sorted(marked, key=lambda one: one.words)),
    )


def _marks(tree: ElementTree.Element, name: str) -> Iterator[tuple[list[str], str]]:
    """The tokens of each action that is marked, and its event."""
    event_of: dict[str, str] = {}
    for relation in tree.iter("CROSS_DOC_COREF"):
        for source in relation.iter("source"):
            event_of[source.get("m_id", "")] = relation.get("note", "")
    for relation in tree.iter("INTRA_DOC_COREF"):
        for source in relation.iter("source"):
            event_of.setdefault(source.get("m_id", ""), f"{name} chain {relation.get('r_id')}")
    for mark in next(tree.iter("Markables")):
        if mark.tag.startswith(("ACTION", "NEG_ACTION")):
            number = mark.get("m_id", "")
            keys = [anchor.get("t_id", "") for anchor in mark.iter("token_anchor")]
            yield keys, event_of.get(number, f"{name} alone {number}")


def join_words(words: Sequence[tuple[int, str]]) -> tuple[str, list[Span]]:
    r"""A text of words, each with the number of its sentence, a line for a sentence, and where each word is.

    >>> join_words([(0, "It"), (0, "did"), (0, "n't"), (0, "fall"), (0, "."), (1, "Yet")])[0]
    "It didn't fall.\nYet"
    """
    text, spans = "", []
    is_inside = False
    for place, (sentence, raw) in enumerate(words):
        word = _QUOTES.get(raw, raw)
        before = words[place - 1] if place else None
        after = words[place + 1][1] if place + 1 < len(words) else ""
        if before and before[0] != sentence:
            text, is_inside = f"{text}\n", False
        elif before and not _clings(before[1], word, after, is_inside):
            text += " "
        if word == '"':
            is_inside = not is_inside
        spans.append(Span(len(text), len(text) + len(word)))
        text += word
    return text, spans


def _clings(before: str, word: str, after: str, is_inside: bool) -> bool:
    """Whether no space stands before ``word``."""
    if _CLINGS.fullmatch(word) or _OPENS.fullmatch(before):
        return True
    if word == '"' or before in ('"', "``", "''"):
        return (word == '"') == is_inside if word == '"' else is_inside and before in ('"', "``")
    if word == "-" or before == "-":
        return word[:1].isalnum() if before == "-" else before[-1:].isalnum() and after[:1].isalnum()
    return before in (",", ":") and word[:1].isdigit()


class _Road(InstalledRoad):
    """The way of `rashomon read` for texts that are no files, without the survey."""

    def __init__(self, reported: Sequence[Reported]) -> None:
        self._reported = reported

    def articles(self, paths: Sequence[str], **options: object) -> Iterator[Article | ArticleError]:
        return (article_from_text(one.text, name=one.name) for one in self._reported)

    def survey(self, ledger: Ledger) -> Survey:
        return Survey()


def read_ledger(reported: Sequence[Reported], kept: Path | None = None) -> Ledger:
    """What the program reads in the articles, as one case; taken from the file ``kept`` if it is there."""
    if kept is not None and kept.exists():
        found = pickle.loads(kept.read_bytes())
        assert isinstance(found, Ledger)
        return found
    with TemporaryDirectory() as folder, open_case(Path(folder) / "set.case", road=_Road(reported)) as case:
        case.read([])
        ledger = case.store.ledger()
    if kept is not None:
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(pickle.dumps(ledger))
    return ledger
