"""What a case says to happen, each mention with its act, its parties and the words around to compare it by.

Beside the events of the claims these are acts of speaking ("announced", which the cues of voices name) and
nouns that no claim takes for an event here but that are one elsewhere in the same story ("the trial").
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rashomon.ledger import (
    Ledger,
    LedgerActor,
    LedgerArgument,
    LedgerArticle,
    LedgerClaim,
    LedgerEvent,
    LedgerVoice,
)
from rashomon.records import Mode, Polarity, Span
from rashomon.survey.predicates import named_by
from rashomon.survey.stories import Stories
from rashomon.survey.wording import bare_word, head_of, stem, stop_words
from rashomon.text import word_set

_PARTIES = ("agent", "patient", "recipient")
_LEAST_EVENTS = 2
_LEAST_SHARE = 0.35
"""A word that was not read as an event is taken for one where so many, and such a share, of its like are."""
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’)]*\s+(?=[\"“‘(]?[A-Z])|\n+")
_HELPERS = word_set("to by that of be is are was were been has have had not will would in on as for")
_SUFFIX = re.compile(
    r"(?<=\w{4})(?:i[sz]ation|ication|[aiu]tion|ction|sion|tion|ion|ment|[ae]nc[ey]?|ings?|ure|al|age?|er|or|ee|at|y)$"
)
"""What makes a noun of a verb."""
_ENDING = re.compile(r"(?<=\w\w)(?:e|([bdfglmnprt])\1)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """One mention of something that happens."""

    article: str
    span: Span
    event: int | None
    """The number of the event within the article; None where the claims have no event there."""
    stem: str
    root: str
    """The stem without the ending that makes a noun of a verb."""
    classes: frozenset[str]
    """Names of classes.toml."""
    agents: frozenset[str] = frozenset()
    """Actors' ids and stems of heads."""
    patients: frozenset[str] = frozenset()
    """Likewise, recipients too."""
    places: frozenset[str] = frozenset()
    times: frozenset[str] = frozenset()
    """EDTF."""
    sentence: int
    """The number of its sentence in the article."""
    around: frozenset[str] = frozenset()
    """The stems of the words of the sentence."""
    polarity: Polarity = "positive"
    mode: Mode = "actual"
    is_saying: bool = False


def find_happenings(ledger: Ledger, stories: Stories) -> tuple[Happening, ...]:
    """Every event of the claims, every act of speaking and what echoes them, by article and place.

    Args:
        ledger: The case.
        stories: Its stories (`stories.find_stories`).
    """
    articles = sorted(ledger.articles, key=lambda one: one.name)
    told = {article.name: happenings_of(article, ledger.actors) for article in articles}
    words = {article.name: _other_words(article, told[article.name]) for article in articles}
    events = Counter(one.stem for found in told.values() for one in found if one.event is not None)
    others = Counter(base for found in words.values() for base in found.values())
    known = {
        (stories.numbers[one.article], one.stem)
        for found in told.values()
        for one in found
        if one.event is not None
    }
    often = {base for base, count in events.items() if _is_often(count, others[base])}
    found: list[Happening] = []
    for article in articles:
        here = {base for base in often if (stories.numbers[article.name], base) in known}
        echoes = _echoes(article, {span: base for span, base in words[article.name].items() if base in here})
        found += sorted([*told[article.name], *echoes], key=lambda one: one.span)
    return tuple(found)


def _is_often(events: int, others: int) -> bool:
    return events >= _LEAST_EVENTS and events >= _LEAST_SHARE * (events + others)


def _other_words(article: LedgerArticle, told: Sequence[Happening]) -> dict[Span, str]:
    """The words that name no happening, with their stems."""
    taken = {place for one in told for place in range(one.span.start, one.span.end)}
    return {
        Span(*match.span()): stem(bare_word(match.group()))
        for match in _WORD.finditer(article.text)
        if match.start() not in taken and bare_word(match.group()) not in stop_words()
    }


def _echoes(article: LedgerArticle, words: Mapping[Span, str]) -> Iterator[Happening]:
    sentences = _Sentences(article)
    for span, base in words.items():
        word = bare_word(span.of(article.text))
        yield Happening(
            article=article.name,
            span=span,
            event=None,
            stem=base,
            root=root_of(word),
            classes=_classes(word),
            sentence=sentences.number(span),
            around=sentences.around(span),
        )


