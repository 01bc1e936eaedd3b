"""What the pair net says of claims: turned by who denies them, listed where it is sure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from told_in_short import Told, ledger, retold

from rashomon.findings import Conflict
from rashomon.ledger import Outcome, Relation
from rashomon.survey.conflicts import find_conflicts
from rashomon.survey.contents import contents_of
from rashomon.survey.pairs import Compared
from rashomon.survey.propositions import group_claims
from rashomon.survey.relations import relate_claims

SAME = Relation(0.9, 0.04, 0.03, 0.03, "polarity")
OPPOSED = Relation(0.05, 0.9, 0.03, 0.02, "place")
OTHER = Relation(0.02, 0.03, 0.05, 0.9, "act")

OPEN = Told(id="open", text="the pass at Keld is open", speaker="Ada Orm")
SHUT = Told(id="shut", text="no lorry gets through the pass at Keld", speaker="Bela Sorn", article="b.txt")
DENIED = retold(SHUT, id="denied", text="the pass at Keld was open", polarity="negative")


class Saying:
    """A net that says the same of every pair, and remembers what it was asked."""

    def __init__(self, relation: Relation) -> None:
        self.relation = relation
        self.asked: list[tuple[str, str]] = []

    def vectors(self, texts: Sequence[str]) -> None:
        raise AssertionError("nobody asked for vectors")

    def judge(self, pairs: Sequence[tuple[str, str]]) -> list[Relation]:
        self.asked += pairs
        return [self.relation for _ in pairs]

    def settle(self, pairs: Sequence[tuple[str, str]]) -> list[Outcome]:
        raise AssertionError("nobody asked what came of it")


def related(*told: Told, relation: Relation) -> Relation:
    contents = contents_of(ledger(told))
    (found,) = relate_claims(
        [("denied", "open") if told[1] is DENIED else ("open", "shut")], contents, Saying(relation)
    ).values()
    return found


def test_who_denies_the_words_turns_what_the_net_says_of_them() -> None:
    assert related(OPEN, SHUT, relation=OPPOSED) == OPPOSED
    turned = related(OPEN, DENIED, relation=SAME)
    assert (turned.same, turned.opposed, turned.on) == (SAME.opposed, SAME.same, "polarity")


def conflicts(*told: Told, relation: Relation, near: float = 0.8) -> tuple[Conflict, ...]:
    case = ledger(told)
    contents = contents_of(case)
    pair = ("open", "shut")
    grouped = group_claims(case, pairs=Compared({pair: near}, {pair: relation}), contents=contents)
    return find_conflicts(case, grouped, contents, {pair: near}, {pair: relation})[0]


def test_what_the_net_is_sure_cannot_both_be_so_is_listed_with_its_kind() -> None:
    (found,) = conflicts(OPEN, SHUT, relation=OPPOSED)
    assert (found.a, found.b, found.kind, found.score) == ("open", "shut", "place", 0.9)


@pytest.mark.parametrize(
    ("shut", "relation", "near", "why"),
    [
        (SHUT, SAME, 0.8, "both say the same"),
        (SHUT, OTHER, 0.8, "it is about something else"),
        (SHUT, OPPOSED._replace(opposed=0.5, about=0.43), 0.8, "the net is not sure"),
        (SHUT, OPPOSED, 0.1, "they are not likely about one thing"),
        (SHUT, OPPOSED, 0.95, "nearly the same words are left to the rules"),
        (replace(SHUT, mode="predicted"), OPPOSED, 0.8, "what will be contradicts nothing"),
    ],
)
def test_what_is_no_contradiction(shut: Told, relation: Relation, near: float, why: str) -> None:
    assert conflicts(OPEN, shut, relation=relation, near=near) == (), why


def test_the_net_gives_the_sign_where_frames_do_not_fit() -> None:
    case = ledger([OPEN, SHUT])
    pair = ("open", "shut")
    (group,) = group_claims(case, pairs=Compared({pair: 0.8}, {pair: OPPOSED}))
    assert sorted(member.sign for member in group.members) == [-1, 1]
    (group,) = group_claims(case, pairs=Compared({pair: 0.8}, {pair: SAME}))
    assert [member.sign for member in group.members] == [1, 1]
