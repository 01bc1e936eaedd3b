"""Entities of many articles become actors, whatever the order."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.resolve.actors import Card, resolve_actors


def person(article, name, *spellings, roles=(), tiers=(), company=(), number=0):
    return Card(
        article=article,
        number=number,
        name=name,
        kind="person",
        names=tuple((text, 1) for text in (spellings or (name,))),
        roles=frozenset(roles),
        tiers=frozenset(tiers),
        company=frozenset(company),
    )


def body(article, name, *spellings, kind="organisation", company=(), number=0):
    names = tuple((text, 1) for text in (spellings or (name,)))
    return Card(article=article, number=number, name=name, kind=kind, names=names, company=frozenset(company))


CASE = [
    person("a", "Orlan Veytar", "Orlan Veytar", "Veytar", "Veyzar", roles=["marshal"], tiers=["high"]),
    person("b", "Orlan Weytarr", roles=["marshal"], tiers=["high"]),
    person("c", "Marshal Veytar", "Veytar", roles=["marshal"], tiers=["high"]),
    person("d", "Sorim Veytar", roles=["colonel"], tiers=["middle"]),
    person("e", "Colonel Veytar", "Veytar", roles=["colonel"], tiers=["middle"]),
    person("f", "Veytar"),
    person("g", "Pavel Orsin"),
    body("g", "Orsin", kind="place", number=1),
    body(
        "a",
        "Government of National Accord",
        "Government of National Accord",
        "GNA",
        company=["dermond"],
        number=1,
    ),
    body("b", "national reconciliation government", company=["dermond"], number=1),
    body("c", "GNA", number=1),
    body("a", "Denmark", kind="place", number=2),
    body("b", "Copenhagen", kind="place", number=2),
    body("c", "Danes", kind="group", number=2),
    body("a", "5th Brigade", number=3),
    body("b", "7th Brigade", number=3),
]


def members(cards=CASE, **more):
    return {frozenset(actor.members) for actor in resolve_actors(cards, **more)}


def test_spellings_ranks_and_acronyms_find_their_actor():
    found = members()
    assert frozenset([("a", 0), ("b", 0), ("c", 0)]) in found
    assert frozenset([("d", 0), ("e", 0)]) in found
    assert frozenset([("a", 1), ("b", 1), ("c", 1)]) in found


def test_what_must_stay_apart_stays_apart():
    found = members()
    for lone in (("f", 0), ("g", 0), ("g", 1), ("a", 3), ("b", 3)):
        assert frozenset([lone]) in found


def test_capital_and_people_are_tied_to_their_country():
    actors = {actor.name: actor for actor in resolve_actors(CASE)}
    assert actors["Copenhagen"].ties == (("capital of", actors["Denmark"].id),)
    assert actors["Danes"].ties == (("people of", actors["Denmark"].id),)


@settings(max_examples=40, deadline=None)
@given(st.permutations(CASE))
def test_the_order_of_articles_changes_nothing(cards):
    assert resolve_actors(cards) == resolve_actors(CASE)


def test_ids_are_distinct_and_stay_when_an_article_joins():
    before = {actor.name: actor.id for actor in resolve_actors(CASE)}
    after = {actor.name: actor.id for actor in resolve_actors([*CASE, person("z", "Mira Tolk")])}
    assert len(set(after.values())) == len(after)
    assert before.items() <= after.items()


def test_every_merge_tells_why():
    for actor in resolve_actors(CASE):
        assert len(actor.members) == 1 or all(reason.detail for reason in actor.reasons)


def test_a_surname_that_its_own_article_leaves_open_goes_to_no_namesake_elsewhere():
    """In "b" it may be Ibran's; that only Ayra is left over in the case makes it hers no more."""
    cards = [
        person("a", "Ibran Tessok"),
        person("a", "Ayra Tessok", number=1),
        person("b", "Ibran Tessok"),
        person("b", "Mr Tessok", "Tessok", number=1),
    ]
    assert frozenset([("b", 1)]) in members(cards)


def test_a_name_that_spells_a_person_of_the_case_is_a_person_whatever_its_article_took_it_for():
    cards = [
        person("a", "Ibbo Tessok", "Ibbo Tessok", "Tessok", roles=["president"]),
        body("b", "Ibo Tesok"),
        body("c", "Ibbo Tessok", kind="place"),
        person("c", "Mr Tessok", "Tessok", number=1),
        body("d", "Tessok Company"),
    ]
    assert members(cards) == {
        frozenset([("a", 0), ("b", 0), ("c", 0), ("c", 1)]),
        frozenset([("d", 0)]),
    }


def test_a_town_with_somebody_beside_it_is_a_town():
    """ "As for Dermov, a person close to the staff said ...": the apposition is none."""
    cards = [
        body("a", "Dermov", kind="place"),
        body("b", "Dermov", kind="place"),
        person("c", "Dermov", roles=["person"]),
    ]
    assert members(cards) == {frozenset([("a", 0), ("b", 0), ("c", 0)])}


def test_given_names_in_two_scripts_letters_are_one_and_ivo_is_not_iva():
    cards = [
        person("a", "Yassur Kolbin", roles=["colonel"]),
        person("b", "Jassur Kolbin", roles=["colonel"]),
        person("c", "Ivo Tarn"),
        person("d", "Iva Tarn"),
    ]
    assert members(cards) == {
        frozenset([("a", 0), ("b", 0)]),
        frozenset([("c", 0)]),
        frozenset([("d", 0)]),
    }


def test_a_man_under_two_spellings_is_one_bearer_of_a_third():
    cards = [
        person("a", "Ibran Tessok", roles=["president"]),
        person("b", "Ibran Thessok", roles=["president"]),
        person("c", "Tesok"),
    ]
    assert members(cards) == {frozenset([("a", 0), ("b", 0), ("c", 0)])}


def test_a_people_is_called_as_such_where_an_article_does():
    cards = [
        body("a", "Danish", "Danish", "Danish", "Danes", kind="group"),
        body("b", "Danish", kind="group"),
    ]
    (actor,) = resolve_actors(cards)
    assert actor.name == "Danes"
    (adjective,) = resolve_actors([body("b", "Danish", kind="group")])
    assert adjective.name == "Danish"
