"""None of them came, and one did: what is set against "not one", and what is not."""

import pytest
from told_in_short import Told, ledger, retold

from rashomon.survey.conflicts import find_conflicts
from rashomon.survey.contents import contents_of
from rashomon.survey.propositions import group_claims

NONE = Told(
    id="none",
    text="not a single drone has left Varn for Keld",
    act="left",
    lemma="leave",
    polarity="negative",
    time="2031-05",
    speaker="Ada Orm",
)
SOME = Told(
    id="some",
    text="eleven drones reached Keld",
    act="reached",
    lemma="reach",
    time="2031-05",
    speaker="Bela Sorn",
    article="b.txt",
)
FOREIGN = retold(NONE, text="no foreign soldier has set foot in Keld", act="set foot", lemma="set")
FIGHTERS = retold(SOME, text="Ulmarian fighters were in Keld", act="were", lemma="be")


def kinds(*told: Told, near: float = 0.0) -> list[str]:
    case = ledger(told)
    contents = contents_of(case)
    a, b = sorted(contents)
    return [one.kind for one in find_conflicts(case, group_claims(case), contents, {(a, b): near})[0]]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(NONE, SOME, id="not a drone, and eleven"),
        pytest.param(FOREIGN, FIGHTERS, id="none from abroad, and some of whom it is said from where"),
    ],
)
def test_one_is_told_of_where_none_was(one: Told, other: Told) -> None:
    assert kinds(one, other, near=0.2) == ["polarity"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(NONE, retold(SOME, text="eleven lorries reached Keld"), id="of another class"),
        pytest.param(NONE, retold(SOME, speaker="Ada Orm"), id="one voice"),
        pytest.param(NONE, retold(SOME, mode="predicted"), id="a forecast"),
        pytest.param(NONE, retold(SOME, text="drones that reached Keld were denied"), id="denied as well"),
        pytest.param(NONE, retold(SOME, time="2031-03"), id="another month"),
        pytest.param(
            retold(NONE, text="Keld has no drones left", act="left"),
            SOME,
            id="none is left, they came before",
        ),
        pytest.param(FOREIGN, retold(FIGHTERS, text="our fighters were in Keld"), id="its own soldiers"),
    ],
)
def test_others_may_have_come(one: Told, other: Told) -> None:
    assert kinds(one, other, near=0.2) == []
