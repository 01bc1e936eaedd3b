"""Which name the program found for a name of the key, and which source for the answer of an interview."""

from __future__ import annotations

import pytest

from rashomon.records import Article, Document, Entity, Kind, Mention, Span
from rashomon.selftest.actors import name_actors
from rashomon.selftest.attributions import TESTS, Parts
from rashomon.selftest.key import KeyArticle, PlacedArticle

TEXT = "The Karst Ministry of Justice told Ida and Osip Renn."
KINDS: dict[str, Kind] = {"Karst": "place", "The ministry": "organisation", "Ida": "person", "Osip": "person"}


def _span(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


# (what the program found and as what, the key's names, whom each is taken for, why)
CASES = [
    (
        ("Karst Ministry of Justice", "organisation"),
        {"Karst": "Karst", "Karst Ministry of Justice": "The ministry"},
        [None, "home"],
        "a land in a body's name is not the body",
    ),
    (
        ("Karst Ministry of Justice", "organisation"),
        {"Karst": "Karst"},
        [None],
        "nor where the key has no such body",
    ),
    (("Karst", "organisation"), {"Karst": "Karst"}, ["home"], "a wrong kind alone is another line's error"),
    (
        ("Ida and Osip Renn", "person"),
        {"Ida": "Ida", "Osip Renn": "Osip"},
        ["home", "home"],
        "two people in one name are a merge",
    ),
]


@pytest.mark.parametrize(("found", "key", "homes"), [pytest.param(*c[:3], id=c[3]) for c in CASES])
def test_a_name_inside_a_longer_one_is_not_found(
    found: tuple[str, Kind], key: dict[str, str], homes: list[str | None]
) -> None:
    mention = Mention(span=_span(found[0]), kind=found[1], form="name")
    document = Document(
        article=Article(name="a", text=TEXT),
        sentences=(),
        words=(),
        mentions=(mention,),
        entities=(Entity(number=0, name=found[0], kind=found[1], mentions=(0,)),),
    )
    names = tuple((_span(words), actor) for words, actor in key.items())
    placed = PlacedArticle(key=KEY_ARTICLE, furniture=(), attributions=(), names=names)
    namings = name_actors(placed, document, {("a", 0): "home"}, KINDS)
    assert [naming.found for naming in namings] == homes


KEY_ARTICLE = KeyArticle(name="a", outlet=None, published=None, opinion=False, furniture=(), attributions=())


@pytest.mark.parametrize(
    ("key", "found", "labelled", "same"),
    [
        pytest.param([], [1], True, True, id="the key takes the label for layout"),
        pytest.param([1], [1], True, True, id="the key takes the label for the source"),
        pytest.param([], [1], False, False, id="any other source is wrong where the key has none"),
        pytest.param([7], [1], True, False, id="a label that is not the key's source is wrong"),
    ],
)
def test_the_label_of_an_answer_may_be_layout(
    key: list[int], found: list[int], labelled: bool, same: bool
) -> None:
    said = frozenset([4, 5])
    ours = Parts(frozenset(found), frozenset(), said, nested=False, labelled=labelled)
    assert bool(TESTS["who-what"](Parts(frozenset(key), frozenset(), said, nested=False), ours)) is same
