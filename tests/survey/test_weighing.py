"""Everything known of a pair is weighed: the same either way round, each thing the way it speaks."""

import tomllib
from dataclasses import replace
from importlib.resources import files

import pytest
from told_in_short import Told, ledger

from rashomon.ledger import Relation
from rashomon.survey.contents import contents_of
from rashomon.survey.likeness import Likeness
from rashomon.survey.nearness import Cosines
from rashomon.survey.weighing import Clues, figures, weigh

FELL = Told(id="fell", text="the bridge over the gorge fell at dawn", article="a.txt")
STANDS = Told(id="stands", text="the bridge over the gorge is standing and was never hit", article="b.txt")
UNSURE = Relation(0.25, 0.25, 0.25, 0.25, "polarity")


def clues(**changed: object) -> Clues:
    contents = contents_of(ledger([FELL, STANDS]))
    plain = Clues(
        a=contents["fell"],
        b=contents["stands"],
        frame=Likeness(0.2),
        bar=None,
        common=(1.0, 0.3),
        has_figure=False,
        cosines=Cosines(0.4, 0.3, 0.35),
        relation=UNSURE,
        is_turned=False,
        is_one_outlet=False,
    )
    return replace(plain, **changed)  # type: ignore[arg-type]


def test_the_same_whichever_claim_comes_first() -> None:
    one = clues()
    other = replace(one, a=one.b, b=one.a)
    assert figures(one) == figures(other)
    assert weigh(one) == weigh(other)


@pytest.mark.parametrize(
    ("less", "more", "why"),
    [
        ({"cosines": Cosines(0.0, 0.3, 0.0)}, {"cosines": Cosines(0.7, 0.3, 0.7)}, "the words mean the like"),
        ({"cosines": Cosines(0.4, 0.3, 0.0)}, {"cosines": Cosines(0.4, 0.3, 0.7)}, "all around is nearer"),
        ({"common": (0.0, 0.0)}, {"common": (3.0, 0.8)}, "they share rare words"),
        ({"has_figure": False}, {"has_figure": True}, "they give one telling figure"),
    ],
)
def test_what_makes_one_thing_likelier(less: dict[str, object], more: dict[str, object], why: str) -> None:
    assert weigh(clues(**less)).together < weigh(clues(**more)).together, why


@pytest.mark.parametrize(
    ("less", "more", "why"),
    [
        (
            {"relation": Relation(0.9, 0.03, 0.03, 0.04, "polarity")},
            {"relation": Relation(0.03, 0.9, 0.03, 0.04, "polarity")},
            "the net takes them for opposed",
        ),
        ({"frame": Likeness(0.8, 1)}, {"frame": Likeness(0.8, -1)}, "one frame denies the other"),
    ],
)
def test_what_makes_a_contradiction_likelier(
    less: dict[str, object], more: dict[str, object], why: str
) -> None:
    assert weigh(clues(**less)).opposed < weigh(clues(**more)).opposed, why


def test_months_apart_another_thing_is_told() -> None:
    later = contents_of(ledger([replace(STANDS, published="2024-11-02")]))["stands"]
    sooner = contents_of(ledger([replace(STANDS, published="2024-03-05")]))["stands"]
    first = contents_of(ledger([replace(FELL, published="2024-03-04")]))["fell"]
    close = Cosines(0.8, 0.3, 0.6)
    near, far = clues(a=first, b=sooner, cosines=close), clues(a=first, b=later, cosines=close)
    assert weigh(far).together < 0.5 * weigh(near).together


def test_both_are_probabilities_however_much_is_known() -> None:
    alike, unlike = Cosines(1.0, 1.0, 1.0), Cosines(-1.0, -1.0, -1.0)
    for one in (clues(cosines=alike, has_figure=True), clues(cosines=unlike, bar="mode")):
        found = weigh(one)
        assert 0 <= found.together < 1
        assert 0 < found.opposed < 1


def test_every_weight_weighs_something() -> None:
    text = (files("rashomon.survey") / "weighing.toml").read_text(encoding="utf-8")
    for what in ("together", "opposed"):
        weights = tomllib.loads(text)[what]
        assert weights.keys() - {"always"} <= figures(clues()).keys(), what
