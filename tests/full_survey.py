"""A survey with one of everything, for tests of what keeps and shows it."""

from __future__ import annotations

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
                apart_from=None,
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
                sign=-1,
                is_scored=False,
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
                    stances=((first, span), (second, span)),
                    frustrated=True,
                    signs=(1, -1),
                    times=("2031-05", None),
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
