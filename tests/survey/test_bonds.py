"""Who is for or against whom: said of two known actors it is one thing, however often both are named."""

from __future__ import annotations

import pytest
from told_in_short import Told, ledger, retold

from rashomon.survey.contents import contents_of
from rashomon.survey.likeness import Likeness, Scale, score_frames

# Both are named in most claims of the case, so that naming them tells nothing.
CROWD = [
    Told(id=f"crowd{n}", text=f"Ulmaria and Red Lance were named on list {n}", act="named", lemma="name")
    for n in range(12)
]
BACKS = Told(
    id="backs",
    text="Ulmaria supports Red Lance, which has held talks with traders of oil and of grain",
    act="supports",
    lemma="support",
    roles=(("agent", "Ulmaria"), ("patient", "Red Lance")),
    speaker="Ada Orm",
)


def told(act: str, lemma: str, whom: str) -> Told:
    return Told(
        id="too",
        text=f"Ulmaria {act} {whom}",
        act=act,
        lemma=lemma,
        roles=(("agent", "Ulmaria"), ("patient", whom)),
        article="b.txt",
    )


TOO = told("supports", "support", "Red Lance")


def likeness(one: Told, other: Told) -> Likeness:
    contents = contents_of(ledger([*CROWD, one, other]))
    return score_frames(contents[one.id], contents[other.id], Scale(contents))


def test_one_bond_told_twice() -> None:
    assert likeness(BACKS, TOO).score >= 0.75
    assert likeness(BACKS, TOO).sign == 1


def test_its_denial_is_of_the_same_thing() -> None:
    denied = retold(TOO, polarity="negative")
    assert (likeness(BACKS, denied).score >= 0.75, likeness(BACKS, denied).sign) == (True, -1)


@pytest.mark.parametrize(
    ("other", "why"),
    [
        (told("supports", "support", "Northern Army"), "somebody else is helped"),
        (told("met", "meet", "Red Lance"), "what happens on a day happens on others"),
        (told("supports", "support", "traders"), "nobody knows who they are"),
    ],
)
def test_another_thing(other: Told, why: str) -> None:
    assert likeness(BACKS, other).score < 0.75, why


def test_who_denies_any_support_denies_his_own() -> None:
    denied = Told(id="denied", text="any support", act="support", polarity="negative", speaker="Red Lance")
    (agent,) = contents_of(ledger([denied]))["denied"].main.of("agent")
    assert agent.actor == "id-red lance"
