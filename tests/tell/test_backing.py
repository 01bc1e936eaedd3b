"""A brief with a number or a name that its rows do not have is not shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from full_survey import full_survey
from rashomon.case import Case, open_case
from rashomon.errors import RashomonError
from rashomon.tell.backing import check_backing
from rashomon.tell.brief import Brief, Group, compose_brief
from rashomon.tell.listing import list_versions
from rashomon.tell.shelf import Shelf


@pytest.fixture
def case(tmp_path: Path, road, articles: Path) -> Iterator[Case]:
    with open_case(tmp_path / "x.case", road=road) as case:
        case.read([articles])
        case.store.settle_survey(full_survey)
        yield case


@pytest.fixture
def brief(case: Case) -> Brief:
    return compose_brief(case.store)


def with_group(brief: Brief, key: str, **changes: object) -> Brief:
    def changed(group: Group) -> Group:
        return replace(group, **changes)  # type: ignore[arg-type]

    return replace(
        brief,
        sections=tuple(
            replace(section, groups=tuple(map(changed, section.groups))) if section.key == key else section
            for section in brief.sections
        ),
    )


def test_what_was_found_across_articles_leads_the_brief(brief: Brief) -> None:
    assert [section.key for section in brief.sections][:5] == [
        *("contested", "versions", "drift", "predicted", "sides")
    ]


def test_every_group_of_the_survey_names_its_rows(brief: Brief) -> None:
    for section in brief.sections[:4]:
        assert all(group.rows for group in section.groups), section.key


@pytest.mark.parametrize(
    ("key", "note", "said"),
    [
        ("contested", "for 971, from 2 origins", "971"),
        ("versions", "weight 1.5; backed by Vey and Ostrel", "Ostrel"),
        ("versions", "weight 99.5", "99.5"),
        ("drift", "hardens in the mouth of Ostrel", "Ostrel"),
    ],
)
def test_a_number_or_name_of_no_row_is_refused(
    brief: Brief, case: Case, key: str, note: str, said: str
) -> None:
    doctored = with_group(brief, key, note=note)
    with pytest.raises(RashomonError, match=said):
        check_backing(doctored, case.store.evidence)


def test_a_title_that_no_proposition_has_is_refused(brief: Brief, case: Case) -> None:
    with pytest.raises(RashomonError, match="Ostrel"):
        check_backing(with_group(brief, "contested", title="Ostrel fell."), case.store.evidence)


def test_a_brief_as_composed_passes(brief: Brief, case: Case) -> None:
    check_backing(brief, case.store.evidence)


def test_the_brief_tells_versions_of_what_a_contradiction_is_in(brief: Brief, case: Case) -> None:
    (versions,) = (section for section in brief.sections if section.key == "versions")
    assert [line.standing.split(",")[0] for group in versions.groups for line in group.lines] == ["holds"]
    labels = {row.article: row.article for row in case.store.articles()}
    (whole,) = list_versions(case.store, Shelf(case.store, labels)).groups
    assert [line.standing.split(",")[0] for line in whole.lines] == ["falls", "holds instead"]


def test_a_title_may_be_words_that_the_lines_under_it_show(brief: Brief, case: Case) -> None:
    (contested,) = (section for section in brief.sections if section.key == "contested")
    words = contested.groups[0].lines[0].pieces[0].text
    check_backing(with_group(brief, "contested", title=words), case.store.evidence)


def test_statements_may_be_counted_as_far_as_lines_are_numbered(brief: Brief, case: Case) -> None:
    (contested,) = (section for section in brief.sections if section.key == "contested")
    lines = contested.groups[0].lines
    numbered = tuple(replace(line, standing=f"{93 + place}: for") for place, line in enumerate(lines))
    note = f"contested: how many; {93 + len(lines) - 1} statements that exclude one another"
    check_backing(with_group(brief, "contested", note=note, lines=numbered), case.store.evidence)
    with pytest.raises(RashomonError, match="9"):
        check_backing(with_group(brief, "contested", note=note), case.store.evidence)
