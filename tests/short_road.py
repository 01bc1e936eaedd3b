"""A road without a net, for tests of what comes after reading: says-so sentences found by pattern."""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from rashomon.errors import ArticleError
from rashomon.findings import (
    Backer,
    Copy,
    Member,
    Origin,
    Origins,
    Placed,
    Prediction,
    Proposition,
    Survey,
    Version,
)
from rashomon.ledger import Ledger, LedgerClaim
from rashomon.names.folding import fold
from rashomon.records import (
    Actor,
    Argument,
    Article,
    Attribution,
    Claim,
    Document,
    Entity,
    Event,
    Mention,
    Passage,
    Place,
    Reason,
    Span,
    Stance,
    Standing,
    Time,
    Voice,
)
from rashomon.resolve.cards import Card
from rashomon.resolve.circumstances import add_circumstances
from rashomon.text import digest, split_words

_SAYS = re.compile(
    r"(?P<source>[A-Z]\w+(?: [A-Z]\w+)*|It) (?P<cue>said|denied|predicted|is reported)(?: that)? "
    r"(?:“(?P<quoted>[^”]+)”|(?P<content>[^.“”]+))"
)
_NAME = re.compile(r"\b(?!It\b|The\b|If\b)[A-Z]\w+(?: [A-Z]\w+)*")
_HAPPENS = re.compile(r"\b(?:broke|mined|crossed|left|fled|win|lies|stands|fall)\b")
_AGAINST = re.compile(r"(?P<holder>[A-Z]\w+) said that (?P<target>[A-Z]\w+) lies")
_FURNITURE = re.compile(r"^(?:Sign up|Follow us)[^\n]*", re.MULTILINE)
_TIRED = "crash the reader"


class ShortRoad:
    """Reads .txt files; "X said that ...", "X denied ...", "It is reported that ..." become claims."""

    def __init__(self, weights: str = "none") -> None:
        self.weights = weights
        self.texts_read: list[str] = []

    def articles(self, paths: Sequence[str], **options: object) -> Iterator[Article | ArticleError]:
        for path in paths:
            files = sorted(Path(path).rglob("*.txt")) if Path(path).is_dir() else [Path(path)]
            for file in files:
                yield from _articles_of(file, options)

    def documents(self, articles: Iterable[Article]) -> Iterator[Document]:
        for article in articles:
            self.texts_read.append(article.name)
            yield read_document(article)

    def cards(self, document: Document) -> Sequence[Card]:
        text = document.text
        return [
            Card(
                article=document.article.name,
                number=entity.number,
                name=entity.name,
                kind=entity.kind,
                names=tuple(
                    sorted(Counter(document.mentions[i].span.of(text) for i in entity.mentions).items())
                ),
                company=frozenset(other.name for other in document.entities if other != entity),
            )
            for entity in document.entities
        ]

    def actors(self, cards: Iterable[Card], verdicts: Sequence[object] = ()) -> Sequence[Actor]:
        members: dict[str, list[tuple[str, int]]] = defaultdict(list)
        names: dict[str, Counter[str]] = defaultdict(Counter)
        for card in cards:
            key = fold(card.name).split()[-1]
            members[key].append((card.article, card.number))
            names[key].update(dict(card.names))
        return [_actor(key, sorted(members[key]), names[key]) for key in sorted(members)]

    def survey(self, ledger: Ledger) -> Survey:
        """Claims in the same words are one proposition; each speaker is an origin."""
        said: dict[str, list[LedgerClaim]] = defaultdict(list)
        heard: dict[str, list[str]] = defaultdict(list)
        for claim in ledger.claims.values():
            said[fold(claim.text)].append(claim)
            heard[claim.speaker.name or claim.article].append(claim.id)
        origins = tuple(
            Origin(id=f"origin {name}", kind="named", name=name, claims=tuple(sorted(heard[name])))
            for name in sorted(heard)
        )
        propositions = tuple(_proposition(words, said[words]) for words in sorted(said))
        return Survey(
            copies=tuple(_copies(ledger)),
            propositions=propositions,
            origins=Origins(origins=origins, of_claim={claim: o.id for o in origins for claim in o.claims}),
            predictions=tuple(
                _prediction(claim) for claim in ledger.claims.values() if claim.mode == "predicted"
            ),
            versions=tuple(_version(one) for one in propositions[:1] if len(propositions) > 2),
        )


