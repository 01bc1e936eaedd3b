"""A brief says nothing that the articles do not, and obeys nothing that they hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.case import Case, open_case
from rashomon.errors import RashomonError
from rashomon.store.rows import Stretch
from rashomon.tell.as_html import light_text, render_html
from rashomon.tell.as_markdown import render_markdown
from rashomon.tell.brief import Entry, Mark, Shown, check_brief, compose_brief

HOSTILE = (
    "Orlan Vey said that <script>alert(1)</script> [a](javascript:b) *now* \u202eleft. "
    "<img src=x onerror=y> Vey said “</q><b>no & never”.\n"
)


@pytest.fixture
def case(tmp_path: Path, road, articles: Path) -> Iterator[Case]:
    with open_case(tmp_path / "x.case", road=road) as case:
        case.read([articles])
        yield case


def test_each_voice_has_its_words_and_every_line_its_place(case: Case) -> None:
    text = render_markdown(compose_brief(case.store))
    section = text.split("## What each speaker says")[1].split("\n## ")[0]
    assert "### Orlan Vey (also spelled Vey)" in section
    assert "- the dam at Karsk was mined by the Northern League [001 ¶1 · " in section
    assert "- “we will never leave the valley” [001 ¶2 · " in section
    items = [line for line in section.splitlines() if line.startswith("- ")]
    assert items
    assert all(re.search(r"\[00\d ¶\d · [0-9a-f]{8}\]$", item) for item in items)


def test_denials_rumours_and_predictions_have_their_headings(case: Case) -> None:
    text = render_markdown(compose_brief(case.store))
    parts = {part.split("\n")[0]: part for part in text.split("\n## ")}
    assert "**Brem**, *denied*: any troops crossed the Sarn" in parts["Denied"]
    assert "Orlan Vey left Karsk" in parts["Rumours and reports without a source"]
    assert (
        "**Mira Tolk**, *due 2031-21, predicted*: the League will win by spring"
        in parts["What was predicted, and what came of it"]
    )
    assert "The bridge at Karsk stands." in parts["What the articles say in their own voice"]
    assert "newsletter sign-up" in parts["Left out"]


def test_each_actor_has_those_for_and_against_it_and_on_whose_word(case: Case) -> None:
    text = render_markdown(compose_brief(case.store))
    section = text.split("## Who is for and against whom, and according to whom\n")[1].split("\n## ")[0]
    assert "### Orlan Vey (1 against)" in section
    line = next(line for line in section.splitlines() if line.startswith("- "))
    assert re.fullmatch(
        r"- \*\*Mira Tolk\*\*, \*against \(criticises\), according to article 003 \(outlet not stated\)\*: "
        r"Tolk said that Vey lies\. \[003 ¶1\]",
        line,
    )


def test_what_is_too_unsure_is_left_out_and_counted(tmp_path: Path, road) -> None:
    (tmp_path / "1.txt").write_text("Tolk said that Vey lies. Brem said that Vey lies.", encoding="utf-8")
    with open_case(tmp_path / "x.case", road=road) as case:
        case.read([tmp_path / "1.txt"])
        text = render_markdown(compose_brief(case.store))
    assert "### Vey (1 against)" in text
    assert (
        "- Less sure than 0.5 and left out: 1 stance; rashomon export stances has them, each with its score."
        in text
    )


def test_what_could_not_be_read_is_listed(case: Case) -> None:
    text = render_markdown(compose_brief(case.store, skipped=[("x.pdf", "x.pdf: is locked. Give the key.")]))
    assert "- Not read: x.pdf: is locked. Give the key." in text


def test_a_brief_with_words_that_are_not_the_articles_is_refused(case: Case) -> None:
    brief = compose_brief(case.store)
    section = brief.sections[0]
    group = section.groups[0]
    line = group.lines[0]
    for piece in (
        replace(line.pieces[0], text="the dam is safe"),
        replace(line.pieces[0], span=Stretch(0, 3)),
        replace(line.pieces[0], text="", span=Stretch(0, 0)),
    ):
        forged = replace(line, pieces=(piece,))
        groups = (replace(group, lines=(forged, *group.lines[1:])), *section.groups[1:])
        with pytest.raises(RashomonError, match="are not those of"):
            check_brief(replace(brief, sections=(replace(section, groups=groups),)), case.store.text)


class _Page(HTMLParser):
    """Tags that are open, ids, links and the text of the articles."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.words: list[str] = []
        self.seen: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.seen.add(tag)
        assert not any(name.startswith("on") or name in ("src", "srcset") for name in found)
        self.tags.append(tag)
        if tag in ("meta", "br"):
            self.tags.pop()
        self.ids += [found["id"]] if found.get("id") else []
        self.links += [found["href"]] if found.get("href") else []

    def handle_endtag(self, tag: str) -> None:
        assert self.tags.pop() == tag

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in ("meta", "br"):
            self.tags.pop()

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def parse(html: str) -> _Page:
    page = _Page()
    page.feed(html)
    page.close()
    return page


