"""Who is for and against whom, according to whom, and how far that falls into two sides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from rashomon.findings import Camp, Edge, Network, Origins
from rashomon.ledger import Ledger, LedgerArticle, LedgerStance
from rashomon.survey.balance import Pair, find_balance, split_in_two
from rashomon.survey.edtf import is_surely_before


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """A stance with who tells it."""

    stance: LedgerStance
    voice: str
    origin: str
    time: str | None


def draw_network(ledger: Ledger, origins: Origins) -> Network:
    """All edges of a case by holder and target, with the balance of those that are not disputed.

    An edge has a sign where all who tell it agree. Where they do not it is disputed (0) and stays so, never
    averaged; unless each sign is said of a time of its own, one over before the other began, and one voice
    tells both: then the sides have changed, and the edge has the later sign. Government, capital and leader
    stay nodes of their own. Nothing is drawn where nothing is told: unknown is not neutral.

    >>> draw_network(Ledger(articles=()), Origins(origins=(), of_claim={}))
    Network(edges=(), balance=None)
    """
    return _drawn(_all_told(ledger, origins))


def networks_by_camp(ledger: Ledger, origins: Origins, camps: Sequence[Camp]) -> dict[int, Network]:
    """The network as each camp's members tell it, by the camp's number; only of camps that tell any."""
    told = _all_told(ledger, origins)
    drawn = {camp.number: _drawn(_of_voices(told, camp.members)) for camp in camps}
    return {number: network for number, network in drawn.items() if network.edges}


def _of_voices(told: Iterable[_Told], voices: Collection[str]) -> list[_Told]:
    names = set(voices)
    return [one for one in told if one.voice in names]


def _all_told(ledger: Ledger, origins: Origins) -> list[_Told]:
    found = [
        _told(stance, article, ledger, origins)
        for article in ledger.articles
        for stance in article.stances
        if stance.holder != stance.target
    ]
    return sorted(found, key=_order)


def _order(told: _Told) -> tuple[object, ...]:
    stance = told.stance
    return (stance.article, stance.span, stance.holder, stance.target, stance.sign, stance.kind, told.voice)


def _voice(stance: LedgerStance, article: LedgerArticle, ledger: Ledger) -> str:
    """Who tells the stance; an article whose outlet is not known speaks under its own name."""
    speaker = stance.according_to[-1] if stance.according_to else None
    if speaker is None or speaker.kind == "outlet":
        return article.outlet or article.name
    actor = ledger.actors.get(speaker.actor) if speaker.actor else None
    return actor.name if actor else speaker.name or speaker.kind


def _told(stance: LedgerStance, article: LedgerArticle, ledger: Ledger, origins: Origins) -> _Told:
    voice = _voice(stance, article, ledger)
    own = origins.of_claim.get(stance.claim) if stance.claim else None
    return _Told(
        stance=stance,
        voice=voice,
        origin=own or f"voice {voice}",
        time=stance.time or article.published,
    )


def _drawn(told: Iterable[_Told]) -> Network:
    by_pair: dict[tuple[str, str], list[_Told]] = defaultdict(list)
    for one in told:
        by_pair[one.stance.holder, one.stance.target].append(one)
    edges = [_edge(by_pair[pair]) for pair in sorted(by_pair)]
    signs = _undirected(edges)
    split = split_in_two(signs)
    marked = (replace(edge, frustrated=_pair(edge) in split.frustrated) for edge in edges)
    return Network(edges=tuple(marked), balance=find_balance(signs, split))


def _edge(told: Sequence[_Told]) -> Edge:
    first = told[0].stance
    return Edge(
        holder=first.holder,
        target=first.target,
        sign=_sign(told),
        kinds=tuple(sorted({one.stance.kind for one in told})),
        according_to=tuple(sorted({one.voice for one in told})),
        origins=len({one.origin for one in told}),
        stances=tuple((one.stance.article, one.stance.span) for one in told),
        signs=tuple(one.stance.sign for one in told),
        times=tuple(one.time for one in told),
    )


def _sign(told: Sequence[_Told]) -> Literal[-1, 0, 1]:
    signs = {one.stance.sign for one in told}
    if len(signs) == 1:
        return signs.pop()
    for_ = [one for one in told if one.stance.sign > 0]
    against = [one for one in told if one.stance.sign < 0]
    if _is_over_before(for_, against):
        return -1
    return 1 if _is_over_before(against, for_) else 0


def _is_over_before(these: Sequence[_Told], those: Sequence[_Told]) -> bool:
    """Whether one voice tells both, and all of these are of a time before all of those."""
    if not {one.voice for one in these} & {one.voice for one in those}:
        return False
    return all(is_surely_before(one.stance.time, other.stance.time) for one in these for other in those)


def _pair(edge: Edge) -> Pair:
    return min(edge.holder, edge.target), max(edge.holder, edge.target)


def _undirected(edges: Iterable[Edge]) -> dict[Pair, int]:
    """The sign of each pair on which nobody and nothing disagrees, either way."""
    found: dict[Pair, set[int]] = defaultdict(set)
    for edge in edges:
        found[_pair(edge)].add(edge.sign)
    return {pair: sign for pair, signs in found.items() if len(signs) == 1 and (sign := next(iter(signs)))}
