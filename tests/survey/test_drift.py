"""How the standing of a story changes on its way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from told_in_short import Told, ledger

from rashomon.findings import Conflict, Copy, Drift, Member, Proposition
from rashomon.ledger import Ledger, LedgerArticle, LedgerVoice
from rashomon.records import Span
from rashomon.survey.drift import find_drifts

STORY = "fighters of Red Lance are in Ostrel"
RUMOUR = LedgerVoice(name=None, kind="rumour")


def case(*told: Told, outlets: Sequence[str], voices: dict[str, LedgerVoice | None] | None = None) -> Ledger:
    """One article a claim; ``voices``: who speaks, None for the outlet itself."""
    made = ledger(told)
    articles = []
    for article, outlet in zip(made.articles, outlets, strict=True):
        (claim,) = article.claims
        own = LedgerVoice(name=outlet, kind="outlet")
        voice = (voices or {}).get(claim.id, claim.speaker)
        claims = (replace(claim, voices=(own, voice) if voice else (own,)),)
        articles.append(replace(article, outlet=outlet, claims=claims))
    return replace(made, articles=tuple(articles))


def tell(id_: str, day: str, **changes: str) -> Told:
    return replace(Told(id=id_, text=STORY, article=f"{id_}.txt", published=day), **changes)


def one(*signs: tuple[str, int]) -> Proposition:
    members = tuple(Member(claim=claim, sign=sign, is_hedged=False, score_frame=1.0) for claim, sign in signs)  # type: ignore[arg-type]
    return Proposition(id="p", text=STORY, claim=signs[0][0], members=members)


def told(drifts: Sequence[Drift]) -> list[tuple[str, str | None, list[str]]]:
    return [(drift.direction, drift.voice, [step.standing for step in drift.steps]) for drift in drifts]


WHISPER, NEWS = tell("a", "2031-04-07"), tell("b", "2031-04-26")


def test_a_rumour_becomes_a_fact_from_outlet_to_outlet() -> None:
    found = case(WHISPER, NEWS, outlets=["The Post", "The Bee"], voices={"a": RUMOUR, "b": None})
    assert told(find_drifts(found, [one(("a", 1), ("b", 1))])) == [("hardens", None, ["rumour", "fact"])]


@pytest.mark.parametrize(
    ("outlets", "days", "why"),
    [
        (["The Post", "The Post"], ("2031-04-07", "2031-04-26"), "one outlet is no way"),
        (["The Post", "The Bee"], ("2031-04-07", "2031-04"), "nobody knows which was first"),
        (["The Post", "The Bee"], ("2031-04-26", "2031-04-07"), "then it had been a fact from the start"),
    ],
)
def test_what_does_not_harden(outlets: list[str], days: tuple[str, str], why: str) -> None:
    found = case(tell("a", days[0]), tell("b", days[1]), outlets=outlets, voices={"a": RUMOUR, "b": None})
    assert "hardens" not in [drift.direction for drift in find_drifts(found, [one(("a", 1), ("b", 1))])], why


def test_a_story_told_as_a_fact_at_once_does_not_harden_because_somebody_doubts_it() -> None:
    middle = tell("b", "2031-04-10")
    found = case(
        tell("a", "2031-04-07"),
        middle,
        tell("c", "2031-04-26"),
        outlets=["The Post", "The Bee", "The Owl"],
        voices={"a": None, "b": RUMOUR, "c": None},
    )
    assert find_drifts(found, [one(("a", 1), ("b", 1), ("c", 1))]) == ()


def test_a_voice_that_was_sure_says_may() -> None:
    later = tell("b", "2031-04-26", certainty="possible", speaker="Ministry")
    found = case(tell("a", "2031-04-07", speaker="Ministry"), later, outlets=["The Post", "The Post"])
    assert told(find_drifts(found, [one(("a", 1), ("b", 1))])) == [
        ("softens", "Ministry", ["reported", "possible"])
    ]


def test_a_voice_that_denied_says_it() -> None:
    denial = tell("a", "2031-04-07", polarity="negative", speaker="Ada Orm")
    found = case(denial, tell("b", "2031-04-26", speaker="Ada Orm"), outlets=["The Post", "The Bee"])
    assert told(find_drifts(found, [one(("b", 1), ("a", -1))])) == [
        ("turns", "Ada Orm", ["denied", "reported"])
    ]


def test_what_was_copied_as_a_rumour_is_told_as_a_fact() -> None:
    copy = Copy(child="b.txt", parent="a.txt", kind="rewritten", score=1, direction=0.9, containment=0.5)
    outlets = ["The Post", "The Post"]
    found = case(WHISPER, NEWS, outlets=outlets, voices={"a": RUMOUR, "b": None})
    proposition = one(("a", 1), ("b", 1))
    assert told(find_drifts(found, [proposition], [copy])) == [("hardens", None, ["rumour", "fact"])]
    assert find_drifts(found, [proposition], [replace(copy, direction=0.4)]) == (), "nobody knows who copied"


def test_one_admits_what_the_other_had_denied() -> None:
    denial = tell("a", "2031-04-07", polarity="negative", speaker="Ada Orm")
    found = case(
        denial, tell("b", "2031-04-26", text=f"Bela Sorn admitted: {STORY}"), outlets=["The Post"] * 2
    )
    article = found.articles[1]
    spoken = with_cue(article, "admitted")
    conflict = Conflict(
        kind="polarity",
        a="a",
        b="b",
        propositions=("p", "q"),
        score=0.7,
        reason="",
        words=(Span(0, 1), Span(0, 1)),
    )
    apart = [one(("a", 1)), replace(one(("b", 1)), id="q")]
    admitted = replace(found, articles=(found.articles[0], spoken))
    assert told(find_drifts(admitted, apart, conflicts=[conflict])) == [
        ("turns", "Bela Sorn", ["denied", "admitted"])
    ]
    assert find_drifts(found, apart, conflicts=[conflict]) == (), "who only says so admits nothing"


def with_cue(article: LedgerArticle, cue: str) -> LedgerArticle:
    (claim,) = article.claims
    at = article.text.index(cue)
    voice = LedgerVoice(name="Bela Sorn", kind="named", cue=Span(at, at + len(cue)))
    return replace(article, claims=(replace(claim, voices=(claim.voices[0], voice)),))
