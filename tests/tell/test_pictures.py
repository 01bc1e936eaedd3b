"""Pictures show what was found and no more: doubt as doubt, unknown as unknown, words only ever as words."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.findings import Balance, Copy, Edge, Member, Network, Origin, OriginCount, Proposition
from rashomon.records import Span
from rashomon.store.browse_times import PlaceCard
from rashomon.store.one_proposition import Dossier
from rashomon.tell.copy_tree import Box, copy_tree, origin_tree
from rashomon.tell.layers import lay_out
from rashomon.tell.map_picture import core_of, draw_map
from rashomon.tell.network_picture import draw_network, filter_edges
from rashomon.tell.shares import draw_months, draw_share
from rashomon.tell.timeline import Lane, Moment
from rashomon.tell.timeline_picture import draw_key, draw_timeline
from rashomon.tell.tree_picture import draw_tree

HOSTILE = "</text><script>alert(1)</script> & \u202e\"'<img src=x>"
SVG = "{http://www.w3.org/2000/svg}"


def parsed(svg: str) -> ElementTree.Element:
    """The picture as XML, with what every picture has to keep."""
    root = ElementTree.fromstring(svg.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1))
    assert root.get("role") == "img"
    assert root.get("aria-label")
    for part in root.iter():
        assert part.tag.removeprefix(SVG) in {"svg", "g", "title", "text", "path", "rect", "circle"}
        assert not {name for name in part.attrib if name == "style" or name.startswith("on") or ":" in name}
        numbers = re.findall(r"-?\d+\.?\d*|nan|inf", part.get("d", ""))
        assert not {"nan", "inf"} & set(numbers)
    return root


def classes(svg: str) -> list[str]:
    return [name for part in parsed(svg).iter() for name in (part.get("class") or "").split()]


def texts(svg: str) -> list[str]:
    return [part.text or "" for part in parsed(svg).iter(f"{SVG}text")]


def copied(child: str, parent: str, *, kind: str = "copy", direction: float = 0.9) -> Copy:
    return Copy(
        child=child,
        parent=parent,
        kind=kind,  # type: ignore[arg-type]
        score=0.9,
        direction=direction,
        containment=0.8,
        reason=f"{HOSTILE} forty words",
    )


def boxes(*names: str) -> dict[str, Box]:
    return {name: Box(key=name, title=f"{name} {HOSTILE}", under=HOSTILE) for name in names}


def tree_of(*copies: Copy) -> str:
    names = sorted({name for copy in copies for name in (copy.child, copy.parent)})
    return draw_tree(copy_tree(copies, boxes(*names)), "who took from whom")


def edge(holder: str, target: str, sign: int, **fields: object) -> Edge:
    return Edge(
        holder=holder,
        target=target,
        sign=sign,  # type: ignore[arg-type]
        kinds=("supports",),
        according_to=(HOSTILE,),
        origins=1,
        **({"stances": (("a.txt", Span(0, 1)),)} | fields),  # type: ignore[arg-type]
    )


def lane(*values: str | None, **fields: str) -> Lane:
    kind = fields.pop("kind", "set")
    moments = [Moment(kind=kind, value=value, label=HOSTILE, **fields) for value in values]  # type: ignore[arg-type]
    return Lane(title=HOSTILE, moments=tuple(moments))


def place(
    name: str, lat: float | None, lon: float | None, precision: str = "city", mentions: int = 1
) -> PlaceCard:
    return PlaceCard(
        name=name,
        geonames=None,
        lat=lat,
        lon=lon,
        precision=precision,
        mentions=mentions,
        articles=mentions,
        claims=0,
        claim=None,
    )


NAMES = {one: f"{one} {HOSTILE}" for one in "abcdef"}
PICTURES: dict[str, Callable[[], str]] = {
    "copies": lambda: tree_of(copied("b", "a"), copied("c", "a"), copied("c", "b", direction=0.5)),
    "network": lambda: draw_network(
        Network(
            edges=(edge("a", "b", 1), edge("b", "c", -1), edge("c", "a", 0, frustrated=True)), balance=None
        ),
        NAMES,
    )[0],
    "timeline": lambda: draw_timeline(
        [lane("2031-05-02", "2031-05-03~/..", "2031?", "../2031-06", "0001", "9999")]
    ),
    "map": lambda: draw_map(
        [place(HOSTILE, 89.9, 179.9), place("x", -60.0, -179.0, "country"), place("y", 0.0, 0.0)]
    ),
    "share": lambda: draw_share((0.0, 0.5, 1.0)),
    "months": lambda: draw_months([("2031-04", 2, 5), ("2031-05", 0, 1), ("", 4, 4)]),
}


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_sound_and_words_stay_words(name: str) -> None:
    svg = PICTURES[name]()
    parsed(svg)
    assert "<script" not in svg
    assert "<img" not in svg
    assert "\u202e" not in svg
    assert svg == PICTURES[name]()


# Who took from whom


def test_a_copy_of_known_direction_has_a_head_and_one_of_unknown_has_none() -> None:
    assert "head" in classes(tree_of(copied("b", "a")))
    unsure = classes(tree_of(copied("b", "a", direction=0.5)))
    assert "unsure" in unsure
    assert "head" not in unsure


def test_an_article_that_only_cites_is_drawn_apart() -> None:
    assert "cited" in classes(tree_of(copied("b", "a", kind="cites")))


def test_the_order_of_copies_does_not_matter() -> None:
    copies = [copied(child, parent) for child, parent in ("ba", "ca", "db", "dc", "fe")]
    first = tree_of(*copies)
    random.Random(5).shuffle(copies)
    assert tree_of(*copies) == first


def test_no_copies_no_picture() -> None:
    assert tree_of() == ""


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh")), max_size=20))
def test_boxes_never_lie_on_each_other_and_ways_lead_to_the_right(edges: list[tuple[str, str]]) -> None:
    layout = lay_out("abcdefgh", edges)
    places = list(layout.places.values())
    for number, (column, row) in enumerate(places):
        assert 0 <= column < layout.columns
        assert -0.01 <= row <= layout.rows - 0.99
        assert all(abs(row - other) > 0.99 for at, other in places[number + 1 :] if at == column)
    for start, stop in layout.passing:
        assert layout.places[start][0] < layout.places[stop][0]
    drawn = set(layout.passing)
    assert all(one in drawn or one[::-1] in drawn for one in edges if one[0] != one[1])


def dossier() -> Dossier:
    """Seven articles tell what two said; four took it from one another."""
    homes = "abcdefg"
    members = tuple(
        Member(claim=f"claim {name}", sign=-1 if name == "g" else 1, is_hedged=name == "f", score_frame=1.0)
        for name in homes
    )
    origins = (
        Origin(id="o1", kind="agency", name=HOSTILE, claims=tuple(f"claim {name}" for name in "abcd")),
        Origin(id="o2", kind="unknown", name=None, claims=tuple(f"claim {name}" for name in "efg")),
    )
    proposition = Proposition(
        id="p",
        text="The dam broke.",
        claim="claim a",
        members=members,
        support=OriginCount(low=2, best=2, high=2),
    )
    copies = (copied("b", "a"), copied("c", "b"), copied("d", "a", direction=0.5), copied("e", "a"))
    return Dossier(
        proposition=proposition, opposed=(), drifts=(), origins=origins, copies=copies, may_be_one=()
    )


def test_a_proposition_has_its_tree_of_origins() -> None:
    homes = {f"claim {name}": name for name in "abcdefg"}
    tree = origin_tree(dossier(), homes, boxes(*"abcdefg"))
    assert tree.caption == "7 articles, 2 origins"
    ways = {(way.start, way.stop) for way in tree.ways}
    # Behind another article only where the origin is the same: e copied a and has it from somebody else.
    assert ways == {("o1", "a"), ("a", "b"), ("b", "c"), ("a", "d"), ("o2", "e"), ("o2", "f"), ("o2", "g")}
    manners = {box.key: box.manners for box in tree.boxes}
    assert manners["a"] == ("reports",)
    assert manners["f"] == ("hedges",)
    assert manners["g"] == ("denies",)
    assert "not known" in texts(draw_tree(tree, "origins"))


# The network

SIGNS = {
    1: ({"for", "head"}, {"bar", "ring"}),
    -1: ({"against", "bar"}, {"head", "ring"}),
    0: ({"disputed", "ring"}, {"head", "bar"}),
}


@pytest.mark.parametrize("sign", SIGNS)
def test_a_sign_is_told_by_line_and_end_not_by_colour_alone(sign: int) -> None:
    drawn, _ = draw_network(Network(edges=(edge("a", "b", sign),), balance=None), NAMES)
    has, has_not = SIGNS[sign]
    assert has <= set(classes(drawn))
    assert not has_not & set(classes(drawn))
    assert ("?" in texts(drawn)) == (sign == 0)


def test_an_edge_at_odds_with_both_sides_is_marked() -> None:
    drawn, _ = draw_network(Network(edges=(edge("a", "b", 1, frustrated=True),), balance=None), NAMES)
    assert "odd-sign" in classes(drawn)
    assert "!" in texts(drawn)


def test_the_two_sides_stand_left_and_right() -> None:
    balance = Balance(
        nodes=3,
        edges=2,
        frustration=0,
        is_proved=True,
        triangles=None,
        walk=None,
        shuffled=None,
        sides=(("a", "b"), ("c",)),
    )
    network = Network(edges=(edge("a", "b", 1), edge("a", "c", -1)), balance=balance)
    drawn, _ = draw_network(network, {one: one for one in "abc"})
    at = {
        (part.find(f"{SVG}title").text or ""): float(part.find(f"{SVG}circle").get("cx", ""))  # type: ignore[union-attr]
        for part in parsed(drawn).iter(f"{SVG}g")
        if part.find(f"{SVG}circle") is not None
    }
    assert at["a"] == at["b"] < at["c"]


def test_names_do_not_lie_on_each_other() -> None:
    edges = tuple(
        edge(a, b, 1 if (ord(a) - ord(b)) % 2 == 0 else -1) for a in "abcdef" for b in "abcdef" if a < b
    )
    drawn, hidden = draw_network(Network(edges=edges, balance=None), {one: one * 9 for one in "abcdef"})
    spots = [
        (part.get("text-anchor"), float(part.get("y", "0"))) for part in parsed(drawn).iter(f"{SVG}text")
    ]
    named = [spot for spot, text in zip(spots, texts(drawn), strict=True) if len(text) == 9]
    assert hidden == 0
    assert len(named) == 6
    for side in {anchor for anchor, _ in named}:
        rows = sorted(y for anchor, y in named if anchor == side)
        assert all(b - a > 15 for a, b in pairwise(rows))


def test_a_long_network_is_cut_to_those_with_most_stances() -> None:
    edges = tuple(edge(f"x{n}", "hub", 1) for n in range(30))
    _, hidden = draw_network(Network(edges=edges, balance=None), {}, limit=10)
    assert hidden == 21


FILTERS = [
    ({"since": "2031-05"}, {("a", "b"): -1}, "only the later of the two tellings lies in it"),
    ({"until": "2031-04"}, {("a", "b"): 1}, "only the earlier"),
    ({}, {("a", "b"): 0, ("c", "b"): 1}, "no time is asked for"),
    ({"holder": "c"}, {("c", "b"): 1}, "one holder"),
    ({"teller": "Vey"}, {}, "nobody of that name tells anything"),
]


@pytest.mark.parametrize(("asked", "expected", "why"), FILTERS, ids=[why for *_, why in FILTERS])
def test_the_network_of_a_time_has_the_signs_of_that_time(
    asked: dict[str, str], expected: dict[tuple[str, str], int], why: str
) -> None:
    told = (("a.txt", Span(0, 1)), ("b.txt", Span(0, 1)))
    edges = [
        edge("a", "b", 0, stances=told, signs=(1, -1), times=("2031-04-02", "2031-05-09")),
        edge("c", "b", 1, signs=(1,), times=(None,)),
    ]
    kept, undated = filter_edges(edges, **asked)  # type: ignore[arg-type]
    assert {(one.holder, one.target): one.sign for one in kept} == expected, why
    assert undated == (1 if "since" in asked or "until" in asked else 0)


# Times

DOUBTS = [
    ("2031-05-02/2031-05-09", set(), {"open", "rough", "doubt"}, "a stretch without doubt"),
    ("2031-05-02~", {"rough"}, {"open", "doubt"}, "about then"),
    ("2031-05-02/2031-05-09?", {"doubt"}, {"open", "rough"}, "perhaps then"),
    ("2031-05-02%", {"doubt", "rough"}, {"open"}, "perhaps about then"),
    ("2031-05-02/..", {"open"}, {"rough", "doubt"}, "no end is known"),
    ("../2031-05-02", {"open"}, {"rough", "doubt"}, "no beginning is known"),
]


@pytest.mark.parametrize(("value", "has", "has_not", "why"), DOUBTS, ids=[why for *_, why in DOUBTS])
def test_doubt_is_drawn_as_it_stands_in_the_words(
    value: str, has: set[str], has_not: set[str], why: str
) -> None:
    drawn = set(classes(draw_timeline([lane(value, "2031-04-01", "2031-06-01")])))
    assert has <= drawn, why
    assert not has_not & drawn, why


def test_an_open_end_has_no_border_and_grows_fainter() -> None:
    drawn = parsed(draw_timeline([lane("2031-05-02/..", "2031-04-01", "2031-06-01")]))
    faded = [part for part in drawn.iter(f"{SVG}rect") if part.get("class") == "open"]
    opacity = [
        float(part.get("opacity", "1")) for part in sorted(faded, key=lambda part: float(part.get("x", "0")))
    ]
    assert opacity == sorted(opacity, reverse=True)
    assert opacity[0] < 1


UNKNOWN = [None, "", "XXXX-04-02", "../..", "P3D", "soon"]


@pytest.mark.parametrize("value", UNKNOWN)
def test_what_has_no_day_is_not_drawn(value: str | None) -> None:
    assert draw_timeline([lane(value)]) == ""
    assert draw_timeline([lane(value, "2031-05-02")]) == draw_timeline([lane("2031-05-02")])


def test_one_far_day_does_not_push_the_rest_together() -> None:
    values = [f"2031-05-{day:02}" for day in range(1, 20)]
    near = draw_timeline([lane(*values)])
    far = draw_timeline([lane("1950-01-01", *values)])
    assert "beyond" not in classes(near)
    assert "beyond" in classes(far)
    assert not any(text.isdecimal() for text in texts(far)), "an axis of years alone"


def test_a_prediction_runs_from_when_it_was_made_to_its_end() -> None:
    drawn = classes(draw_timeline([lane("2031-05-20", kind="due", made="2031-05-01")]))
    assert {"made", "limit", "due"} <= set(drawn)


def test_the_key_shows_every_kind_of_doubt() -> None:
    drawn = " ".join(draw_key().values())
    assert all(
        f'"{name}"' in drawn or f" {name}" in drawn for name in ("rough", "doubt", "open", "limit", "page")
    )


# Places


def test_nothing_is_pinned_that_has_no_place() -> None:
    assert draw_map([place("Karsk", None, None)]) == ""
    assert draw_map([]) == ""


def test_the_less_is_known_of_a_place_the_wider_its_ring() -> None:
    drawn = parsed(
        draw_map([place(kind, 30.0 + n, 20.0, kind) for n, kind in enumerate(("city", "region", "country"))])
    )
    radius = {
        part.get("class", "").split()[1]: float(part.get("r", "0"))
        for part in drawn.iter(f"{SVG}circle")
        if "ring" in part.get("class", "")
    }
    assert radius["city"] < radius["region"] < radius["country"]


def test_a_map_shows_land_round_its_places() -> None:
    assert classes(draw_map([place("here", 27.0, 17.0), place("there", 32.9, 13.2)])).count("land") >= 3


def test_the_map_is_where_most_is_named_and_far_places_are_left_to_the_other() -> None:
    near = [place(f"near {n}", 30.0 + n / 5, 20.0 + n / 5, mentions=9) for n in range(8)]
    assert core_of([*near, place("far", -30.0, 140.0)]) == near
    assert core_of(near) == near
    assert core_of([place("one", 1.0, 1.0)]) == [place("one", 1.0, 1.0)]
    assert core_of([place("none", None, None)]) == []


@settings(max_examples=10, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.floats(-90, 90), st.floats(-180, 180), st.sampled_from(["point", "city", "region", "country"])
        ),
        min_size=1,
        max_size=8,
    )
)
def test_any_places_on_earth_can_be_drawn(points: list[tuple[float, float, str]]) -> None:
    places = [place(f"p{n}", lat, lon, kind) for n, (lat, lon, kind) in enumerate(points)]
    parsed(draw_map(places))
    assert core_of(places)
