"""The word of a phrase that the phrase is about: of a source, who it is that speaks."""

from __future__ import annotations

from collections.abc import Sequence

from rashomon.names.folding import fold
from rashomon.names.parsing import title_words
from rashomon.names.wordlist import word_set
from rashomon.records import Mention, Span, hull
from rashomon.text import split_words

_INTO = word_set("of for from in at with by on to near against about inside within under between")
_CLOSES = frozenset([",", ";", "—", "–", "(", ")", ":"])
_WHO = word_set("who which that whose whom")
_ARTICLES = word_set("the a an his her its their our and")


def inside_phrase(text: str, span: Span, part: Span) -> bool:
    """Whether ``part`` stands in a phrase with of, for, in... within ``span``.

    A comma closes such a phrase: in "the spokesman for the army of X in the east, Z" only Z is outside.
    """
    inside = False
    for word in split_words(text[span.start : part.start]):
        bare = text[span.start + word.start : span.start + word.end]
        if bare in _CLOSES:
            inside = False
        elif fold(bare) in _INTO or fold(bare) in _WHO:
            inside = True
    return inside


def is_inside(text: str, source: Span, mention: Mention) -> bool:
    """Whether a mention only says of what or of whom, within a source."""
    return inside_phrase(text, source, mention.span) and not _holds_office(text, source, mention)


def _holds_office(text: str, source: Span, mention: Mention) -> bool:
    """``[the head of railways Anton Lisk]``: a full name that closes an office and what that is of."""
    name = mention.span.of(text)
    if mention.form != "name" or mention.kind != "person" or " " not in name:
        return False
    if text[mention.span.end : source.end].strip(" ,"):
        return False
    before = [
        fold(text[source.start + w.start : source.start + w.end])
        for w in split_words(text[source.start : mention.span.start])
    ]
    into = next((n for n, word in enumerate(before) if word in _INTO), None)
    if (
        into is None
        or into + 1 >= len(before)
        or before[-1] in _INTO | _ARTICLES
        or not _CLOSES.isdisjoint(before)
    ):
        return False
    known = title_words()
    return any(word in known.classes for word in before[:into]) and not known.heads(before[-1])


def rank_heads(text: str, source: Sequence[Span], mentions: Sequence[Mention]) -> list[int]:
    """The mentions in a source that may be its head, the likeliest first.

    Order: outside of- and for-phrases before inside; then no possessor ("Moscow's spokesman"); then
    a person's name, another name, a description, a pronoun; then by position. Who holds an office may stand
    right behind it, as in translations: "the envoy of the ministry of trade Pavel Orsin".
    """
    ranked = []
    if not source:
        return []
    whole = hull(source)
    for index, mention in enumerate(mentions):
        if not whole.overlaps(mention.span):
            continue
        part = next((span for span in source if span.overlaps(mention.span)), None)
        if part is None:
            continue
        ranked.append(
            (
                is_inside(text, part, mention),
                is_qualifier(text, part, mention),
                _form_rank(mention),
                mention.span.start,
                -mention.span.end,
                index,
            )
        )
    return [row[-1] for row in sorted(ranked)]


def _form_rank(mention: Mention) -> int:
    if mention.form == "name":
        return 0 if mention.kind == "person" else 1
    return 2 if mention.form == "nominal" else 3


def is_qualifier(text: str, source: Span, mention: Mention) -> bool:
    """Whether a mention only qualifies what follows it in the source: "Vostran officials"."""
    rest = [
        text[mention.span.end + w.start : mention.span.end + w.end]
        for w in split_words(text[mention.span.end : source.end])
    ]
    if mention.span.of(text).endswith(("'s", "’s")):
        return bool(rest)
    if rest[:2] in (["'", "s"], ["’", "s"]):
        return len(rest) > 2
    if mention.form == "pronoun":
        return fold(mention.span.of(text)) in _OWNERS and bool(rest)
    if mention.form != "name":
        return False
    return bool(rest) and rest[0][0].islower() and rest[0].isalpha() and fold(rest[0]) not in _NOT_NOUNS


_OWNERS = word_set("his her its their my our your whose")
_NOT_NOUNS = _INTO | _WHO | word_set("and or as also himself herself itself then now both citing told said")
