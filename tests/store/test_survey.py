"""What is found across articles goes into the case and comes back as it was."""

from __future__ import annotations

from pathlib import Path

from full_survey import full_survey
from rashomon.case import open_case
from rashomon.findings import Survey
from short_road import ShortRoad


def test_a_survey_comes_back_as_it_was_put_in(articles: Path, road: ShortRoad, tmp_path: Path) -> None:
    with open_case(tmp_path / "x.case", road=road) as case:
        case.read([articles])
        survey = full_survey(case.store.ledger())
        assert case.store.settle_survey(lambda ledger: survey)
        assert case.survey() == survey
        assert case.store.faults() == []


def test_another_survey_takes_the_place_of_the_first(articles: Path, road: ShortRoad, tmp_path: Path) -> None:
    with open_case(tmp_path / "x.case", road=road) as case:
        case.read([articles])
        case.store.settle_survey(full_survey)
        case.store.settle_survey(lambda ledger: Survey())
        assert case.survey() == Survey()


def test_a_changed_case_is_surveyed_anew(articles: Path, road: ShortRoad, tmp_path: Path) -> None:
    with open_case(tmp_path / "x.case", road=road) as case:
        case.read([articles])
        before = case.survey()
        (articles / "004.txt").write_text("Tolk said that Vey lies.\n", encoding="utf-8")
        case.read([articles])
        after = case.survey()
        case.remove(str(articles / "004.txt"))
        assert after != before
        assert case.survey() == before
        assert not case.store.is_survey_stale


def test_the_ledger_knows_actors_events_and_furniture_of_every_claim(
    articles: Path, road: ShortRoad, tmp_path: Path
) -> None:
    with open_case(tmp_path / "x.case", road=road) as case:
        case.read([articles])
        ledger = case.store.ledger()
    texts = {article.name: article.text for article in ledger.articles}
    assert [article.name for article in ledger.articles] == sorted(texts)
    for claim in ledger.claims.values():
        assert claim.text == claim.span.of(texts[claim.article])
        assert claim.voices[0].kind == "outlet"
        assert all(actor in ledger.actors for _, actor in claim.actors)
    assert any(claim.speaker.actor for claim in ledger.claims.values())
    assert any(article.furniture for article in ledger.articles)
