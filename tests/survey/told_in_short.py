"""Ledgers of a few invented claims, written in one line each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rashomon.ledger import (
    Judgement,
    Ledger,
    LedgerActor,
    LedgerArgument,
    LedgerArticle,
    LedgerClaim,
    LedgerEvent,
    LedgerVoice,
)
from rashomon.names.folding import fold
from rashomon.records import Certainty, Mode, Polarity, Span

PLACES = ("Ostrel", "Varn", "Keld", "Ulmaria", "Syria", "Idlib", "Aleppo")
PEOPLE = ("Ada Orm", "Bela Sorn")
ACTORS = {
    fold(name): LedgerActor(
        id=f"id-{fold(name)}",
        name=name,
        kind="place" if name in PLACES else "person" if name in PEOPLE else "organisation",
    )
    for name in (*PLACES, "Northern Army", "River Guard", "Ada Orm", "Bela Sorn", "Ministry", "Red Lance")
}


@dataclass(frozen=True)
class Told:
    """A claim in short: ``roles`` are (role, words) pairs, words of the text."""

    id: str
    text: str
    act: str = ""
    lemma: str = ""
    roles: tuple[tuple[str, str], ...] = ()
    polarity: Polarity = "positive"
    certainty: Certainty = "certain"
    mode: Mode = "actual"
    time: str | None = None
    speaker: str = "Ministry"
    article: str = "a.txt"
    published: str = "2031-05-02"


def ledger(told: Sequence[Told], judgements: Sequence[Judgement] = ()) -> Ledger:
    """A case of these claims, each article's one after the other."""
    articles = []
    for name in sorted({one.article for one in told}):
        claims: list[LedgerClaim] = []
        text = ""
        mine = [one for one in told if one.article == name]
        for number, one in enumerate(mine):
            claims.append(_claim(one, number, len(text)))
            text += one.text + " "
        articles.append(
            LedgerArticle(name=name, text=text, published=mine[0].published, claims=tuple(claims))
        )
    actors = {actor.id: actor for actor in ACTORS.values()}
    return Ledger(articles=tuple(articles), actors=actors, judgements=tuple(judgements))


def _claim(one: Told, number: int, start: int) -> LedgerClaim:
    def find(words: str) -> Span:
        place = one.text.index(words) + start
        return Span(place, place + len(words))

    named = [(find(actor.name), actor.id) for actor in ACTORS.values() if actor.name in one.text]
    arguments = tuple(
        LedgerArgument(
            role=role,
            text=words,
            span=find(words),
            actor=ACTORS[fold(words)].id if fold(words) in ACTORS else None,
            value=None,
        )
        for role, words in one.roles
    )
    event = LedgerEvent(
        number=number,
        span=find(one.act) if one.act else Span(start, start + 1),
        text=one.act,
        lemma=one.lemma or one.act,
        factuality=-2.0 if one.polarity == "negative" else 2.0,
        polarity=one.polarity,
        certainty=one.certainty,
        mode=one.mode,
        arguments=arguments,
    )
    speaker = LedgerVoice(
        name=one.speaker,
        kind="named",
        actor=ACTORS[fold(one.speaker)].id if fold(one.speaker) in ACTORS else None,
    )
    return LedgerClaim(
        id=one.id,
        article=one.article,
        number=number,
        spans=(Span(start, start + len(one.text)),),
        text=one.text,
        voices=(LedgerVoice(name="The Post", kind="outlet"), speaker),
        quotation="indirect",
        polarity=one.polarity,
        certainty=one.certainty,
        mode=one.mode,
        events=(event,) if one.act else (),
        time=one.time,
        actors=tuple(sorted(named)),
        attribution=number,
    )


def retold(one: Told, **changes: str) -> Told:
    """The same claim with something changed."""
    return replace(one, **changes)
