"""Attributions and the outlet's own sentences as claims."""

from __future__ import annotations

from dataclasses import replace

from marked import attribute, read_marked

from rashomon.records import Article, Passage, Span, Standing, Token
from rashomon.resolve.claims import compose_claims

TEXT = (
    "War comes to Dermond\n\nThe port burned on Monday.\n\n"
    "Orlan Veytar said that Marchuk denied that it rains. "
    "Will it rain again?\n\nSign up to our newsletter today."
)


def document():
    made = read_marked(TEXT, outlet="The Gazette")
    outer = attribute(made, "Orlan Veytar", "said", "that Marchuk denied that it rains")
    inner = attribute(made, "Marchuk", "denied", "that it rains", id=1, parent=0)
    rows = (
        replace(outer, speaker="Orlan Veytar", speaker_kind="named"),
        replace(inner, speaker="Marchuk", speaker_kind="named"),
    )
    furniture = made.text.index("Sign up")
    passages = (
        Passage(span=Span(0, 20), kind="title", why="first line"),
        Passage(span=Span(furniture, len(made.text)), kind="furniture", why="newsletter sign-up"),
    )
    standings = (Standing(), Standing(polarity="negative"))
    return replace(
        made, article=replace(made.article, passages=passages), attributions=rows, standings=standings
    )


def claims(made=None):
    return compose_claims(made or document(), stand=lambda span: Standing(certainty="certain"))


def test_the_outlet_says_its_sentences_and_title_but_no_question_and_no_furniture():
    own = [claim.span.of(TEXT) for claim in claims() if claim.attribution is None]
    assert own == ["War comes to Dermond", "The port burned on Monday."]


def test_a_short_line_without_a_verb_is_no_claim_where_the_parts_of_speech_are_known():
    made = document()
    line = "The port burned on Monday."
    start = made.text.index(line)

    def tokens(upos):
        return (
            Token(span=Span(start + 9, start + 15), upos=upos, xpos="", lemma="", head=-1, deprel="root"),
        )

    assert any(claim.span.of(TEXT) == line for claim in claims(replace(made, tokens=tokens("VERB"))))
    assert not any(claim.span.of(TEXT) == line for claim in claims(replace(made, tokens=tokens("NOUN"))))


def test_a_chain_runs_from_the_outlet_to_the_one_whose_words_they_are():
    inner = next(claim for claim in claims() if claim.attribution == 1)
    assert [(voice.name, voice.kind) for voice in inner.voices] == [
        ("The Gazette", "outlet"),
        ("Orlan Veytar", "named"),
        ("Marchuk", "named"),
    ]
    assert inner.standing.polarity == "negative"
    assert inner.voices[2].cue is not None
    assert inner.voices[2].cue.of(TEXT) == "denied"


def test_ids_depend_on_text_and_places_only():
    first = {claim.id for claim in claims()}
    assert len(first) == 4
    assert first == {claim.id for claim in claims()}
    other = document()
    renamed = replace(other, article=replace(other.article, name="other.txt"))
    assert first == {claim.id for claim in claims(renamed)}
    changed = replace(other, article=Article(name="x", text=TEXT, sha256="1" * 64))
    assert not first & {claim.id for claim in claims(changed)}