def happenings_of(article: LedgerArticle, actors: Mapping[str, LedgerActor]) -> tuple[Happening, ...]:
    """Every event of an article and every act of speaking, in the order of the text."""
    sentences = _Sentences(article)
    events = {event.number: event for claim in article.claims for event in claim.events}
    found = {event.span: _of_event(event, article, actors, sentences) for event in events.values()}
    for cue, voice in sorted(_cues(article.claims).items()):
        if not any(cue.overlaps(span) for span in found):
            found[cue] = _of_cue(cue, voice, article, actors, sentences)
    return tuple(found[span] for span in sorted(found))


def _cues(claims: Iterable[LedgerClaim]) -> dict[Span, LedgerVoice]:
    return {voice.cue: voice for claim in claims for voice in claim.voices if voice.cue is not None}


class _Sentences:
    """The sentences of an article, by rough rules, and their words."""

    def __init__(self, article: LedgerArticle) -> None:
        self._text = article.text
        self._starts = [0, *(match.end() for match in _SENTENCE_END.finditer(article.text))]
        self._words: dict[int, frozenset[str]] = {}

    def number(self, span: Span) -> int:
        """The sentence in which ``span`` begins."""
        return bisect_right(self._starts, span.start) - 1

    def around(self, span: Span) -> frozenset[str]:
        """The stems of the words of the sentence in which ``span`` begins, without its own."""
        place = self.number(span)
        if place not in self._words:
            end = self._starts[place + 1] if place + 1 < len(self._starts) else len(self._text)
            self._words[place] = frozenset(_stems(self._text[self._starts[place] : end]))
        return self._words[place] - {stem(word) for word in span.of(self._text).split()}


def _stems(text: str) -> Iterator[str]:
    for match in _WORD.finditer(text):
        word = bare_word(match.group())
        if word and word not in stop_words():
            yield word if word[0].isdigit() else stem(word)


@lru_cache(maxsize=100_000)
def root_of(word: str) -> str:
    """What a verb and the nouns made of it have in common; it need not be a word.

    >>> root_of("nomination") == root_of("nominated") == root_of("nominee")
    True
    """
    return _ENDING.sub(r"\1", _SUFFIX.sub("", stem(word)))


def _of_event(
    event: LedgerEvent, article: LedgerArticle, actors: Mapping[str, LedgerActor], sentences: _Sentences
) -> Happening:
    words = event.text.split() or [""]
    parts: dict[str, list[LedgerArgument]] = defaultdict(list)
    for one in event.arguments:
        parts[one.role].append(one)
    return Happening(
        article=article.name,
        span=event.span,
        event=event.number,
        # The net's lemmas of rare words are often cut short.
        stem=stem(bare_word(words[0])),
        root=root_of(bare_word(words[0])),
        classes=_classes(event.lemma or words[0], words[1] if len(words) > 1 else ""),
        agents=_keys(parts["agent"], actors),
        patients=_keys([*parts["patient"], *parts["recipient"]], actors),
        places=_keys(parts["place"], actors) | {one.value for one in parts["place"] if one.value},
        times=frozenset(one.value for one in parts["time"] if one.value),
        sentence=sentences.number(event.span),
        around=sentences.around(event.span),
        polarity=event.polarity,
        mode=event.mode,
    )


def _classes(word: str, particle: str = "") -> frozenset[str]:
    return frozenset(naming.name for naming in named_by(word, particle))


def _keys(arguments: Sequence[LedgerArgument], actors: Mapping[str, LedgerActor]) -> frozenset[str]:
    return frozenset(key for one in arguments for key in _names(one.actor, one.text, actors))


def _names(actor: str | None, words: str, actors: Mapping[str, LedgerActor]) -> Iterator[str]:
    if actor:
        yield actor
        if actor in actors:
            yield head_of(actors[actor].name)
    if head := head_of(words):
        yield head


def _of_cue(
    cue: Span,
    voice: LedgerVoice,
    article: LedgerArticle,
    actors: Mapping[str, LedgerActor],
    sentences: _Sentences,
) -> Happening:
    # "was told", "has announced", "according to"
    words = [Span(cue.start + m.start(), cue.start + m.end()) for m in _WORD.finditer(cue.of(article.text))]
    telling = [span for span in words if bare_word(span.of(article.text)) not in _HELPERS]
    named = (telling or words or [cue])[-1]
    word = named.of(article.text)
    return Happening(
        article=article.name,
        span=named,
        event=None,
        stem=stem(word),
        root=root_of(word),
        classes=_classes(word),
        agents=frozenset(_names(voice.actor, voice.name or "", actors)),
        sentence=sentences.number(named),
        around=sentences.around(named),
        is_saying=True,
    )
