"""What the program is unsure of, as questions to a person, the most useful first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from rashomon.names.folding import fold
from rashomon.store.doubtful import Doubtful, NamedAs, WeakCopy, WeakJoin, WeakMember, WeakOutcome, is_judged
from rashomon.store.rows import Stretch
from rashomon.store.store import Store
from rashomon.tell.brief import Line
from rashomon.tell.shelf import Shelf
from rashomon.text import digest

_BEFORE = 400
_STATES = {
    "yes": "The program takes it to have come true",
    "no": "The program takes it not to have come true",
    "void": "The program takes its condition not to have come about",
    "ambiguous": "Later claims tell both",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """One thing that a person can say, and the key for it."""

    key: str
    words: str
    verdict: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """What stands on one side of a question."""

    head: str = ""
    """A name, or what it has to do with the question."""
    claim: str | None = None
    article: str | None = None
    span: Stretch | None = None
    """Of an article without a claim; None: where ``head`` is first named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """A question that a person can answer."""

    id: str
    kind: Literal["actor", "claim", "article", "prediction"]
    question: str
    why: str
    """What made the program decide as it did."""
    answers: tuple[Answer, ...]
    about: tuple[str, ...]
    """What `Case.judge` is given."""
    exact: tuple[str, ...] = ()
    """What it is given where ``about`` may mean several."""
    sides: tuple[Place, ...]
    is_contested: bool = False
    weight: int = 0
    score: float = 0.0
    """How sure the program was."""


def doubts(found: Doubtful) -> tuple[Doubt, ...]:
    """The questions, in an order that hangs on the case alone.

    First those that touch what is contested, by how many origins or contested propositions hang on them; what
    the program is least sure of before the rest. What people judged is not asked again, nor what follows
    from verdicts that claims say the same or the opposite.
    """
    linked = _Linked(found.linked)
    asked = [
        *(_same_claim(one) for one in found.members if not linked.has(one.claim, one.other)),
        *(_is_copy(one) for one in found.copies),
        *(_came_true(one) for one in found.outcomes),
    ]
    open_ = [one for one in asked if frozenset(one.about) not in found.judged]
    open_ += [
        question
        for one in found.joins
        for question in _same_actor(one)
        if not is_judged((question.sides[0].head, question.sides[1].head), found.judged_names)
    ]
    once = {one.id: one for one in open_}
    return tuple(
        sorted(once.values(), key=lambda one: (not one.is_contested, -one.weight, one.score, one.id))
    )


class _Linked:
    """Which claims are tied by verdicts, through others too."""

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        self._next: dict[str, list[str]] = defaultdict(list)
        for one, other in pairs:
            self._next[one].append(other)
            self._next[other].append(one)

    def has(self, one: str, other: str) -> bool:
        met, waiting = {one}, [one]
        while waiting:
            for there in self._next.get(waiting.pop(), ()):
                if there not in met:
                    met.add(there)
                    waiting.append(there)
        return other in met


def _id(*parts: str) -> str:
    return digest(*parts, length=12)


_SAME = Answer("y", "Yes, the same", "same")
_OPPOSED = Answer("y", "Yes, they do", "opposed")


def _same_claim(one: WeakMember) -> Doubt:
    unrelated = Answer("n", "No, they are about other things", "unrelated")
    if one.sign > 0:
        answers = (_SAME, unrelated, Answer("o", "They contradict each other", "opposed"))
    else:
        answers = (_OPPOSED, unrelated, Answer("s", "They say the same", "same"))
    return Doubt(
        id=_id("claim", *sorted((one.claim, one.other))),
        kind="claim",
        question="Do these say the same?" if one.sign > 0 else "Do these contradict each other?",
        why=one.reason,
        answers=answers,
        about=(one.claim, one.other),
        sides=(Place(claim=one.claim), Place(claim=one.other)),
        is_contested=one.is_contested,
        weight=one.origins,
        score=one.score,
    )


def _is_copy(one: WeakCopy) -> Doubt:
    spans = [Stretch(*ends) for ends in one.passages] if one.passages else [None, None]
    return Doubt(
        id=_id("article", *sorted((one.child, one.parent))),
        kind="article",
        question="Did one of these take its text from the other, or both from a third?",
        why=one.reason,
        answers=(Answer("y", "Yes, a copy", "copy"), Answer("n", "No, independent", "independent")),
        about=(one.child, one.parent),
        sides=tuple(Place(article=a, span=s) for a, s in zip((one.child, one.parent), spans, strict=True)),
        is_contested=one.contested > 0,
        weight=one.contested,
        score=one.score,
    )


