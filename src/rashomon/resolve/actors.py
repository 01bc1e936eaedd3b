"""Cards of all articles of a case in, actors out, whatever the order of the articles."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from rashomon.names.countries import country_of
from rashomon.names.folding import coarse_skeleton, fold
from rashomon.names.institutions import content_classes
from rashomon.names.parsing import surname_key, title_words
from rashomon.records import Actor, Kind, Reason
from rashomon.resolve.cards import Card, cards_of
from rashomon.resolve.case_bodies import join_bodies
from rashomon.resolve.case_people import full_names, join_people, spells_person
from rashomon.resolve.clusters import Cluster, Clusters
from rashomon.resolve.kinds import is_land
from rashomon.resolve.verdicts import ActorVerdict, Judged, lay_verdicts

__all__ = ["Card", "cards_of", "resolve_actors"]

_RELATIONS = {"capital": "capital of", "seat": "seat of power of", "people": "people of"}


def resolve_actors(cards: Sequence[Card], verdicts: Iterable[ActorVerdict] = ()) -> tuple[Actor, ...]:
    """The actors of a case, sorted by how many articles name them, then by name.

    Args:
        cards: one for each named entity of each article, in any order.
        verdicts: what people judged, in any order; it wins over what the names tell.
    """
    given = sorted(cards, key=lambda card: (card.article, card.number))
    ordered = settle_kinds(given)
    settled = {id(new) for old, new in zip(given, ordered, strict=True) if old.kind != "person" == new.kind}
    return _name_all(_join(ordered, lay_verdicts(ordered, verdicts), frozenset(settled)).all())


def _join(cards: Sequence[Card], judged: Judged, settled: frozenset[int]) -> Clusters:
    """All cards joined by what people judged and what names tell.

    Verdicts come when the full names are joined, so that their spellings find each other first. Where what
    was inferred by then stands against a verdict, that verdict comes first of all.
    """
    early: set[str] = set()
    while True:
        clusters = Clusters(
            judged=replace(judged, unions=tuple(u for u in judged.unions if u.verdict in early)),
            settled=settled,
        )
        for union in clusters.judged.unions:
            for card in union.cards:
                clusters.add(card)
        clusters.unite()
        clusters.judged = judged
        join_people([card for card in cards if card.kind == "person"], clusters)
        join_bodies([card for card in cards if card.kind != "person"], clusters)
        clusters.unite()
        if clusters.refused <= early:
            return clusters
        early |= clusters.refused


def settle_kinds(cards: Sequence[Card]) -> list[Card]:
    """The cards, those of one name given one kind where a net took it for a person here, a place there.

    A name that stands after "in" or "at" somewhere and is nobody's surname, or that has a people, is a
    place; else the majority of mentions decides. A card with a rank, an office or a calling stays a person.
    """
    votes: dict[str, Counter[Kind]] = defaultdict(Counter)
    surnames = {full[1] for card in cards if card.kind == "person" for full in card.fulls}
    peoples = {fold(text) for card in cards if card.kind == "group" for text, _ in card.names}
    placed: set[str] = set()
    for card in cards:
        votes[fold(card.name)][card.kind] += sum(count for _, count in card.names)
        if card.placed and card.kind != "person" and surname_key(card.name) not in surnames:
            placed.add(fold(card.name))
        if is_land(fold(card.name), peoples):
            placed.add(fold(card.name))
    voted = [_settled(card, votes[fold(card.name)], fold(card.name) in placed) for card in cards]
    known = full_names(card for card in voted if card.kind == "person")
    return [replace(card, kind="person") if spells_person(card, known) else card for card in voted]


def _settled(card: Card, votes: Counter[Kind], placed: bool) -> Card:
    if card.tiers or card.roles & frozenset(title_words().classes):
        return card
    if len(votes) < 2 or "person" not in votes:
        return card
    others = Counter({kind: count for kind, count in votes.items() if kind != "person"})
    other = min(others, key=lambda kind: (-others[kind], kind))
    is_person = votes["person"] > others.total() and not placed
    if (card.kind == "person") == is_person:
        return card
    return replace(card, kind="person" if is_person else other)


def _name_all(clusters: list[Cluster]) -> tuple[Actor, ...]:
    drafts = []
    for cluster in clusters:
        names = _count_names(cluster)
        name, kind = _best_name(cluster, names), _kind(cluster)
        drafts.append((stable_key(name, kind), fold(name), name, kind, names, cluster))
    drafts.sort(key=lambda draft: (draft[0], draft[1], min((c.article, c.number) for c in draft[5].cards)))
    taken: Counter[str] = Counter()
    ids: dict[int, str] = {}
    for key, folded, _, _, _, cluster in drafts:
        salt = "" if not taken[key] else f"|{folded}|{taken[key]}"
        taken[key] += 1
        ids[id(cluster)] = hashlib.sha256((key + salt).encode()).hexdigest()[:16]
    countries = {
        found.country: ids[id(cluster)]
        for _, _, name, _, _, cluster in drafts
        if (found := country_of(name)) is not None and found.role == "country"
    }
    actors = [
        Actor(
            id=ids[id(cluster)],
            name=name,
            kind=kind,
            names=names,
            articles=len(cluster.articles),
            members=tuple(sorted((card.article, card.number) for card in cluster.cards)),
            reasons=_distinct(cluster.reasons),
            ties=_ties(name, countries),
        )
        for _, _, name, kind, names, cluster in drafts
    ]
    return tuple(sorted(actors, key=lambda actor: (-actor.articles, actor.name, actor.id)))


def stable_key(name: str, kind: Kind) -> str:
    """What an actor's id is hashed from: alike for spellings of one name.

    >>> stable_key("Orlan Veytar", "person") == stable_key("Orlan Weytarr", "person")
    True
    """
    if kind == "person":
        return "person|" + "-".join(coarse_skeleton(word) for word in fold(name).split())
    found = country_of(name)
    if found is not None:
        return f"{found.role}|{found.country}|{fold(name) if found.role in ('capital', 'seat') else ''}"
    return "body|" + "-".join(sorted(content_classes(name)))


def _count_names(cluster: Cluster) -> tuple[tuple[str, int], ...]:
    counts: Counter[str] = Counter()
    for card in cluster.cards:
        counts.update(dict(card.names))
    return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def _people(names: Sequence[tuple[str, int]]) -> str | None:
    """What a people is called as such, where an article does: "Danes", rather than "Danish"."""
    return next(
        (
            name
            for name, _ in names
            if name.endswith("s") and (found := country_of(name)) is not None and found.role == "people"
        ),
        None,
    )


def _best_name(cluster: Cluster, names: Sequence[tuple[str, int]]) -> str:
    """The name most articles have as their best, full names before others; ``names``: the commonest first."""
    if all(card.kind == "group" for card in cluster.cards) and (people := _people(names)) is not None:
        return people
    votes = Counter(card.name for card in cluster.cards)
    full = {name: len(name.split()) > 1 for name in votes}
    country = {name: country_of(name) is not None for name in votes}
    return min(votes, key=lambda name: (not (full[name] or country[name]), -votes[name], name))


def _kind(cluster: Cluster) -> Kind:
    votes: Counter[Kind] = Counter()
    for card in cluster.cards:
        votes[card.kind] += sum(count for _, count in card.names)
    return min(votes, key=lambda kind: (-votes[kind], kind))


def _distinct(reasons: list[Reason]) -> tuple[Reason, ...]:
    return tuple(sorted(set(reasons), key=lambda reason: (reason.maker, reason.detail)))


def _ties(name: str, countries: dict[str, str]) -> tuple[tuple[str, str], ...]:
    found = country_of(name)
    if found is None or found.role == "country" or found.country not in countries:
        return ()
    return ((_RELATIONS[found.role], countries[found.country]),)
