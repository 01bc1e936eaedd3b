"""Whose words an attribution reports."""

from __future__ import annotations

from dataclasses import replace

import pytest
from marked import attribute, read_marked

from rashomon.records import Mention, Span, Turn
from rashomon.resolve.entities import find_entities
from rashomon.resolve.speakers import name_speakers


def speakers(marked, *rows, outlet=None, turns=()):
    document = read_marked(marked, outlet=outlet)
    made = tuple(
        attribute(document, *row[:3], id=i, **(row[3] if len(row) > 3 else {})) for i, row in enumerate(rows)
    )
    document = replace(document, attributions=made, turns=turns)
    document = replace(document, entities=find_entities(document))
    return [(a.speaker, a.speaker_kind) for a in name_speakers(document)]


HEADS = """
Political scientist [Alexei Marchuk|person] -> Alexei Marchuk (named)
the spokesman for the army of [Orlan Veytar|person] in east [Vostra|place], [Ahmed Zorin|person] -> Ahmed Zorin (named)
[Ahmed Zorin|person], spokesman for [Orlan Veytar|person] -> Ahmed Zorin (named)
[Moscow|place] -> Moscow (named)
Oil industry sources -> Oil industry sources (unnamed)
Sources in [Dermond|place] -> Sources in Dermond (unnamed)
[Dermond|place]’s envoy -> Dermond’s envoy (unnamed)
[Vostran|group] officials -> Vostran officials (unnamed)
A captain, who was there -> A captain (unnamed)
The Vostran newspaper [The Pearl|organisation] -> The Pearl (outlet)
Rumours -> None (rumour)
Our correspondent -> The Gazette (outlet)
Head of railways of [Vostra|place] [Anton Lisk|person] -> Anton Lisk (named)
Minister of defence [Maturin Kohl|person] -> Maturin Kohl (named)
The lawyer of [Anton Lisk|person] -> The lawyer of Anton Lisk (unnamed)
The secretary of president [Anton Lisk|person] -> The secretary of president Anton Lisk (unnamed)
The shop of railways of [Vostra|place] [Anton Lisk|person] -> The shop of railways of Vostra Anton Lisk (unnamed)
"""  # noqa: E501 (a line a case)


@pytest.mark.parametrize("case", HEADS.strip().splitlines())
def test_the_speaker_is_the_head_of_the_source(case):
    source, _, told = case.partition(" -> ")
    name, _, kind = told.removesuffix(")").partition(" (")
    document = read_marked(source)
    found = speakers(
        f"{source} said that it rains.", (document.text, "said", "it rains"), outlet="The Gazette"
    )
    assert found == [(None if name == "None" else name, kind)]


def test_pronoun_and_description_are_the_one_named_before():
    found = speakers(
        "“Go,” political scientist [Alexei Marchuk|person] said. [He|pronoun] added that it rains. "
        "[The expert|person nominal] believes that snow falls.",
        ("political scientist Alexei Marchuk", "said", "Go"),
        ("He", "added", "that it rains"),
        ("The expert", "believes", "that snow falls"),
    )
    assert found == [("Alexei Marchuk", "named")] * 3


def test_a_bare_quotation_goes_on_with_the_last_speaker_and_without_a_source_it_is_rumour():
    found = speakers(
        "“Go,” said [Orlan Veytar|person]. “And now.” It is reported that it rains.",
        ("Orlan Veytar", "said", "Go"),
        ("", "", "And now.", {"route": "quotation", "quotation": "direct"}),
        ("", "reported", "that it rains", {"route": "rumour"}),
    )
    assert found == [("Orlan Veytar", "named"), ("Orlan Veytar", "named"), (None, "rumour")]


def test_answers_are_the_words_of_the_one_brought_in_before_the_first_turn():
    text = (
        "The fleet of [Orlan Veytar|person] sails. Military expert [Alexei Marchuk|person] believes in it."
        "\n\n"
        "– Will it come?\n\n– It will, I think it wins.\n\n– When?\n\n– Soon."
    )
    plain = read_marked(text).text

    def turn(words, role):
        start = plain.index(words)
        return Turn(span=Span(start, start + len(words)), role=role)

    turns = (
        turn("Will it come?", "question"),
        turn("It will, I think it wins.", "answer"),
        turn("When?", "question"),
        turn("Soon.", "answer"),
    )
    found = speakers(
        text,
        ("", "", "It will, I think it wins.", {"route": "interview"}),
        ("I", "think", "it wins"),
        ("", "", "Soon.", {"route": "interview"}),
        turns=turns,
    )
    assert found == [("Alexei Marchuk", "named")] * 3


def test_first_person_inside_somebodys_words_is_that_somebody():
    found = speakers(
        "[Orlan Veytar|person] said: “I think it rains.”",
        ("Orlan Veytar", "said", "I think it rains"),
        ("I", "think", "it rains", {"parent": 0}),
    )
    assert found[1] == ("Orlan Veytar", "named")


def test_it_is_whom_the_chain_of_phrases_says():
    marked = "[Vostra|place] blocked a call to the [River Guard|organisation] and said it wanted peace."
    document = read_marked(marked)
    row = attribute(document, "it", "wanted", "peace", id=0)
    document = replace(document, attributions=(row,))
    document = replace(document, entities=find_entities(document))
    vostra = next(entity.number for entity in document.entities if entity.name == "Vostra")
    it = Mention(span=row.source[0], kind="place", form="pronoun")
    (chained,) = name_speakers(replace(document, chained=((it, vostra),)))
    assert (chained.speaker, chained.entity) == ("Vostra", vostra)


@pytest.mark.parametrize(
    ("cue", "wanted"),
    [("are likened", (None, "rumour")), ("added", ("Ada Orm", "named"))],
)
def test_nobody_is_the_last_speaker_of_a_passive(cue, wanted):
    found = speakers(
        f"[Ada Orm|person] said that it rains. The towns {cue} “a silent herd”.",
        ("Ada Orm", "said", "that it rains"),
        (None, cue, "“a silent herd”", {"quotation": "mixed"}),
    )
    assert found == [("Ada Orm", "named"), wanted]
