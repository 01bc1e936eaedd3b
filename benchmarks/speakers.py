"""Speakers named right where the source is a pronoun or a description: sample case, marked PolNeAR sources.

    PYTHONPATH=. python benchmarks/speakers.py POLNEAR_DEV [--errors] [--marks MARKS]

Sources, cues and contents are those of the key; names, descriptions and who is who are the program's own.
A mark gives an article's file, the place of a source in it, and the place of the name of who it is: none
where the article does not name who it is, which is then right to be called unnamed. No text of the set is
kept.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from training.corpora import read_polnear

from rashomon.analyse.echoes import complete_names
from rashomon.analyse.quotations import find_quotes
from rashomon.analyse.sentences import split_paragraphs, split_sentences
from rashomon.analyse.turns import find_turns
from rashomon.names.folding import fold
from rashomon.names.wordlist import word_set
from rashomon.nets.reader import Reader, open_reader
from rashomon.records import Article, Attribution, Document, Span, Spans, hull
from rashomon.resolve.entities import find_entities
from rashomon.resolve.speakers import name_speakers
from rashomon.selftest.key import load_key
from rashomon.selftest.run import sample_folder, take_in
from rashomon.selftest.score import _place, same_speaker
from resolve import key_attributions

MARKS = Path(__file__).with_name("speakers_polnear.jsonl")
_DETERMINERS = (
    "the",
    "a",
    "an",
    "this",
    "that",
    "his",
    "her",
    "its",
    "their",
    "our",
    "my",
    "several",
    "some",
)
_PRONOUNS = word_set("he she they it i we him her them his their who which that you")


@dataclass(frozen=True)
class Outcome:
    """One source judged."""

    where: str
    source: str
    meant: str | None
    found: Attribution
    is_right: bool


def read(article: Article, attributions: Sequence[Attribution], reader: Reader) -> Document:
    """The document of an article with attributions given and all else as the program reads it."""
    text = article.text
    paragraphs = split_paragraphs(text)
    sentences = split_sentences(text, paragraphs)
    reading = reader.read(text, sentences)
    document = Document(
        article=article,
        sentences=sentences,
        tokens=reading.tokens,
        words=reading.words,
        paragraphs=paragraphs,
        quotes=find_quotes(text, paragraphs),
        turns=find_turns(text, paragraphs),
        mentions=complete_names(text, reading.mentions),
        attributions=tuple(attributions),
    )
    document = replace(document, entities=find_entities(document))
    return replace(document, attributions=name_speakers(document))


def with_parents(rows: Sequence[tuple[Spans, Spans, Spans]], quotes: Spans) -> list[Attribution]:
    """Attributions of (source, cue, content), each under the smallest one whose content holds it."""
    found = [Attribution(id=i, source=s, cue=c, content=k) for i, (s, c, k) in enumerate(rows)]
    placed = []
    for a in found:
        outer = [
            b
            for b in found
            if b.id != a.id and any(k.contains(a.span) for k in b.content) and len(b.span) > len(a.span)
        ]
        parent = min(outer, key=lambda b: len(hull(b.content))).id if outer else None
        is_direct = any(quote.contains(part) for quote in quotes for part in a.content)
        placed.append(replace(a, parent=parent, quotation="direct" if is_direct else "indirect"))
    return placed


def same_name(wanted: str, found: str | None) -> bool:
    """Whether two ways of naming are one: the same words, or the shorter ends (a place: begins) the longer.

    >>> same_name("Ada Orm", "General Orm"), same_name("Ada Orm", "Ida Orm")
    (True, False)
    """
    left, right = fold(wanted).split(), fold(found or "").split()
    if not left or not right:
        return False
    short, long = sorted((left, right), key=len)
    if short[-1] != long[-1]:
        return "".join(w[0] for w in long if w not in ("of", "the", "and")) == "".join(short)
    titled = left[0] in _TITLES or right[0] in _TITLES
    return set(short) <= set(long) or (titled and set(short[:-1]).isdisjoint(long[:-1]))


_TITLES = word_set("general president mr mrs ms senator sen rep gov governor minister")


def marked(folder: Path, marks: Path, reader: Reader) -> Iterator[Outcome]:
    """The marked sources of PolNeAR."""
    rows = [json.loads(line) for line in marks.read_text(encoding="utf-8").splitlines()]
    samples = {sample.name: sample for sample in read_polnear(folder)}
    for name in dict.fromkeys(row["article"] for row in rows):
        sample = samples[name]
        quotes = tuple(q.outer for q in find_quotes(sample.text, split_paragraphs(sample.text)))
        given = [
            (_spans(a.source), _spans(a.cue), _spans(a.content))
            for a in sample.attributions or ()
            if a.content
        ]
        document = read(Article(name=name, text=sample.text), with_parents(given, quotes), reader)
        for row in rows:
            if row["article"] == name:
                yield judge(document, row)


def _spans(ranges: Sequence[tuple[int, int]]) -> Spans:
    return tuple(Span(*row) for row in ranges)


def judge(document: Document, row: dict[str, object]) -> Outcome:
    """What the program says of one marked source."""
    start, end = row["source"]  # type: ignore[misc]
    found = next(
        a
        for a in document.attributions
        if a.source and (hull(a.source).start, hull(a.source).end) == (start, end)
    )
    named = row["named"]
    meant = document.text[slice(*named)] if named else None  # type: ignore[misc]
    if meant is not None:
        is_right = same_name(meant, found.speaker)
    elif row.get("kind") == "outlet":
        is_right = found.speaker_kind == "outlet"
    else:
        # Words that end small are a description, whatever sort they are taken for.
        said = fold(document.text[start:end])
        is_right = (
            found.speaker is None or found.speaker_kind == "unnamed" or found.speaker.split()[-1].islower()
        )
        is_right = is_right or fold(found.speaker or "") == said
    return Outcome(
        document.article.name, document.text[start:end], meant or str(row.get("kind")), found, is_right
    )


def sampled(reader: Reader) -> Iterator[Outcome]:
    """The sources of the sample case that are pronouns or descriptions."""
    folder = sample_folder()
    key = load_key(folder / "key.yaml")
    articles, _ = take_in(key, folder / "articles")
    keyed = {article.name: article for article in key.articles}
    for article in articles:
        blank = Document(article=article)
        place = _place(key, keyed[article.name], blank)
        document = read(article, key_attributions(place), reader)
        same = same_speaker(key, place)
        for row, found in zip(place.attributions, document.attributions, strict=True):
            words = " ".join(span.of(article.text) for span in row.source)
            if row.key.speaker is not None and is_pointing(words):
                right = same(row.key.speaker, found.speaker)
                yield Outcome(article.name, words, row.key.speaker, found, right)


def is_pointing(source: str) -> bool:
    """Whether a source is a pronoun or a description, not a name.

    >>> [is_pointing(text) for text in ("he", "the envoy", "Ada Orm", "officials in Dermond")]
    [True, True, False, True]
    """
    words = source.replace("“", "").split()
    if not words:
        return False
    if len(words) == 1:
        return words[0].lower() in _PRONOUNS or words[0].islower()
    head = []
    for word in words:
        if head and word.lower().strip(",") in ("of", "for", "in", "at", "who", "from", "with", "on"):
            break
        head.append(word)
        if word.endswith(","):
            break
    return head[-1].strip(",").islower() and (
        head[0].lower() in _DETERMINERS or head[0].islower() or len(head) < 4
    )


def show(title: str, outcomes: Sequence[Outcome], *, errors: bool) -> None:
    """Prints the share right."""
    right = sum(o.is_right for o in outcomes)
    print(f"{title}: {right} of {len(outcomes)} ({100 * right / max(1, len(outcomes)):.1f} %)")
    for o in outcomes if errors else ():
        if not o.is_right:
            at = o.found.source[0].start
            print(
                "   ", o.where[:40], at, o.source, o.meant, o.found.speaker, o.found.speaker_kind, sep=" | "
            )


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("polnear", type=Path, help="the dev folder of PolNeAR")
    parser.add_argument("--marks", type=Path, default=MARKS)
    parser.add_argument("--errors", action="store_true", help="list what is wrong")
    options = parser.parse_args()
    reader = open_reader()
    ours, theirs = list(sampled(reader)), list(marked(options.polnear, options.marks, reader))
    show("sample case, pronouns and descriptions", ours, errors=options.errors)
    show("PolNeAR dev, marked by hand", theirs, errors=options.errors)
    show("both", [*ours, *theirs], errors=False)


if __name__ == "__main__":
    main()
