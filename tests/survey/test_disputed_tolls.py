"""Counts that do not say what they count: what joins them, and what keeps them apart."""

import pytest
from told_in_short import Told, ledger, retold

from rashomon.survey.conflicts import find_conflicts
from rashomon.survey.contents import contents_of
from rashomon.survey.propositions import group_claims

NINE = Told(id="nine", text="The toll at the mill was nine", act="was", lemma="be", speaker="Ada Orm")
THIRTY = Told(
    id="thirty",
    text="They counted 31 bodies in the mill",
    act="counted",
    lemma="count",
    speaker="Bela Sorn",
    article="b.txt",
    published="2031-05-12",
)
BESIDE = retold(THIRTY, id="beside", article="a.txt", published="2031-05-02")
AGAIN = retold(
    NINE,
    id="again",
    text="Nine people were killed at the mill",
    act="killed",
    lemma="kill",
    article="c.txt",
    speaker="River Guard",
)


def pairs(*told: Told, near: float = 0.0) -> set[str]:
    case = ledger(told)
    contents = contents_of(case)
    names = sorted(claim.id for article in case.articles for claim in article.claims)
    likely = {(a, b): near for a in names for b in names if a < b} if near else {}
    found, _ = find_conflicts(case, group_claims(case), contents, likely)
    return {"-".join(sorted((one.a, one.b))) for one in found if one.kind == "number"}


def test_what_an_article_sets_against_each_other_is_of_one_happening() -> None:
    assert pairs(NINE, BESIDE) == {"beside-nine"}


def test_claims_that_are_near_are_of_one_happening() -> None:
    assert pairs(NINE, THIRTY, near=0.6) == {"nine-thirty"}


def test_a_figure_told_again_carries_the_dispute_on() -> None:
    assert pairs(NINE, BESIDE, AGAIN, near=0.25) == {"beside-nine", "again-beside"}


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        pytest.param(NINE, THIRTY, 0.2, id="not near enough"),
        pytest.param(
            NINE, retold(THIRTY, text="They counted 31 bodies in the wells"), 0.6, id="another scene"
        ),
        pytest.param(NINE, retold(THIRTY, text="They counted 310 bodies in the mill"), 0.6, id="no rivals"),
        pytest.param(NINE, retold(THIRTY, published="2031-05-20"), 0.6, id="weeks later, other figures"),
        pytest.param(NINE, retold(THIRTY, published="2031-05-04"), 0.6, id="a toll that rises is news"),
        pytest.param(NINE, retold(THIRTY, published="2031-09-04"), 0.6, id="months later"),
        pytest.param(NINE, retold(THIRTY, speaker="Ada Orm"), 0.6, id="one voice counts on"),
        pytest.param(NINE, retold(THIRTY, certainty="possible"), 0.6, id="what may be"),
        pytest.param(
            NINE, retold(BESIDE, text="In the mill counted 31 wounded"), 0.6, id="others are counted"
        ),
        pytest.param(
            NINE,
            retold(THIRTY, text="In the mill counted at least five bodies"),
            0.6,
            id="both may be right",
        ),
    ],
)
def test_other_counts_stay_apart(one: Told, other: Told, near: float) -> None:
    assert pairs(one, other, near=near) == set()
