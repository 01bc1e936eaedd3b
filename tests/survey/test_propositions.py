"""Which claims are one proposition: cases, each with why, and what must hold of any grouping."""

from __future__ import annotations

import random
from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray
from told_in_short import Told, ledger, retold

from rashomon.findings import Copy, Origin, Origins, Proposition
from rashomon.ledger import Judgement, Ledger, Relation
from rashomon.records import Span
from rashomon.survey.contents import contents_of
from rashomon.survey.pairs import Compared
from rashomon.survey.propositions import group_claims, single
from rashomon.survey.survey import count_support

TAKEN = Told(
    id="taken",
    text="The Northern Army captured the harbour of Ostrel",
    act="captured",
    lemma="capture",
    roles=(("agent", "Northern Army"), ("patient", "the harbour of Ostrel")),
    time="2031-05-01",
)
SEIZED = Told(
    id="seized",
    text="Ostrel harbour was seized by the Northern Army",
    act="seized",
    lemma="seize",
    roles=(("agent", "Northern Army"), ("patient", "Ostrel harbour")),
    article="b.txt",
)
DEAD = Told(
    id="dead",
    text="Shells killed 41 people at the mill of Ostrel",
    act="killed",
    lemma="kill",
    roles=(("agent", "Shells"), ("patient", "41 people")),
)
DIED = Told(
    id="died",
    text="Forty-one people died at the mill",
    act="died",
    lemma="die",
    roles=(("patient", "Forty-one people"),),
    article="b.txt",
)


def groups(case: Ledger, **options: object) -> list[dict[str, int]]:
    found = group_claims(case, **options)  # type: ignore[arg-type]
    return [{member.claim: member.sign for member in one.members} for one in found]


SAME = [
    pytest.param(TAKEN, SEIZED, 1, id="other words for one act, the parties turned round in the sentence"),
    pytest.param(TAKEN, retold(SEIZED, time="2031-05"), 1, id="a vaguer time"),
    pytest.param(TAKEN, retold(SEIZED, polarity="negative"), -1, id="a denial, with its sign"),
    pytest.param(DEAD, DIED, 1, id="one count, in figures and in words"),
    pytest.param(
        TAKEN, retold(SEIZED, certainty="possible"), 1, id="a hedged claim is of the same proposition"
    ),
]


@pytest.mark.parametrize(("one", "other", "sign"), SAME)
def test_claims_of_one_proposition(one: Told, other: Told, sign: int) -> None:
    (found,) = groups(ledger([one, other]))
    assert set(found) == {one.id, other.id}
    assert found[one.id] * found[other.id] == sign


APART = [
    pytest.param(TAKEN, retold(SEIZED, time="2031-05-09"), id="another day"),
    pytest.param(
        TAKEN,
        retold(
            SEIZED,
            text="Ostrel harbour was seized by the River Guard",
            roles=(("agent", "River Guard"), ("patient", "Ostrel harbour")),
        ),
        id="somebody else did it",
    ),
    pytest.param(
        DEAD,
        retold(DIED, text="Twelve people died at the mill of Ostrel", roles=(("patient", "Twelve people"),)),
        id="another number of dead",
    ),
    pytest.param(TAKEN, retold(SEIZED, mode="predicted"), id="what will be is no word about what is"),
    pytest.param(TAKEN, retold(SEIZED, mode="demanded"), id="nor is what is asked for"),
    pytest.param(
        retold(
            TAKEN, text="The Northern Army captured a mill in Aleppo", roles=(("agent", "Northern Army"),)
        ),
        retold(
            SEIZED,
            text="A mill in Idlib was seized by the Northern Army",
            roles=(("agent", "Northern Army"),),
        ),
        id="another town",
    ),
    pytest.param(
        retold(
            TAKEN, text="The Northern Army captured a mill in Aleppo", roles=(("agent", "Northern Army"),)
        ),
        retold(
            SEIZED,
            text="A mill in Keld was shelled by the River Guard",
            act="shelled",
            lemma="shell",
            roles=(("agent", "River Guard"), ("patient", "A mill")),
        ),
        id="another act",
    ),
]


