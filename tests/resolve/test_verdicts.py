"""What people judged of actors wins over what names tell, and changes nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_actors import CASE, body, person

from rashomon.resolve.actors import resolve_actors
from rashomon.resolve.verdicts import ActorVerdict, Anchor


def anchor(name, *articles, is_person=None):
    return Anchor(names=(name,), articles=articles, is_person=is_person)


def verdict(left, right, *, same, id_="v"):
    ends = [one if isinstance(one, Anchor) else anchor(one) for one in (left, right)]
    return ActorVerdict(id=id_, left=ends[0], right=ends[1], is_same=same, detail=f"{id_} said so")


def same(left, right, id_="v"):
    return verdict(left, right, same=True, id_=id_)


def different(left, right, id_="v"):
    return verdict(left, right, same=False, id_=id_)


def group_of(actors, *member):
    return next(set(actor.members) for actor in actors if tuple(member) in actor.members)


def test_two_become_one_and_the_person_is_named_as_the_reason():
    actors = resolve_actors(CASE, [same("Orlan Veytar", "Pavel Orsin")])
    assert group_of(actors, "a", 0) == {("a", 0), ("b", 0), ("c", 0), ("g", 0)}
    joined = next(actor for actor in actors if ("g", 0) in actor.members)
    assert [(r.score, r.detail) for r in joined.reasons if r.maker == "person"] == [(1.0, "v said so")]


def test_what_names_had_joined_comes_apart():
    actors = resolve_actors(CASE, [different("Orlan Veytar", "Orlan Weytarr")])
    assert group_of(actors, "a", 0) == {("a", 0), ("c", 0)}
    assert group_of(actors, "b", 0) == {("b", 0)}


def test_a_bare_surname_finds_its_bearer_once_the_two_who_bear_it_are_one():
    cards = [person("a", "Orlan Veytar"), person("b", "Sorim Veytar"), person("c", "Veytar")]
    assert group_of(resolve_actors(cards), "c", 0) == {("c", 0)}
    actors = resolve_actors(cards, [same("Orlan Veytar", "Sorim Veytar")])
    assert group_of(actors, "c", 0) == {("a", 0), ("b", 0), ("c", 0)}


def test_both_bare_surnames_of_an_article_find_the_one_who_bears_them():
    cards = [
        person("a", "Orlan Veytar"),
        person("b", "Mira Tolk"),
        person("c", "Veytar"),
        person("c", "Tolk", number=1),
    ]
    (actor,) = resolve_actors(cards, [same("Orlan Veytar", "Mira Tolk")])
    assert len(actor.members) == 4


def test_a_common_word_finds_its_body_once_the_two_it_may_shorten_are_one():
    cards = [body("a", "Council of Dermond"), body("b", "Council of Karsk"), body("c", "Council")]
    assert group_of(resolve_actors(cards), "c", 0) == {("c", 0)}
    assert len(resolve_actors(cards, [same("Council of Dermond", "Council of Karsk")])) == 1


def test_a_bare_surname_that_is_not_the_one_goes_to_the_other():
    cards = [person("a", "Orlan Veytar"), person("b", "Sorim Veytar"), person("c", "Veytar")]
    actors = resolve_actors(cards, [different(anchor("Veytar", "c"), "Orlan Veytar")])
    assert group_of(actors, "c", 0) == {("b", 0), ("c", 0)}


NAMESAKES = [person(article, "Ilan Brem") for article in "abcd"]


def test_namesakes_are_told_apart_by_their_articles_and_the_rest_stays_with_the_first():
    actors = resolve_actors(NAMESAKES, [different(anchor("Ilan Brem", "b"), anchor("Ilan Brem", "c"))])
    assert group_of(actors, "b", 0) == {("a", 0), ("b", 0), ("d", 0)}
    assert group_of(actors, "c", 0) == {("c", 0)}


def test_one_article_of_a_name_is_moved_by_two_verdicts():
    cards = [*NAMESAKES, person("e", "Sorim Tolk")]
    moved = [
        different(anchor("Ilan Brem", "c"), anchor("Ilan Brem", "a", "b", "d"), "v1"),
        same(anchor("Ilan Brem", "c"), "Sorim Tolk", "v2"),
    ]
    assert group_of(resolve_actors(cards, moved), "e", 0) == {("c", 0), ("e", 0)}


def test_who_differs_from_one_differs_from_all_who_are_the_same_one():
    verdicts = [same("Pavel Orsin", "Orlan Veytar", "v1"), different("Pavel Orsin", "Orlan Weytarr", "v2")]
    actors = resolve_actors(CASE, verdicts)
    assert group_of(actors, "g", 0) == {("a", 0), ("c", 0), ("g", 0)}
    assert group_of(actors, "b", 0) == {("b", 0)}


def test_a_verdict_wins_over_joins_that_stand_against_it():
    """By their spellings Weytarr is Veytar and Hatchov is Khatchow; only one of the two can stay."""
    cards = [
        person("a", "Orlan Veytar"),
        person("b", "Orlan Weytarr"),
        person("c", "Pavel Khatchow"),
        person("d", "Pavel Hatchov"),
    ]
    assert group_of(resolve_actors(cards), "a", 0) == {("a", 0), ("b", 0)}
    assert group_of(resolve_actors(cards), "c", 0) == {("c", 0), ("d", 0)}
    verdicts = [
        same("Orlan Veytar", "Pavel Khatchow", "v1"),
        different("Orlan Weytarr", "Pavel Hatchov", "v2"),
    ]
    actors = resolve_actors(cards, verdicts)
    assert {("a", 0), ("c", 0)} <= group_of(actors, "a", 0)
    assert group_of(actors, "b", 0) != group_of(actors, "d", 0)


def test_a_person_may_be_said_to_be_a_body_and_a_place_no_person():
    cards = [
        person("a", "Orsin", roles=["colonel"]),
        body("a", "Orsin", kind="place", number=1),
        body("b", "Orsin Group"),
    ]
    actors = resolve_actors(cards, [same(anchor("Orsin", "a", is_person=True), "Orsin Group")])
    assert group_of(actors, "b", 0) == {("a", 0), ("b", 0)}


@pytest.mark.parametrize("forgotten", ["a", "b", "c"])
def test_a_verdict_outlasts_an_article_and_waits_for_names_that_are_gone(forgotten):
    cards = [
        person("a", "Orlan Veytar"),
        person("b", "Orlan Veytar"),
        person("c", "Pavel Orsin"),
        person("d", "Pavel Orsin"),
    ]
    left = [card for card in cards if card.article != forgotten]
    verdicts = [same("Orlan Veytar", "Pavel Orsin")]
    assert len(resolve_actors(left, verdicts)) == 1
    assert len(resolve_actors([card for card in cards if card.article < "c"], verdicts)) == 1


NAMES = [
    "Orlan Veytar",
    "Orlan Weytarr",
    "Sorim Veytar",
    "Veytar",
    "Pavel Orsin",
    "GNA",
    "Denmark",
    "5th Brigade",
]
VERDICTS = st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES), st.booleans()), max_size=4).map(
    lambda rows: [
        verdict(left, right, same=is_same, id_=f"v{number}")
        for number, (left, right, is_same) in enumerate(rows)
        if left != right
    ]
)


@settings(max_examples=60, deadline=None)
@given(cards=st.permutations(CASE), verdicts=VERDICTS, data=st.data())
def test_whatever_is_judged_each_entity_has_one_actor_in_any_order(cards, verdicts, data):
    actors = resolve_actors(cards, data.draw(st.permutations(verdicts)))
    assert actors == resolve_actors(CASE, verdicts)
    assert sorted(member for actor in actors for member in actor.members) == sorted(
        (card.article, card.number) for card in CASE
    )
    assert len({actor.id for actor in actors}) == len(actors)


@settings(max_examples=60, deadline=None)
@given(left=st.sampled_from(NAMES), right=st.sampled_from(NAMES))
def test_one_verdict_alone_always_holds(left, right):
    named = {name: {(c.article, c.number) for c in CASE if c.name == name} for name in NAMES}
    if left == right or not named[left] or not named[right]:
        return
    one = resolve_actors(CASE, [same(left, right)])
    assert named[left] | named[right] <= group_of(one, *min(named[left]))
    two = resolve_actors(CASE, [different(left, right)])
    assert not any(named[left] & set(a.members) and named[right] & set(a.members) for a in two)
