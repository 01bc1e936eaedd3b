"""Sets that judge one event, one word or one pair in a sentence: factuality, negation, who is for whom.

Their sentences stand alone; `TOGETHER` of them make one sample, each on its own line.
"""

from __future__ import annotations

import itertools
import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from training.corpora import detokenize
from training.samples import Judged, Labelled, Range, Related, Sample, Tree

TOGETHER = 8
SENTIMENTS = ("neutral", "positive", "positive back", "negative", "negative back")
"""Classes of the directed sentiment set in the order of its labels 0, 1, 2, 3, 4 (see `_SIGNS`)."""
PLOVER = (
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "COOPERATE",
    "AID",
    "YIELD",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
)
FACTUALITY = "factuality_uds_cb_mv_meantime"


@dataclass(frozen=True)
class Sentence:
    """One sentence with what is marked in it."""

    text: str
    judged: tuple[Judged, ...] = ()
    related: tuple[Related, ...] = ()
    negation: tuple[Labelled, ...] = ()


def join(name: str, sentences: Sequence[Sentence], layers: Sequence[str]) -> list[Sample]:
    """Sentences as samples; ``layers`` names what the set marks, so that the rest is not learnt from.

    They are shuffled (always alike): some files are sorted by label, and the net would read the neighbours.
    """
    sentences = random.Random(name).sample(list(sentences), len(sentences))
    samples = []
    for low in range(0, len(sentences), TOGETHER):
        text = ""
        judged: list[Judged] = []
        related: list[Related] = []
        negation: list[Labelled] = []
        for sentence in sentences[low : low + TOGETHER]:
            by = len(text)
            judged += [Judged((j.span[0] + by, j.span[1] + by), j.value) for j in sentence.judged]
            related += [
                Related(r.task, _moved(r.first, by), _moved(r.second, by), _moved(r.sentence, by), r.label)
                for r in sentence.related
            ]
            negation += [(a + by, b + by, kind) for a, b, kind in sentence.negation]
            text += sentence.text + "\n"
        sample = Sample(
            f"{name}-{low}",
            text,
            judged=tuple(judged) if "judged" in layers else None,
            related=tuple(related) if "related" in layers else None,
            negation=tuple(m for m in negation if m[2] != "scope") if "negation" in layers else None,
            scope=tuple(m for m in negation if m[2] == "scope") if "negation" in layers else None,
        )
        samples.append(sample)
    return samples


def _moved(span: Range, by: int) -> Range:
    return span[0] + by, span[1] + by


def read_factuality(path: Path) -> list[Sentence]:
    """Events judged from -3 to 3 in sentences given as tokens (UDS-IH2 and the sets scaled like it)."""
    sentences = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.strip():
            row = json.loads(line)
            text, places = detokenize(row["text"].split(" "))
            marks = [(t["span1"], t["label"]) for t in row["targets"]]
            judged = [Judged((places[a][0], places[b - 1][1]), float(v)) for (a, b), v in marks]
            sentences.append(Sentence(text, tuple(judged)))
    return sentences


def judged_in_trees(
    path: Path, trees: Sequence[Tree]
) -> tuple[dict[str, tuple[Judged, ...]], list[Sentence]]:
    """UDS-IH2's judgements laid on the treebank's documents by name; and the sentences not found there."""
    places: dict[str, list[tuple[str, int, int]]] = {}
    for tree in trees:
        first: dict[int, int] = {}
        for index, token in enumerate(tree.tokens):
            first.setdefault(token.sentence, index)
        bounds = [*sorted(first.values()), len(tree.tokens)]
        for low, high in itertools.pairwise(bounds):
            key = _letters("".join(tree.text[t.span[0] : t.span[1]] for t in tree.tokens[low:high]))
            places.setdefault(key, []).append((tree.name, low, high))
    by_name = {tree.name: tree for tree in trees}
    found: dict[str, list[Judged]] = {}
    left: list[Sentence] = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        if not line.strip():
            continue
        row = json.loads(line)
        tokens = row["text"].split(" ")
        place = places.get(_letters("".join(tokens)))
        if not place:
            text, spots = detokenize(tokens)
            marks = [(t["span1"], t["label"]) for t in row["targets"]]
            judged = tuple(Judged((spots[a][0], spots[b - 1][1]), float(v)) for (a, b), v in marks)
            left.append(Sentence(text, judged))
            continue
        name, low, high = place[0]
        found.setdefault(name, []).extend(_laid(row, tokens, by_name[name], low, high))
    return {name: tuple(marks) for name, marks in found.items()}, left


