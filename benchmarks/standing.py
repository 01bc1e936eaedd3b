"""How often polarity, certainty, mode and conditions are read right, on whichever data sets the path holds.

python benchmarks/standing.py DATA [--key KEY.yaml] [--errors N]
"""

from __future__ import annotations

import argparse
import csv
import re
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import yaml

from rashomon.analyse.sentences import split_sentences
from rashomon.qualify.conditions import find_condition
from rashomon.qualify.standing import qualify, qualify_span
from rashomon.qualify.tokens import read_tokens
from rashomon.records import Article, Attribution, Document, Span, Standing

FIELDS = ("polarity", "certainty", "mode")


def document_of(text: str) -> Document:
    """A document with nothing but its sentences."""
    return Document(article=Article(name="", text=text), sentences=split_sentences(text))


def whole(text: str) -> Standing:
    """The standing of one sentence, as the outlet's own."""
    article = Article(name="", text=text)
    return qualify_span(Document(article=article, sentences=(Span(0, len(text)),)), Span(0, len(text)))


def read_roots(path: Path) -> Iterator[tuple[str, float]]:
    """Each sentence of a factuality file whose root is a rated event, with the rating."""
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        rows = [line.split("\t") for line in block.splitlines() if line.count("\t") >= 5]
        root = next((row for row in rows if "root" in (row[5].lower(), row[9:10] and row[9].lower())), None)
        if root and root[2] != "_":
            yield " ".join(row[1] for row in rows), float(root[2])


def score_roots(path: Path, errors: int) -> None:
    """Print how polarity and certainty agree with the rating of the main event."""
    table: Counter[tuple[bool, bool]] = Counter()
    surer: Counter[tuple[bool, bool]] = Counter()
    has_polarity = path.parent.name == "MEANTIME"
    for text, rating in read_roots(path):
        standing = whole(text)
        is_negative = standing.polarity == "negative"
        # UDS rates orders and plans below zero too: its sign is no polarity.
        if abs(rating) >= 1 and has_polarity:
            table[rating < 0, is_negative] += 1
            if errors > 0 and (rating < 0) != is_negative:
                errors -= 1
                print("   ", rating, standing.polarity, text[:200])
        is_plain = standing.certainty == "certain" and standing.mode == "actual"
        surer[abs(rating) >= 2, is_plain] += 1
    if has_polarity:
        print_binary(f"{path.parent.name}/{path.name}: main event negative", table)
    print_binary(f"{path.parent.name}/{path.name}: main event plain (|rating| >= 2)", surer)


def print_binary(name: str, table: Counter[tuple[bool, bool]]) -> None:
    """Print precision, recall and F1 of the true class."""
    right, found, meant = table[True, True], table[False, True], table[True, False]
    precision, recall = right / max(1, right + found), right / max(1, right + meant)
    f1 = 2 * right / max(1, 2 * right + found + meant)
    print(f"{name}: n {sum(table.values())} precision {precision:.1%} recall {recall:.1%} F1 {f1:.1%}")


def score_negation(path: Path, errors: int) -> None:
    """Print how often a negative main clause goes with a negation word (*SEM 2012)."""
    table: Counter[tuple[bool, bool]] = Counter()
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        rows = [line.split("\t") for line in block.splitlines() if line.strip()]
        if len(rows) < 3:
            continue
        # A cue that is a whole word: "unknown" and "careless" negate no clause.
        gold = any(cell == row[3] for row in rows for cell in row[7::3])
        text = " ".join(row[3] for row in rows)
        is_negative = whole(text).polarity == "negative"
        table[gold, is_negative] += 1
        if errors > 0 and gold != is_negative:
            errors -= 1
            print("   ", gold, is_negative, text[:200])
    print_binary(f"{path.name}: sentence with a negation word", table)


def score_conditions(path: Path, errors: int) -> None:
    """Print token F1 of conditions against the antecedents of SemEval-2020 task 5."""
    for name, wanted in (
        ("all", r""),
        (
            "opened by if, unless, had, were, should",
            r"(?i)\W*(and |that |but )?(even |only )?(if|unless|had|were|should)\b",
        ),
    ):
        rows = [
            row for row in csv.DictReader(path.open(encoding="utf-8")) if re.match(wanted, row["antecedent"])
        ]
        score_antecedents(f"{path.name} ({name})", rows, errors if wanted else 0)


