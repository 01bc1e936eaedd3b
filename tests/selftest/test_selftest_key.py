"""Where the strings of a key are taken to stand, and what is refused as a key."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.errors import RashomonError
from rashomon.records import Span
from rashomon.selftest.actors import Naming, b_cubed
from rashomon.selftest.anchors import Collapsed, Quoted, place_parts
from rashomon.selftest.key import parse_key, place_article


@given(st.text(alphabet="ab \n\t.", max_size=60), st.text(alphabet="ab .", min_size=1, max_size=6))
def test_what_is_found_reads_as_what_was_sought(text: str, wanted: str) -> None:
    for span in Collapsed(text).find(wanted):
        assert " ".join(span.of(text).split()) == " ".join(wanted.split())


def test_a_short_string_is_not_found_inside_a_word() -> None:
    assert Collapsed("the hen and he").find("he") == [Span(12, 14)]


def test_a_no_break_space_and_a_line_break_are_blanks() -> None:
    assert Collapsed("of the\u00a0old\n\n town").find("the old town") == [Span(3, 17)]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "expected"),
    [
        # The verb of the sentence before is nearer, but belongs to another.
        ("It fell, Orm said. It stands, Arl said.", "Arl", "said", "It stands", ("Arl", 34)),
        # The same name stands in the content too.
        ("Orm said that Orm had fled.", "Orm", "said", "Orm had fled", ("Orm", 4)),
        # No source at all.
        ("It was said. It is said that the dam fell.", None, "said", "the dam fell", (None, 19)),
    ],
)
def test_the_nearest_source_and_cue_are_meant(
    text: str, source: str | None, cue: str, content: str, expected: tuple[str | None, int]
) -> None:
    start = text.index(content)
    sources, cues = place_parts(
        Collapsed(text),
        source=[Quoted(source)] if source else [],
        cue=[Quoted(cue)],
        content=(Span(start, start + len(content)),),
    )
    assert [span.of(text) for span in sources] == ([expected[0]] if expected[0] else [])
    assert [span.start for span in cues] == [expected[1]]


def test_two_sources_are_two_places() -> None:
    text = "The dam fell, say the Gull and the Heron."
    sources, _ = place_parts(
        Collapsed(text), source=[Quoted("Gull"), Quoted("Heron")], cue=[Quoted("say")], content=(Span(0, 12),)
    )
    assert [span.of(text) for span in sources] == ["Gull", "Heron"]


def _place(spelled: dict[str, list[object]], text: str) -> list[tuple[str, str]]:
    key = parse_key(
        {
            "articles": [{"article": "a.txt"}],
            "actors": [
                {"name": name, "kind": "person", "spelled": {"a.txt": forms}}
                for name, forms in spelled.items()
            ],
        }
    )
    placed = place_article(key, key.articles[0], text, extracted=False)
    return [(span.of(text), actor) for span, actor in placed.names]


def test_a_name_inside_a_longer_name_is_not_a_name_of_its_own() -> None:
    found = _place({"Ada": ["Ada Orm", "Orm"], "Fort": ["Orm Fort"]}, "Ada Orm left Orm Fort. Orm wept.")
    assert found == [("Ada Orm", "Ada"), ("Orm Fort", "Fort"), ("Orm", "Ada")]


def test_one_string_can_be_two_people_if_the_key_says_which_is_which() -> None:
    found = _place({"father": ["Orm"], "son": [{"text": "Orm", "nth": 2}]}, "Orm met Orm. Orm wept.")
    assert found == [("Orm", "father"), ("Orm", "son"), ("Orm", "father")]


def test_one_string_for_two_people_is_refused_otherwise() -> None:
    with pytest.raises(RashomonError, match="actors father and son: both claim 'Orm'"):
        _place({"father": ["Orm"], "son": ["Orm"]}, "Orm met Orm.")


@pytest.mark.parametrize(
    ("raw", "complaint"),
    [
        (None, "there are no articles"),
        ({"articles": [{"article": "a"}, {"article": "a"}]}, "two articles are called 'a'"),
        (
            {
                "articles": [
                    {"article": "a", "attributions": [{"id": "a1", "content": "x", "kind": "shouted"}]}
                ]
            },
            "kind is 'shouted', not one of direct, mixed",
        ),
        (
            {"articles": [{"article": "a", "attributions": [{"id": "a1", "parent": "a9"}]}]},
            "there is no parent 'a9'",
        ),
        (
            {
                "articles": [{"article": "a"}],
                "actors": [{"name": "n", "kind": "person", "spelled": {"b": ["n"]}}],
            },
            "'b' is not an article of the key",
        ),
        ({"articles": [{"article": "a"}], "actors": [{"name": "n", "kind": "ghost"}]}, "kind is 'ghost'"),
    ],
)
def test_a_key_that_does_not_hold_together_is_refused(raw: object, complaint: str) -> None:
    with pytest.raises(RashomonError, match=complaint):
        parse_key(raw)


def test_furniture_may_be_gone_from_an_extracted_text_only() -> None:
    key = parse_key({"articles": [{"article": "a.html", "furniture": ["Follow us"]}]})
    assert place_article(key, key.articles[0], "Some text.", extracted=True).furniture == ()
    with pytest.raises(RashomonError, match="furniture: 'Follow us'"):
        place_article(key, key.articles[0], "Some text.", extracted=False)


# Bagga and Baldwin (1998), figure 1: twelve mentions in classes of 5, 2 and 5. Response A joins the two
# last classes, response B the first and the last; both join five and more, but B's error is the graver.
_CLASSES = "aaaaabbccccc"


@pytest.mark.parametrize(
    ("response", "precision", "recall"),
    [
        ("xxxxxyyyyyyy", (5 * 1 + 2 * 2 / 7 + 5 * 5 / 7) / 12, 1.0),
        ("xxxxxyyxxxxx", (5 * 0.5 + 2 * 1 + 5 * 0.5) / 12, 1.0),
        ("xxxxxyyzzzzz", 1.0, 1.0),
        ("xxxxxxxxxxxx", (25 + 4 + 25) / 144, 1.0),
        ("abcdefghijkl", 1.0, 3 / 12),
        ("xxxxx--zzzzz", 1.0, 10 / 12),
        ("------------", 0.0, 0.0),
    ],
)
def test_b_cubed_against_examples_worked_by_hand(response: str, precision: float, recall: float) -> None:
    namings = [
        Naming(key, None if found == "-" else found) for key, found in zip(_CLASSES, response, strict=True)
    ]
    cubed = b_cubed(namings)
    assert (cubed.precision, cubed.recall) == (pytest.approx(precision), pytest.approx(recall))