def _laid(
    row: dict[str, list[dict[str, list[int]]]], tokens: list[str], tree: Tree, low: int, high: int
) -> Iterator[Judged]:
    before = [0]
    for token in tokens:
        before.append(before[-1] + len(_letters(token)))
    starts: dict[int, int] = {}
    at = 0
    for index in range(low, high):
        a, b = tree.tokens[index].span
        starts.setdefault(at, index)
        at += len(_letters(tree.text[a:b]))
    for target in row["targets"]:
        index = starts.get(before[target["span1"][0]])
        if index is not None:
            yield Judged(tree.tokens[index].span, float(target["label"]))  # type: ignore[arg-type]


def _letters(text: str) -> str:
    text = text.replace("-LRB-", "(").replace("-RRB-", ")").replace("``", '"').replace("''", '"')
    return re.sub(r"\s", "", text)


def read_negation(path: Path) -> list[Sentence]:
    """CD-SCO (Morante & Blanco 2012): cues ("not", the "im" of "impossible") and what they negate.

    A cue that is part of a word marks the whole word as ``affix``.
    """
    sentences: list[Sentence] = []
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        rows = [line.split("\t") for line in block.split("\n") if line.count("\t") >= 7]
        if rows:
            sentences.append(_negation_of(rows))
    return sentences


def _negation_of(rows: list[list[str]]) -> Sentence:
    text, places = detokenize([row[3] for row in rows])
    marks: set[Labelled] = set()
    for column in range(7, len(rows[0]) - 2, 3):
        run: list[int] = []
        for index, row in enumerate([*rows, []]):
            cue = row[column] if row else "_"
            if cue != "_":
                kind = "cue" if cue == row[3] else "affix"
                marks.add((*places[index], kind))
            if row and row[column + 1] != "_":
                run.append(index)
            elif run:
                marks.add((places[run[0]][0], places[run[-1]][1], "scope"))
                run = []
    return Sentence(text, negation=tuple(sorted(marks)))


def read_sentiment(path: Path) -> list[Sentence]:
    """Directed sentiment (Park et al. 2021): a sentence with two actors in brackets, a label 0 to 4.

    The brackets may cut a word short ("[Democrat]s"): the marks are widened to whole words.
    """
    sentences = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        cells = line.split("\t")
        if len(cells) == 4 and cells[3].strip().isdigit():
            sentence = _bracketed(cells[0], int(cells[3]))
            if sentence:
                sentences.append(sentence)
    return sentences


def read_toward(folder: Path) -> list[tuple[str, Range, int]]:
    """NewsMTSC (Hamborg & Donnay 2021): a sentence, a person in it, and what the writer is to them.

    That is 0 for nothing, 1 for, 2 against. Its train and dev parts; a mark beside its words is left out.
    """
    found = []
    for path in sorted(folder.rglob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            text = row["sentence_normalized"]
            for target in row["targets"]:
                span = target["from"], target["to"]
                if text[slice(*span)].strip() == target["mention"].strip():
                    tone = target["polarity"] - _NEITHER
                    found.append((text, span, 1 if tone > 0 else 2 if tone < 0 else 0))
    return found


_NEITHER = 4
"""In NewsMTSC the middle of 1 to 7."""


def _bracketed(marked: str, label: int) -> Sentence | None:
    text = ""
    spans: list[Range] = []
    start = -1
    for sign in marked:
        if sign == "[":
            start = len(text)
        elif sign == "]":
            if start >= 0:
                spans.append((start, len(text)))
            start = -1
        else:
            text += sign
    if len(spans) != 2:
        return None
    first, second = spans
    return Sentence(text, related=(Related("sentiment", first, second, (0, len(text)), label),))


def read_plover(path: Path) -> list[Sentence]:
    """PLV (Hu et al. 2024): source and target of one PLOVER event in a sentence, and its root code."""
    sentences = []
    for line in path.read_text(encoding="utf-8").split("\n")[1:]:
        cells = line.split("\t")
        if len(cells) > 9 and cells[9] in PLOVER:
            sentence = _tagged(cells[3], PLOVER.index(cells[9]))
            if sentence:
                sentences.append(sentence)
    return sentences


def _tagged(marked: str, label: int) -> Sentence | None:
    text = re.sub(r"</?[st]>", "", marked)
    spans = {}
    for kind in "st":
        match = re.search(rf"<{kind}>(.*?)</{kind}>", marked)
        if not match:
            return None
        before = len(re.sub(r"</?[st]>", "", marked[: match.start()]))
        spans[kind] = (before, before + len(re.sub(r"</?[st]>", "", match.group(1))))
    return Sentence(text, related=(Related("plover", spans["s"], spans["t"], (0, len(text)), label),))
