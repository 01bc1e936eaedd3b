"""Which mentions of an article become one entity; the cases are in entities.toml."""

from __future__ import annotations

import time
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from marked import read_marked, spelled

from rashomon.resolve.entities import find_entities

CASES = tomllib.loads((Path(__file__).parent / "entities.toml").read_text(encoding="utf-8"))["case"]


def homes(text: str) -> dict[str, set[int]]:
    """The entity numbers in which each mentioned text stands."""
    document = read_marked(text)
    found: dict[str, set[int]] = {}
    for entity in find_entities(document):
        for index in entity.mentions:
            found.setdefault(document.mentions[index].span.of(document.text), set()).add(entity.number)
    return found


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_mentions_are_joined_as_a_reader_would(case):
    found = homes(case["text"])
    for texts in case.get("together", []):
        numbers = [found[text] for text in texts]
        assert len(set().union(*numbers)) == 1, (texts, numbers)
    for one, two in case.get("apart", []) + case.get("spans_apart", []):
        assert not found[one] & found[two], (one, two)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("In neighbouring [Dermov|person] it rained.", "place"),
        ("[Dermov|person] denied it. [Dermov|person]'s foreign minister left.", "place"),
        ("The headman of [Dermov|person] spoke.", "place"),
        ("The village of [Dermov|person] is ours.", "place"),
        ("[DERMOV|organisation] (Pearl) — It rained.", "place"),
        ("[REUTERS|organisation] — It rained.", "organisation"),
        ("[Dermov|person] denied it.", "person"),
        ("[Ida Dermov|person] ruled. [Dermov|person]'s foreign minister left.", "person"),
        ("The supporters of [Dermov|person] left.", "person"),
    ],
)
def test_what_only_a_land_or_town_has_makes_a_name_a_place(text, kind):
    kinds = {entity.kind for entity in find_entities(read_marked(text)) if entity.name != "foreign minister"}
    assert kinds == {kind}


def test_every_join_of_two_spellings_tells_why():
    document = read_marked("Marshal [Orlan Veytar|person] came. Marshal [Weytarr|person] left.")
    (entity,) = find_entities(document)
    assert entity.name == "Orlan Veytar"
    assert entity.reasons[0].detail == (
        "Marshal Weytarr is read as a spelling of Orlan Veytar: same surname skeleton v-t-r; "
        "both begin alike; both are called marshal; the odd form is rare"
    )


def test_entities_are_numbered_by_first_mention_and_share_no_mention():
    document = read_marked(
        "[Dermond|place] fell. [Orlan Veytar|person] and [he|pronoun]. [Dermond|place] again."
    )
    entities = find_entities(document)
    assert [entity.number for entity in entities] == list(range(len(entities)))
    used = [index for entity in entities for index in entity.mentions]
    assert len(used) == len(set(used))
    assert list(spelled(document, entities)) == ["Dermond", "Orlan Veytar"]


WORDS = [
    "Orlan Veytar",
    "Veytar",
    "Weytar",
    "Pavel Orsin",
    "Orsin",
    "Dermond",
    "VNA",
    "the general",
    "he",
    "5th Army",
    "’",
    "of",
]
SORTS = ["person", "place", "organisation", "group", "other", "person nominal", "pronoun"]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(SORTS)), max_size=14))
def test_whatever_the_net_says_every_name_has_one_home(pairs):
    document = read_marked(", ".join(f"[{word}|{sort}]" for word, sort in pairs) + ".")
    entities = find_entities(document)
    used = sorted(index for entity in entities for index in entity.mentions)
    assert len(used) == len(set(used))
    names = {i for i, mention in enumerate(document.mentions) if mention.form == "name"}
    assert names - set(used) <= {i for i in names if document.mentions[i].span.of(document.text) == "’"}
    assert entities == find_entities(document)


def test_a_long_article_takes_under_a_tenth_of_a_millisecond_a_word():
    sentence = (
        "Marshal [Orlan Veytar|person] met [Alexei Marchuk|person] in [Dermond|place], [he|pronoun] left."
    )
    document = read_marked(f"{sentence}\n\n" * 150)
    started = time.process_time()
    find_entities(document)
    # Ten times slack: a busy machine must not fail the tests.
    assert (time.process_time() - started) / len(document.words) < 0.001
