"""Which events of a case are one happening."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as some
from told_in_short import Told, ledger

from rashomon.ledger import Ledger, LedgerVoice
from rashomon.records import Span
from rashomon.survey.contents import contents_of
from rashomon.survey.happenings import root_of
from rashomon.survey.same_events import group_events, group_happenings, happening_of_claims
from rashomon.survey.stories import find_stories

FIRE = Told(
    "fire-1",
    "A blaze destroyed the Keld grain silo on the eastern quay.",
    "destroyed",
    "destroy",
    (("agent", "A blaze"), ("patient", "the Keld grain silo")),
    article="a.txt",
)
AGAIN = Told(
    "fire-2",
    "The grain silo of Keld, on the eastern quay, was destroyed by a blaze.",
    "destroyed",
    "destroy",
    (("agent", "a blaze"), ("patient", "The grain silo of Keld")),
    article="b.txt",
)
RUIN = Told(
    "fire-3",
    "After the destruction of the grain silo, the blaze spread along the eastern quay of Keld.",
    "destruction",
    "destruction",
    (("patient", "the grain silo"),),
    article="c.txt",
)
BRIDGE = Told(
    "bridge-1",
    "Engineers of the River Guard destroyed a wooden bridge upstream while snow fell on Ostrel.",
    "destroyed",
    "destroy",
    (("agent", "Engineers of the River Guard"), ("patient", "a wooden bridge")),
    article="d.txt",
)


def grouped(*told: Told) -> set[frozenset[str]]:
    """The groups, each event by the id of the claim that tells it."""
    case = ledger(told)
    claims = {
        (claim.article, event.number): claim.id for claim in case.claims.values() for event in claim.events
    }
    return {frozenset(claims[event] for event in group) for group in group_events(case)}


SAME = [
    ((FIRE, AGAIN), "one act done to one thing, in two articles of one story"),
    ((FIRE, RUIN), "a verb and the noun made of it"),
    (
        (replace(FIRE, article="a.txt"), replace(AGAIN, act="destroyed", article="a.txt")),
        "told twice in one article",
    ),
]


@pytest.mark.parametrize(("told", "why"), SAME, ids=[why for _, why in SAME])
def test_one_happening(told: tuple[Told, ...], why: str) -> None:
    assert grouped(*told) == {frozenset(one.id for one in told)}, why


OTHER = [
    ((FIRE, BRIDGE), "the same verb in another story, done by others to something else"),
    (
        (
            FIRE,
            replace(
                AGAIN, text=AGAIN.text.replace("destroyed", "inspected"), act="inspected", lemma="inspect"
            ),
        ),
        "another act in the same story",
    ),
]


@pytest.mark.parametrize(("told", "why"), OTHER, ids=[why for _, why in OTHER])
def test_another_happening(told: tuple[Told, ...], why: str) -> None:
    assert not grouped(*told), why


def on_days(first: str, second: str) -> Ledger:
    """FIRE and AGAIN, each with its day."""
    case = ledger([FIRE, AGAIN])
    days = {"a.txt": first, "b.txt": second}
    articles = []
    for article in case.articles:
        claim = article.claims[0]
        event = claim.events[0]
        time = replace(event.arguments[0], role="time", value=days[article.name])
        event = replace(event, arguments=(*event.arguments, time))
        articles.append(replace(article, claims=(replace(claim, events=(event,)),)))
    return replace(case, articles=tuple(articles))


def test_the_same_on_another_day_is_another_happening() -> None:
    assert group_events(on_days("2031-05-01", "2031-05-01"))
    assert not group_events(on_days("2031-05-01", "2031-06-20"))


def test_articles_of_one_story_share_their_rare_words() -> None:
    stories = find_stories(ledger([FIRE, AGAIN, RUIN, BRIDGE]).articles).numbers
    assert stories["a.txt"] == stories["b.txt"] == stories["c.txt"] != stories["d.txt"]


def test_acts_of_speaking_are_happenings_without_an_event() -> None:
    tellings = [
        Told("says-1", "Ada Orm announced that the silo of Keld will be rebuilt.", article="a.txt"),
        Told("says-2", "The silo of Keld will be rebuilt, Ada Orm announced.", article="b.txt"),
    ]
    case = ledger(tellings)
    articles = []
    for article in case.articles:
        start = article.text.index("announced")
        voice = LedgerVoice(name="Ada Orm", kind="named", actor="id-ada orm", cue=Span(start, start + 9))
        claim = replace(article.claims[0], voices=(article.claims[0].voices[0], voice))
        articles.append(replace(article, claims=(claim,)))
    case = replace(case, articles=tuple(articles))
    (group,) = group_happenings(case)
    assert [(one.stem, one.event, one.is_saying) for one in group] == [("announc", None, True)] * 2
    assert group_events(case) == ()


def test_what_is_an_event_elsewhere_in_the_story_is_one_where_it_was_not_read() -> None:
    unread = Told(
        "fire-4", "Keld mourns the grain silo on the eastern quay, destroyed in a blaze.", article="e.txt"
    )
    groups = group_happenings(ledger([FIRE, AGAIN, unread]))
    assert [{one.article for one in group} for group in groups] == [{"a.txt", "b.txt", "e.txt"}]


def test_claims_are_of_one_thing_where_their_main_events_are() -> None:
    case = ledger([FIRE, AGAIN, BRIDGE])
    assert happening_of_claims(contents_of(case), group_events(case)) == {"fire-1": 0, "fire-2": 0}


@pytest.mark.parametrize(
    ("verb", "noun"),
    [
        ("announced", "announcement"),
        ("nominates", "nomination"),
        ("acquitted", "acquittal"),
        ("arrived", "arrival"),
    ],
)
def test_a_verb_and_its_noun_have_one_root(verb: str, noun: str) -> None:
    assert root_of(verb) == root_of(noun)


@given(some.permutations([FIRE, AGAIN, RUIN, BRIDGE]))
def test_the_order_of_articles_does_not_matter(told: list[Told]) -> None:
    case = ledger(told)
    turned = replace(case, articles=tuple(sorted(case.articles, key=lambda one: told.index(_of(one.name)))))
    assert group_events(turned) == group_events(ledger([FIRE, AGAIN, RUIN, BRIDGE]))


def _of(article: str) -> Told:
    return next(one for one in (FIRE, AGAIN, RUIN, BRIDGE) if one.article == article)
