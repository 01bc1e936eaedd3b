"""Which cards of different articles are one man or woman."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from rashomon.names.folding import coarse_skeleton, fold, skeleton, sound_units
from rashomon.names.institutions import body_class
from rashomon.names.likeness import SAME_SPELLING, likeness
from rashomon.names.outlets import is_outlet
from rashomon.names.parsing import title_words
from rashomon.records import Reason
from rashomon.resolve.cards import Card, Full
from rashomon.resolve.clusters import Cluster, Clusters, are_judged_apart, blocks
from rashomon.resolve.people import SURE_SPELLING, given_sound, same_given

_OPENING = 2
"""Sounds by which names begin alike that may be spellings of one in both parts ("Tovar Kerezhin")."""


def join_people(cards: list[Card], clusters: Clusters) -> None:
    """Joins the cards of people: equal full names, then spellings of them, then surnames alone."""
    full = [card for card in cards if card.fulls]
    _join_equal(full, clusters)
    _join_spelled([cluster for cluster in clusters.all() if cluster.cards[0].kind == "person"], clusters)
    _attach_alone([card for card in cards if not card.fulls], clusters)


def full_names(cards: Iterable[Card]) -> dict[str, set[Full]]:
    """The full names of people by the coarse skeleton of the surname."""
    found: dict[str, set[Full]] = defaultdict(set)
    for card in cards:
        for full in card.fulls:
            found[coarse_skeleton(full[1])].add(full)
    return found


def spells_person(card: Card, known: dict[str, set[Full]]) -> bool:
    """Whether a card of another kind bears the full name of a person of the case, perhaps spelled otherwise.

    ``known``: what `full_names` gives.
    """
    if card.kind in ("person", "group") or body_class(card.name) is not None or is_outlet(card.name):
        return False
    return any(
        likeness(full[1], other[1]) >= SURE_SPELLING and same_given(full[0], other[0])
        for full in card.fulls
        if len(full[0]) == 1 and len(full[0][0]) > 1
        for other in known.get(coarse_skeleton(full[1]), ())
    )


def _join_equal(cards: list[Card], clusters: Clusters) -> None:
    homes: dict[Full, Cluster] = {}
    for card in cards:
        cluster = clusters.add(card)
        for full in sorted(card.fulls):
            home = homes.get(full)
            if home is not None:
                home, current = clusters.of(home.cards[0]), clusters.of(cluster.cards[0])
                shown = " ".join((*full[0], full[1])).title()
                detail = f"the same full name {shown} in {home.cards[0].article} and {card.article}"
                clusters.join(home, current, Reason(maker="same-name", detail=_first(home, detail, shown)))
                if are_judged_apart(home, current):
                    # Whoever else bears the name stays with the first.
                    continue
            homes[full] = clusters.of(card)


def _first(home: Cluster, detail: str, shown: str) -> str:
    """One sentence for a name however many articles hold it."""
    return detail if len(home.cards) == 1 else f"the same full name {shown} in several articles"


def _block_keys(cluster: Cluster) -> Iterable[str]:
    for given, key, _ in cluster.fulls:
        yield f"s:{coarse_skeleton(key)}:{given_sound(given[0])[:1]}"
        yield f"g:{coarse_skeleton(given[0])}:{sound_units(key)[:1]}"
        yield f"b:{given_sound(given[0])[:_OPENING]}:{sound_units(key)[:_OPENING]}"


def _join_spelled(clusters: list[Cluster], partition: Clusters) -> None:
    pairs: dict[tuple[str, str], tuple[float, Cluster, Cluster, str]] = {}
    for block in blocks(clusters, _block_keys):
        names = {id(cluster): _signature(cluster) for cluster in block}
        ordered = sorted(block, key=lambda cluster: names[id(cluster)])
        for place, left in enumerate(ordered[:200]):
            for right in ordered[place + 1 : 200]:
                slot = (names[id(left)], names[id(right)])
                if slot not in pairs and (found := _weigh(left, right)) is not None:
                    pairs[slot] = (found[0], left, right, found[1])
    for slot in sorted(pairs, key=lambda one: (-pairs[one][0], one)):
        score, left, right, detail = pairs[slot]
        mine, theirs = partition.of(left.cards[0]), partition.of(right.cards[0])
        if mine is not theirs and _compatible(mine, theirs):
            partition.join(mine, theirs, Reason(maker="spelling", score=round(score, 2), detail=detail))


def _signature(cluster: Cluster) -> str:
    names = sorted(" ".join((*given, key, suffix)) for given, key, suffix in cluster.fulls)
    return "|".join(names) + min(card.article for card in cluster.cards)


def _compatible(left: Cluster, right: Cluster) -> bool:
    """Whether no full name of one speaks against any of the other."""
    return len(left.sexes | right.sexes) < 2 and all(
        same_given(mine[0], theirs[0]) and mine[2] == theirs[2]
        for mine in left.fulls
        for theirs in right.fulls
    )


def _weigh(left: Cluster, right: Cluster) -> tuple[float, str] | None:
    """How sure two clusters of full names are one person, and why; None where they are not."""
    if not _compatible(left, right):
        return None
    rows = [
        (likeness(mine[1], theirs[1]), mine, theirs)
        for mine in sorted(left.fulls)
        for theirs in sorted(right.fulls)
    ]
    alike, mine, theirs = max(rows, key=lambda row: row[0])
    shared = left.roles & right.roles & set(title_words().classes)
    known = left.company & right.company
    same_first = mine[0][0] == theirs[0][0] and len(mine[0][0]) > 1
    initial = len(mine[0][0]) == 1 or len(theirs[0][0]) == 1
    points = alike + (0.15 if shared else 0) + (0.1 if same_first else 0) + (0.05 if len(known) > 1 else 0)
    if initial and not (shared or len(known) > 1):
        return None
    if alike < SAME_SPELLING - (0.1 if same_first and shared else 0) or points < SURE_SPELLING:
        return None
    return min(0.99, points), _sentence(mine, theirs, shared)


def _sentence(mine: Full, theirs: Full, shared: frozenset[str]) -> str:
    same = skeleton(mine[1]) == skeleton(theirs[1])
    ground = f"same surname skeleton {'-'.join(skeleton(mine[1]))}" if same else "surnames that sound alike"
    shown = [" ".join((*full[0], full[1])).title() for full in (mine, theirs)]
    called = f", both called {sorted(shared)[0]}" if shared else ""
    return f"{shown[1]} is read as {shown[0]}: {ground}, given names that agree{called}"


@dataclass(slots=True)
class _Bearers:
    """The people of a case with full names, by surname, by its skeleton, by given name."""

    exact: dict[str, list[Cluster]]
    coarse: dict[str, list[Cluster]]
    given: dict[str, list[Cluster]]

    @classmethod
    def of(cls, people: list[Cluster]) -> _Bearers:
        """The index of some clusters."""
        found = cls(defaultdict(list), defaultdict(list), defaultdict(list))
        for cluster in people:
            keys = {full[1] for full in cluster.fulls}
            for key in sorted(keys):
                found.exact[key].append(cluster)
            for key in sorted({coarse_skeleton(key) for key in keys}):
                found.coarse[key].append(cluster)
            for word in sorted({full[0][0] for full in cluster.fulls}):
                found.given[word].append(cluster)
        return found

    def of_name(self, key: str) -> list[Cluster]:
        """Who bears a surname; else who bears a spelling of it; else who has it as first name."""
        if key in self.exact:
            return self.exact[key]
        spelled = [
            cluster
            for cluster in self.coarse.get(coarse_skeleton(key), ())
            if any(likeness(full[1], key) >= SURE_SPELLING for full in cluster.fulls)
        ]
        return spelled or self.given.get(key, [])

    def known(self, key: str) -> bool:
        """Whether anybody bears a surname of that skeleton."""
        return coarse_skeleton(key) in self.coarse


def _attach_alone(cards: list[Card], partition: Clusters) -> None:
    """Surnames alone go to the only person of the case who fits; else alike ones stay together."""
    for card in cards:
        partition.add(card)
    said = partition.judged.cards
    left, bearers = _attach([card for card in cards if id(card) not in said], partition)
    if said:
        # Two who fitted may be one now.
        partition.unite()
        left, bearers = _attach([card for card in cards if len(partition.of(card).cards) == 1], partition)
    _join_alone(left, partition, bearers)


def _attach(cards: list[Card], partition: Clusters) -> tuple[list[Card], _Bearers]:
    """Those of the cards that fit nobody, or several; and who there is to fit."""
    bearers = _Bearers.of([cluster for cluster in partition.all() if cluster.cards[0].kind == "person"])
    chosen: list[tuple[Card, str, Cluster]] = []
    left: list[Card] = []
    for card in cards:
        found = None if card.ambiguous else _only_bearer(card, bearers, partition)
        if found is None:
            left.append(card)
        else:
            chosen.append((card, found.cards[0].name, found))
    for card, bearer, cluster in chosen:
        detail = f"{card.name} in {card.article}: of the case only {bearer} fits that name"
        reason = Reason(maker="surname", score=0.8, detail=detail)
        home = partition.of(cluster.cards[0])
        knew_not = any(id(k) in partition.settled and k.article == card.article for k in home.cards)
        partition.join(home, partition.of(card), reason, force=knew_not)
    return left, bearers


def _only_bearer(card: Card, bearers: _Bearers, partition: Clusters) -> Cluster | None:
    """The one person whom a surname alone can mean; of several, the only one of that rank or office."""
    name, sex = card.parsed[0][0], card.sex
    suffix = fold(name.suffix)
    fitting = [
        cluster
        for cluster in bearers.of_name(name.key)
        if not are_judged_apart(cluster, partition.of(card))
        and (not card.tiers or not cluster.tiers or card.tiers & cluster.tiers)
        and (sex is None or cluster.sexes <= {sex})
        and (not suffix or any(full[2] == suffix for full in cluster.fulls))
    ]
    own = [
        c for c in fitting if any(id(k) in partition.settled and k.article == card.article for k in c.cards)
    ]
    if len(own) == 1:
        return own[0]
    if len(fitting) > 1:
        offices = card.roles & frozenset(title_words().classes)
        fitting = [cluster for cluster in fitting if offices & cluster.roles]
    # Where the article has a bearer of its own and could not tell, another article's is a guess.
    return fitting[0] if len(fitting) == 1 and card.article not in fitting[0].articles else None


def _join_alone(cards: list[Card], partition: Clusters, bearers: _Bearers) -> None:
    """Surnames that nobody bears in full are one person; where some do, only with one rank or office."""
    rows: dict[tuple[str, str, str], Card] = {}
    offices = frozenset(title_words().classes)
    for card in cards:
        name = card.parsed[0][0]
        told = min(card.roles & offices, default="")
        if card.ambiguous or (bearers.known(name.key) and not told):
            continue
        rank = told if bearers.known(name.key) else min(card.tiers, default="")
        slot = (name.key, fold(name.suffix), rank)
        first = rows.setdefault(slot, card)
        if first is not card:
            detail = f"the name {name.full} alone in several articles, and nobody else bears it"
            reason = Reason(maker="surname", score=0.6, detail=detail)
            partition.join(partition.of(first), partition.of(card), reason)
