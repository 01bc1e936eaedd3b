"""A ledger made many times as large: each further copy says other things of others, elsewhere and later.

The words of a copy are those of the case, each exchanged for another that is as long and about as frequent,
so that every span stays where it was; names and numbers are exchanged likewise, days moved, and the ids of
articles, claims, actors, places are new. The words for what happens stay, and those for who says it how: a
larger case has more of the same sorts of event. What holds within the case (two articles
share a text, two claims say the same) holds within each copy; from copy to copy no text is the same.
"""

from __future__ import annotations

import hashlib
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from rashomon.ledger import (
    Ledger,
    LedgerActor,
    LedgerArgument,
    LedgerArticle,
    LedgerClaim,
    LedgerEvent,
    LedgerStance,
    LedgerVoice,
)
from rashomon.records import Span

_TOKEN = re.compile(r"[^\W\d_]+|\d+")
_DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
_MONTH = re.compile(r"\b(\d{4})-(\d{2})\b(?!-)")
_YEAR = re.compile(r"(19|20)\d\d")
# A cue keeps its words of so many letters; "to" and "by" go the way of all others.
_SHORTEST = 4
# Groups of fewer words are put together: exchanged among few, a word would often stay.
_FEWEST = 12
_FARTHEST_DAYS = 3000


def vary(ledger: Ledger, times: int, *, seed: int = 0) -> Ledger:
    """``ledger`` with ``times - 1`` copies of itself that differ in all but their build."""
    articles, actors = list(ledger.articles), dict(ledger.actors)
    for copy in copies(ledger, times, seed=seed):
        articles += copy.articles
        actors |= copy.actors
    return Ledger(articles=tuple(sorted(articles, key=lambda one: one.name)), actors=actors)


def copies(ledger: Ledger, times: int, *, seed: int = 0) -> Iterator[Ledger]:
    """The ``times - 1`` copies, one at a time, articles and actors in the order of the ledger."""
    vocabulary = _Vocabulary(ledger)
    for number in range(1, times):
        copy = _Copy(vocabulary, number, seed)
        actors = [copy.actor(one) for one in ledger.actors.values()]
        articles = tuple(copy.article(one) for one in ledger.articles)
        yield Ledger(articles=articles, actors={one.id: one for one in actors})


class _Vocabulary:
    """The words of a case in groups within which they may be exchanged."""

    def __init__(self, ledger: Ledger) -> None:
        counts: Counter[str] = Counter()
        shapes: Counter[str] = Counter()
        kept: set[str] = set()
        for article in ledger.articles:
            for match in _TOKEN.finditer(article.text):
                counts[match[0].lower()] += 1
                shapes[match[0].lower()] += match[0][0].isupper()
            for claim in article.claims:
                cues = [voice.cue for voice in claim.voices if voice.cue is not None]
                kept.update(word for word in _words(article, cues) if len(word) >= _SHORTEST)
                kept.update(_words(article, [*claim.because, *(event.span for event in claim.events)]))
        names = {word for word in counts if 2 * shapes[word] > counts[word]}
        groups: dict[tuple[int, ...], list[str]] = defaultdict(list)
        for word in sorted(counts):
            if word.isalpha() and word not in kept:
                band = int(math.log2(counts[word]) / 2)
                groups[len(word), word in names, band].append(word)
        self.groups = [group for group in _joined(groups) if len(group) > 1]


def _words(article: LedgerArticle, spans: Iterable[Span]) -> Iterator[str]:
    for span in spans:
        yield from (word.lower() for word in _TOKEN.findall(span.of(article.text)))


def _joined(groups: Mapping[tuple[int, ...], list[str]]) -> Iterator[list[str]]:
    """The groups, small ones of one length together."""
    small: dict[int, list[str]] = defaultdict(list)
    for kind, group in sorted(groups.items()):
        if len(group) >= _FEWEST:
            yield group
        else:
            small[kind[0]] += group
    yield from (group for _, group in sorted(small.items()))


