"""Figures of one sort that differ: which claims give them, and how surely of one thing."""

from __future__ import annotations

import pytest
from told_in_short import Told, ledger, retold

from rashomon.ledger import Relation
from rashomon.survey.clashing_rivals import clashing_rivals
from rashomon.survey.contents import contents_of
from rashomon.survey.facts import facts_of
from rashomon.survey.figure_pairs import FigurePair, figure_pairs
from rashomon.survey.figure_ties import Known, likely
from rashomon.survey.scenes import Scenes
from rashomon.survey.weighing import Weighed

MANY = Told(id="many", text="Thirty-four sailors of the garrison were killed", speaker="Ada Orm")
FEW = Told(
    id="few", text="Eleven men died in it", speaker="Bela Sorn", article="b.txt", published="2031-05-20"
)


def pairs(*told: Told) -> list[FigurePair]:
    case = ledger(told)
    return list(figure_pairs(facts_of(case, contents_of(case))))


@pytest.mark.parametrize(
    ("one", "other", "figures", "why"),
    [
        (MANY, FEW, ("dead", 11, 34), "both count the dead"),
        (MANY, retold(FEW, text="The ministry stands by its eleven"), None, "nobody tells what it counts"),
        (MANY, retold(FEW, text="Eleven ships left the port"), None, "ships are no dead"),
        (MANY, retold(FEW, text="Thirty-four people were killed"), None, "they agree"),
        (MANY, retold(FEW, text="Dozens of people were killed"), None, "dozens may be thirty-four"),
        (
            MANY,
            retold(FEW, text="Eleven people were killed, not forty"),
            ("dead", 11, 34),
            "not forty either",
        ),
        (MANY, retold(FEW, text="Eleven people died, or 62 people died"), None, "it argues about figures"),
        (MANY, retold(FEW, text="The mill is 11 kilometres off"), None, "a measure"),
        (MANY, retold(FEW, mode="predicted"), None, "what will be"),
    ],
)
def test_which_figures_are_rivals(
    one: Told, other: Told, figures: tuple[str, float, float] | None, why: str
) -> None:
    assert [pair.figures for pair in pairs(one, other)] == ([figures] if figures else []), why


def test_what_a_bare_figure_counts_shows_by_another_claim_with_it() -> None:
    bare = retold(FEW, id="bare", text="The ministry stands by its thirty-four", article="c.txt")
    (pair,) = [one for one in pairs(MANY, FEW, bare) if "bare" in one.key]
    assert (pair.figures, pair.is_lent) == (("dead", 11, 34), True)


def test_a_figure_that_is_said_not_to_be_so() -> None:
    rejecting = retold(FEW, text="Eleven men died in it and not thirty-four")
    (pair,) = pairs(MANY, rejecting)
    assert pair.is_rejected


def test_where_many_figures_are_told_each_may_be_of_its_own_happening() -> None:
    attacks = [
        retold(FEW, id=f"attack{number}", text=f"{20 + number} people were killed", article=f"c{number}.txt")
        for number in range(14)
    ]
    assert pairs(*attacks) == []


def known(case_pairs: list[FigurePair], told: tuple[Told, ...], together: float) -> Known:
    case = ledger(told)
    facts = facts_of(case, contents_of(case))
    relation = Relation(same=0.2, opposed=0.6, about=0.1, other=0.1, on="number")
    keys = [pair.key for pair in case_pairs]
    return Known(
        scenes=Scenes(case, facts),
        near=dict.fromkeys(keys, together),
        relations=dict.fromkeys(keys, relation),
        weighed={key: Weighed(together, 0.8) for key in keys},
    )


def test_what_the_nets_hold_of_one_thing_is_likelier() -> None:
    found = pairs(MANY, FEW)
    (sure,) = likely(found, known(found, (MANY, FEW), 0.9))
    (unsure,) = likely(found, known(found, (MANY, FEW), 0.05))
    assert unsure < sure


def test_whichever_claim_comes_first() -> None:
    found = pairs(MANY, FEW)
    turned = [
        FigurePair(one.b, one.a, one.theirs, one.mine, one.sort, one.is_lent, one.rivals) for one in found
    ]
    here, there = (likely(some, known(found, (MANY, FEW), 0.5)) for some in (found, turned))
    assert here == pytest.approx(there)


def test_only_what_was_weighed_is_held_against_each_other() -> None:
    case = ledger((MANY, FEW))
    facts = facts_of(case, contents_of(case))
    scenes, (pair,) = Scenes(case, facts), pairs(MANY, FEW)
    relation = {pair.key: Relation(same=0.1, opposed=0.8, about=0.05, other=0.05, on="number")}
    weighed = {pair.key: Weighed(0.95, 0.9)}
    assert list(clashing_rivals(facts, scenes, {}, {}, {})) == []
    (clash,) = clashing_rivals(facts, scenes, {pair.key: 0.8}, relation, weighed)
    assert (clash.kind, clash.reason) == (
        "number",
        "Thirty-four sailors of the garrison were killed; Eleven men died in it",
    )
