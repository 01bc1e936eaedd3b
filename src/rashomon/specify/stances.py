"""Who is said to be for or against whom, in what, and according to whom.

Two judges: events between two actors ("Torvia armed the militia"), and a net that weighs pairs of actors in
a sentence. An event that is denied, only foretold, wished, demanded or conditional gives no stance, and takes
away the net's of that sign for the pair.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from typing import Literal, NamedTuple

from rashomon.specify.kinds import StanceKind, kind_of, kinds
from rashomon.specify.scene import Scene, owners, read_scene
from rashomon.specify.trees import Trees
from rashomon.records import Document, Event, Mention, Reason, Span, Stance

Pairs = Callable[[Sequence[tuple[Span, Span]]], Sequence[Sequence[float]]]
"""Pairs of actors in, the first before the second in the text; out, for each pair, five probabilities: no
stance, the first is for the second, the second for the first, the first against, the second against."""

NET_THRESHOLD = 0.6
"""From this probability a pair's class is taken from the net alone."""
_MOST_PAIRS = 12
"""The most pairs of a sentence that the net is asked about: the nearest."""
_COMMITMENT = {"certain": 1.0, "probable": 0.8, "possible": 0.5, "unspecified": 0.5}
_BY_WAY_OF = 0.8
"""What remains of a score where the target is only the owner of what is acted on ("Orm's plan")."""
_UNCODED = 0.7
"""The score of a stance by a word that is no act ("is loyal to")."""
_THROUGH_OWN = frozenset(["SUPPORT", "ACCUSE", "REJECT", "ASSAULT", "AID", "COERCE"])
_AGAINST_PLACES = frozenset(["ASSAULT", "COERCE", "MOBILIZE"])


class _Told(NamedTuple):
    """Two actors' heads and what the words say of them."""

    holder: int
    target: int
    kind: StanceKind
    score: float
    at: int
    """The token that says it."""


def find_stances(
    document: Document, pairs: Pairs | None = None, *, threshold: float = NET_THRESHOLD
) -> tuple[Stance, ...]:
    """The stances of a document in the order of the text, each pair and sign once an attribution.

    Reads ``tokens``, ``events``, ``mentions``, ``attributions`` and ``entities``: a pronoun counts only where
    it is known who it is.

    >>> from rashomon.records import Article
    >>> find_stances(Document(article=Article(name="a", text="Nothing.")))
    ()
    """
    if not document.tokens:
        return ()
    trees = Trees(document.text, document.tokens)
    scene = read_scene(document, trees)
    actors = _Actors(document, scene)
    told, withheld = _told_by_events(document, trees, actors)
    told += _told_by_adjectives(trees, actors)
    owner = owners(document)
    found = [stance for item in told for stance in _stances_of(document, actors, owner, item)]
    if pairs is not None:
        found += _seen_by_net(document, actors, owner, pairs, threshold, withheld)
    return _once(found)


class _Actors:
    """The mentions of a document that can hold a stance or be its target, by head token."""

    def __init__(self, document: Document, scene: Scene) -> None:
        self.document = document
        named = _known_pronouns(document)
        self.mentions: dict[int, Mention] = {}
        self.entity: dict[int, int] = {}
        countries = {p.span for p in document.places if p.precision == "country"}
        known_places = {p.span for p in document.places}
        self.no_target: set[int] = set()
        self.no_enemy: set[int] = set()
        """Places not known to be countries: fighting in or for them is no stance toward them."""
        entity_of = {number: e.number for e in document.entities for number in e.mentions}
        for at in sorted(scene.actors):
            number = scene.mentions[at]
            mention = document.mentions[number]
            if mention.form == "pronoun" and number not in named:
                continue
            self.mentions[at] = mention
            if number in entity_of:
                self.entity[at] = entity_of[number]
            is_place = mention.kind == "place" or mention.span in known_places
            if is_place and mention.span not in countries:
                self.no_enemy.add(at)
            if mention.kind == "place" and not (
                mention.span in countries or (mention.form == "name" and mention.span not in known_places)
            ):
                self.no_target.add(at)

    def are_one(self, first: int, second: int) -> bool:
        """Whether two heads are of the same actor, or one mention lies in the other."""
        one, other = self.mentions[first].span, self.mentions[second].span
        same = self.entity.get(first, -1) == self.entity.get(second, -2)
        return same or one.overlaps(other)


