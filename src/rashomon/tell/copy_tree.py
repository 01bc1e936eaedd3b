"""Who took text from whom, and from which origins a claim reaches its readers: boxes and ways."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rashomon.findings import Copy, Origin, OriginCount
from rashomon.store.one_proposition import Dossier
from rashomon.tell.matrix import SHAPES

ARTICLES = 60
"""So many articles stand in a picture, those of the largest families."""
SURE = 0.6
"""From this on the direction of a copy is drawn; below it the line has no head."""
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
