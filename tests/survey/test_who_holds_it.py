"""Whether a place was taken: said in other words by each side, and what only sounds like it."""

import pytest
from told_in_short import Told, ledger, retold

from rashomon.survey.conflicts import find_conflicts
from rashomon.survey.contents import contents_of
from rashomon.survey.propositions import group_claims

OURS = Told(id="ours", text="Keld is ours", speaker="Ada Orm")
KEPT = Told(
    id="kept",
    text="Keld has not been taken",
    act="taken",
    lemma="take",
    polarity="negative",
    speaker="Bela Sorn",
    article="b.txt",
    published="2031-05-03",
)


def kinds(*told: Told) -> list[str]:
    case = ledger(told)
    contents = contents_of(case)
    return [one.kind for one in find_conflicts(case, group_claims(case), contents)[0]]


def test_ours_and_not_taken() -> None:
    assert kinds(OURS, KEPT) == ["polarity"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(OURS, retold(KEPT, text="Varn has not been taken"), id="another town"),
        pytest.param(OURS, retold(KEPT, published="2031-06-03"), id="it may have been taken back"),
        pytest.param(OURS, retold(KEPT, speaker="Ada Orm"), id="one voice"),
        pytest.param(OURS, retold(KEPT, text="they still hold Keld", act="hold"), id="who still holds it?"),
        pytest.param(retold(OURS, mode="predicted"), KEPT, id="it will be ours"),
    ],
)
def test_both_may_be_so(one: Told, other: Told) -> None:
    assert kinds(one, other) == []
