"""A ledger and a survey that have all that a key says across articles, made from the key itself."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import count

from rashomon.findings import (
    Backer,
    Conflict,
    Copy,
    Drift,
    DriftStep,
    Edge,
    Member,
    Network,
    OriginCount,
    Placed,
    Prediction,
    Proposition,
    Survey,
    Version,
)
from rashomon.ledger import Ledger, LedgerActor, LedgerArticle, LedgerClaim, LedgerStance, LedgerVoice
from rashomon.records import Span
from rashomon.selftest.anchors import Collapsed
from rashomon.selftest.case_claims import place_claims
from rashomon.selftest.case_key import CaseKey, KeyClaim, KeyProposition
from rashomon.selftest.key import Key, PlacedArticle, place_article


def placed_in(key: Key, texts: Mapping[str, str]) -> dict[str, PlacedArticle]:
    """The articles of the key, tied to their texts."""
    return {one.name: place_article(key, one, texts[one.name], extracted=True) for one in key.articles}


def perfect_ledger(key: Key, texts: Mapping[str, str]) -> Ledger:
    """A claim for each attribution of the key, and one for each text that the key quotes across articles."""
    placed = placed_in(key, texts)
    quoted = dict.fromkeys(claim for _, claim in key.case.pointed() if claim.text is not None)
    articles = []
    for one in key.articles:
        numbers = count()
        claims = [
            LedgerClaim(
                id=f"{one.name}/{item.key.id}",
                article=one.name,
                number=next(numbers),
                spans=item.content,
                text=texts[one.name][item.content[0].start : item.content[-1].end],
                voices=(
                    LedgerVoice(name=one.outlet, kind="outlet"),
                    LedgerVoice(
                        name=item.key.speaker,
                        kind=item.key.speaker_kind,  # type: ignore[arg-type]
                        span=item.source[0] if item.source else None,
                        cue=item.cue[0] if item.cue else None,
                    ),
                ),
                quotation=item.key.quotation,  # type: ignore[arg-type]
                polarity=item.key.polarity,  # type: ignore[arg-type]
                certainty=item.key.certainty,  # type: ignore[arg-type]
                mode=item.key.mode,  # type: ignore[arg-type]
                actors=tuple((span, f"actor of {name}") for span, name in placed[one.name].names),
                attribution=number,
            )
            for number, item in enumerate(placed[one.name].attributions)
        ]
        claims += [
            own_claim(claim, texts[one.name], one.outlet, next(numbers))
            for claim in quoted
            if claim.article == one.name
        ]
        articles.append(
            LedgerArticle(name=one.name, text=texts[one.name], outlet=one.outlet, claims=tuple(claims))
        )
    actors = {
        f"actor of {actor.name}": LedgerActor(id=f"actor of {actor.name}", name=actor.name, kind="person")
        for actor in key.actors
    }
    outlets = {
        name: LedgerActor(id=name, name=name, kind="organisation")
        for stance in key.case.stances
        for name in (stance.holder, stance.target)
        if f"actor of {name}" not in actors
    }
    return _with_stances(key, Ledger(articles=tuple(articles), actors=actors | outlets))


def own_claim(claim: KeyClaim, text: str, outlet: str | None, number: int) -> LedgerClaim:
    (span, *_) = Collapsed(text).find(claim.text or "")
    return LedgerClaim(
        id=f"{claim.article}/{claim.text}",
        article=claim.article,
        number=number,
        spans=(span,),
        text=span.of(text),
        voices=(LedgerVoice(name=outlet, kind="outlet"),),
        quotation="indirect",
        polarity="positive",
        certainty="certain",
        mode="actual",
    )


def _actor(ledger: Ledger, name: str) -> str:
    return f"actor of {name}" if f"actor of {name}" in ledger.actors else name


def _with_stances(key: Key, ledger: Ledger) -> Ledger:
    first, *others = ledger.articles
    stances = tuple(
        LedgerStance(
            holder=_actor(ledger, one.holder),
            target=_actor(ledger, one.target),
            sign=1 if one.sign > 0 else -1,
            kind="supports",
            according_to=(LedgerVoice(name=one.according_to, kind="named"),),
            article=first.name,
            span=Span(number, number + 1),
        )
        for number, one in enumerate(key.case.stances)
        if one.sign
    )
    changed = LedgerArticle(
        name=first.name, text=first.text, outlet=first.outlet, claims=first.claims, stances=stances
    )
    return Ledger(articles=(changed, *others), actors=ledger.actors)


def perfect_survey(key: Key, ledger: Ledger) -> Survey:
    """A survey in which everything is as the key has it."""
    case = key.case
    texts = {article.name: article.text for article in ledger.articles}
    claims = place_claims(case, placed_in(key, texts), ledger)
    homes = {claim: one.name for one in case.propositions for claim in one.sides}

    def home(claim: KeyClaim) -> str:
        return homes.get(claim, "elsewhere")

    return Survey(
        copies=tuple(
            Copy(child=one.into, parent=one.of, kind="copy", score=1, direction=1, containment=1)
            for one in case.copies
        ),
        propositions=tuple(_proposition(one, claims) for one in case.propositions),
        conflicts=tuple(
            Conflict(
                kind=one.kind,  # type: ignore[arg-type]
                a=claims[one.claims[0]],
                b=claims[one.claims[1]],
                propositions=(home(one.claims[0]), home(one.claims[1])),
                score=1,
                reason="",
                words=(Span(0, 1), Span(0, 1)),
            )
            for one in case.conflicts
        ),
        drifts=tuple(
            Drift(
                proposition=home(one.steps[0]),
                direction=one.direction,  # type: ignore[arg-type]
                voice=None,
                steps=tuple(DriftStep(claim=claims[step], standing="reported") for step in one.steps),
            )
            for one in case.drifts
        ),
        versions=_versions(case),
        predictions=tuple(
            Prediction(
                id=str(number),
                claim=claims[one.claim],
                by=one.by,
                actor=None,
                text=one.part or "",
                condition=None,
                probability=None,
                basis=None,
                made=None,
                due=one.due,
                due_basis="",
                state=one.state,  # type: ignore[arg-type]
                settled_by=tuple(claims[claim] for claim in one.settled_by),
                copies=tuple(claims[claim] for claim in one.also),
            )
            for number, one in enumerate(case.predictions)
        ),
        network=Network(
            edges=tuple(
                Edge(
                    holder=stance.holder,
                    target=stance.target,
                    sign=stance.sign,
                    kinds=("supports",),
                    according_to=tuple(voice.name or "" for voice in stance.according_to),
                    origins=1,
                    stances=((stance.article, stance.span),),
                )
                for article in ledger.articles
                for stance in article.stances
            ),
            balance=None,
        ),
    )


def _proposition(one: KeyProposition, claims: Mapping[KeyClaim, str]) -> Proposition:
    origins = one.origins
    return Proposition(
        id=one.name,
        text=one.name,
        claim=claims[next(iter(one.sides))],
        members=tuple(
            Member(
                claim=claims[claim],
                sign=-1 if side == "against" else 1,
                is_hedged=side == "hedged",
                score_frame=1,
            )
            for claim, side in one.sides.items()
        ),
        support=OriginCount(
            low=origins.low if origins else 0,
            best=origins.best if origins else 0,
            high=origins.high if origins else 0,
        ),
    )


def _versions(case: CaseKey) -> tuple[Version, ...]:
    return tuple(
        Version(
            id=one.name,
            issue="the war",
            propositions=(
                *(Placed(proposition=name, state="holds") for name in one.holds),
                *(Placed(proposition=name, state="falls") for name in one.falls),
            ),
            backers=tuple(Backer(name=name, actor=None, claims=()) for name in one.backers),
            weight=1,
            weakest=None,
            apart_from=None,
            test=None,
        )
        for one in case.versions
    )
