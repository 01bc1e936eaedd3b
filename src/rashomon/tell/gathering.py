"""One walk over all claims of a case: what is counted, and which lines are kept for each heading."""

from __future__ import annotations

import heapq
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from rashomon.names.folding import fold
from rashomon.names.nobody import is_nobody
from rashomon.store.rows import ActorRow, ClaimRow, MentionRow, VoiceRow
from rashomon.store.store import Store
from rashomon.tell.brief import LEAST_SURE, Line, Place
from rashomon.tell.lines import Opened, line_of, sameness
from rashomon.tell.wording import is_denied, is_fragment

SUBJECTS = 6
# How many of the most mentioned actors make a claim worth showing before others.
_MAIN_ACTORS = 12
_PREDICTING = ("predicted", "conditional")
_WISHING = ("wished", "demanded", "asked")
Ranked = tuple[float, int, Line]


@dataclass
class Best:
    """The lines that weigh most, and how many there were; the same words told twice are one line."""

    limit: int
    count: int = 0
    places: dict[str, list[Place]] = field(default_factory=dict)
    heap: list[Ranked] = field(default_factory=list)

    def add(self, weight: float, line: Line) -> None:
        """Count the line, and keep it if it is among the weightiest."""
        self.count += 1
        places = self.places.setdefault(sameness(line), [])
        places.append(line.place)
        if len(places) > 1:
            return
        # Of equal weight the lower id stays, whatever order they come in.
        ranked = (weight, -int(line.claim, 16), line)
        if len(self.heap) < self.limit:
            heapq.heappush(self.heap, ranked)
        else:
            heapq.heappushpop(self.heap, ranked)

    def lines(self) -> tuple[Line, ...]:
        """Those kept, by article and place, each with where else it stands."""
        kept = sorted(
            (line for _, _, line in self.heap), key=lambda e: (e.article, e.pieces[0].span, e.claim)
        )
        return tuple(replace(line, also=tuple(self.places[sameness(line)][1:])) for line in kept)

    @property
    def more(self) -> int:
        """How many were not kept."""
        return len(self.places) - len(self.heap)


@dataclass
class Voice:
    """What one speaker comes to over the case."""

    name: str
    kind: str
    actor: str | None
    best: Best
    articles: set[str] = field(default_factory=set)
    denied: int = 0
    predicted: int = 0
    about: Counter[str] = field(default_factory=Counter)
    against: Counter[str] = field(default_factory=Counter)


@dataclass
class Gathered:
    """Counts and kept lines of a whole case."""

    subjects: tuple[ActorRow, ...]
    counts: Counter[str] = field(default_factory=Counter)
    voices: dict[str, Voice] = field(default_factory=dict)
    own: dict[str, Best] = field(default_factory=dict)
    rumours: Best = field(default_factory=lambda: Best(30))
    denied: Best = field(default_factory=lambda: Best(20))
    predicted: Best = field(default_factory=lambda: Best(20))
    wished: Best = field(default_factory=lambda: Best(15))


def gather(store: Store, labels: Mapping[str, str], *, per_voice: int, per_article: int) -> Gathered:
    """Everything that the brief counts and shows of the claims, in one walk over them."""
    actors = store.actors()
    main = sorted(
        (actor for actor in actors if is_somebody(actor)),
        key=lambda actor: (-actor.mentions, actor.name, actor.id),
    )[:_MAIN_ACTORS]
    # Whom the article calls "the people of X" are seldom spoken of but with X.
    subjects = [actor for actor in main if not (actor.kind == "group" and actor.ties)]
    gathered = Gathered(subjects=tuple(subjects[:SUBJECTS]))
    names = {actor.id: actor.name for actor in actors}
    main_ids = frozenset(actor.id for actor in main)
    for name, claims in groupby(store.claims(), key=lambda claim: claim.article):
        article = Opened(
            name=name,
            label=labels[name],
            text=store.text(name),
            paragraphs=store.paragraphs(name),
            mentions=tuple(m for m in store.mentions(in_article=name) if m.actor),
        )
        for claim in claims:
            _count(gathered, claim)
            if claim.score < LEAST_SURE:
                gathered.counts["unsure"] += 1
                continue
            if is_nobody(claim.speaker.name):
                gathered.counts["nobody"] += 1
                continue
            if is_fragment(claim.text):
                gathered.counts["fragments"] += 1
                continue
            if claim.speaker.kind == "rumour" and not claim.events:
                gathered.counts["eventless"] += 1
                continue
            about = frozenset(_actors_in(claim, article.mentions))
            weight = len(about & main_ids) + 0.5 * (claim.quotation == "direct") + 0.3 * claim.score
            line = line_of(claim, article)
            _keep(gathered, claim, line, weight, per_article)
            if claim.attribution is not None and claim.speaker.kind in ("named", "unnamed"):
                _hear(gathered, claim, line, (weight, about), names, per_voice)
    return gathered


