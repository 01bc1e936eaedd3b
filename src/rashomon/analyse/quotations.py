"""Where words stand between quotation marks, of any kind and however carelessly set.

Marks are paired as brackets within one paragraph. What a mark is (opening, closing, apostrophe, inch)
is told from its shape, from the signs on both sides of it, and from what is open. Three liberties that
articles take are met:

- a quotation over several paragraphs opens anew in each and closes only in the last: it comes back as one
  ``Quote`` a paragraph, each but the last with ``closed=False`` and running to its paragraph's end;
- a mark that never closes ends where a reporting clause or another quotation begins, at the latest with
  its paragraph;
- a closing mark that never opened (one mark too many, a lost opening) begins after the quotation before it,
  or with its sentence or paragraph; also ``closed=False``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from itertools import pairwise
from typing import Literal, NamedTuple

from rashomon.analyse.english import REPORTING
from rashomon.analyse.scare import is_scare
from rashomon.records import Quote, Span, Spans

Role = Literal["open", "close", "either"]

_MARK = re.compile(r"[\"“”„‟«»＂″]|(?<=[^\s('])'(?=''(?!'))|''|``|´´|,,(?=[^\W\d_])|[‘’‚‛‹›'`´′]")
_MARKS = frozenset("\"“”„‟«»＂″‘’‚‛‹›'`´′")
_DOUBLE = frozenset('"“”„‟«»＂″') | {"''", "``", "´´", ",,"}
_OPENING = frozenset("“„‟«‘‚‛‹`") | {"``", ",,"}
_CLOSING = frozenset("”»’›´′″") | {"´´"}
_BEFORE_OPEN = frozenset("([{<—–―-/=:;,|*•>")
_AFTER_CLOSE = frozenset(".,;:!?)]}>—–―-/|…*")
_ELISION = re.compile(
    r"(?:\d\d?s?|tis|twas|em|til|till|cause|bout|n|neath|round|cos|ol|nuff|s|re|ll|ve|t|d|m)(?![^\W_])", re.I
)
_FEET = re.compile(r"\d\s?['′’‘]\s?\d{1,2}(?:\.\d)?\s?(?:[\"″”“]|''|’’)|\d\s?[″\"”](?=\s?[x×]\s?\d)")

_WHO = (
    r"(?:he|she|they|it|I|we|(?:the|a|an|his|her|their|one)\s+[\w’'-]+(?:\s+[\w’'-]+){0,2}?"
    r"|(?:[A-Z][\w’'.-]*\s+){0,3}[A-Z][\w’'-]*)"
)
_CLAUSE = rf"(?:{_WHO}\s+(?:{REPORTING})\b|(?:{REPORTING})\s+(?:he|she|they|the|an?|[A-Z]))"
_SAID = re.compile(rf"(?:(?<=[,!?…—–])|(?<=\s[—–-]))\s*{_CLAUSE}")
_SAID_LAST = re.compile(rf"(?<=[.,!?…—–])\s*[—–-]?\s*{_CLAUSE}[^.!?\"“”]{{0,80}}[.!?]?\s*$")
_SAYING = re.compile(rf"\b(?:{REPORTING})\s*[,:]\s*")
_NEXT_SAYS = re.compile(rf"\s*[—–-]?\s*{_CLAUSE}")
_ENDS_SENTENCE = re.compile(r"[.!?…]\s+(?=\S)")
# How far back a quotation whose opening mark is lost may begin.
_LONGEST_GUESS = 2000


class _Mark(NamedTuple):
    start: int
    end: int
    sign: str
    is_double: bool
    side: Role
    """What the signs around it make of it."""
    at_start: bool

    @property
    def shape(self) -> Role:
        """What the sign itself says."""
        return "open" if self.sign in _OPENING else "close" if self.sign in _CLOSING else "either"


class _Paired(NamedTuple):
    quotes: list[Quote]
    left_open: list[_Mark]
    strays: list[_Mark]


def find_quotes(text: str, paragraphs: Spans) -> tuple[Quote, ...]:
    """Each quotation of ``text``, outer before inner, in order of place.

    >>> text = "“Go,” he said. It’s the so-called ”plan”."
    >>> [(q.span.of(text), q.is_scare) for q in find_quotes(text, (Span(0, len(text)),))]
    [('Go,', False), ('plan', True)]
    """
    found: list[Quote] = []
    following = [*paragraphs[1:], None][: len(paragraphs)]
    for paragraph, after in zip(paragraphs, following, strict=True):
        marks = _read_marks(text, paragraph)
        if not marks:
            continue
        paired = _pair(text, marks)
        quotes = paired.quotes
        goes_on = after is not None and _opens_paragraph(text, after)
        quotes += _never_closed(text, paragraph, paired.left_open, marks, goes_on)
        quotes += _never_opened(text, paragraph, paired.strays, quotes)
        found.extend(_nested(quotes))
    return tuple(_judge(text, quote) for quote in found)


def _read_marks(text: str, paragraph: Span) -> list[_Mark]:
    """The quotation marks of a paragraph; apostrophes, feet and inches left out."""
    start, end = paragraph.start, paragraph.end
    measures = {m.start() + i for m in _FEET.finditer(text, start, end) for i in range(len(m.group()))}
    marks = []
    for found in _MARK.finditer(text, start, end):
        if found.start() in measures:
            continue
        sign = found.group()
        is_double = sign in _DOUBLE
        left, right = _neighbours(text, found.start(), found.end(), paragraph)
        if not is_double and _is_apostrophe(text, found, left, right, end):
            continue
        side = _side(left, right)
        marks.append(_Mark(found.start(), found.end(), sign, is_double, side, found.start() == start))
    return marks


def _neighbours(text: str, start: int, end: int, paragraph: Span) -> tuple[str, str]:
    """The nearest signs on both sides that are no quotation marks; a space at the paragraph's edges."""
    left, right = start - 1, end
    while left >= paragraph.start and start - left < 4 and text[left] in _MARKS:
        left -= 1
    while (
        right < paragraph.end
        and right - end < 6
        and (text[right] in _MARKS or text[right] == "…" or text[right : right + 2] == "..")
    ):
        right += 1
    return (
        text[left] if left >= paragraph.start else " ",
        text[right] if right < paragraph.end else " ",
    )


