"""What contradicts what, and what only looks so: cases, each with why."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from told_in_short import Told, ledger, retold

from rashomon.findings import Conflict
from rashomon.ledger import Ledger, LedgerStance, LedgerVoice
from rashomon.records import Span
from rashomon.survey.conflicts import find_conflicts, with_conflicts
from rashomon.survey.contents import contents_of
from rashomon.survey.propositions import group_claims


def conflicts(case: Ledger) -> tuple[Conflict, ...]:
    return find_conflicts(case, group_claims(case), contents_of(case))[0]


def kinds(*told: Told) -> list[str]:
    return [conflict.kind for conflict in conflicts(ledger(told))]


DEAD = Told(
    id="dead",
    text="Forty-one people died at the mill of Ostrel",
    act="died",
    lemma="die",
    roles=(("patient", "Forty-one people"),),
    time="2031-05-01",
    speaker="Ada Orm",
)
FEWER = Told(
    id="fewer",
    text="12 people were killed when a shell hit the mill",
    act="killed",
    lemma="kill",
    roles=(("patient", "12 people"),),
    speaker="Bela Sorn",
    article="b.txt",
    published="2031-05-05",
)
MET = Told(
    id="met",
    text="Ada Orm met Bela Sorn in Ostrel",
    act="met",
    lemma="meet",
    roles=(("agent", "Ada Orm"), ("patient", "Bela Sorn")),
    time="2031-02-14",
)
ONCE = Told(
    id="once",
    text="Bela Sorn met Ada Orm only once, in Ostrel",
    act="met",
    lemma="meet",
    roles=(("agent", "Bela Sorn"), ("patient", "Ada Orm")),
    time="2031-02-21",
    speaker="Bela Sorn",
    article="b.txt",
)
LANDED = Told(
    id="landed",
    text="The freighter Red Lance unloaded crates at Ostrel",
    act="unloaded",
    lemma="unload",
    roles=(("agent", "Red Lance"), ("patient", "crates")),
    time="2031-03-29",
    speaker="Ada Orm",
)
ELSEWHERE = Told(
    id="elsewhere",
    text="Red Lance unloaded its crates at the pier of Keld and not at Ostrel",
    act="unloaded",
    lemma="unload",
    roles=(("agent", "Red Lance"), ("patient", "its crates")),
    speaker="Bela Sorn",
    article="b.txt",
)
NORTH = Told(
    id="north",
    text="The shells that hit the mill came from the north",
    act="came",
    lemma="come",
    roles=(("agent", "The shells"),),
    time="2031-05-01",
    speaker="Ada Orm",
)
SOUTH = Told(
    id="south",
    text="A shell hit the mill, fired from the southern bank",
    act="fired",
    lemma="fire",
    time="2031-05-01",
    speaker="Bela Sorn",
    article="b.txt",
)
NO_HELP = Told(
    id="no-help",
    text="Northern Army gives no support of any kind to either side",
    act="support",
    lemma="support",
    roles=(("agent", "Northern Army"),),
    polarity="negative",
    speaker="Ada Orm",
)
HELP = Told(
    id="help",
    text="Northern Army supplies River Guard with trucks",
    act="supplies",
    lemma="supply",
    roles=(("agent", "Northern Army"), ("recipient", "River Guard")),
    speaker="Bela Sorn",
    article="b.txt",
)
NOBODY = Told(
    id="nobody",
    text="no fighters of Red Lance are in Ostrel",
    act="are",
    lemma="be",
    polarity="negative",
    speaker="Ada Orm",
)
SOMEBODY = Told(
    id="somebody",
    text="soldiers of Red Lance entered the quarry",
    act="entered",
    lemma="enter",
    roles=(("agent", "soldiers of Red Lance"), ("patient", "the quarry")),
    speaker="Bela Sorn",
    article="b.txt",
)

CONTRADICTIONS = [
    pytest.param(DEAD, FEWER, ["number"], id="41 and 12 dead of one shelling"),
    pytest.param(MET, ONCE, ["time"], id="two days of the one meeting"),
    pytest.param(LANDED, ELSEWHERE, ["place"], id="at one pier, and not there but at another"),
    pytest.param(NORTH, SOUTH, ["actor"], id="from the north, from the south"),
    pytest.param(NO_HELP, HELP, ["polarity"], id="no help of any kind, and trucks"),
    pytest.param(NOBODY, SOMEBODY, ["polarity"], id="none of them is there, and they came"),
]

CONSISTENT = [
    pytest.param(
        DEAD, retold(FEWER, text="At least 12 people were killed when a shell hit the mill"), id="at least"
    ),
    pytest.param(
        DEAD,
        retold(FEWER, text="Dozens of people were killed at the mill", roles=()),
        id="a vaguer number",
    ),
    pytest.param(DEAD, retold(FEWER, time="2031-06-09"), id="another day"),
    pytest.param(
        DEAD,
        retold(FEWER, text="12 people were killed when another shell hit the mill"),
        id="another happening",
    ),
    pytest.param(DEAD, retold(FEWER, mode="predicted"), id="a forecast"),
    pytest.param(
        DEAD,
        retold(FEWER, text="12 people were hurt when a shell hit the mill", act="hurt", lemma="hurt"),
        id="other people are counted",
    ),
    pytest.param(DEAD, retold(FEWER, speaker="Ada Orm"), id="one voice counts on"),
    pytest.param(
        DEAD, retold(FEWER, text="All 12 people killed at the mill are known", roles=()), id="a part"
    ),
    pytest.param(
        MET, retold(ONCE, text="Bela Sorn met Ada Orm again in Ostrel"), id="people meet more than once"
    ),
    pytest.param(MET, retold(ONCE, time="2031-02"), id="a vaguer day"),
    pytest.param(
        retold(LANDED, time="2031-03-01"),
        retold(ELSEWHERE, time="2031-03-29"),
        id="ships come back in four weeks",
    ),
    pytest.param(
        NORTH,
        retold(SOUTH, text="A shell hit the mill, fired from the eastern bank"),
        id="not the other side",
    ),
    pytest.param(
        retold(NO_HELP, text="Northern Army gives no support to Varn"), HELP, id="not all help is denied"
    ),
    pytest.param(retold(NO_HELP, certainty="possible"), HELP, id="a doubtful denial"),
    pytest.param(NOBODY, retold(SOMEBODY, mode="predicted"), id="they will come"),
    pytest.param(
        retold(DEAD, text="Rockets killed 41 people at the mill of Ostrel", act="killed", roles=()),
        retold(FEWER, text="Gas killed 12 people at the mill of Ostrel", roles=(), time="2031-05-01"),
        id="by other means: two happenings of one day",
    ),
    pytest.param(
        Told(
            id="x",
            text="they were not allowed to leave",
            act="allowed",
            polarity="negative",
            speaker="Ada Orm",
        ),
        Told(
            id="y", text="they were not allowed to leave", act="allowed", speaker="Bela Sorn", article="b.txt"
        ),
        id="one sentence, its 'not' read in one of the two only",
    ),
]


@pytest.mark.parametrize(("one", "other", "expected"), CONTRADICTIONS)
def test_contradictions_have_their_kind(one: Told, other: Told, expected: list[str]) -> None:
    assert kinds(one, other) == expected


@pytest.mark.parametrize(("one", "other"), CONSISTENT)
def test_what_may_both_be_so_is_no_contradiction(one: Told, other: Told) -> None:
    assert kinds(one, other) == []


def test_the_reason_shows_what_disagrees() -> None:
    case = ledger([DEAD, FEWER])
    (found,) = conflicts(case)
    assert found.reason == "Forty-one dead; 12 dead"
    assert [span.of(article.text) for span, article in zip(found.words, case.articles, strict=True)] == [
        "Forty-one",
        "12",
    ]


def test_inside_one_article_two_voices_contradict_each_other() -> None:
    other = retold(FEWER, article="a.txt", text="12 people died there, says Bela Sorn", act="died")
    assert kinds(DEAD, other) == ["number"]


def test_inside_one_article_two_stories_do_not() -> None:
    filler = Told(id="long", text="The weather was fine. " * 40, speaker="Ada Orm")
    other = retold(FEWER, article="a.txt", text="12 people died in Keld", act="died", time="2031-06-01")
    assert kinds(DEAD, filler, other) == []


def test_a_denial_in_one_group_is_a_contradiction() -> None:
    taken = Told(
        id="taken",
        text="Northern Army captured the harbour of Ostrel",
        act="captured",
        lemma="capture",
        roles=(("agent", "Northern Army"), ("patient", "the harbour of Ostrel")),
    )
    denied = retold(taken, id="denied", article="b.txt", polarity="negative", speaker="Bela Sorn")
    assert kinds(taken, denied) == ["polarity"]
    assert kinds(taken, retold(denied, certainty="possible")) == [], "a doubtful denial"
    assert kinds(retold(taken, certainty="possible"), denied) == ["polarity"], "a rumour flatly denied"


def test_who_fired_is_contested_only_between_enemies() -> None:
    shelled = Told(
        id="a",
        text="Northern Army shelled the mill of Ostrel",
        act="shelled",
        lemma="shell",
        roles=(("agent", "Northern Army"), ("patient", "the mill of Ostrel")),
        time="2031-05-01",
        speaker="Ada Orm",
    )
    other = retold(
        shelled,
        id="b",
        text="River Guard shelled the mill of Ostrel",
        roles=(("agent", "River Guard"), ("patient", "the mill of Ostrel")),
        speaker="Bela Sorn",
        article="b.txt",
    )
    case = ledger([shelled, other])
    assert [conflict.kind for conflict in conflicts(case)] == []
    stance = LedgerStance(
        holder="id-northern army",
        target="id-river guard",
        sign=-1,
        kind="fights",
        according_to=(LedgerVoice(name=None, kind="outlet"),),
        article="a.txt",
        span=Span(0, 1),
    )
    articles = (replace(case.articles[0], stances=(stance,)), *case.articles[1:])
    assert [conflict.kind for conflict in conflicts(replace(case, articles=articles))] == ["actor"]


def test_nobody_helps_and_shells_the_same_at_one_time() -> None:
    shells = retold(
        HELP, id="shells", text="Northern Army attacked River Guard", act="attacked", lemma="attack"
    )
    shells = replace(
        shells, roles=(("agent", "Northern Army"), ("patient", "River Guard")), speaker="Ada Orm"
    )
    assert kinds(HELP, retold(shells, article="a.txt")) == ["act"]
    assert kinds(retold(HELP, time="2029"), retold(shells, article="a.txt", time="2031")) == []


def test_what_the_article_turns_round() -> None:
    ours = retold(NORTH, text="The shells came from the north.")
    theirs = Told(id="deputy", text="it was the other way round", speaker="Bela Sorn")
    assert kinds(ours, theirs) == ["actor"]
    unsaid = Told(id="unsaid", text="that she had never said so", speaker="Bela Sorn", polarity="negative")
    said = Told(id="said", text="the expert confirms that it is forged", speaker="Ada Orm")
    assert "speech" in kinds(said, unsaid)


def test_claims_without_a_group_get_a_proposition_each() -> None:
    case = ledger([DEAD, FEWER])
    found, alone = find_conflicts(case, ())
    assert {one.claim for one in alone} == {"dead", "fewer"}
    assert {one.conflict for one in with_conflicts(alone, found)} == {"number"}
    assert {one.id for one in alone} == set(found[0].propositions)


ALL = [DEAD, FEWER, MET, ONCE, LANDED, ELSEWHERE, NO_HELP, HELP, NOBODY, SOMEBODY]


@settings(max_examples=10)
@given(st.randoms(use_true_random=False))
def test_the_order_of_articles_does_not_matter(chance: random.Random) -> None:
    case = ledger(ALL)
    articles = list(case.articles)
    chance.shuffle(articles)
    assert find_conflicts(replace(case, articles=tuple(articles)), ()) == find_conflicts(case, ())


@settings(max_examples=25)
@given(st.lists(st.sampled_from(ALL), unique_by=lambda told: told.id, min_size=1))
def test_every_pair_is_ordered_and_in_propositions(told: list[Told]) -> None:
    case = ledger(told)
    found, alone = find_conflicts(case, ())
    order = {claim: place for place, claim in enumerate(case.claims)}
    members = {member.claim for one in alone for member in one.members}
    for conflict in found:
        assert order[conflict.a] < order[conflict.b]
        assert {conflict.a, conflict.b} <= members
        assert 0 < conflict.score <= 1
