"""Claims that give one figure of one thing, and figures that cannot both be right."""

from __future__ import annotations

import pytest
from told_in_short import Told, ledger, retold

from rashomon.survey.contents import contents_of
from rashomon.survey.propositions import group_claims
from rashomon.survey.same_figures import same_figures

DEAD = Told(
    id="dead",
    text="Shells killed 63 people on the quay",
    act="killed",
    lemma="kill",
    roles=(("agent", "Shells"), ("patient", "63 people")),
    published="2031-05-01",
)
TOLL = Told(id="toll", text="the death toll at sixty-three", article="b.txt", published="2031-05-03")


def pairs(*told: Told) -> set[str]:
    return {"-".join(pair) for pair in same_figures(contents_of(ledger(told)))}


ONE = [
    pytest.param(TOLL, id="in figures and in words"),
    pytest.param(retold(TOLL, text="at least 63 dead"), id="with another bound"),
    pytest.param(retold(TOLL, text="the list has 63 names"), id="a number that does not say what it counts"),
    pytest.param(retold(TOLL, text="63 victims"), id="people of any fate"),
]


@pytest.mark.parametrize("other", ONE)
def test_one_figure(other: Told) -> None:
    assert pairs(DEAD, other) == {"dead-toll"}


OTHER = [
    pytest.param(retold(TOLL, text="the death toll at sixty-two"), id="another figure"),
    pytest.param(retold(TOLL, text="63 wounded"), id="others are counted"),
    pytest.param(retold(TOLL, text="63 kilometres of road"), id="a measure"),
    pytest.param(retold(TOLL, published="2031-09-03"), id="months later"),
]


@pytest.mark.parametrize("other", OTHER)
def test_another_figure(other: Told) -> None:
    assert pairs(DEAD, other) == set()


def test_small_figures_are_told_of_many_things() -> None:
    few = Told(id="few", text="the toll stands at 3", published="2031-05-01")
    assert pairs(few, retold(TOLL, text="3 dead")) == set()


def test_one_figure_makes_one_proposition() -> None:
    (found,) = group_claims(ledger([DEAD, TOLL]))
    assert {member.claim: member.sign for member in found.members} == {"dead": 1, "toll": 1}
