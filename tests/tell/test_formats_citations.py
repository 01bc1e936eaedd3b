"""The articles as citations, and the brief with notes that lead to them."""

from __future__ import annotations

import json
import re

import bibtexparser
from citeproc.source.json import CiteProcJSON

from rashomon.tell.formats.bibliography import tex


def test_bibtex_comes_back_entry_by_entry(stated, export) -> None:
    found = bibtexparser.parse_string(export("articles", "bibtex").decode())
    assert not found.failed_blocks
    assert len(found.entries) == len(stated.articles())
    assert len({entry.key for entry in found.entries}) == len(found.entries)
    first, second, _ = found.entries
    fields = {name: field.value for name, field in first.fields_dict.items()}
    assert fields["title"].strip("{}") == "The dam at Karsk"
    assert (fields["howpublished"], fields["year"], fields["month"], fields["day"]) == (
        "The Heron",
        "2031",
        "5",
        "4",
    )
    assert fields["url"] == "https://heron.example/dam?a=1&b=2"
    hostile = {name: field.value for name, field in second.fields_dict.items()}
    assert "url" not in hostile
    assert "year" not in hostile
    assert "50\\% of \\{R\\&D\\}\\_" in hostile["title"]


def test_no_sign_of_tex_is_an_order() -> None:
    assert tex("\\input{x} a_b ^~ $1 #2") == (
        "\\textbackslash{}input\\{x\\} a\\_b \\textasciicircum{}\\textasciitilde{} \\$1 \\#2"
    )


def test_citeproc_reads_the_list(stated, export) -> None:
    items = json.loads(export("articles", "csl"))
    found = CiteProcJSON(items)
    assert list(found) == [item["id"] for item in items]
    first, second, third = items
    assert (first["issued"], first["URL"]) == (
        {"date-parts": [[2031, 5, 4]]},
        "https://heron.example/dam?a=1&b=2",
    )
    assert str(found[first["id"]]["title"]) == "The dam at Karsk"
    assert found[first["id"]]["issued"].year == 2031
    # An uncertain day is told in words; a script is no address; a file without a title bears its own name.
    assert (second["issued"], "URL" in second, third["title"]) == ({"literal": "2031-05~"}, False, "003.txt")


def test_both_lists_cite_by_the_same_keys(export) -> None:
    entries = re.findall(r"^@misc\{([^,]+),", export("articles", "bibtex").decode(), re.MULTILINE)
    assert entries == [item["id"] for item in json.loads(export("articles", "csl"))]


def test_every_number_in_the_brief_has_one_note_with_the_words(stated, export) -> None:
    text = export("brief", "notes").decode()
    notes = dict(re.findall(r"^\[\^(\d+)\]: (.*)$", text, re.MULTILINE))
    marks = re.findall(r"\[\^(\d+)\](?!:)", text)
    assert marks
    assert set(marks) == set(notes)
    assert list(notes) == [str(number) for number in range(1, len(notes) + 1)]
    mined = next(note for note in notes.values() if "Northern League" in note)
    assert mined.startswith("The Heron, “The dam at Karsk”, 2031-05-04, ¶1: “the dam at Karsk was mined")
    assert "<https://heron.example/dam?a=1&b=2#:~:text=the%20dam" in mined
    hostile = next(note for note in notes.values() if "fled by spring" in note)
    assert "\\<b\\>broke\\</b\\>" in hostile
    assert "javascript:" not in text
