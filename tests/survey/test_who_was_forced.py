"""Driven out, or gone of their own will."""

import pytest
from told_in_short import Told, ledger, retold

from rashomon.survey.conflicts import find_conflicts
from rashomon.survey.contents import contents_of
from rashomon.survey.propositions import group_claims

DRIVEN = Told(
    id="driven", text="the millers had been driven from their houses", act="driven", speaker="Ada Orm"
)
FREE = Told(id="free", text="nobody drove them out", act="drove", speaker="Bela Sorn", article="b.txt")
WILL = retold(FREE, id="will", text="they left of their own free will", act="left")


def kinds(*told: Told, near: float = 0.0) -> list[str]:
    case = ledger(told)
    contents = contents_of(case)
    a, b = sorted(contents)
    return [one.kind for one in find_conflicts(case, group_claims(case), contents, {(a, b): near})[0]]


def test_driven_and_not_driven() -> None:
    assert kinds(DRIVEN, FREE) == ["act"]


def test_driven_and_of_their_own_will_are_held_against_each_other_if_near() -> None:
    assert kinds(DRIVEN, WILL, near=0.3) == ["act"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(DRIVEN, WILL, id="others may have gone"),
        pytest.param(DRIVEN, retold(FREE, speaker="Ada Orm"), id="one voice"),
        pytest.param(DRIVEN, retold(FREE, text="nobody forced them to sign", act="forced"), id="another act"),
        pytest.param(retold(DRIVEN, mode="predicted"), FREE, id="they will be driven out"),
    ],
)
def test_both_may_be_so(one: Told, other: Told) -> None:
    assert kinds(one, other) == []
