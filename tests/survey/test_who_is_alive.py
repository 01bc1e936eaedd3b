"""Said to have died, and later to be alive."""

import pytest
from told_in_short import Told, ledger, retold

from rashomon.survey.conflicts import find_conflicts
from rashomon.survey.contents import contents_of

DEAD = Told(
    id="dead", text="Ada Orm had died in the night", act="died", lemma="die", roles=(("patient", "Ada Orm"),)
)
ALIVE = Told(
    id="alive",
    text="Ada Orm is alive",
    act="alive",
    lemma="alive",
    roles=(("patient", "Ada Orm"),),
    speaker="Bela Sorn",
    article="b.txt",
    published="2031-05-09",
)


def kinds(*told: Told) -> list[str]:
    case = ledger(told)
    return [one.kind for one in find_conflicts(case, (), contents_of(case))[0]]


def test_dead_and_later_alive() -> None:
    assert kinds(DEAD, ALIVE) == ["polarity"]


def test_killed_by_somebody_and_later_alive() -> None:
    killed = retold(
        DEAD,
        text="Bela Sorn killed Ada Orm",
        act="killed",
        lemma="kill",
        roles=(("agent", "Bela Sorn"), ("patient", "Ada Orm")),
    )
    assert kinds(killed, ALIVE) == ["polarity"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(DEAD, retold(ALIVE, published="2031-05-01"), id="alive before"),
        pytest.param(
            DEAD,
            retold(ALIVE, text="Bela Sorn is alive", roles=(("patient", "Bela Sorn"),), speaker="Red Lance"),
            id="another",
        ),
        pytest.param(DEAD, retold(ALIVE, speaker="Ministry"), id="one voice corrects itself"),
        pytest.param(retold(DEAD, mode="predicted"), ALIVE, id="is to die"),
        pytest.param(
            retold(DEAD, text="the Northern Army died", roles=(("patient", "Northern Army"),)),
            retold(ALIVE, text="the Northern Army is alive", roles=(("patient", "Northern Army"),)),
            id="a body is no person",
        ),
    ],
)
def test_both_may_be_so(one: Told, other: Told) -> None:
    assert kinds(one, other) == []
