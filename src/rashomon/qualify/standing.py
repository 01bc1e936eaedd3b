"""How a content stands by the word of the one who says it.

The scheme, in the values of ``Standing``:

polarity
    Negative where the content is said not to be so. A denial denies the thing denied: "Vey denies any
    support" is negative about "any support"; two negations cancel. What is negated is the main clause of
    the content's first sentence.
certainty
    How far the speaker commits himself. *certain*: a plain assertion, whatever the verb of saying ("claims",
    "accuses" too: the distance there is the outlet's). *probable*: beliefs, expectations, "likely", "seems".
    *possible*: "may", "could", fears, hints, rumours, what is not denied or not ruled out. *unspecified*:
    nobody commits himself ("it is reported", "allegedly", "could not confirm"), or the mode leaves no room
    for it: wished, demanded and asked contents are always unspecified. Of several hedges the weakest holds.
mode
    *asked* before *wished* and *demanded* (of the cue, then of the content) before *conditional* before
    *predicted* before *actual*.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from rashomon.cues.bearing import cue_of, fitted, is_rumour
from rashomon.cues.reading import CueReading
from rashomon.qualify.contents import ContentReading, read_content
from rashomon.qualify.lexicon import RANK, read_tables
from rashomon.records import Attribution, Document, Mode, Span, Spans, Standing

_MODE_ORDER: tuple[Mode, ...] = ("asked", "wished", "demanded", "conditional", "predicted", "actual")
_UNCOMMITTED: frozenset[Mode] = frozenset({"asked", "wished", "demanded"})
_WORD = re.compile(r"[^\W_]+")
_QUOTATION = frozenset("\"“”„«»‘'")
# A head this short ("Yes.", "Good.") says nothing; the next sentence does.
_SHORTEST_HEAD = 3


def qualify(document: Document, attribution: Attribution) -> Standing:
    """The standing of what ``attribution`` says, with the words that decided it.

    >>> from rashomon.records import Article
    >>> text = "Orlan Vey denies any support."
    >>> said = Attribution(id=0, source=(Span(0, 9),), cue=(Span(10, 16),), content=(Span(17, 28),))
    >>> qualify(Document(article=Article(name="a", text=text)), said).polarity
    'negative'
    """
    text = document.text
    sentences = document.sentences
    pieces = _head(text, sentences, attribution.content)
    is_quoted = (
        attribution.quotation != "indirect" or text[pieces[0].start - 1 : pieces[0].start] in _QUOTATION
    )
    content = read_content(text, pieces, is_quoted=is_quoted)
    if _is_belittled(text, attribution.cue, content):
        content = content._replace(is_negative=not content.is_negative)
    return _join(text, cue_of(document, attribution), content, is_hearsay=is_rumour(attribution))


def qualify_span(document: Document, span: Span) -> Standing:
    """The standing of what the outlet itself says in ``span``.

    >>> from rashomon.records import Article
    >>> text = "The bridge may hold."
    >>> qualify_span(Document(article=Article(name="a", text=text)), Span(0, 20)).certainty
    'possible'
    """
    pieces = _head(document.text, document.sentences, (span,))
    content = read_content(document.text, pieces, is_quoted=False)
    return _join(document.text, CueReading((), ()), content, is_hearsay=False)


def _join(text: str, cue: CueReading, content: ContentReading, *, is_hearsay: bool) -> Standing:
    """What the cue and the content make together."""
    effects = fitted(text, cue, content.words, content.mode)
    is_negative = content.is_negative
    certainty = content.certainty
    modes = [content.mode]
    for effect in effects:
        is_negative ^= effect.polarity == "negative"
        certainty = max(certainty, effect.certainty, key=RANK.__getitem__)
        modes.append(effect.mode)
    if is_hearsay and certainty in ("certain", "probable"):
        certainty = "unspecified"
    uncommitted = [m for m in modes[1:] if m in _UNCOMMITTED]
    mode: Mode = min(uncommitted or modes, key=_MODE_ORDER.index)
    is_indirect_question = mode == "asked" and content.words[:1] == ("if",)
    return Standing(
        polarity="negative" if is_negative else "positive",
        certainty="unspecified" if mode in _UNCOMMITTED else certainty,
        mode=mode,
        condition=None if is_indirect_question else content.condition,
        because=tuple(sorted({*cue.because, *content.because})),
    )


def _is_belittled(text: str, cue: Spans, content: ContentReading) -> bool:
    """Whether the voice only gives a thing a name that denies it: "called the story a fairy tale"."""
    tables = read_tables().words
    words = [word.lower() for span in cue for word in _WORD.findall(text, span.start, span.end)]
    is_called = bool(words) and words[-1] in tables["calling"]
    return is_called and not tables["names"].isdisjoint(content.words)


def _head(text: str, sentences: Spans, content: Spans) -> Spans:
    """The content's parts in its first sentence that says something."""
    for span in _sentences_of(sentences, content[0]):
        pieces = tuple(
            Span(max(part.start, span.start), min(part.end, span.end))
            for part in content
            if part.overlaps(span)
        )
        if sum(1 for p in pieces for _ in _WORD.finditer(text, p.start, p.end)) >= _SHORTEST_HEAD:
            return pieces
    return (content[0],)


def _sentences_of(sentences: Spans, span: Span) -> list[Span]:
    """The sentences that the span reaches into, the first three at most."""
    first = max(0, bisect_right(sentences, span.start, key=lambda s: s.start) - 1)
    return [s for s in sentences[first : first + 4] if s.overlaps(span)][:3]
