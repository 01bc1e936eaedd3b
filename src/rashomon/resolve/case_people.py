"""Which cards of different articles are one man or woman."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from rashomon.names.folding import coarse_skeleton, fold, skeleton, sound_units
from rashomon.names.likeness import SAME_SPELLING, likeness
from rashomon.names.parsing import title_words
from rashomon.records import Reason
from rashomon.resolve.cards import Card
from rashomon.resolve.clusters import Cluster, Clusters, blocks
from rashomon.resolve.people import SURE_SPELLING, same_given

Full = tuple[tuple[str, ...], str, str]
"""Given names, surname, suffix, all folded."""


def join_people(cards: list[Card], clusters: Clusters) -> None:
    """Joins the cards of people: equal full names, then spellings of them, then surnames alone."""
    full = [card for card in cards if full_names(card)]
    _join_equal(full, clusters)
    _join_spelled([cluster for cluster in clusters.all() if cluster.cards[0].kind == "person"], clusters)
    _attach_alone([card for card in cards if not full_names(card)], clusters)


def full_names(card: Card) -> Counter[Full]:
    """The card's names with a given name, with counts."""
    found: Counter[Full] = Counter()
    for name, count in card.parsed:
        if name.given:
            found[tuple(fold(word) for word in name.given), name.key, fold(name.suffix)] += count
    return found


def _join_equal(cards: list[Card], clusters: Clusters) -> None:
    homes: dict[Full, Cluster] = {}
    for card in cards:
        cluster = clusters.add(card)
        for full in sorted(full_names(card)):
            home = homes.get(full)
            if home is not None:
                home, current = clusters.of(home.cards[0]), clusters.of(cluster.cards[0])
                shown = " ".join((*full[0], full[1])).title()
                detail = f"the same full name {shown} in {home.cards[0].article} and {card.article}"
                clusters.join(home, current, Reason(maker="same-name", detail=_first(home, detail, shown)))
            homes[full] = clusters.of(card)


def _first(home: Cluster, detail: str, shown: str) -> str:
    """One sentence for a name however many articles hold it."""
    return detail if len(home.cards) == 1 else f"the same full name {shown} in several articles"


def _fulls(cluster: Cluster) -> Counter[Full]:
    total: Counter[Full] = Counter()
    for card in cluster.cards:
        total += full_names(card)
    return total


def _block_keys(cluster: Cluster) -> Iterable[str]:
    for given, key, _ in _fulls(cluster):
        yield f"s:{coarse_skeleton(key)}:{sound_units(given[0])[:1]}"
        yield f"g:{coarse_skeleton(given[0])}:{sound_units(key)[:1]}"


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
    names = sorted(" ".join((*given, key, suffix)) for given, key, suffix in _fulls(cluster))
    return "|".join(names) + min(card.article for card in cluster.cards)


def _compatible(left: Cluster, right: Cluster) -> bool:
    """Whether no full name of one speaks against any of the other."""
    sexes = {card.sex for cluster in (left, right) for card in cluster.cards} - {None}
    return len(sexes) < 2 and all(
        same_given(mine[0], theirs[0]) and mine[2] == theirs[2]
        for mine in _fulls(left)
        for theirs in _fulls(right)
    )


def _weigh(left: Cluster, right: Cluster) -> tuple[float, str] | None:
    """How sure two clusters of full names are one person, and why; None where they are not."""
    if not _compatible(left, right):
        return None
    rows = [
        (likeness(mine[1], theirs[1]), mine, theirs)
        for mine in sorted(_fulls(left))
        for theirs in sorted(_fulls(right))
    ]
    alike, mine, theirs = max(rows, key=lambda row: row[0])
    shared = _roles(left) & _roles(right) & set(title_words().classes)
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


def _roles(cluster: Cluster) -> frozenset[str]:
    return frozenset().union(*(card.roles for card in cluster.cards))


def _attach_alone(cards: list[Card], partition: Clusters) -> None:
    """Surnames alone go to the only person of the case who fits; else alike ones stay together."""
    people = [cluster for cluster in partition.all() if cluster.cards[0].kind == "person"]
    bearers: dict[str, list[Cluster]] = defaultdict(list)
    for cluster in people:
        for key in sorted({full[1] for full in _fulls(cluster)}):
            bearers[coarse_skeleton(key)].append(cluster)
    chosen: list[tuple[Card, Cluster, str]] = []
    left: list[Card] = []
    for card in cards:
        partition.add(card)
        found = _only_bearer(card, bearers)
        if found is None:
            left.append(card)
        else:
            chosen.append((card, *found))
    for card, cluster, detail in chosen:
        reason = Reason(maker="surname", score=0.8, detail=detail)
        partition.join(partition.of(cluster.cards[0]), partition.of(card), reason)
    _join_alone(left, partition, bearers)


def _only_bearer(card: Card, bearers: dict[str, list[Cluster]]) -> tuple[Cluster, str] | None:
    name = card.parsed[0][0]
    near = [
        (cluster, max(likeness(full[1], name.key) for full in _fulls(cluster)))
        for cluster in bearers.get(coarse_skeleton(name.key), ())
    ]
    fitting = [(cluster, alike) for cluster, alike in near if alike >= SURE_SPELLING and _fits(card, cluster)]
    exact = [row for row in fitting if row[1] == 1.0]
    fitting = exact or fitting
    if len(fitting) > 1:
        fitting = _narrow(card, fitting)
    if len(fitting) != 1:
        return None
    cluster = fitting[0][0]
    return (
        cluster,
        f"{name.full} in {card.article}: nobody else of the case with that name fits but {cluster.cards[0].name}",
    )


def _narrow(card: Card, fitting: list[tuple[Cluster, float]]) -> list[tuple[Cluster, float]]:
    ranks = card.roles & set(title_words().classes)
    titled = [row for row in fitting if ranks & _roles(row[0])]
    if len(titled) == 1:
        return titled
    return [] if card.ambiguous or not ranks else titled


def _fits(card: Card, cluster: Cluster) -> bool:
    if card.article in cluster.articles or card.ambiguous:
        return False
    tiers = frozenset().union(*(other.tiers for other in cluster.cards))
    if card.tiers and tiers and not card.tiers & tiers:
        return False
    sexes = {other.sex for other in (card, *cluster.cards)} - {None}
    suffix = fold(card.parsed[0][0].suffix)
    return len(sexes) < 2 and (not suffix or suffix in {full[2] for full in _fulls(cluster)})


def _join_alone(cards: list[Card], partition: Clusters, bearers: dict[str, list[Cluster]]) -> None:
    rows: dict[tuple[str, str, str], Card] = {}
    for card in cards:
        name = card.parsed[0][0]
        if card.ambiguous or bearers.get(coarse_skeleton(name.key)):
            ranks = sorted(card.roles & set(title_words().classes))
            if not ranks or card.ambiguous:
                continue
            slot = (name.key, fold(name.suffix), ranks[0])
        else:
            slot = (name.key, fold(name.suffix), min(card.tiers, default=""))
        if slot in rows:
            detail = f"the name {name.full} alone in {rows[slot].article} and {card.article}, and nobody else bears it"
            partition.join(
                partition.of(rows[slot]),
                partition.of(card),
                Reason(maker="surname", score=0.6, detail=detail),
            )
        else:
            rows[slot] = card