@pytest.mark.parametrize(("one", "other"), APART)
def test_claims_that_only_sound_alike(one: Told, other: Told) -> None:
    assert groups(ledger([one, other])) == []


def test_a_bare_denial_goes_with_the_claim_before_it() -> None:
    denied = Told(id="denied", text="it", polarity="negative", speaker="Ada Orm")
    (found,) = groups(ledger([TAKEN, denied]))
    assert found == {"taken": 1, "denied": -1}


def test_a_bare_number_counts_what_was_counted_before() -> None:
    bare = Told(id="bare", text="41", speaker="Ada Orm", article="c.txt")
    before = retold(DEAD, id="before", text="Shells killed 12 people at the mill of Ostrel", article="c.txt")
    before = Told(**{**before.__dict__, "roles": (("agent", "Shells"), ("patient", "12 people"))})
    found = groups(ledger([DEAD, before, bare]))
    assert found == [{"dead": 1, "bare": 1}]


def test_hedges_are_flagged_and_the_plainest_words_chosen() -> None:
    (one,) = group_claims(ledger([retold(SEIZED, certainty="possible"), TAKEN]))
    assert one.claim == "taken"
    assert one.text == "The Northern Army captured the harbour of Ostrel"
    assert {member.claim: member.is_hedged for member in one.members} == {"taken": False, "seized": True}


def test_a_denial_gives_the_words_only_where_nobody_asserts() -> None:
    denial = retold(SEIZED, polarity="negative")
    (one,) = group_claims(ledger([TAKEN, denial]))
    assert one.claim == "taken"
    (both,) = group_claims(ledger([retold(TAKEN, polarity="negative"), denial]))
    assert {member.sign for member in both.members} == {-1}, "the text is what both deny"


def test_a_person_has_the_last_word() -> None:
    other = retold(SEIZED, time="2031-05-09")

    def verdict(word: str) -> Judgement:
        return Judgement(id="j", kind="claim", subject="seized", object="taken", verdict=word)

    assert groups(ledger([TAKEN, other], [verdict("same")])) == [{"taken": 1, "seized": 1}]
    assert groups(ledger([TAKEN, other], [verdict("opposed")])) == [{"taken": 1, "seized": -1}]
    assert groups(ledger([TAKEN, SEIZED], [verdict("unrelated")])) == []


def test_copied_words_are_one_claim_told_twice() -> None:
    here = Told(id="here", text="so it went", article="a.txt")
    there = Told(id="there", text="so it went", article="b.txt")
    case = ledger([here, there])
    span = Span(0, 10)
    copy = Copy(
        child="b.txt",
        parent="a.txt",
        kind="copy",
        score=1,
        direction=1,
        containment=1,
        passages=((span, span),),
    )
    assert groups(case) == []
    assert groups(case, copies=[copy]) == [{"here": 1, "there": 1}]


