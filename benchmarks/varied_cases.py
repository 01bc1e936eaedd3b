"""A case made many times as large, each copy saying other things, to time the pages of a long case.

usage: python benchmarks/varied_cases.py CASE LARGE.case [--articles 20000] [--seed 0]

CASE has been read and surveyed. The articles of LARGE.case are varied from it (`varied_ledgers.py`) and put
in through the store as if they had been read; what was found across the articles of CASE holds within each
copy. Outlets, and the actors most spoken of, are the same in all copies, as they are in a case that grows.
"""

from __future__ import annotations

import argparse
import math
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from varied_ledgers import copies

from rashomon.findings import Network, Origins, Survey
from rashomon.ledger import Ledger, LedgerArticle
from rashomon.records import Actor, Document
from rashomon.resolve.actors import resolve_actors
from rashomon.resolve.cards import cards_of
from rashomon.store.keys import claim_id
from rashomon.store.store import Store

SHARED = 20
"""So many actors, those most spoken of, are the same ones in all copies."""


def main() -> None:
    """Writes the large case and says how large it is."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("case", type=Path)
    parser.add_argument("large", type=Path)
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    if options.large.exists():
        sys.exit(f"{options.large} is there already")
    with Store.open(options.case, create=False) as source, Store.open(options.large, create=True) as large:
        grow(source, large, articles=options.articles, seed=options.seed)
        print(f"articles {len(large.names()):,d}")
        print(f"megabytes {options.large.stat().st_size / 1e6:,.0f}")


@dataclass(frozen=True)
class Renamed:
    """What the ids of the case are called in one copy of it."""

    articles: Mapping[str, str]
    actors: Mapping[str, str]
    claims: Mapping[str, str]
    texts: Mapping[str, str]
    """The words of each claim, by the id that it has in the case."""
    number: int

    def other(self, one: str) -> str:
        """An id of a proposition, an origin, a version."""
        return sha256(f"{self.number}|{one}".encode()).hexdigest()[:16] if self.number else one


def grow(source: Store, large: Store, *, articles: int, seed: int = 0) -> None:
    """Fill ``large`` with the case ``source`` and as many copies of it as make ``articles``."""
    ledger, survey = source.ledger(), source.survey()
    shared = [row.id for row in source.actors()[:SHARED]]
    documents = {document.article.name: document for document in source.documents()}
    cards = {name: cards_of(document) for name, document in documents.items()}
    renamed: list[Renamed] = []
    times = math.ceil(articles / len(documents))
    left = articles
    for number, copy in enumerate((ledger, *copies(ledger, times, seed=seed))):
        one = _renamed(number, documents, ledger, copy, shared)
        for article in copy.articles[:left]:
            name = _name_in(article.name, number)
            large.put(
                _document(documents[name], article),
                file=article.name,
                version="varied",
                weights="none",
                cards=cards[name] if not number else (),
            )
        left -= len(copy.articles)
        renamed.append(one)
        print(f"\r{number + 1} of {times}", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    held = set(large.names())
    large.settle(lambda found: _actors(resolve_actors(list(found)), renamed, held))
    kept = [one for one in renamed if set(one.articles.values()) <= held]
    large.settle_survey(lambda _: joined(surveyed(survey, one) for one in kept))


def _name_in(name: str, number: int) -> str:
    """The name that an article of a copy has in the case."""
    return name.removeprefix(f"{number}/") if number else name


def _renamed(
    number: int, documents: Mapping[str, Document], ledger: Ledger, copy: Ledger, shared: Iterable[str]
) -> Renamed:
    actors = {old: new for old, new in zip(ledger.actors, copy.actors, strict=True)}
    names = {_name_in(article.name, number): article.name for article in copy.articles}
    claims = {
        claim_id(old, claim.id): claim_id(new, claim.id)
        for old, new in names.items()
        for claim in documents[old].claims
    }
    texts = {
        mine.id: theirs.text
        for before, after in zip(ledger.articles, copy.articles, strict=True)
        for mine, theirs in zip(before.claims, after.claims, strict=True)
    }
    return Renamed(names, actors | {one: one for one in shared}, claims, texts, number)


def _document(document: Document, article: LedgerArticle) -> Document:
    """``document`` with the words of a copy, whose every word is as long."""
    claims = {claim.number: claim for claim in article.claims}
    return replace(
        document,
        article=replace(
            document.article,
            name=article.name,
            text=article.text,
            title=article.title,
            published=article.published,
            sha256=sha256(article.text.encode()).hexdigest(),
        ),
        claims=tuple(
            replace(
                claim,
                voices=tuple(
                    voice if not depth else replace(voice, name=told.name)
                    for depth, (voice, told) in enumerate(
                        zip(claim.voices, claims[number].voices, strict=True)
                    )
                ),
            )
            for number, claim in enumerate(document.claims)
        ),
    )


def _actors(found: Iterable[Actor], renamed: Iterable[Renamed], held: set[str]) -> Iterator[Actor]:
    """The actors of the case in each copy; those that all copies share once, with all their members."""
    renamed = list(renamed)
    for actor in found:
        ids: dict[str, list[tuple[str, int]]] = {}
        for one in renamed:
            members = [(one.articles[name], entity) for name, entity in actor.members]
            ids.setdefault(one.actors.get(actor.id, one.other(actor.id)), []).extend(
                member for member in members if member[0] in held
            )
        for new, own in ids.items():
            if own:
                articles = len({name for name, _ in own})
                yield replace(actor, id=new, members=tuple(own), articles=articles, ties=())


def surveyed(survey: Survey, one: Renamed) -> Survey:
    """What was found across the articles of the case, as it is found in one copy of it."""
    known = {
        **{old: one.other(old) for old in _ids(survey)},
        **one.claims,
        **one.actors,
        **one.articles,
    }
    moved = _moved(survey, known)
    texts = {one.claims[claim]: text for claim, text in one.texts.items() if claim in one.claims}
    return replace(
        moved,
        propositions=tuple(replace(p, text=texts.get(p.claim, p.text)) for p in moved.propositions),
        predictions=tuple(replace(p, text=texts.get(p.claim, p.text)) for p in moved.predictions),
    )


def _ids(survey: Survey) -> Iterator[str]:
    for kind in (survey.propositions, survey.versions, survey.predictions, survey.origins.origins):
        yield from (one.id for one in kind)
    yield from (version.issue for version in survey.versions if version.issue != "all")


def _moved(value: Any, known: Mapping[str, str]) -> Any:  # noqa: ANN401
    """``value`` with every string in it that is an id, or an article's name, as it is in the copy."""
    if isinstance(value, str):
        return known.get(value, value)
    if isinstance(value, tuple):
        return tuple(_moved(part, known) for part in value)
    if isinstance(value, Mapping):
        return {known.get(key, key): _moved(part, known) for key, part in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{f.name: _moved(getattr(value, f.name), known) for f in fields(value)})
    return value


def joined(surveys: Iterable[Survey]) -> Survey:
    """The surveys of all copies as one; records of sources and the balance are those of the case."""
    every = list(surveys)

    def all_of(name: str) -> tuple[Any, ...]:
        return tuple(one for survey in every for one in getattr(survey, name))

    origins = Origins(
        origins=tuple(one for survey in every for one in survey.origins.origins),
        of_claim={claim: one for survey in every for claim, one in survey.origins.of_claim.items()},
        dependences=tuple(one for survey in every for one in survey.origins.dependences),
    )
    named = ("copies", "propositions", "conflicts", "drifts", "versions", "predictions")
    edges = {(e.holder, e.target): e for survey in reversed(every) for e in survey.network.edges}
    return replace(
        every[0],
        origins=origins,
        network=Network(edges=tuple(edges.values()), balance=every[0].network.balance),
        **{name: all_of(name) for name in named},
    )


if __name__ == "__main__":
    main()