def _known_pronouns(document: Document) -> set[int]:
    """The pronouns that share an entity with a name or a description."""
    known: set[int] = set()
    for entity in document.entities:
        if any(document.mentions[number].form != "pronoun" for number in entity.mentions):
            known.update(entity.mentions)
    return known


def _told_by_events(
    document: Document, trees: Trees, actors: _Actors
) -> tuple[list[_Told], set[tuple[int, int, int]]]:
    """What the events tell; and the pairs with the sign that an event denies or leaves open."""
    told: list[_Told] = []
    withheld: set[tuple[int, int, int]] = set()
    for event in document.events:
        objects = [trees.lemmas[a.head] for a in event.arguments if a.role == "patient"]
        kind = kind_of(trees.lemmas[event.token], event.code, objects)
        if kind is None:
            continue
        score = (event.code_score or _UNCODED) * _COMMITMENT[event.certainty]
        for holder, target, weight in _parties(trees, actors, event):
            if event.polarity == "negative" or event.mode != "actual":
                withheld.add((holder, target, kind.sign))
            else:
                told.append(_Told(holder, target, kind, score * weight, event.token))
    return told, withheld


def _parties(trees: Trees, actors: _Actors, event: Event) -> Iterator[tuple[int, int, float]]:
    """Holder, target and the weight of the pair: agents with those acted on."""
    agents = [a.head for a in event.arguments if a.role == "agent" and a.head in actors.mentions]
    direct = [a.head for a in event.arguments if a.role == "recipient" and a.head in actors.mentions]
    patients = [a.head for a in event.arguments if a.role == "patient"]
    targets = [(head, 1.0) for head in direct]
    if not direct or event.code != "AID":
        for head in patients:
            if event.code in _AGAINST_PLACES and head in actors.no_enemy:
                continue
            if head in actors.mentions and head not in actors.no_target:
                targets.append((head, 1.0))
            elif event.code in _THROUGH_OWN and head not in actors.mentions:
                targets += [(owner, _BY_WAY_OF) for owner in _owners_of(trees, actors, head)]
    for agent in agents:
        for target, weight in targets:
            if target != agent and not actors.are_one(agent, target):
                yield agent, target, weight


def _owners_of(trees: Trees, actors: _Actors, noun: int) -> list[int]:
    """The actors whose a thing is: "Orm's decision", "the positions of the militia"."""
    own = trees.owner(noun)
    heads = [own] if own is not None else []
    heads += [c for c in trees.kids(noun, "nmod") if trees.case(c) == "of"]
    heads += [c for c in trees.kids(noun, "compound", "amod") if trees.tokens[c].upos in ("PROPN", "ADJ")]
    return [head for head in heads if head in actors.mentions and head not in actors.no_target][:1]


def _told_by_adjectives(trees: Trees, actors: _Actors) -> list[_Told]:
    """What adjectives tell: "units loyal to Orm", "the Torvia-backed militia"."""
    table = kinds()
    told: list[_Told] = []
    for at, lemma in enumerate(trees.lemmas):
        rel, noun = trees.rels[at], trees.head(at)
        if rel not in ("amod", "acl") or noun not in actors.mentions:
            continue
        if lemma in table.related:
            for child in trees.kids(at, "obl", "nmod"):
                told += _one_told(actors, noun, child, kind_of(lemma, None, []), at)
        elif rel == "amod" and lemma in table.passive and at and trees.lows[at - 1] in ("-", "–", "‑"):
            stem = _stem(lemma)
            for child in trees.children[at]:
                if child < at:
                    told += _one_told(actors, child, noun, kind_of(stem, "AID", []), at)
    return told


def _stem(lemma: str) -> str:
    """The verb of a participle that was taken for an adjective.

    >>> _stem("backed"), _stem("allied"), _stem("financed")
    ('back', 'ally', 'finance')
    """
    known = kinds().words
    for ending, instead in (("ied", "y"), ("ed", ""), ("ed", "e"), ("d", "")):
        if lemma.endswith(ending) and lemma[: -len(ending)] + instead in known:
            return lemma[: -len(ending)] + instead
    return lemma


def _one_told(actors: _Actors, holder: int, target: int, kind: StanceKind | None, at: int) -> Iterator[_Told]:
    if kind is None or holder not in actors.mentions or target not in actors.mentions:
        return
    if not actors.are_one(holder, target):
        yield _Told(holder, target, kind, _UNCODED, at)


