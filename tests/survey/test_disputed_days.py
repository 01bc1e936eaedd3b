"""Days that are argued about: "only on", "and not on", and what lies near them."""

import pytest
from told_in_short import Told, ledger, retold

from rashomon.survey.conflicts import find_conflicts
from rashomon.survey.contents import contents_of
from rashomon.survey.propositions import group_claims

EARLY = Told(
    id="early",
    text="soldiers crossed the river near Keld on 4 May",
    act="crossed",
    lemma="cross",
    time="2031-05-04",
    speaker="Ada Orm",
    published="2031-05-09",
)
LATE = Told(
    id="late",
    text="its troops reached the other bank only on 6 May",
    act="reached",
    lemma="reach",
    time="2031-05-06",
    speaker="Bela Sorn",
    published="2031-05-09",
)
AGAIN = retold(EARLY, id="again", text="tanks rolled past Keld on 4 May", act="rolled", article="b.txt")


def pairs(*told: Told) -> set[str]:
    case = ledger(told)
    contents = contents_of(case)
    found, _ = find_conflicts(case, group_claims(case), contents)
    return {"-".join(sorted((one.a, one.b))) for one in found if one.kind == "time"}


def test_only_on_another_day_disputes_the_day_that_stands_beside_it() -> None:
    assert pairs(EARLY, LATE) == {"early-late"}


def test_the_argued_days_are_held_against_what_names_the_same() -> None:
    late = retold(LATE, text="its troops reached Keld only on 6 May")
    assert pairs(EARLY, late, AGAIN) == {"early-late", "again-late"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(EARLY, retold(LATE, text="its troops reached the other bank on 6 May"), id="no dispute"),
        pytest.param(EARLY, retold(LATE, text="bread reached the hills only on 6 May"), id="other things"),
        pytest.param(EARLY, retold(LATE, speaker="Ada Orm"), id="one voice tells what came next"),
        pytest.param(EARLY, retold(LATE, time="2031-05"), id="a vaguer day"),
        pytest.param(EARLY, retold(LATE, mode="predicted"), id="a forecast"),
        pytest.param(EARLY, retold(LATE, article="b.txt"), id="in another article, about who knows what"),
    ],
)
def test_two_days_may_both_be_right(one: Told, other: Told) -> None:
    assert pairs(one, other) == set()
