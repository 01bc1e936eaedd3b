"""Which attribution hangs under which, and what where two cross?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from rashomon.attribute.layout import Layout
from rashomon.attribute.speech import quotation_of
from rashomon.attribute.stretches import clip, cut, inside, join, parts, size, touch
from rashomon.records import Attribution, Spans

DEEPEST = 6
"""The most links a chain has."""

_RANK = {"interview": 3, "quotation": 2, "report": 1}


def settle(
    layout: Layout, found: Sequence[Attribution], ties: Mapping[Spans, Spans] | None = None
) -> tuple[Attribution, ...]:
    """The attributions sorted by span, numbered from 0, without twins and crossings, each under its parent.

    A parent's content holds every part of its child; the innermost such content is the parent. ``ties`` leads
    from the cue of one who is cited to the cue of the one who cites it: those two have one content.
    """
    ordered = sorted((a for a in found if layout.count(a.content)), key=by_place)
    kept = _without_crossings(layout, _without_twins(layout, ordered))
    kept = sorted(kept, key=by_place)
    parents = _parents(kept, ties or {})
    return tuple(
        replace(a, id=number, parent=parents[number], quotation=quotation_of(layout, a))
        for number, a in enumerate(kept)
    )


def by_place(a: Attribution) -> tuple[object, ...]:
    """A key that puts attributions in order of place; equal only for attributions that say the same."""
    return (a.span, -size(a.content), a.content, a.cue, a.source, a.route, -a.reason.score)


def _better(a: Attribution) -> tuple[int, float, int]:
    return (_RANK.get(a.route, 0), a.reason.score, size(a.content))


def _without_twins(layout: Layout, ordered: Sequence[Attribution]) -> list[Attribution]:
    """Of two that say the same of the same the better one stays."""
    kept: list[Attribution | None] = []
    near: list[int] = []
    for a in ordered:
        near = [n for n in near if (b := kept[n]) is not None and b.span.end > a.span.start]
        twin = next((n for n in near if (b := kept[n]) is not None and _are_twins(layout, a, b)), None)
        if twin is not None and (b := kept[twin]) is not None:
            if (bool(b.source), *_better(b)) >= (bool(a.source), *_better(a)):
                continue
            kept[twin] = None
        near.append(len(kept))
        kept.append(a)
    return [a for a in kept if a is not None]


def _are_twins(layout: Layout, a: Attribution, b: Attribution) -> bool:
    if not touch(a.content, b.content):
        return False
    if a.route == "report" or b.route == "report":
        return a.route == b.route and a.source == b.source and a.cue == b.cue
    if (a.cue and inside(a.cue, b.source)) or (b.cue and inside(b.cue, a.source)):
        return _mostly_shared(layout, a, b)
    if a.source and b.source and not touch(a.source, b.source):
        return False
    if a.cue and b.cue and not touch(a.cue, b.cue):
        return a.route == b.route == "net" and a.source == b.source != () and _mostly_shared(layout, a, b)
    shared = sum(layout.count(clip(a.content, span)) for span in b.content)
    either = layout.count(a.content) + layout.count(b.content) - shared
    return shared >= 0.5 * either


def _mostly_shared(layout: Layout, a: Attribution, b: Attribution) -> bool:
    """Whether two finds with one source and two cues have nearly one content, neither in the other's."""
    if touch(a.cue, b.content) or touch(b.cue, a.content):
        return False
    shared = sum(layout.count(clip(a.content, span)) for span in b.content)
    return shared >= 0.8 * min(layout.count(a.content), layout.count(b.content))


def _without_crossings(layout: Layout, ordered: list[Attribution]) -> list[Attribution]:
    """The attributions with contents that overlap but do not nest cut free of one another."""
    settled = list(ordered)
    for n in range(len(settled)):
        for m in range(n + 1, len(settled)):
            if not settled[n].content:
                break
            if settled[m].content:
                if settled[m].span.start >= settled[n].span.end:
                    break
                settled[n], settled[m] = _freed(layout, settled[n], settled[m])
    return [a for a in settled if layout.count(a.content)]