class Net:
    """A net that answers always the same and puts all statements in one place."""

    def __init__(self, same: float, opposed: float) -> None:
        self.answer = Relation(same, opposed, 0.0, 1 - same - opposed, "polarity")

    def vectors(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return np.ones((len(texts), 1), dtype=np.float32)

    def judge(self, pairs: Sequence[tuple[str, str]]) -> Sequence[Relation]:
        return [self.answer for _ in pairs]


def member(found: tuple[Proposition, ...], claim: str) -> tuple[float, float | None, bool]:
    (one,) = (one for group in found for one in group.members if one.claim == claim)
    return one.score_frame, one.score_net, one.is_open


def test_both_scores_are_kept_and_a_disagreement_is_open() -> None:
    case = ledger([TAKEN, SEIZED])
    frame, net, is_open = member(group_claims(case, compare=Net(0.9, 0.05)), "seized")
    assert frame > 0.5
    assert net == pytest.approx(0.95)
    assert not is_open
    assert member(group_claims(case, compare=Net(0.3, 0.1)), "seized")[2]
    assert member(group_claims(case, compare=Net(0.05, 0.94)), "seized")[2], "sure of the other sign"


def test_what_nearness_joins_is_open_unless_the_words_are_nearly_the_same() -> None:
    far = Told(id="far", text="Barges lay at the lock", article="b.txt")
    case = ledger([TAKEN, far])
    assert groups(case) == []
    pair = ("far", "taken")
    assert groups(case, pairs=Compared({pair: 0.4})) == [{"far": 1, "taken": 1}]
    assert groups(case, pairs=Compared({pair: 0.015})) == []
    frame, _, is_open = member(group_claims(case, pairs=Compared({pair: 0.4})), "far")
    assert frame < 0.5
    assert is_open
    assert not member(group_claims(case, pairs=Compared({pair: 0.95})), "far")[2], "nearly the same words"


BARGES = Told(id="barges", text="Barges lay at the lock", article="c.txt")
MOORED = Told(id="moored", text="At the lock lay barges, many of them", article="d.txt")
KNOTTED = {("barges", "taken"): 0.4, ("barges", "moored"): 0.95, ("moored", "taken"): 0.4}
"""Two claims that are surely one with each other, and perhaps with a third."""


def test_a_member_is_open_where_only_its_neighbour_is_sure_of_it() -> None:
    (one,) = group_claims(ledger([TAKEN, SEIZED, BARGES, MOORED]), pairs=Compared(KNOTTED))
    knots = {member.claim: member.knot for member in one.members}
    assert knots["taken"] == knots["seized"] == 0, "by their frames; one of them gives the words"
    assert knots["barges"] == knots["moored"] != 0
    assert {member.claim for member in one.members if member.is_open} == {"barges", "moored"}


def test_how_likely_a_member_is_of_it_the_sure_ones_say() -> None:
    (one,) = group_claims(ledger([TAKEN, SEIZED, BARGES, MOORED]), pairs=Compared(KNOTTED))
    likely = {member.claim: member.likely for member in one.members}
    assert likely["taken"] == likely["seized"] == 1.0
    assert likely["barges"] == likely["moored"] == pytest.approx(0.4), "not by each other"


@pytest.mark.parametrize(
    ("likely", "most"),
    [pytest.param(0.4, 4, id="too unlikely to count"), pytest.param(0.8, 5, id="likely enough")],
)
def test_origins_at_least_of_what_is_sure_best_of_what_is_tied_at_all_and_most_of_what_is_likely(
    likely: float, most: int
) -> None:
    alone = Told(id="alone", text="The lock was quiet", article="e.txt")
    case = ledger([TAKEN, SEIZED, BARGES, MOORED, alone])
    (one,) = group_claims(
        case, pairs=Compared({**KNOTTED, ("alone", "taken"): likely, ("alone", "moored"): likely})
    )
    origins = tuple(
        Origin(id=f"of {claim}", kind="outlet", name=claim, claims=(claim,)) for claim in case.claims
    )
    (counted,) = count_support([one], Origins(origins=origins, of_claim={c: f"of {c}" for c in case.claims}))
    assert (counted.support.low, counted.support.best, counted.support.high) == (2, 4, most)
    assert counted.support.why.endswith("of 3 it is open whether they mean this")


def test_nearness_cannot_join_what_differs_in_a_number() -> None:
    other = retold(DIED, text="Twelve people died at the mill of Ostrel")
    other = Told(**{**other.__dict__, "roles": (("patient", "Twelve people"),)})
    near = {(min(DEAD.id, other.id), max(DEAD.id, other.id)): 0.99}
    assert groups(ledger([DEAD, other]), pairs=Compared(near)) == []


def test_the_order_of_articles_and_claims_changes_nothing() -> None:
    told = [TAKEN, SEIZED, DEAD, DIED, retold(SEIZED, id="third", polarity="negative", article="c.txt")]
    whole = ledger(told)
    expected = group_claims(whole)
    assert len(expected) == 2
    for seed in range(4):
        chance = random.Random(seed)
        articles = list(whole.articles)
        chance.shuffle(articles)
        assert group_claims(Ledger(articles=tuple(articles), actors=whole.actors)) == expected


def test_a_claim_alone_is_no_proposition_unless_asked_for() -> None:
    case = ledger([TAKEN])
    assert group_claims(case) == ()
    one = single(contents_of(case)["taken"])
    assert [member.claim for member in one.members] == ["taken"]