def is_somebody(actor: ActorRow) -> bool:
    """Whether the actor is named anywhere, and can act or be a place where others do."""
    return actor.named > 0 and actor.kind in ("person", "organisation", "place", "group")


def _actors_in(claim: ClaimRow, mentions: Sequence[MentionRow]) -> Iterator[str]:
    first = bisect_right(mentions, claim.span.start - 1, key=lambda mention: mention.span.start)
    for mention in mentions[first:]:
        if mention.span.start >= claim.span.stop:
            return
        if mention.actor and any(
            p.start <= mention.span.start and mention.span.stop <= p.stop for p in claim.spans
        ):
            yield mention.actor


def _count(gathered: Gathered, claim: ClaimRow) -> None:
    counts = gathered.counts
    counts["all"] += 1
    counts["own" if claim.attribution is None else claim.speaker.kind] += 1
    counts["second-hand"] += len(claim.voices) > 2
    counts["denied"] += is_denied(claim)
    counts[claim.mode] += 1
    counts[claim.certainty] += 1
    counts["direct"] += claim.quotation == "direct"


def _keep(gathered: Gathered, claim: ClaimRow, line: Line, weight: float, per_article: int) -> None:
    if _is_within_own(claim):
        return
    if claim.attribution is None:
        gathered.own.setdefault(claim.article, Best(per_article)).add(weight, line)
    elif claim.speaker.kind == "rumour":
        gathered.rumours.add(weight, line)
    if is_denied(claim):
        gathered.denied.add(weight, line)
    if claim.mode in _PREDICTING:
        gathered.predicted.add(weight, line)
    elif claim.mode in _WISHING:
        gathered.wished.add(weight, line)


def _hear(
    gathered: Gathered,
    claim: ClaimRow,
    line: Line,
    worth: tuple[float, frozenset[str]],
    names: Mapping[str, str],
    per_voice: int,
) -> None:
    if _is_within_own(claim):
        return
    weight, about = worth
    key, name = _identity(claim.speaker, line, names)
    voice = gathered.voices.get(key)
    if voice is None:
        voice = Voice(name=name, kind=claim.speaker.kind, actor=claim.speaker.actor, best=Best(per_voice))
        gathered.voices[key] = voice
    voice.best.add(weight, line)
    voice.articles.add(claim.article)
    voice.denied += is_denied(claim)
    voice.predicted += claim.mode in _PREDICTING
    for actor in about:
        voice.about[actor] += 1
        voice.against[actor] += is_denied(claim)


def _is_within_own(claim: ClaimRow) -> bool:
    """Whether it is part of a longer statement of the same voice ("I recall that ..."), shown with that."""
    if len(claim.voices) < 3:
        return False
    outer, inner = claim.voices[-2:]
    return outer.actor == inner.actor if inner.actor else (outer.name, outer.kind) == (inner.name, inner.kind)


def _identity(speaker: VoiceRow, line: Line, names: Mapping[str, str]) -> tuple[str, str]:
    """What tells one speaker from another: the actor, else the name, within the article if unnamed."""
    if speaker.actor and speaker.kind == "named":
        return speaker.actor, names.get(speaker.actor, line.speaker)
    if speaker.kind == "named":
        return f"name {fold(line.speaker)}", line.speaker
    return f"in {line.article} {fold(line.speaker)}", line.speaker


def spread(voices: Mapping[str, Voice]) -> dict[str, list[Voice]]:
    """The voices by kind, each list with those who say most first."""
    by_kind: dict[str, list[Voice]] = defaultdict(list)
    for voice in sorted(voices.values(), key=lambda voice: (-voice.best.count, fold(voice.name), voice.name)):
        by_kind[voice.kind].append(voice)
    return by_kind