def _is_apostrophe(text: str, found: re.Match[str], left: str, right: str, end: int) -> bool:
    """Whether a single mark stands for left-out letters rather than around a quotation."""
    if found.group() in "‹›":
        return False
    before = text[found.start() - 1 : found.start()]
    if left.isalnum() and before.isalnum() and text[found.end() : found.end() + 1].isalnum():
        return True
    return bool(found.group() in "'’‘`´" and _ELISION.match(text, found.end(), end))


def _side(left: str, right: str) -> Role:
    may_open = left.isspace() or (left in _BEFORE_OPEN and not (left in ",;:" and right.isspace()))
    may_close = right.isspace() or right in _AFTER_CLOSE
    if may_open == may_close:
        return "either"
    return "open" if may_open else "close"


def _pair(text: str, marks: list[_Mark]) -> _Paired:
    """Opening marks with their closing ones, as brackets; what is left over on either side."""
    stack: list[_Mark] = []
    quotes: list[Quote] = []
    strays: list[_Mark] = []
    last_single = max((m.start for m in marks if not m.is_double and m.side != "open"), default=-1)
    singles_left = [m for m in marks if not m.is_double and m.side == "close"]
    plural = _plural_possessives(text, singles_left)
    doubles_open = 0
    for mark in marks:
        is_open = doubles_open > 0 if mark.is_double else bool(stack) and not stack[-1].is_double
        role = _role(mark, stack, is_open)
        if role == "open":
            if mark.is_double or _may_open_single(text, mark, last_single):
                stack.append(mark)
                doubles_open += mark.is_double
        elif not is_open:
            if mark.is_double and not text[mark.start - 1 : mark.start].isdigit():
                strays.append(mark)
        elif mark.start not in plural:
            _close(text, stack, mark, quotes)
            doubles_open -= mark.is_double
    return _Paired(quotes, stack, strays)


def _close(text: str, stack: list[_Mark], mark: _Mark, quotes: list[Quote]) -> None:
    """Take the mark that ``mark`` closes from the stack; singles left open inside it are dropped."""
    while stack[-1].is_double != mark.is_double:
        stack.pop()
    opened = stack.pop()
    start, end = opened.end, _stripped_end(text, opened.end, mark.start, dashes=False)
    while start < end and text[start].isspace():
        start += 1
    quotes.append(Quote(span=Span(start, end), outer=Span(opened.start, mark.end)))


def _role(mark: _Mark, stack: list[_Mark], is_open: bool) -> Role:
    """Open or close: shape and surroundings where they agree, else what is open decides."""
    shape = mark.shape
    by_stack: Role = "close" if is_open else "open"
    if mark.sign in "″′" or (mark.sign == "’" and not is_open and mark.side == "close"):
        return "close" if mark.side != "open" or is_open else "open"
    if shape == "either":
        return mark.side if mark.side != "either" else by_stack
    if mark.side == "either":
        again = shape == "open" and is_open and bool(stack) and stack[-1].sign == mark.sign
        return "open" if mark.at_start else by_stack if again and mark.sign not in "«‹" else shape
    return shape if mark.side == shape else by_stack


def _may_open_single(text: str, mark: _Mark, last_single: int) -> bool:
    """A single mark opens only if one that may close it follows, or its shape and place are plain."""
    if mark.start < last_single:
        return True
    before = text[max(0, mark.start - 2) : mark.start].rstrip()
    return mark.sign in "‘‹" and (mark.at_start or before.endswith((":", ",")))