def test_the_page_is_sound_and_every_link_leads_somewhere(case: Case) -> None:
    page = parse(render_html(compose_brief(case.store)))
    assert page.tags == []
    assert len(page.ids) == len(set(page.ids))
    assert {link.removeprefix("#") for link in page.links} <= set(page.ids)
    assert len([link for link in page.links if link.startswith("#c")]) >= 9
    for row in case.articles():
        assert case.store.text(row.article) in "".join(page.words)


def test_what_is_hostile_stays_text(tmp_path: Path, road) -> None:
    (tmp_path / "a<b>.txt").write_text(HOSTILE, encoding="utf-8")
    with open_case(tmp_path / "x.case", road=road) as case:
        case.read([tmp_path / "a<b>.txt"], outlet="<svg onload=x>Courier|[b](c)")
        brief = compose_brief(case.store)
        html, text = render_html(brief), render_markdown(brief)
    page = parse(html)
    assert not page.seen & {"script", "img", "svg-onload", "iframe", "link"}
    assert "<svg onload" not in html
    assert "\u202e" not in html + text
    assert "default-src 'none'" in html
    assert r"\[a\](javascript:b) \*now\*" in text
    assert r"\<script\>" in text
    assert not re.search(r"https?:|url\(|@import", html)


@settings(deadline=None)
@given(
    text=st.text(alphabet="ab <&\n", min_size=1, max_size=30),
    marks=st.lists(
        st.tuples(
            st.integers(0, 30), st.integers(1, 12), st.sampled_from(["source", "cue", "content", "claim"])
        ),
        max_size=6,
    ),
)
def test_marks_that_nest_or_cross_leave_the_text_whole(text: str, marks: list[tuple[int, int, str]]) -> None:
    entry = Entry(
        article="a", label="a", title="", outlet=None, published=None, words=1, claims=1, is_opinion=False
    )
    stretches = [
        Mark(span=Stretch(start, min(start + length, len(text))), role=role, claim=f"{number:x}")
        for number, (start, length, role) in enumerate(marks)
        if start < len(text)
    ]
    whole = Stretch(0, len(text))
    shown = Shown(entry=entry, text=text, ranges=(whole,), marks=tuple(stretches))
    page = parse(light_text(shown, whole))
    assert page.tags == []
    assert "".join(page.words) == text
    assert sorted(page.ids) == sorted(f"c{mark.claim}" for mark in stretches)


def test_a_long_case_is_told_with_limits_and_counts(tmp_path: Path, road) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    for number in range(90):
        said = " ".join(f"Orlan Vey said that dam {number} of row {row} broke." for row in range(3))
        (folder / f"{number:03}.txt").write_text(f"{said} The bridge {number} stands.", encoding="utf-8")
    with open_case(tmp_path / "x.case", road=road) as case:
        case.read([folder])
        brief = compose_brief(case.store)
    text = render_markdown(brief)
    assert "… and 30 more articles: `rashomon articles`" in text
    assert '… and 262 more claims: `rashomon claims --by "Orlan Vey"`' in text
    assert len(text) < 40_000
    assert len(brief.lines()) < 300


def test_the_same_words_in_two_articles_are_one_line_with_two_places(tmp_path: Path, road) -> None:
    for name in ("1", "2"):
        (tmp_path / f"{name}.txt").write_text("Vey said that the dam broke.", encoding="utf-8")
    with open_case(tmp_path / "x.case", road=road) as case:
        case.read([tmp_path / "1.txt", tmp_path / "2.txt"])
        brief = compose_brief(case.store)
    text = render_markdown(brief)
    assert text.count("the dam broke") == 1
    assert re.search(r"the dam broke \[1 ¶1 · \w{8}\], the same in \[2 ¶1 · \w{8}\]\n", text)
    page = parse(render_html(brief))
    assert len([link for link in page.links if link.startswith("#c")]) == 2


def test_an_empty_case_has_a_brief(tmp_path: Path, road) -> None:
    with open_case(tmp_path / "x.case", road=road) as case:
        brief = compose_brief(case.store)
    assert "0 articles" in render_markdown(brief)
    assert parse(render_html(brief)).tags == []
