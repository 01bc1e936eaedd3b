"""Whoever repeats a claim word for word repeats what it excludes."""

from __future__ import annotations

from told_in_short import Told, ledger, retold

from rashomon.survey.clashes import ordered_clash
from rashomon.survey.contents import contents_of
from rashomon.survey.copied_clashes import with_copies
from rashomon.survey.facts import facts_of

NINE = Told(id="nine-a", text="the toll is nine", act="is", speaker="Ada Orm")
MANY = Told(id="many-a", text="forty lie in the mill", act="lie", speaker="Bela Sorn")
COPIES = [retold(NINE, id="nine-b", article="b.txt"), retold(MANY, id="many-b", article="b.txt")]


def pairs(*told: Told) -> set[tuple[str, str]]:
    case = ledger(told)
    facts = {fact.id: fact for fact in facts_of(case, contents_of(case))}
    one, other = facts["nine-a"], facts["many-a"]
    words = one.claim.span, other.claim.span
    clash = ordered_clash("number", one, other, 0.8, words, ("nine", "forty"))
    found = with_copies([clash], facts.values())
    for made in found:
        assert made.a.claim.span.contains(made.words[0])
        assert made.b.claim.span.contains(made.words[1])
        assert made.reason == ("nine; forty" if made.a.id.startswith("nine") else "forty; nine")
    return {(made.a.id, made.b.id) for made in found}


def test_copies_exclude_what_their_claims_exclude() -> None:
    assert {frozenset(pair) for pair in pairs(NINE, MANY, *COPIES)} == {
        frozenset((nine, many)) for nine in ("nine-a", "nine-b") for many in ("many-a", "many-b")
    }


def test_other_words_and_other_voices_are_no_copies() -> None:
    others = [
        retold(MANY, id="words", text="forty lay in the mill", act="lay", article="b.txt"),
        retold(MANY, id="voice", speaker="Ministry", article="b.txt"),
        retold(MANY, id="denied", polarity="negative", article="b.txt"),
    ]
    assert pairs(NINE, MANY, *others) == {("nine-a", "many-a")}
