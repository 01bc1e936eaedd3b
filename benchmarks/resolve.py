"""Resolution alone on the sample case: names, sources and contents as the key has them, no net.

    python benchmarks/resolve.py [--errors]

Mentions are the names of the key; descriptions ("the expert") and pronouns are found by word lists.
Prints B-cubed of the actors, wrong merges, the share of speakers named right, and words a second.
"""

from __future__ import annotations

import argparse
import re
import time
from collections import Counter
from dataclasses import replace

from rashomon.analyse.quotations import find_quotes
from rashomon.analyse.sentences import split_paragraphs, split_sentences
from rashomon.analyse.turns import find_turns
from rashomon.names.parsing import title_words
from rashomon.records import Attribution, Document, Mention, Span
from rashomon.resolve.actors import cards_of, resolve_actors
from rashomon.resolve.entities import find_entities
from rashomon.resolve.speakers import name_speakers
from rashomon.selftest.actors import b_cubed, find_merges, find_splits, name_actors
from rashomon.selftest.key import Key, PlacedArticle, load_key
from rashomon.selftest.run import find_homes, sample_folder, take_in
from rashomon.selftest.score import _place, same_speaker
from rashomon.text import split_words

PRONOUN = re.compile(
    r"\b(?:he|him|his|she|her|they|them|their|who|whose|I|me|my|we|our|it|its)\b", re.IGNORECASE
)


def loose_mentions(text: str, taken: list[Span]) -> list[Mention]:
    """Pronouns and descriptions with a role word, found by pattern."""
    roles = "|".join(sorted({*title_words().classes, *title_words().persons}, key=len, reverse=True))
    before = r"\b(?:the|a|an|this|his|her|its|my)\s+(?:[a-z-]+\s+){0,2}?"
    nominal = re.compile(rf"{before}(?:{roles})\b", re.IGNORECASE)
    found = []
    for pattern, form in ((PRONOUN, "pronoun"), (nominal, "nominal")):
        for match in pattern.finditer(text):
            span = Span(*match.span())
            if not any(span.overlaps(other) for other in taken):
                found.append(Mention(span=span, kind="person", form=form))  # type: ignore[arg-type]
    return found


def gold_document(key: Key, placed: PlacedArticle, document: Document) -> Document:
    """The document with the key's names and attributions."""
    kinds = {actor.name: actor.kind for actor in key.actors}
    names = [Mention(span=span, kind=kinds[actor], form="name") for span, actor in placed.names]  # type: ignore[arg-type]
    mentions = sorted([*names, *loose_mentions(document.text, [m.span for m in names])], key=lambda m: m.span)
    return replace(document, mentions=tuple(mentions), attributions=key_attributions(placed))


def key_attributions(placed: PlacedArticle) -> tuple[Attribution, ...]:
    """The key's attributions as the program's own records."""
    numbers = {row.key.id: place for place, row in enumerate(placed.attributions)}
    return tuple(
        Attribution(
            id=place,
            source=row.source,
            cue=row.cue,
            content=row.content,
            parent=numbers.get(row.key.parent),
            quotation=row.key.quotation,
            route="interview" if row.key.kind == "interview" and not row.source else "net",
        )
        for place, row in enumerate(placed.attributions)
    )


def read_sample() -> tuple[Key, list[PlacedArticle], list[Document], float]:
    """The key, its articles with resolved documents, and the seconds a word that entities took."""
    folder = sample_folder()
    key = load_key(folder / "key.yaml")
    articles, _ = take_in(key, folder / "articles")
    keyed = {article.name: article for article in key.articles}
    documents, placed, seconds = [], [], 0.0
    for article in articles:
        paragraphs = split_paragraphs(article.text)
        document = Document(
            article=article,
            sentences=split_sentences(article.text),
            words=split_words(article.text),
            paragraphs=paragraphs,
            quotes=find_quotes(article.text, paragraphs),
            turns=find_turns(article.text, paragraphs),
        )
        placed.append(_place(key, keyed[article.name], document))
        document = gold_document(key, placed[-1], document)
        started = time.process_time()
        document = replace(document, entities=find_entities(document))
        seconds += time.process_time() - started
        documents.append(replace(document, attributions=name_speakers(document)))
    return key, placed, documents, seconds / sum(len(document.words) for document in documents)


def show_actors(key: Key, placed: list[PlacedArticle], documents: list[Document], *, errors: bool) -> None:
    """Prints B-cubed and wrong merges."""
    actors = resolve_actors([card for document in documents for card in cards_of(document)])
    homes = find_homes(documents, actors)
    kinds = {actor.name: actor.kind for actor in key.actors}
    namings = [n for p, d in zip(placed, documents, strict=True) for n in name_actors(p, d, homes, kinds)]
    score = b_cubed(namings)
    f1 = 2 * score.precision * score.recall / (score.precision + score.recall)
    merges = find_merges(key, namings, actors)
    shown = [
        f"{name} {100 * value:.1f}"
        for name, value in (("P", score.precision), ("R", score.recall), ("F1", f1))
    ]
    print("actors, B-cubed:", *shown)
    print(f"wrong merges: {len(merges)}, of two people {sum(merge.persons for merge in merges)}")
    if not errors:
        return
    for merge in merges:
        print("MERGED", merge.first, merge.second, merge.why[:300], sep=" | ")
    for name, _ in find_splits(namings):
        ids = {naming.found for naming in namings if naming.key == name}
        print("SPLIT", name, [(actor.name, actor.names[:4]) for actor in actors if actor.id in ids])


def show_speakers(key: Key, placed: list[PlacedArticle], documents: list[Document], *, errors: bool) -> None:
    """Prints the share of speakers named right and of sorts of voice."""
    right = total = 0
    kinds: Counter[tuple[str, str]] = Counter()
    for place, document in zip(placed, documents, strict=True):
        same = same_speaker(key, place)
        for row, found in zip(place.attributions, document.attributions, strict=True):
            kinds[row.key.speaker_kind, found.speaker_kind] += 1
            if row.key.speaker is None or row.key.speaker_kind not in ("named", "unnamed"):
                continue
            total += 1
            hit = same(row.key.speaker, found.speaker)
            right += hit
            if errors and not hit:
                source = [span.of(document.text) for span in row.source]
                print("SPEAKER", place.key.name, row.key.speaker, found.speaker, source, sep=" | ")
    agree = sum(count for (one, two), count in kinds.items() if one == two)
    print(f"speakers: {right} of {total} named right ({100 * right / total:.1f} %)")
    print(f"speaker kind: {agree} of {kinds.total()} ({100 * agree / kinds.total():.1f} %)", dict(kinds))


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--errors", action="store_true", help="list what is wrong")
    options = parser.parse_args()
    key, placed, documents, pace = read_sample()
    show_actors(key, placed, documents, errors=options.errors)
    show_speakers(key, placed, documents, errors=options.errors)
    print(f"find_entities: {1000 * pace:.3f} ms a word")


if __name__ == "__main__":
    main()