def _plural_possessives(text: str, singles: list[_Mark]) -> set[int]:
    """Places of marks after s ("the soldiers’ pay") that a better closing mark follows."""
    found = set()
    for mark, later in pairwise(singles):
        owner = text[mark.start - 1 : mark.start] in ("s", "S")
        if owner and text[mark.end : mark.end + 2].strip().islower() and later.start - mark.end < 400:
            found.add(mark.start)
    return found


def _opens_paragraph(text: str, paragraph: Span) -> bool:
    return text[paragraph.start] in '"“„«' or text.startswith(("''", "``"), paragraph.start)


def _never_closed(
    text: str, paragraph: Span, left_open: Iterable[_Mark], marks: list[_Mark], goes_on: bool
) -> list[Quote]:
    """A quotation for each mark that nothing closes, cut where speech plainly ends."""
    quotes = []
    doubles = [m.start for m in marks if m.is_double]
    for mark in left_open:
        if not mark.is_double and mark.sign not in "‘‹":
            continue
        last_said = _SAID_LAST.search(text, max(mark.end, paragraph.end - 200), paragraph.end)
        if goes_on and last_said is None:
            end = paragraph.end
        else:
            later = bisect_right(doubles, mark.start)
            limit = doubles[later] if later < len(doubles) else paragraph.end
            end = _cut(text, mark.end, limit, paragraph.end)
        end = _stripped_end(text, mark.end, end)
        if end > mark.end:
            quotes.append(Quote(span=Span(mark.end, end), outer=Span(mark.start, end), closed=False))
    return quotes


def _cut(text: str, start: int, limit: int, paragraph_end: int) -> int:
    """Where unclosed speech from ``start`` ends: a reporting clause, the next quotation, the paragraph."""
    said = _SAID.search(text, start, limit)
    if said is None and limit == paragraph_end:
        said = _SAID_LAST.search(text, max(start, limit - 200), limit)
    if said:
        return said.start()
    if limit == paragraph_end:
        return limit
    ends = [m.start() + 1 for m in _ENDS_SENTENCE.finditer(text, start, limit)]
    return ends[-1] if ends else limit


def _stripped_end(text: str, start: int, end: int, *, dashes: bool = True) -> int:
    while end > start and (text[end - 1].isspace() or (dashes and text[end - 1] in "—–-")):
        end -= 1
    return end


def _never_opened(text: str, paragraph: Span, strays: list[_Mark], quotes: list[Quote]) -> list[Quote]:
    """A quotation for each closing mark that nothing opened."""
    found: list[Quote] = []
    ends = sorted([*(q.outer.end for q in quotes), *(m.end for m in strays)])
    for mark in strays:
        before = bisect_right(ends, mark.start)
        begun = max(ends[before - 1] if before else paragraph.start, mark.start - _LONGEST_GUESS)
        start = _guess_start(text, begun, mark, after_quote=before > 0)
        while start < mark.start and text[start].isspace():
            start += 1
        if start < mark.start and text[start].isalnum():
            found.append(Quote(span=Span(start, mark.start), outer=Span(start, mark.end), closed=False))
    return found


def _guess_start(text: str, begun: int, mark: _Mark, *, after_quote: bool) -> int:
    """Where speech that ends at ``mark`` began, at ``begun`` or later."""
    sayings = [m.end() for m in _SAYING.finditer(text, begun, mark.start)]
    if sayings:
        return sayings[-1]
    reported = _SAID.search(text, begun, mark.start) or (after_quote and _NEXT_SAYS.match(text, begun))
    speaks = not after_quote and _NEXT_SAYS.match(text, mark.end)
    if not reported and (speaks or (after_quote and text[begun - 2 : begun - 1] in tuple(".!?…"))):
        return begun
    ends = [m.end() for m in _ENDS_SENTENCE.finditer(text, begun, mark.start - 1)]
    if reported:
        return next((end for end in ends if end > reported.end()), mark.start)
    return ends[-1] if ends else mark.start if after_quote else begun


def _nested(quotes: list[Quote]) -> list[Quote]:
    """The quotes in order of place, without those that would cross another."""
    kept: list[Quote] = []
    open_ends: list[int] = []
    for quote in sorted(quotes, key=lambda q: (q.outer.start, -q.outer.end)):
        while open_ends and open_ends[-1] <= quote.outer.start:
            open_ends.pop()
        if open_ends and quote.outer.end > open_ends[-1]:
            continue
        if quote.span.end > quote.span.start:
            open_ends.append(quote.outer.end)
            kept.append(quote)
    return kept


def _judge(text: str, quote: Quote) -> Quote:
    if not is_scare(text, quote):
        return quote
    return Quote(span=quote.span, outer=quote.outer, is_scare=True, closed=quote.closed)