def _copies(ledger: Ledger) -> Iterator[Copy]:
    """The second article takes a word of the first."""
    if len(ledger.articles) > 2:
        first, second, *_ = ledger.articles
        yield Copy(
            child=second.name,
            parent=first.name,
            kind="excerpt",
            score=0.9,
            direction=0.8,
            containment=0.2,
            passages=((Span(0, 5), Span(2, 7)),),
        )


def _prediction(claim: LedgerClaim) -> Prediction:
    return Prediction(
        id=digest("prediction", claim.id, length=16),
        claim=claim.id,
        by=claim.speaker.name,
        actor=claim.speaker.actor,
        text=claim.text,
        condition=None,
        probability=None,
        basis=None,
        made=None,
        due=claim.time,
        due_basis="",
        state="open",
    )


def _version(proposition: Proposition) -> Version:
    return Version(
        id="version",
        issue="issue",
        propositions=(Placed(proposition=proposition.id, state="holds"),),
        backers=(Backer(name="Vey", actor=None, claims=(proposition.claim,)),),
        weight=1.0,
        weakest=proposition.id,
        apart_from=None,
        test=None,
    )


def _proposition(words: str, claims: Sequence[LedgerClaim]) -> Proposition:
    return Proposition(
        id=f"proposition {words}",
        text=claims[0].text,
        claim=claims[0].id,
        members=tuple(
            Member(claim=claim.id, sign=1, is_hedged=claim.is_hedged, score_frame=1.0) for claim in claims
        ),
    )


def article(name: str, text: str, **fields: object) -> Article:
    return Article(
        name=name,
        text=text,
        language="en",
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        passages=tuple(
            Passage(span=Span(*m.span()), kind="furniture", why="newsletter sign-up")
            for m in _FURNITURE.finditer(text)
        ),
        **fields,
    )


def read_document(article: Article) -> Document:
    text = article.text
    if _TIRED in text:
        raise KeyboardInterrupt
    mentions = tuple(
        Mention(span=Span(*match.span()), kind="person", form="name") for match in _NAME.finditer(text)
    )
    entities = _entities(text, mentions)
    of_mention = {mentions[i].span: entity for entity in entities for i in entity.mentions}
    attributions, standings = [], []
    for number, match in enumerate(_SAYS.finditer(text)):
        attribution, standing = _attribution(number, match, of_mention)
        attributions.append(attribution)
        standings.append(standing)
    document = Document(
        article=article,
        sentences=tuple(Span(*m.span()) for m in re.finditer(r"[^.\n]+\.?", text) if m.group().strip()),
        words=split_words(text),
        paragraphs=tuple(Span(*m.span()) for m in re.finditer(r"[^\n]+", text)),
        mentions=mentions,
        entities=entities,
        attributions=tuple(attributions),
        standings=tuple(standings),
        events=tuple(_events(text, attributions)),
        stances=tuple(_stances(text)),
        times=tuple(
            Time(span=Span(*m.span()), value="2031-21", kind="date", reason="a season of 2031")
            for m in re.finditer(r"\bspring\b", text)
        ),
        places=tuple(
            Place(
                span=Span(*m.span()),
                name="Karsk",
                geonames=7,
                lat=1.5,
                lon=-2.5,
                precision="city",
                country="XX",
                score=0.9,
                reason="there is one of that name",
            )
            for m in re.finditer(r"\bKarsk\b", text)
        ),
    )
    claims = tuple(_claims(article, attributions, standings))
    return replace(document, claims=tuple(add_circumstances(document, claim) for claim in claims))


def _events(text: str, attributions: Sequence[Attribution]) -> Iterator[Event]:
    for number, match in enumerate(_HAPPENS.finditer(text)):
        span = Span(*match.span())
        holders = [a.id for a in attributions if a.content[0].contains(span)]
        before = [m for m in _NAME.finditer(text, 0, span.start)]
        agent = Span(*before[-1].span()) if before else None
        yield Event(
            span=span,
            token=number,
            factuality=2.5,
            polarity="positive",
            certainty="certain",
            mode="predicted" if match.group() == "win" else "actual",
            code="FIGHT" if match.group() == "mined" else None,
            code_score=0.75,
            arguments=(Argument(role="agent", span=agent, head=0),) if agent else (),
            condition=agent if match.group() == "fled" else None,
            attribution=holders[0] if holders else None,
        )


