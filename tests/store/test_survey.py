"""What is found across articles goes into the case and comes back as it was."""

from __future__ import annotations

from pathlib import Path

from rashomon.case import open_case
from rashomon.findings import (
    Backer,
    Balance,
    Camp,
    Conflict,
    Copy,
    Dependence,
    Drift,
    DriftStep,
    Edge,
    Member,
    Network,
    Origin,
    OriginCount,
    Origins,
    Placed,
    Prediction,
    Proposition,
    SourceRecord,
    Survey,
    Version,
)
from rashomon.ledger import Ledger
from rashomon.records import Span
from short_road import ShortRoad


def full_survey(ledger: Ledger) -> Survey:
    """One of everything, with every field set."""
    first, second, *_ = (article.name for article in ledger.articles)
    claims = sorted(ledger.claims)
    one, two = claims[:2]
    span = Span(0, 5)
    yes = Proposition(
        id="p1",
        text="The dam broke.",
        claim=one,
        members=(
            Member(
                claim=one, sign=1, is_hedged=False, score_frame=0.9, score_net=0.4, is_open=True, reason="r"
            ),
            Member(claim=two, sign=-1, is_hedged=True, score_frame=0.5),
        ),
        conflict="number",
        support=OriginCount(low=1, best=2, high=3, why="two spokesmen"),
        dissent=OriginCount(low=0, best=1, high=1, why="one"),
    )
    no = Proposition(id="p2", text="It held.", claim=two, members=(yes.members[1],))
    return Survey(
        copies=(
            Copy(
                child=second,
                parent=first,
                kind="excerpt",
                score=0.9,
                direction=0.7,
                containment=0.4,
                passages=((span, Span(2, 7)),),
                reason="forty words",
            ),
        ),
        origins=Origins(
            origins=(
                Origin(id="o1", kind="named", name="Vey", claims=(one,), actor="a", reason="r"),
                Origin(id="o2", kind="unknown", name=None, claims=(two,), circular=True),
            ),
            of_claim={one: "o1", two: "o2"},
            dependences=(Dependence(a="o1", b="o2", probability=0.3, reason="alike"),),
        ),
        propositions=(no, yes),
        conflicts=(
            Conflict(
                kind="number",
                a=one,
                b=two,
                propositions=("p1", "p2"),
                score=0.8,
                reason="41; 12",
                words=(span, span),
            ),
        ),
        drifts=(
            Drift(
                proposition="p1",
                direction="hardens",
                voice="Vey",
                steps=(DriftStep(claim=one, standing="rumour"), DriftStep(claim=two, standing="fact")),
            ),
        ),
        versions=(
            Version(
                id="v1",
                issue="i1",
                propositions=(
                    Placed(proposition="p1", state="holds"),
                    Placed(proposition="p2", state="falls", because=("p1",)),
                ),
                backers=(Backer(name="Vey", actor="a", claims=(one,), against=2),),
                weight=1.5,
                weakest="p1",
                apart_from="v2",
                test="p2",
                is_whole=False,
            ),
        ),
        camps=(Camp(number=1, members=("Brem", "Vey")),),
        records=(
            SourceRecord(
                name="Vey",
                kind="voice",
                actor="a",
                claims=5,
                shared=4,
                confirmed=3,
                contradicted=1,
                alone=1,
                later_right=2,
                reliability=(0.2, 0.5, 0.9),
                basis="4 shared claims",
            ),
        ),
        predictions=(
            Prediction(
                id="f1",
                claim=one,
                by="Vey",
                actor="a",
                text="will break",
                condition="if it rains",
                probability=(0.1, 0.2, 0.3),
                basis="unlikely",
                made="2031-05",
                due="2031-06",
                due_basis="in June",
                state="yes",
                settled_by=(two,),
                decided_by="later claim",
                copies=(two,),
                reason="r",
            ),
        ),
        network=Network(
            edges=(
                Edge(
                    holder="a",
                    target="b",
                    sign=0,
                    kinds=("arms",),
                    according_to=("Vey",),
                    origins=1,
                    stances=((first, span),),
                    frustrated=True,
                ),
            ),
            balance=Balance(
                nodes=2,
                edges=1,
                frustration=0,
                is_proved=True,
                triangles=None,
                walk=0.5,
                shuffled=(1.0, 0.2),
                sides=(("a",), ("b",)),
            ),
        ),
    )


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
