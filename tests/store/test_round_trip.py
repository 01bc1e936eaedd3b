"""What goes into the store comes out, and reaches the words it is about."""

from __future__ import annotations

import sqlite3
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.case import open_case
from rashomon.errors import ArticleError
from rashomon.records import Quote, Segment, Span, Turn
from rashomon.resolve.cards import Card
from rashomon.store.cards import decode_cards, encode_cards
from rashomon.store.store import Store
from short_road import ShortRoad, article, read_document

_TEXTS = st.lists(
    st.sampled_from(
        [
            "Orlan Vey said that the dam broke.",
            "Brem denied that he left Karsk.",
            "It is reported that Vey fled.",
            "Tolk said “never”.",
            "Tolk said that Vey lies in spring at Karsk.",
            "Brem fled.",
            "\n\n",
            "Ünder ﬂood 𝔘𝔫 — the end.",
            "Follow us now\n",
        ]
    ),
    min_size=1,
    max_size=8,
).map(" ".join)


@settings(max_examples=40, deadline=None)
@given(text=_TEXTS)
def test_a_document_comes_out_as_it_went_in(text: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    document = read_document(article("a.txt", text, title="T", outlet=None, published="2031-05", url="u"))
    with Store.open(tmp_path_factory.mktemp("case") / "x.case", create=True) as store:
        store.put(document, file="a.txt", version="1", weights="w")
        assert store.document("a.txt") == document
        assert store.faults() == []
        for claim in store.claims():
            assert claim.text == text[claim.span.start : claim.span.stop] != ""


def test_layout_and_origin_come_out_too(tmp_path: Path) -> None:
    from dataclasses import replace

    document = read_document(article("a.txt", "Q: Did the dam break? “No.”", opinion=True))
    origin = (Segment(span=Span(0, 10), where="page 3", start=5, end=15),)
    document = replace(
        document,
        article=replace(document.article, origin=origin),
        turns=(
            Turn(span=Span(3, 21), role="question", label=Span(0, 2)),
            Turn(span=Span(22, 27), role="answer"),
        ),
        quotes=(Quote(span=Span(23, 26), outer=Span(22, 27), is_scare=True, closed=False),),
    )
    with Store.open(tmp_path / "x.case", create=True) as store:
        store.put(document, file="a.txt", version="1", weights="w")
        assert store.document("a.txt") == document


def test_cards_come_out_as_they_went_in() -> None:
    cards = (
        Card(
            article="a.txt#1",
            number=3,
            name="Ørlan Vey",
            kind="person",
            names=(("Orlan Vey", 2), ("Vey", 1)),
            roles=frozenset({"general", "marshal"}),
            tiers=frozenset({"high"}),
            company=frozenset({"tolk"}),
            ambiguous=True,
        ),
        Card(article="b", number=0, name="Karsk", kind="place", names=()),
    )
    assert tuple(decode_cards(encode_cards(cards))) == cards
    # A field of another shape has to be taught to decode_cards.
    shapes = {"str", "int", "bool", "Kind", "frozenset[str]", "tuple[tuple[str, int], ...]"}
    assert {str(field.type) for field in fields(Card)} <= shapes


def test_every_claim_of_a_case_reaches_characters_of_a_stored_article(
    tmp_path: Path, road: ShortRoad, articles: Path
) -> None:
    with open_case(tmp_path / "x.case", road=road) as case:
        case.read([articles])
        claims = case.claims()
        assert len(claims) == 9
        for claim in claims:
            text = case.store.text(claim.article)
            assert claim.text == claim.span.of(text)
            assert claim.voices[0].kind == "outlet"
            for voice in claim.voices[1:]:
                assert voice.span is None or voice.span.of(text)
        assert case.store.faults() == []


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ("UPDATE claim SET stop = 100000", "claim of"),
        ("UPDATE claim_span SET start = -1", "claim_span of"),
        ("DELETE FROM claim_span", "has no content"),
        ("DELETE FROM voice WHERE depth = 0", "does not begin with the outlet"),
        ("UPDATE mention SET stop = start", "mention of"),
        ("UPDATE attribution SET condition_start = 5, condition_stop = NULL", "attribution of"),
        ("UPDATE event SET stop = 100000", "event of"),
        ("UPDATE argument SET start = stop", "argument of"),
        ("UPDATE stance SET target_stop = -1", "stance of"),
        ("UPDATE place SET start = -1", "place of"),
        ("UPDATE time SET stop = 100000", "time of"),
    ],
)
def test_the_walk_finds_what_does_not_reach_its_words(
    tmp_path: Path, road: ShortRoad, articles: Path, change: str, fault: str
) -> None:
    path = tmp_path / "x.case"
    with open_case(path, road=road) as case:
        case.read([articles])
    connection = sqlite3.connect(path)
    connection.execute(change)
    connection.commit()
    connection.close()
    with open_case(path, road=road) as case:
        assert any(fault in line for line in case.store.faults())


def test_half_a_character_is_refused(tmp_path: Path) -> None:
    with Store.open(tmp_path / "x.case", create=True) as store:
        document = read_document(article("a.txt", "fine"))
        from dataclasses import replace

        broken = replace(document, article=replace(document.article, text="half \ud800"))
        with pytest.raises(ArticleError, match="half a character at 5"):
            store.put(broken, file="a.txt", version="1", weights="w")
        assert store.names() == []


def test_the_views_read_aloud(tmp_path: Path, road: ShortRoad, articles: Path) -> None:
    path = tmp_path / "x.case"
    with open_case(path, road=road) as case:
        case.read([articles], outlet="Vale Courier")
    connection = sqlite3.connect(path)
    row = connection.execute("SELECT chain, text, polarity FROM v_claims WHERE speaker = 'Brem'").fetchone()
    assert row == ("Vale Courier > Brem", "any troops crossed the Sarn", "negative")
    found = connection.execute("SELECT count(*) FROM claim_search WHERE claim_search MATCH 'dam'").fetchone()
    assert found == (2,)
    for view in (
        "v_voices",
        "v_mentions",
        "v_attributions",
        "v_actors",
        "v_events",
        "v_stances",
        "v_times",
        "v_places",
    ):
        assert connection.execute(f"SELECT * FROM {view}").fetchall(), view
    connection.close()
