"""Who took text from whom, and from which origins a claim reaches its readers: as tables and as pictures."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rashomon.findings import Copy, Origin, OriginCount
from rashomon.store.one_proposition import Dossier
from rashomon.tell.layers import lay_out
from rashomon.tell.matrix import SHAPES, WORDS
from rashomon.tell.svg import arrow, frame, group, num, path, width_of, words

ARTICLES = 60
"""So many articles stand in a picture, those of the largest families."""
SURE = 0.6
"""From this on the direction of a copy is drawn; below it the line has no head."""
_BOX, _HIGH, _GAP, _ROW, _EDGE = 224, 44, 140, 62, 8
_MANNERS = tuple(SHAPES)
_ORIGINS = {
    "outlet": "says so itself",
    "agency": "an agency",
    "named": "named",
    "unnamed": "described, not named",
    "unknown": "nobody stands for it",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """An article or an origin in a picture."""

    key: str
    """The article's name, the origin's id."""
    title: str
    under: str
    """The line below: outlet and day; of an origin what kind it is."""
    is_origin: bool = False
    manners: tuple[str, ...] = ()
    """How the article tells it: asserts, reports, hedges, denies."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A line from one box to another."""

    start: str
    stop: str
    told: str = ""
    """What stands at the line."""
    why: str = ""
    is_sure: bool = True
    """Which of the two came first is known."""
    share: float = 0.0
    """How much of the text went over, 0 to 1: how thick it is."""
    is_cited: bool = False
    """It is named as the source; no text was taken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """Boxes and the ways between them."""

    boxes: tuple[Box, ...]
    ways: tuple[Way, ...]
    caption: str
    hidden: int = 0
    """Articles not shown."""


def copy_tree(copies: Sequence[Copy], articles: Mapping[str, Box], *, limit: int = ARTICLES) -> Tree:
    """The articles that took text from one another, the largest families first; ``articles`` by name."""
    family = _families(copies)
    sizes = Counter(family.values())
    ranked = sorted(family, key=lambda name: (-sizes[family[name]], family[name], name))
    shown = [name for name in ranked if name in articles][:limit]
    inside = set(shown)
    ways = [_way(copy) for copy in copies if copy.child in inside and copy.parent in inside]
    takers = {copy.child for copy in copies if copy.kind != "cites"}
    return Tree(
        boxes=tuple(articles[name] for name in sorted(shown)),
        ways=tuple(ways),
        caption=f"{_n(len(takers), 'article')} took text from another, in {_n(len(sizes), 'family')}",
        hidden=len(ranked) - len(shown),
    )


def _families(copies: Iterable[Copy]) -> dict[str, str]:
    leader: dict[str, str] = {}

    def find(one: str) -> str:
        leader.setdefault(one, one)
        while leader[one] != one:
            one = leader[one]
        return one

    for copy in copies:
        first, second = sorted((find(copy.child), find(copy.parent)))
        leader[second] = first
    return {one: find(one) for one in sorted(leader)}


def _way(copy: Copy) -> Way:
    share = "" if copy.kind == "cites" else f" {100 * copy.containment:.0f} %"
    return Way(
        start=copy.parent,
        stop=copy.child,
        told=f"{copy.kind}{share}",
        why=copy.reason,
        is_sure=copy.direction >= SURE,
        share=copy.containment,
        is_cited=copy.kind == "cites",
    )


def origin_tree(
    dossier: Dossier, homes: Mapping[str, str], articles: Mapping[str, Box], *, limit: int = ARTICLES
) -> Tree:
    """From which origins, and through which articles, a proposition is told.

    An article that took text from another, which tells it on the word of the same origin, stands behind that
    one. ``homes`` gives the article of each claim, ``articles`` the box of each article.
    """
    manners = _manners(dossier)
    told: dict[str, set[str]] = defaultdict(set)
    for origin in dossier.origins:
        told[origin.id] |= {homes[claim] for claim in origin.claims}
    everywhere = sorted({homes[member.claim] for member in dossier.proposition.members})
    shown = everywhere[:limit]
    boxes = [_origin_box(origin) for origin in dossier.origins if told[origin.id] & set(shown)]
    for name in shown:
        found = {manners[m.claim] for m in dossier.proposition.members if homes[m.claim] == name}
        own = tuple(manner for manner in _MANNERS if manner in found)
        box = articles[name]
        boxes.append(Box(key=name, title=box.title, under=box.under, manners=own))
    ways = [way for origin in dossier.origins for way in _told_from(origin, told, dossier, set(shown))]
    return Tree(
        boxes=tuple(boxes),
        ways=tuple(dict.fromkeys(ways)),
        caption=count_caption(len(everywhere), dossier),
        hidden=len(everywhere) - len(shown),
    )


def _told_from(
    origin: Origin, told: Mapping[str, set[str]], dossier: Dossier, shown: set[str]
) -> Iterable[Way]:
    mine = told[origin.id] & shown
    parents = {
        copy.child: copy
        for copy in sorted(dossier.copies, key=lambda copy: (copy.containment, copy.parent))
        if copy.child in mine and copy.parent in mine and copy.kind != "cites" and copy.direction >= 0.5
    }
    for name in sorted(mine):
        if name in parents and not _comes_back(name, parents):
            yield _way(parents[name])
        else:
            yield Way(start=origin.id, stop=name, why=origin.reason)


def _comes_back(name: str, parents: Mapping[str, Copy]) -> bool:
    """Whether the way back over the parents ends where it began: nobody there took it from the origin."""
    seen, one = {name}, parents[name].parent
    while one in parents and one not in seen:
        seen.add(one)
        one = parents[one].parent
    return one in seen and name == min(seen)


def _manners(dossier: Dossier) -> dict[str, str]:
    own = {claim for origin in dossier.origins if origin.kind == "outlet" for claim in origin.claims}
    return {
        m.claim: "denies"
        if m.sign < 0
        else "hedges"
        if m.is_hedged
        else "asserts"
        if m.claim in own
        else "reports"
        for m in dossier.proposition.members
    }


def _origin_box(origin: Origin) -> Box:
    under = "the articles only cite each other" if origin.circular else _ORIGINS[origin.kind]
    name = origin.name or ("no outlet stated" if origin.kind == "outlet" else "not known")
    return Box(key=origin.id, title=name, under=under, is_origin=True)


def count_caption(articles: int, dossier: Dossier) -> str:
    """How many articles and how many origins, as far as can be told: "7 articles, 2 origins"."""
    support, dissent = dossier.proposition.support, dossier.proposition.dissent
    told = f"{_n(articles, 'article')}, {_between(support)}"
    if not dissent.high:
        return told
    return f"{told} for it and {_between(dissent)} against it" if support.high else f"{told} for it"


def _between(count: OriginCount) -> str:
    if count.low == count.high:
        return _n(count.best, "origin")
    return f"{count.low} to {count.high} origins"


def _n(count: int, what: str) -> str:
    many = f"{what[:-1]}ies" if what.endswith("y") else f"{what}s"
    return f"{count} {what if count == 1 else many}"


def draw_tree(tree: Tree, label: str) -> str:
    """The tree as a picture, what comes first on the left; empty where there is nothing to show."""
    if not tree.boxes:
        return ""
    keys = [box.key for box in tree.boxes]
    layout = lay_out(keys, [(way.start, way.stop) for way in tree.ways])
    at = {key: _corner(*layout.places[key]) for key in keys}
    parts = []
    for way, port in _ports(tree.ways, at):
        edge, is_turned = (way.start, way.stop), (way.start, way.stop) not in layout.passing
        passing = layout.passing[(way.stop, way.start) if is_turned else edge]
        between = [_corner(column, row) for column, row in passing]
        between = between[::-1] if is_turned else between
        parts.append(_line(way, at[way.start], (at[way.stop][0], port), between, is_turned=is_turned))
    parts += [_box(box, *at[box.key]) for box in tree.boxes]
    width = layout.columns * (_BOX + _GAP) - _GAP + 2 * _EDGE
    return frame("tree", (width, layout.rows * _ROW - (_ROW - _HIGH) + 2 * _EDGE), label, parts)


def _ports(ways: Sequence[Way], at: Mapping[str, tuple[float, float]]) -> Iterable[tuple[Way, float]]:
    """Each way with the height at which it reaches its box: several below one another."""
    arriving: dict[str, list[Way]] = defaultdict(list)
    for way in ways:
        arriving[way.stop].append(way)
    for stop, those in arriving.items():
        those.sort(key=lambda way: (at[way.start][1], -at[way.start][0], way.start))
        for number, way in enumerate(those, start=1):
            yield way, at[stop][1] + _HIGH * number / (len(those) + 1)


def _corner(column: int, row: float) -> tuple[float, float]:
    return _EDGE + column * (_BOX + _GAP), _EDGE + row * _ROW


def _box(box: Box, x: float, y: float) -> str:
    radius = _HIGH / 2 if box.is_origin else 4
    kind = "origin" if box.is_origin else "article"
    size = f'x="{num(x)}" y="{num(y)}" width="{_BOX}" height="{_HIGH}" rx="{num(radius)}"'
    shape = f'<rect class="box {kind}" {size}/>'
    inset = 18 if box.is_origin else 10
    signs = [
        f'<g transform="translate({num(x + _BOX - 22 - 18 * place)} {num(y + 5)})">{SHAPES[manner]}</g>'
        for place, manner in enumerate(reversed(box.manners))
    ]
    room = _BOX - 2 * inset
    told = [
        words((x + inset, y + 18), _fitted(box.title, room - 18 * len(box.manners)), kind="strong"),
        words((x + inset, y + 35), _fitted(box.under, room), kind="dim"),
    ]
    how = f": {', '.join(WORDS[manner] for manner in box.manners)}" if box.manners else ""
    return group([shape, *told, *signs], title=f"{box.title}, {box.under}{how}")


def _fitted(text: str, room: float) -> str:
    """As much of it as fits."""
    if width_of(text) <= room:
        return text
    kept = text
    while kept and width_of(kept + "…") > room:
        kept = kept[:-1]
    return kept.rstrip() + "…"


def _line(
    way: Way,
    start_box: tuple[float, float],
    port: tuple[float, float],
    passing: Sequence[tuple[float, float]],
    *,
    is_turned: bool,
) -> str:
    side = -1 if is_turned else 1
    start = (start_box[0] + (0 if is_turned else _BOX), start_box[1] + _HIGH / 2)
    tip = (port[0] + (_BOX if is_turned else 0), port[1])
    end = (tip[0] - 7 * side, tip[1]) if way.is_sure else tip
    # A line that passes a column runs level across it.
    stops = [start]
    for x, y in passing:
        level = y + 9
        stops += [(x, level), (x + _BOX, level)] if not is_turned else [(x + _BOX, level), (x, level)]
    stops.append(end)
    shape = f"M{num(start[0])} {num(start[1])}"
    for number, ((x1, y1), (x2, y2)) in enumerate(pairwise(stops)):
        half = (x1 + x2) / 2
        bend = f"C{num(half)} {num(y1)} {num(half)} {num(y2)} {num(x2)} {num(y2)}"
        shape += bend if number % 2 == 0 else f"L{num(x2)} {num(y2)}"
    kind = "way" + (" cited" if way.is_cited else " unsure" if not way.is_sure else "")
    thick = f"{kind} t{1 + round(3 * way.share)}"
    parts = [path(shape, thick)]
    if way.is_sure:
        parts.append(arrow(tip, (side, 0), "head"))
    if way.told:
        # On the side of the line that it does not come from.
        y = tip[1] + (14 if stops[-2][1] < tip[1] - 8 else -5)
        anchor = "" if is_turned else "end"
        parts.append(words((tip[0] - 12 * side, y), way.told, kind="dim halo", anchor=anchor))
    unsure = "" if way.is_sure else "; which of the two came first is not known"
    return group(parts, title=f"{way.told}{': ' if way.told else ''}{way.why}{unsure}")
