"""Names that a net ran together: where they are taken apart, and where they are one name."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.analyse.seams import split_names
from rashomon.records import Mention, Span

# (text, the net's names, the names wanted, why)
CASES = [
    (
        "The envoy of Dermond Pavel Orsin spoke. In Dermond it rained.",
        ["Dermond Pavel Orsin"],
        ["Dermond", "Pavel Orsin"],
        "a land that stands alone elsewhere",
    ),
    (
        "The Vostrian army left, said minister of justice of Vostria Ida Renn.",
        ["Vostria Ida Renn"],
        ["Vostria", "Ida Renn"],
        "a land that has a people",
    ),
    (
        "Director of River Works Company Osip Tal asked for patience.",
        ["River Works Company Osip Tal"],
        ["River Works Company", "Osip Tal"],
        "a body by its own words",
    ),
    (
        'So says the spokeswoman of the Salt Mill Ida Renn. "Wait," said Renn.',
        ["Salt Mill Ida Renn", "Renn"],
        ["Salt Mill", "Ida Renn", "Renn"],
        "the surname alone is a person's",
    ),
    (
        "The envoy of Ministry of Trade Ida Renn spoke.",
        ["Ministry of Trade Ida Renn"],
        ["Ministry of Trade", "Ida Renn"],
        "a body by its first word",
    ),
    (
        "The envoy of MFA of Sovan Ida Renn spoke. Ida Renn left.",
        ["Sovan Ida Renn", "Ida Renn"],
        ["Sovan", "Ida Renn", "Ida Renn"],
        "the whole name elsewhere is a person's",
    ),
    (
        "He serves in Vostria's River Guard. In Vostria it rained.",
        ["Vostria's River Guard"],
        ["Vostria", "River Guard"],
        "a land and what it owns",
    ),
    ("The aide of Juan Carlos Orsin spoke.", ["Juan Carlos Orsin"], ["Juan Carlos Orsin"], "two given names"),
    (
        "The director of Maria Renn Hospital Company spoke.",
        ["Maria Renn Hospital Company"],
        ["Maria Renn Hospital Company"],
        "a body called after a woman",
    ),
    ("It was men of the River Guard.", ["men of the River Guard"], ["River Guard"], "a crowd and its body"),
    ("So says the station Radio Karst.", ["station Radio Karst"], ["Radio Karst"], "a sort and its name"),
    (
        "The ministry of Roads closed it.",
        ["ministry of Roads"],
        ["ministry of Roads"],
        "a body in small letters",
    ),
    ("The Lord's Mercy Army left.", ["Lord's Mercy Army"], ["Lord's Mercy Army"], "nobody owns it"),
    (
        "We saw Dermond Pavel Orsin. In Dermond it rained.",
        ["Dermond Pavel Orsin"],
        ["Dermond Pavel Orsin"],
        "no office",
    ),
]


def _named(text: str, names: list[str]) -> list[Mention]:
    rows, start = [], 0
    for name in names:
        start = text.index(name, start)
        kind = "person" if name in ("Renn", "Ida Renn") else "organisation"
        rows.append(Mention(span=Span(start, start + len(name)), kind=kind, form="name"))
        start += len(name)
    return rows


@pytest.mark.parametrize(("text", "names", "wanted"), [pytest.param(*c[:3], id=c[3]) for c in CASES])
def test_a_name_is_split_where_the_article_shows_the_seam(
    text: str, names: list[str], wanted: list[str]
) -> None:
    assert [mention.span.of(text) for mention in split_names(text, _named(text, names))] == wanted


HOLDERS = [
    ("The speaker of government Ida Renn denied it.", "Ida Renn", "person", "a body without a name"),
    ("The speaker of council River Company left.", "River Company", "organisation", "a body by its words"),
    ("The shops of government Ida Renn closed.", "Ida Renn", "organisation", "no office"),
]


@pytest.mark.parametrize(("text", "name", "kind"), [pytest.param(*c[:3], id=c[3]) for c in HOLDERS])
def test_who_holds_an_office_is_a_person(text: str, name: str, kind: str) -> None:
    start = text.index(name)
    found = Mention(span=Span(start, start + len(name)), kind="organisation", form="name")
    assert [mention.kind for mention in split_names(text, [found])] == [kind]


WORDS = ["envoy", "of", "the", "Dermond", "Ida", "Renn", "Company", "'s", ".", "In"]


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=14))
def test_parts_lie_within_the_names_and_apart(words: list[str]) -> None:
    text = " ".join(words).replace(" 's", "'s")
    half = len(text) // 2
    spans = [span for span in (Span(0, half), Span(half, len(text))) if len(span)]
    found = split_names(text, [Mention(span=span, kind="person", form="name") for span in spans])
    assert all(0 <= m.span.start < m.span.end <= len(text) for m in found)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
