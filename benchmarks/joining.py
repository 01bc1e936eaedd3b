"""How much joining repairs, and whether it harms: gold attributions as candidates, whole and spoilt.

    python benchmarks/joining.py POLNEAR_PART SCORER [--candidates FILE.jsonl] [--out FOLDER]

POLNEAR_PART holds text/ and attributions/ (brat), SCORER is the scoring script. Without --candidates, the
gold annotations are the candidates: as they are, cut to the last sentence of each content, with halves
apart, without sources, and without those in direct speech. With it, the net's candidates are read from a
JSON-lines file. Each set is scored before and after joining.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import re
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import redirect_stdout
from dataclasses import replace
from io import StringIO
from pathlib import Path
from types import ModuleType

from rashomon.acquire.furniture import mark_passages
from rashomon.analyse.quotations import find_quotes
from rashomon.analyse.sentences import split_paragraphs, split_sentences
from rashomon.analyse.turns import find_turns
from rashomon.attribute.attributions import find_attributions
from rashomon.records import Article, Attribution, Document, Reason, Span, Spans
from rashomon.text import split_words

Candidates = tuple[Attribution, ...]
_ROLES = {"Source": "source", "Cue": "cue", "Content": "content"}


def document_of(name: str, text: str) -> Document:
    """The document that the stages before make of a text, without the net's mentions."""
    paragraphs = split_paragraphs(text)
    return Document(
        article=Article(name=name, text=text, passages=mark_passages(text)),
        sentences=split_sentences(text),
        words=split_words(text),
        paragraphs=paragraphs,
        quotes=find_quotes(text, paragraphs),
        turns=find_turns(text, paragraphs),
    )


def read_gold(path: Path) -> Candidates:
    """The attributions of one brat file."""
    spans: dict[str, Spans] = {}
    events: list[list[list[str]]] = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line[:1] == "T":
            key, mark, _ = line.split("\t", 2)
            spans[key] = tuple(Span(*map(int, part.split())) for part in mark.split(" ", 1)[1].split(";"))
        elif line[:1] == "E":
            events.append([part.split(":") for part in line.split("\t", 1)[1].split()])
    found: list[Attribution] = []
    for event in events:
        roles: dict[str, Spans] = {"source": (), "cue": (), "content": ()}
        for role, key in event:
            if (name := _ROLES.get(re.sub(r"\d+$", "", role))) is not None:
                roles[name] += spans.get(key, ())
        if roles["content"]:
            found.append(Attribution(id=len(found), **roles, reason=Reason(maker="net", score=0.9)))
    return tuple(found)


def as_given(document: Document, gold: Candidates) -> Candidates:
    """Nothing spoilt."""
    return gold


def last_sentence(document: Document, gold: Candidates) -> Candidates:
    """Contents cut to the sentence nearest the cue, as the net tends to."""
    spoilt = []
    for a in gold:
        sentences = [s for s in document.sentences if any(s.overlaps(c) for c in a.content)]
        nearest = min(sentences, key=lambda s: abs(s.end - (a.cue or a.content)[0].start), default=None)
        content = tuple(
            Span(max(c.start, nearest.start), min(c.end, nearest.end))
            for c in a.content
            if nearest and c.overlaps(nearest)
        )
        spoilt.append(replace(a, content=content or a.content))
    return tuple(spoilt)


def halves(document: Document, gold: Candidates) -> Candidates:
    """Contents in two spans as two candidates, the second without cue or source."""
    spoilt = []
    for a in gold:
        spoilt.append(replace(a, content=a.content[:1]))
        spoilt += [replace(a, source=(), cue=(), content=(c,)) for c in a.content[1:]]
    return tuple(spoilt)


def no_source(document: Document, gold: Candidates) -> Candidates:
    """Every source lost."""
    return tuple(replace(a, source=()) for a in gold)


def no_direct(document: Document, gold: Candidates) -> Candidates:
    """Attributions with a quotation as content lost."""
    text = document.text
    return tuple(a for a in gold if not any(c.of(text)[:1] in "\"“'‘«" for c in a.content))


SPOILERS: dict[str, Callable[[Document, Candidates], Candidates]] = {
    "gold": as_given,
    "last sentence": last_sentence,
    "halves apart": halves,
    "no source": no_source,
    "no direct": no_direct,
}


def rows(name: str, found: Iterable[Attribution]) -> str:
    """One line as ``rashomon annotate`` prints it."""
    listed = [
        {
            "id": a.id,
            "parent": a.parent,
            "route": a.route,
            "score": a.reason.score,
            **{role: [[s.start, s.end] for s in getattr(a, role)] for role in ("source", "cue", "content")},
        }
        for a in found
    ]
    return json.dumps({"article": name, "attributions": listed}, ensure_ascii=False)


def net_candidates(path: Path) -> Iterator[tuple[str, Candidates]]:
    """The net's candidates by article stem."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield (
                Path(row["article"]).stem,
                tuple(
                    Attribution(
                        id=n,
                        **{role: tuple(Span(*s) for s in c[role]) for role in ("source", "cue", "content")},
                        reason=Reason(maker="net", score=c["score"]),
                    )
                    for n, c in enumerate(row["candidates"])
                ),
            )


def scored(scorer: ModuleType, part: Path, lines: list[str], out: Path) -> dict[str, str]:
    """The scorer's lines by name, for predictions."""
    out.write_text("\n".join(lines) + "\n", encoding="utf-8")
    printed = StringIO()
    with redirect_stdout(printed):
        scorer.main(str(part), str(out))
    return {line[:16].strip(): line[16:].strip() for line in printed.getvalue().splitlines()}


def main() -> None:
    """Print one block for each set of candidates."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("part", type=Path)
    parser.add_argument("scorer", type=Path)
    parser.add_argument("--candidates", type=Path)
    parser.add_argument("--out", type=Path, default=Path("."))
    parser.add_argument("--limit", type=int, default=10_000)
    arguments = parser.parse_args()
    spec = importlib.util.spec_from_file_location("scorer", arguments.scorer)
    assert spec
    assert spec.loader
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    documents, gold = {}, {}
    for path in sorted((arguments.part / "text").glob("*.txt"))[: arguments.limit]:
        marks = sorted((arguments.part / "attributions").glob(f"{path.stem}_????.ann"))
        if marks:
            documents[path.stem] = document_of(path.name, path.open(encoding="utf-8", newline="").read())
            gold[path.stem] = read_gold(marks[0])
    sets: dict[str, dict[str, Candidates]]
    if arguments.candidates:
        net = dict(net_candidates(arguments.candidates))
        sets = {"net": {stem: net.get(stem, ()) for stem in documents}}
    else:
        sets = {
            name: {s: spoil(documents[s], gold[s]) for s in documents} for name, spoil in SPOILERS.items()
        }
    words = sum(len(d.words) for d in documents.values())
    for name, given in sets.items():
        before = scored(
            scorer, arguments.part, [rows(s, given[s]) for s in documents], arguments.out / "before.jsonl"
        )
        start = time.process_time()
        found = {
            s: find_attributions(d, candidates=given[s], reread=lambda _: ()) for s, d in documents.items()
        }
        took = time.process_time() - start
        after = scored(
            scorer,
            arguments.part,
            [rows(s, found[s]) for s in documents],
            arguments.out / f"{name.replace(' ', '-')}.jsonl",
        )
        print(f"\n{name}: {words / took:,.0f} words/s")
        for key in ("who-what", "cue+content", "detect"):
            print(f"  {key:12s} before {before[key]}\n  {'':12s} after  {after[key]}")


if __name__ == "__main__":
    main()
