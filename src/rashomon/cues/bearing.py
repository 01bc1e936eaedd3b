"""What the cue of an attribution makes of its content, fitted to the content's form."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from rashomon.cues.reading import CueReading, Effect, read_cue
from rashomon.records import Attribution, Document, Mode, Spans
from rashomon.text import word_set

AUXILIARIES = word_set(
    """did does do has have had was were is are will would could can must may might never cannot didn't
    doesn't don't hasn't haven't hadn't wasn't weren't isn't aren't won't wouldn't couldn't can't should
    shall"""
)
"""Finite forms that go before another verb."""
_NOBODY = re.compile(r"\s*(?:no ?one|nobody|none|neither|no\b|few\b)", re.I)
_OPEN_QUESTION = word_set("whether if what who how why when where which whom whose")
_WHETHER = frozenset(["whether", "if", "what"])
_REFUSES = word_set("refuse refuses refused refusing decline declines declined declining")
_CONFIRMS = frozenset(["confirm", "verify", "corroborate"])
_NOMINATIVE = frozenset(["i", "we", "he", "she", "they", "there"])
_BIDDING = frozenset(["assertion", "question", "not assertion"])
_CANNOT_BID = frozenset(["claim", "claims", "claimed", "claiming"])
# Whom is named before the infinitive; a finite verb before it would make it a clause.
_BID_SOMEBODY = word_set("ask asks asked asking told tells tell telling warned warns")
_FINITE = AUXILIARIES | word_set("that , am been want wants wanted said going able ready due")


def cue_of(document: Document, attribution: Attribution) -> CueReading:
    """The effects of the attribution's cue, whatever its content is like; none where it has no cue.

    >>> from rashomon.records import Article, Span
    >>> said = Attribution(id=0, source=(Span(0, 3),), cue=(Span(4, 10),), content=(Span(11, 14),))
    >>> [e.name for e in cue_of(Document(article=Article(name="a", text="Vey denies it.")), said).effects]
    ['denial']
    """
    if not attribution.cue:
        return CueReading((), ())
    text = document.text
    return read_cue(
        text,
        attribution.cue,
        before=_sentence_start(document.sentences, attribution.cue[0].start),
        is_negated=any(_NOBODY.match(text, span.start, span.end) for span in attribution.source),
        is_sourceless=not attribution.source,
    )


def is_rumour(attribution: Attribution) -> bool:
    """Whether nobody answers for the content."""
    return attribution.route == "rumour" or attribution.speaker_kind == "rumour"


def fitted(text: str, cue: CueReading, words: Sequence[str], mode: Mode) -> list[Effect]:
    """The cue's effects on a content that begins with ``words`` and is of ``mode`` by itself.

    "told him to ..." bids, "did not say whether ..." leaves open.

    >>> from rashomon.records import Span
    >>> cue = read_cue("She told him to go.", (Span(4, 8),), before=0)
    >>> [e.mode for e in fitted("She told him to go.", cue, ["him", "to", "go"], "actual")]
    ['demanded']
    """
    return [_fit(text, cue, effect, tuple(words[:8]), mode) for effect in cue.effects]


def _fit(text: str, cue: CueReading, effect: Effect, words: tuple[str, ...], mode: Mode) -> Effect:
    opens_question = not _OPEN_QUESTION.isdisjoint(words[:2])
    if opens_question and effect.name.startswith("not "):
        # "did not say who fired" leaves a question open; "did not say whether" does not even put it.
        asks = _WHETHER.isdisjoint(words[:2])
        return Effect(effect.name, certainty="unspecified", mode="asked" if asks else "actual")
    if effect.name == "denial" and _is_silent(text, cue, words):
        return Effect("not proof", certainty="unspecified")
    if _bids(text, cue, effect, words):
        return Effect(effect.name, mode="demanded", certainty="unspecified")
    is_told = not _FINITE.isdisjoint(words) or not _NOMINATIVE.isdisjoint(words[:1])
    if effect.name == "commitment" and mode == "actual" and is_told and words[:1] not in (("to",), ("not",)):
        # "swears he was there": an oath on what has been; "promised the town a bridge" is none.
        return replace(effect, mode="actual", negated=None)
    return effect


def _is_silent(text: str, cue: CueReading, words: tuple[str, ...]) -> bool:
    """Whether somebody only does not confirm: "refused [to confirm the report]" denies nothing."""
    refuses = any(not _REFUSES.isdisjoint(span.of(text).lower().split()) for span in cue.because)
    return refuses and words[:1] == ("to",) and not _CONFIRMS.isdisjoint(words[1:2])


def _bids(text: str, cue: CueReading, effect: Effect, words: tuple[str, ...]) -> bool:
    """Whether an infinitive follows: "said to leave", "asked the guard to leave", "asked them for boats"."""
    if effect.name not in _BIDDING or any(span.of(text).lower() in _CANNOT_BID for span in cue.because):
        return False
    if words[:1] == ("to",) or words[:2] == ("not", "to"):
        # "affirms to have counted them": it is told, in the grammar of another language.
        return words[:2] != ("to", "have")
    target = next((at for at, word in enumerate(words) if word in ("to", "for")), None)
    if target is None or not any(span.of(text).lower() in _BID_SOMEBODY for span in cue.because):
        return False
    before = words[:target]
    # "told them: we waited for days" bids nobody.
    is_clause = before[:1] == () or before[0] in _OPEN_QUESTION | _NOMINATIVE
    return not is_clause and _FINITE.isdisjoint(before)


def _sentence_start(sentences: Spans, place: int) -> int:
    at = bisect_right(sentences, place, key=lambda s: s.start) - 1
    return sentences[at].start if at >= 0 else 0