class _Copy:
    """One further copy of a case."""

    def __init__(self, vocabulary: _Vocabulary, number: int, seed: int) -> None:
        random = Random(f"{seed}-{number}")
        self._number = number
        self._words: dict[str, str] = {}
        for group in vocabulary.groups:
            shuffled = random.sample(group, len(group))
            self._words |= dict(zip(shuffled, [*shuffled[1:], shuffled[0]], strict=True))
        self._digits: dict[str, str] = {}
        self._random = random
        self._days = random.randrange(-_FARTHEST_DAYS, _FARTHEST_DAYS)

    def _id(self, old: str) -> str:
        return hashlib.sha256(f"{self._number}|{old}".encode()).hexdigest()[:16]

    def _optional(self, old: str | None) -> str | None:
        return None if old is None else self._id(old)

    def text(self, text: str) -> str:
        """``text`` in the words of the copy, as long as it was."""
        return _TOKEN.sub(self._token, text)

    def _token(self, match: re.Match[str]) -> str:
        token = match[0]
        if token.isdigit():
            return self._number_for(token)
        word = self._words.get(token.lower())
        if word is None or len(word) != len(token):
            return token
        if token.isupper():
            word = word.upper()
        elif token[0].isupper():
            word = word.capitalize()
        return word if len(word) == len(token) else token

    def _number_for(self, digits: str) -> str:
        if _YEAR.fullmatch(digits):
            return str(int(digits) + round(self._days / 365))
        if digits not in self._digits:
            low = 10 ** (len(digits) - 1)
            self._digits[digits] = str(self._random.randrange(low, 10 * low))
        return self._digits[digits]

    def _time(self, value: str | None) -> str | None:
        if value is None:
            return None
        moved = _DAY.sub(self._day, value)
        return moved if moved != value else _MONTH.sub(self._month, value)

    def _day(self, match: re.Match[str]) -> str:
        try:
            return (date.fromisoformat(match[0]) + timedelta(days=self._days)).isoformat()
        except ValueError:
            return match[0]

    def _month(self, match: re.Match[str]) -> str:
        months = int(match[1]) * 12 + int(match[2]) - 1 + round(self._days / 30.4)
        return f"{months // 12:04d}-{months % 12 + 1:02d}" if int(match[2]) <= 12 else match[0]

    def _place(self, value: str | None) -> str | None:
        if value is None or not value.startswith("geonames:"):
            return value and self.text(value)
        return f"geonames:{int(self._id(value)[:7], 16)}"

    def _house(self, name: str | None) -> str | None:
        return name and f"{self.text(name)} {self._number}"

    def actor(self, one: LedgerActor) -> LedgerActor:
        return replace(
            one,
            id=self._id(one.id),
            name=self.text(one.name),
            names=tuple(map(self.text, one.names)),
            ties=tuple((relation, self._id(other)) for relation, other in one.ties),
        )

    def article(self, one: LedgerArticle) -> LedgerArticle:
        name, text = f"{self._number}/{one.name}", self.text(one.text)
        return replace(
            one,
            name=name,
            text=text,
            outlet=self._house(one.outlet),
            title=one.title and self.text(one.title),
            published=self._time(one.published),
            claims=tuple(self._claim(claim, name, text) for claim in one.claims),
            stances=tuple(self._stance(stance, name) for stance in one.stances),
        )

    def _claim(self, one: LedgerClaim, article: str, text: str) -> LedgerClaim:
        return replace(
            one,
            id=self._id(one.id),
            article=article,
            text=one.span.of(text),
            voices=tuple(self._voices(one.voices)),
            events=tuple(self._event(event, text) for event in one.events),
            time=self._time(one.time),
            place=self._place(one.place),
            actors=tuple((span, self._id(actor)) for span, actor in one.actors),
        )

    def _voices(self, voices: tuple[LedgerVoice, ...]) -> Iterator[LedgerVoice]:
        for place, voice in enumerate(voices):
            name = voice.name if place else self._house(voice.name)
            yield replace(
                voice, name=name and (self.text(name) if place else name), actor=self._optional(voice.actor)
            )

    def _event(self, one: LedgerEvent, text: str) -> LedgerEvent:
        return replace(
            one,
            text=one.span.of(text),
            arguments=tuple(self._argument(argument, text) for argument in one.arguments),
        )

    def _argument(self, one: LedgerArgument, text: str) -> LedgerArgument:
        value = self._place(one.value) if one.role == "place" else self._time(one.value)
        return replace(one, text=one.span.of(text), actor=self._optional(one.actor), value=value)

    def _stance(self, one: LedgerStance, article: str) -> LedgerStance:
        return replace(
            one,
            holder=self._id(one.holder),
            target=self._id(one.target),
            according_to=tuple(self._voices(one.according_to)),
            article=article,
            claim=self._optional(one.claim),
            time=self._time(one.time),
        )