def score_antecedents(name: str, rows: list[dict[str, str]], errors: int) -> None:
    """Print token F1 over these rows."""
    right = found = meant = sentences = with_one = 0
    for row in rows:
        text = row["sentence"]
        gold = Span(int(row["antecedent_startid"]), int(row["antecedent_endid"]) + 1)
        read = read_tokens(text, (Span(0, len(text)),))
        place = find_condition(read)
        condition = read.span(*place) if place and place.last >= place.first else None
        tokens = [Span(m.start(), m.end()) for m in re.finditer(r"\w+", text)]
        inside = {t for t in tokens if gold.contains(t)}
        ours = {t for t in tokens if condition and condition.contains(t)}
        right, found, meant = right + len(inside & ours), found + len(ours), meant + len(inside)
        sentences, with_one = sentences + 1, with_one + bool(ours)
        if errors > 0 and 2 * len(inside & ours) < len(inside | ours):
            errors -= 1
            print("   ", repr(gold.of(text)), "|", condition and repr(condition.of(text)), "|", text[:160])
    f1 = 2 * right / max(1, found + meant)
    print(
        f"{name}: {sentences} sentences, a condition found in {with_one}; token precision "
        f"{right / max(1, found):.1%} recall {right / max(1, meant):.1%} F1 {f1:.1%}"
    )


def locate(text: str, item: object) -> Span | None:
    """Where a string of a key stands in the text, white space aside."""
    string, nth = (item["text"], item.get("nth", 1)) if isinstance(item, dict) else (str(item), 1)
    pattern = r"\s+".join(re.escape(word) for word in string.split())
    places = [m.span() for m in re.finditer(pattern, text)]
    return Span(*places[nth - 1]) if len(places) >= nth else None


def score_key(path: Path, errors: int) -> None:
    """Print agreement with a key's standings, its own spans given."""
    hits: Counter[str] = Counter()
    confused: Counter[str] = Counter()
    for entry in yaml.safe_load(path.read_text(encoding="utf-8"))["articles"]:
        file = path.parent / "articles" / entry["article"]
        if file.suffix != ".txt":
            continue
        document = document_of(file.read_bytes().decode("utf-8"))
        for gold in entry["attributions"]:
            parts = {
                k: [locate(document.text, i) for i in gold.get(k) or []] for k in ("source", "cue", "content")
            }
            if not parts["content"] or any(p is None for found in parts.values() for p in found):
                continue
            spans = {k: tuple(sorted(p for p in found if p)) for k, found in parts.items()}
            ours = qualify(document, Attribution(id=0, quotation=gold["quotation"], **spans))
            hits["n"] += 1
            wrong = [f for f in FIELDS if getattr(ours, f) != gold[f]]
            for field in FIELDS:
                hits[field] += field not in wrong
                confused[f"{field}: {gold[field]} read as {getattr(ours, field)}"] += field in wrong
            hits["all three"] += not wrong
            if wrong and errors > 0:
                errors -= 1
                cue, content = (" … ".join(s.of(document.text) for s in spans[k]) for k in ("cue", "content"))
                print("   ", [(f, gold[f], getattr(ours, f)) for f in wrong], "|", cue, "|", content[:150])
    rates = ", ".join(f"{field} {hits[field] / max(1, hits['n']):.1%}" for field in (*FIELDS, "all three"))
    print(f"{path.name}: {hits['n']} attributions: {rates}")
    print("   ", ", ".join(f"{name} {count}" for name, count in confused.most_common(12) if count))


def time_qualify() -> None:
    """Print attributions a second."""
    text = (
        "General Orlan Vey denied on Monday that his troops might have crossed the river, if they were there."
    )
    document = Document(article=Article(name="", text=text), sentences=(Span(0, len(text)),))
    said = Attribution(id=0, source=(Span(0, 17),), cue=(Span(18, 24),), content=(Span(35, len(text) - 1),))
    qualify(document, said)
    begun, count = time.perf_counter(), 20_000
    for _ in range(count):
        qualify(document, said)
    print(f"speed: {count / (time.perf_counter() - begun):,.0f} attributions/s")


def main() -> None:
    """Score whatever is there."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", type=Path)
    parser.add_argument("--key", type=Path)
    parser.add_argument("--errors", type=int, default=0)
    options = parser.parse_args()
    for pattern, score in (
        ("**/UDS_IH2/dev.conll", score_roots),
        ("**/MEANTIME/train.conll", score_roots),
        ("**/sherlock_*.txt", score_negation),
        ("**/semeval2020_task5/subtask2_train.csv", score_conditions),
    ):
        for file in sorted(options.path.glob(pattern)):
            score(file, options.errors)
    if options.key:
        score_key(options.key, options.errors)
    time_qualify()


if __name__ == "__main__":
    main()
