"""Is a phrase somebody who can speak: one who is named, or whom a noun calls a person or a body?"""

from __future__ import annotations

from rashomon.attribute.layout import Layout
from rashomon.attribute.lexicon import lexicon, word_set
from rashomon.attribute.phrases import PRONOUNS
from rashomon.records import Span

_ACTORS = word_set("frames_actors") | word_set("subjects_bodies")
_AUXILIARIES = word_set("turned_auxiliaries")
_DAYS = word_set("phrases_days") | word_set("phrases_before_day")
_PRONOUNS = frozenset({"he", "she", "they"})
_LINKS = frozenset({"of", "in", "at", "from", "for", "on", "with", "to"})
_KINDS = frozenset({"person", "organisation", "place", "group"})
_LONGEST_SPEAKER = 12
_LONGEST_MENTION = 60


def is_voice(layout: Layout, span: Span) -> bool:
    """Whether a phrase is somebody who can speak, with no verb in it."""
    words = layout.lowers(span)
    known = lexicon()
    if not words or len(words) > _LONGEST_SPEAKER or any(w in known.finite | _AUXILIARIES for w in words):
        return False
    if span.of(layout.text).endswith(("'s", "’s")) or "that" in words:
        return False
    if words[0] in PRONOUNS:
        return len(words) == 1 and words[0] in _PRONOUNS
    if "close" in words[:-1] and words[words.index("close") + 1] == "to":
        # "A source close to the government": who speaks stands before it.
        words = words[: words.index("close")]
    if not words or {"to", "on", "by"} & set(words):
        return False
    indexes = layout.word_range(span)
    inner = 1 if words[0] == "in" else 0
    last = next((n for n, w in enumerate(words) if n > inner and w in _LINKS), len(words)) - 1
    return _can_speak(layout, indexes[last]) or (not inner and _can_speak(layout, indexes[-1], name=True))


def _can_speak(layout: Layout, i: int, *, name: bool = False) -> bool:
    """Whether a noun stands for somebody; ``name``: only if it is one's name."""
    word, known = layout.words[i], lexicon()
    forms = {"name"} if name else {"name", "nominal"}
    span = word.span
    near = layout.mentions_in(Span(max(0, word.start - _LONGEST_MENTION), word.end))
    if any(m.kind in _KINDS and m.form in forms and m.span.overlaps(span) for m in near):
        return True
    noun = word.lower.removesuffix("'s").removesuffix("’s")
    listed = {noun, noun.removesuffix("s")} & (known.informants | _ACTORS | known.outlet_heads)
    return (bool(listed) and not name) or (layout.text[word.start].isupper() and not _is_day(word.lower))


def _is_day(word: str) -> bool:
    return word in _DAYS