def _freed(layout: Layout, a: Attribution, b: Attribution) -> tuple[Attribution, Attribution]:
    if not touch(a.content, b.content) or inside(parts(b), a.content) or inside(parts(a), b.content):
        return a, b
    if b.cue and inside(b.cue + b.source, a.content):
        return a, _held_in(layout, b, a)
    if a.cue and inside(a.cue + a.source, b.content):
        return _held_in(layout, a, b), b
    if inside(a.content, b.content) or inside(b.content, a.content):
        return _without_others(a, b), _without_others(b, a)
    if _better(a) >= _better(b):
        return a, _without(layout, b, a)
    return _without(layout, a, b), b


def _without_others(a: Attribution, other: Attribution) -> Attribution:
    """``[Vey will come], she said; Orm said [he would bake]``: what Orm says is no second part of hers."""
    said_apart = a.cue and other.cue and other.source and not touch(a.source, other.source)
    if len(a.content) == 1 or not said_apart or touch(other.cue + other.source, a.content):
        return a
    kept = tuple(part for part in a.content if not inside((part,), other.content))
    between = any(part.end <= other.cue[0].start for part in kept)
    return replace(a, content=kept) if kept and between and len(kept) < len(a.content) else a


def _held_in(layout: Layout, inner: Attribution, outer: Attribution) -> Attribution:
    """The inner one with its content cut to the outer one's."""
    return replace(inner, content=join(part for span in outer.content for part in clip(inner.content, span)))


def _without(layout: Layout, loser: Attribution, winner: Attribution) -> Attribution:
    """The loser with what it shares with the winner taken away; nothing left where little would be."""
    rest = cut(loser.content, winner.content)
    if 2 * layout.count(rest) < layout.count(loser.content):
        rest = ()
    return (
        replace(loser, content=rest or loser.content)
        if not rest and loser.cue
        else replace(loser, content=rest)
    )


def _parents(kept: Sequence[Attribution], ties: Mapping[Spans, Spans]) -> list[int | None]:
    """For each, the one that cites it, or else the innermost attribution whose content holds it.

    Chains are no deeper than ``DEEPEST``.
    """
    sizes = [size(a.content) for a in kept]
    wholes = [a.span for a in kept]
    above = _tied(kept, ties)
    parents: list[int | None] = [above.get(n) for n in range(len(kept))]
    open_ones: list[int] = []
    for n in sorted(range(len(kept)), key=lambda n: (wholes[n].start, -wholes[n].end, -sizes[n], n)):
        open_ones = [m for m in open_ones if wholes[m].end > wholes[n].start]
        holders = [m for m in open_ones if sizes[m] > sizes[n] and inside(parts(kept[n]), kept[m].content)]
        if n not in above:
            parents[n] = min(holders, key=lambda m: (sizes[m], -_depth(above, m), m), default=None)
        open_ones.append(n)
    return [_shallow(parents, n) for n in range(len(kept))]


def _tied(kept: Sequence[Attribution], ties: Mapping[Spans, Spans]) -> dict[int, int]:
    """The number of each that is cited to the number of the one who cites it, where both say the same."""
    by_cue = {a.cue: n for n, a in enumerate(kept)}
    pairs = {n: by_cue[ties[a.cue]] for n, a in enumerate(kept) if ties.get(a.cue) in by_cue}
    return {n: m for n, m in pairs.items() if inside(kept[n].content, kept[m].content)}


def _depth(above: Mapping[int, int], number: int) -> int:
    depth = 0
    while number in above and depth < DEEPEST:
        number, depth = above[number], depth + 1
    return depth


def _shallow(parents: Sequence[int | None], number: int) -> int | None:
    chain: list[int] = []
    at = parents[number]
    while at is not None:
        chain.append(at)
        at = parents[at]
    if not chain:
        return None
    return chain[0] if len(chain) < DEEPEST else chain[len(chain) - DEEPEST + 1]