def _stances(text: str) -> Iterator[Stance]:
    for number, match in enumerate(_AGAINST.finditer(text)):
        yield Stance(
            holder=Span(*match.span("holder")),
            target=Span(*match.span("target")),
            sign=-1,
            kind="criticises",
            attribution=None,
            score=0.75 if number % 2 == 0 else 0.25,
            reason=Reason(maker="pattern", score=0.75, detail="calls it lying"),
        )


def _articles_of(file: Path, options: dict[str, object]) -> Iterator[Article | ArticleError]:
    if not file.is_file():
        yield ArticleError(str(file), "there is no such file", hint="Check the path.")
        return
    text = file.read_bytes().decode()
    if not text.strip():
        yield ArticleError(str(file), "is empty", hint="Remove it.")
    elif text.startswith("ROWS\n"):
        for number, row in enumerate(text.splitlines()[1:], start=1):
            yield article(f"{file}#{number}", row, outlet=options.get("outlet"))
    else:
        yield article(str(file), text, outlet=options.get("outlet"), published=options.get("published"))


def _entities(text: str, mentions: Sequence[Mention]) -> tuple[Entity, ...]:
    by_surname: dict[str, list[int]] = defaultdict(list)
    for index, mention in enumerate(mentions):
        by_surname[mention.span.of(text).split()[-1]].append(index)
    return tuple(
        Entity(
            number=number,
            name=max((mentions[i].span.of(text) for i in indexes), key=len),
            kind="person",
            mentions=tuple(indexes),
            reasons=(Reason(maker="same-surname", score=0.9, detail="one surname"),) * (len(indexes) - 1),
        )
        for number, indexes in enumerate(by_surname.values())
    )


def _attribution(
    number: int, match: re.Match[str], of_mention: dict[Span, Entity]
) -> tuple[Attribution, Standing]:
    is_rumour = match["source"] == "It"
    source = Span(*match.span("source"))
    cue = Span(*match.span("cue"))
    entity = of_mention.get(source)
    standing = Standing()
    if match["cue"] == "denied":
        standing = Standing(polarity="negative", certainty="certain", because=(cue,))
    elif match["cue"] == "predicted":
        standing = Standing(mode="predicted", because=(cue,))
    attribution = Attribution(
        id=number,
        source=() if is_rumour else (source,),
        cue=(cue,),
        content=(Span(*match.span("quoted" if match["quoted"] else "content")),),
        quotation="direct" if match["quoted"] else "indirect",
        speaker=entity.name if entity else None,
        speaker_kind="rumour" if is_rumour else "named",
        entity=entity.number if entity else None,
        route="rumour" if is_rumour else "net",
        reason=Reason(maker="pattern", score=0.8),
    )
    return attribution, standing


def _claims(
    article: Article, attributions: Sequence[Attribution], standings: Sequence[Standing]
) -> Iterator[Claim]:
    outlet = Voice(name=article.outlet, kind="outlet")
    taken = [attribution.span for attribution in attributions]
    for attribution, standing in zip(attributions, standings, strict=True):
        voice = Voice(
            name=attribution.speaker,
            kind=attribution.speaker_kind,
            entity=attribution.entity,
            span=attribution.source[0] if attribution.source else None,
            cue=attribution.cue[0],
        )
        yield Claim(
            id=_id(article, attribution.content[0], attribution.speaker),
            spans=attribution.content,
            voices=(outlet, voice),
            quotation=attribution.quotation,
            standing=standing,
            attribution=attribution.id,
            score=0.8,
            maker="pattern",
        )
    for match in re.finditer(r"[^.\n]+\.", article.text):
        span = Span(*match.span())
        if not any(span.overlaps(other) for other in taken):
            yield Claim(
                id=_id(article, span, None),
                spans=(span,),
                voices=(outlet,),
                quotation="indirect",
                standing=Standing(),
                attribution=None,
                maker="rest",
            )


def _id(article: Article, span: Span, speaker: str | None) -> str:
    return hashlib.sha256(f"{article.text}{span}{speaker}".encode()).hexdigest()[:16]


def _actor(key: str, members: Sequence[tuple[str, int]], names: Counter[str]) -> Actor:
    ranked = sorted(names.items(), key=lambda pair: (-pair[1], pair[0]))
    return Actor(
        id=hashlib.sha256(key.encode()).hexdigest()[:12],
        name=max(names, key=lambda name: (len(name), name)),
        kind="person",
        names=tuple(ranked),
        articles=len({name for name, _ in members}),
        members=tuple(members),
        reasons=(Reason(maker="same-surname", detail=f"one surname {key}"),) * (len(members) - 1),
    )