def _came_true(one: WeakOutcome) -> Doubt:
    return Doubt(
        id=_id("prediction", one.prediction),
        kind="prediction",
        question="Did this come true?",
        why=": ".join(part for part in (_STATES[one.state], one.reason) if part),
        answers=(
            Answer("y", "Yes, it came true", "yes"),
            Answer("n", "No, it did not", "no"),
            Answer("v", "Void: it can no longer do either", "void"),
        ),
        about=(one.prediction,),
        sides=(
            Place(head="what was predicted", claim=one.claim),
            *(Place(head="what was told later", claim=claim) for claim in one.settled_by),
        ),
        is_contested=one.is_contested,
        weight=1,
        score=0.5 if one.state == "ambiguous" else 0.7,
    )


def _same_actor(one: WeakJoin) -> Iterator[Doubt]:
    """The question about the two names that a reason speaks of; none where no two can be told apart."""
    pair = _two_places(one)
    if pair is None:
        return
    (left, first), (right, second) = pair
    yield Doubt(
        id=_id("actor", *sorted((fold(left), fold(right)))),
        kind="actor",
        question="Are these one and the same?",
        why=one.detail,
        answers=(Answer("y", "Yes, one", "same"), Answer("n", "No, two", "different")),
        about=(left, right) if fold(left) != fold(right) else (f"{left}@{first}", f"{right}@{second}"),
        exact=(f"{left}@{first}", f"{right}@{second}"),
        sides=(Place(head=left, article=first), Place(head=right, article=second)),
        is_contested=one.contested > 0,
        weight=one.contested,
        score=one.score,
    )


def _two_places(one: WeakJoin) -> tuple[tuple[str, str], tuple[str, str]] | None:
    """The names that the reason speaks of, each with an article that has it.

    Two articles, since a verdict parts what different articles say.
    """
    spoken = _spoken_of(one)
    if len(spoken) == 1 and len(spoken[0].articles) > 1:
        name = spoken[0]
        return (name.name, name.articles[0]), (name.name, name.articles[1])
    if len(spoken) < 2:
        return None
    left, right = spoken[:2]
    told = [article for article in left.articles if f" in {article}:" in one.detail]
    for first in told or left.articles:
        for second in right.articles:
            if first != second:
                return (left.name, first), (right.name, second)
    return None


def _spoken_of(one: WeakJoin) -> list[NamedAs]:
    """The actor's names in the order in which they stand in the reason; of overlapping ones the longest."""
    taken: list[tuple[int, int, NamedAs]] = []
    for named in sorted(one.names, key=lambda named: (-len(named.name), named.name)):
        start = one.detail.find(named.name)
        while start >= 0 and any(
            start < stop and begin < start + len(named.name) for begin, stop, _ in taken
        ):
            start = one.detail.find(named.name, start + 1)
        if start >= 0:
            taken.append((start, start + len(named.name), named))
    return [named for _, _, named in sorted(taken, key=lambda found: found[0])]


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One side of a question, as a page shows it: the words in their sentences."""

    head: str
    article: str
    before: str
    words: str
    after: str
    line: Line | None = None
    """The claim, where it is one."""


def shown_sides(doubt: Doubt, store: Store, shelf: Shelf) -> tuple[Side, ...]:
    """Both sides of a question, each in its sentences.

    Raises:
        CaseError: The case does not hold one of them any more.
    """
    shelf.fetch([place.claim for place in doubt.sides if place.claim])
    return tuple(_side(place, store, shelf) for place in doubt.sides)


def _side(place: Place, store: Store, shelf: Shelf) -> Side:
    if place.claim is not None:
        claim = shelf.claim(place.claim)
        line = shelf.line(place.claim)
        return _in_sentences(store, claim.article, claim.span, place.head or line.speaker, line)
    assert place.article is not None
    span = place.span or _first_named(store, place.article, place.head)
    return _in_sentences(store, place.article, span, place.head, None)


def _first_named(store: Store, article: str, name: str) -> Stretch:
    """Where the name stands first; the beginning of the article where it stands nowhere as it is."""
    text = store.text(article)
    start = text.find(name)
    if start < 0:
        wanted = fold(name).split()[-1:]
        named = (m for m in store.mentions(in_article=article) if fold(m.text).split()[-1:] == wanted)
        mention = next(named, None)
        return mention.span if mention else Stretch(0, 0)
    return Stretch(start, start + len(name))


def _in_sentences(store: Store, article: str, span: Stretch, head: str, line: Line | None) -> Side:
    text = store.text(article)
    around = [
        s
        for s in store.sentences(article)
        if s.start < max(span.stop, span.start + 1) and span.start < s.stop
    ]
    start = min([span.start, *(s.start for s in around)])
    stop = max([span.stop, *(s.stop for s in around)])
    return Side(
        head=head,
        article=article,
        before=text[max(start, span.start - _BEFORE) : span.start],
        words=text[span.start : min(span.stop, span.start + 2 * _BEFORE)],
        after=text[span.stop : min(stop, span.stop + _BEFORE)],
        line=line,
    )