def _stances_of(document: Document, actors: _Actors, owner: list[int], told: _Told) -> Iterator[Stance]:
    """The stance, and the one the other way where it is mutual."""
    number = owner[told.at]
    attribution = document.attributions[number].id if number >= 0 else None
    word = document.tokens[told.at].span.of(document.text)
    ways = [(told.holder, told.target)]
    if told.kind.is_mutual:
        ways.append((told.target, told.holder))
    for holder, target in ways:
        yield Stance(
            holder=actors.mentions[holder].span,
            target=actors.mentions[target].span,
            sign=told.kind.sign,
            kind=told.kind.name,
            attribution=attribution,
            score=round(told.score, 4),
            reason=Reason(maker="event", score=round(told.score, 4), detail=f'the words say so: "{word}"'),
        )


def _seen_by_net(
    document: Document,
    actors: _Actors,
    owner: list[int],
    pairs: Pairs,
    threshold: float,
    withheld: set[tuple[int, int, int]],
) -> list[Stance]:
    """The stances of the net's own, above the threshold."""
    asked = list(_pairs_to_ask(document, actors))
    if not asked:
        return []
    scores = pairs([(actors.mentions[a].span, actors.mentions[b].span) for a, b in asked])
    found = []
    for (first, second), row in zip(asked, scores, strict=True):
        best = max(range(1, len(row)), key=lambda n: row[n])
        holder, target = (first, second) if best % 2 else (second, first)
        sign: Literal[-1, 1] = 1 if best <= 2 else -1
        if row[best] < threshold or (holder, target, sign) in withheld or target in actors.no_target:
            continue
        number = _outer(document, owner[holder], owner[target])
        found.append(
            Stance(
                holder=actors.mentions[holder].span,
                target=actors.mentions[target].span,
                sign=sign,
                kind="supports" if sign > 0 else "opposes",
                attribution=document.attributions[number].id if number >= 0 else None,
                score=round(float(row[best]), 4),
                reason=Reason(maker="net", score=round(float(row[best]), 4)),
            )
        )
    return found


def _pairs_to_ask(document: Document, actors: _Actors) -> Iterator[tuple[int, int]]:
    """The nearest pairs of actors within each sentence, the first before the second."""
    by_sentence: dict[int, list[int]] = {}
    for at in actors.mentions:
        by_sentence.setdefault(document.tokens[at].sentence, []).append(at)
    for heads in by_sentence.values():
        couples = [c for c in combinations(sorted(heads), 2) if not actors.are_one(*c)]
        yield from sorted(sorted(couples, key=lambda c: (c[1] - c[0], c))[:_MOST_PAIRS])


def _outer(document: Document, first: int, second: int) -> int:
    """Of two attributions the one that holds the other; -1, the outlet, where neither does."""
    for inner, outer in ((first, second), (second, first)):
        here = inner
        for _ in range(len(document.attributions) + 1):
            if here == outer:
                return outer
            here = _parent(document, here)
    return -1


def _parent(document: Document, number: int) -> int:
    parent = document.attributions[number].parent if number >= 0 else None
    return next((n for n, a in enumerate(document.attributions) if a.id == parent), -1)


def _once(found: Sequence[Stance]) -> tuple[Stance, ...]:
    """Each holder, target and sign once an attribution; what both judges say is surer than either.

    The words' kind is kept before the net's.
    """
    best: dict[tuple[Span, Span, int, int | None], Stance] = {}
    for stance in found:
        key = (stance.holder, stance.target, stance.sign, stance.attribution)
        known = best.get(key)
        if known is None:
            best[key] = stance
        elif known.reason.maker != stance.reason.maker:
            joined = 1 - (1 - known.score) * (1 - stance.score)
            best[key] = _rescored(known, joined)
        elif stance.score > known.score:
            best[key] = stance
    return tuple(
        sorted(best.values(), key=lambda s: (s.holder, s.target, s.sign, s.attribution or -1, s.kind))
    )


def _rescored(stance: Stance, score: float) -> Stance:
    return Stance(
        holder=stance.holder,
        target=stance.target,
        sign=stance.sign,
        kind=stance.kind,
        attribution=stance.attribution,
        score=round(score, 4),
        reason=stance.reason,
    )
