"""What an outlet says itself in a sentence most of which is another's words.

``The engineer said that the wall would hold; now the water stands in the streets.``: the second half is the
outlet's. Told by the tree: a clause with a predicate of its own that nobody's words hold and that hangs on
nobody's words, only on a verb of saying or on another such clause.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from rashomon.records import Document, Span, Spans, Token, hull
from rashomon.text import words_in

_CLAUSES = frozenset(["root", "conj", "parataxis"])
_FINITE = frozenset(["VBD", "VBZ", "VBP", "MD"])
_TENSES = {"VBD": "past", "VBZ": "present", "VBP": "present"}
_PERSONS = frozenset(["he", "she", "they", "i", "we"])
_SIGNS = r"[\s,;:.!–—\-(\[\])]+"
_JOINS_BEFORE = re.compile(rf"{_SIGNS}|(?:and|but|or|yet|so|while|whereas)\b", re.IGNORECASE)
_JOINS_BEHIND = re.compile(
    rf"(?:{_SIGNS}|\b(?:and|but|or|yet|so|while|whereas|when|as|after|before|because|since|that|if|though|although))$",
    re.IGNORECASE,
)
_NO_ONE = frozenset(["it", "there", "this", "that", "which", "who"])
_FEWEST_WORDS = 4
_DEEPEST = 40


def own_clauses(document: Document, sentence: Span) -> Iterator[Spans]:
    """The clauses of ``sentence`` that the outlet says beside what others say in it, each as its parts.

    None where no tree is known. A clause in quotation marks, a question, and what may go on with the words of
    another ("he said that it rained and the road was gone") is none.
    """
    inside = _tokens_in(document.tokens, sentence)
    if not inside:
        return
    scene = _Scene(document, sentence)
    halves = [half for half in _halves(document.text, sentence) if _is_own_half(scene, half)]
    yield from ((half,) for half in halves if _is_enough(document, (half,)))
    heads = [at for at in inside if _is_own(scene, at) and not _lies_in(document.tokens[at], halves)]
    for at in heads:
        parts = _parts(scene, at, set(heads), inside)
        if parts and _is_enough(document, parts):
            yield parts


class _Scene:
    """What others say in one sentence, and the tokens of the document."""

    def __init__(self, document: Document, sentence: Span) -> None:
        self.text, self.tokens = document.text, document.tokens
        self.near = [a for a in document.attributions if a.span.overlaps(sentence)]
        self.said = [span for a in self.near for span in a.content]
        self.said += [quote.outer for quote in document.quotes if quote.outer.overlaps(sentence)]
        self.taken = [*self.said, *(span for a in self.near for span in (*a.source, *a.cue))]

    def tenses(self, spans: Iterable[Span]) -> set[str]:
        """The tenses of the finite verbs in some spans."""
        found = (self.tokens[at] for span in spans for at in _tokens_in(self.tokens, span))
        return {_TENSES[token.xpos] for token in found if token.xpos in _TENSES}


def _halves(text: str, sentence: Span) -> Iterator[Span]:
    """The parts of a sentence between semicolons, where it has one."""
    cuts = [at for at in range(sentence.start, sentence.end) if text[at] == ";"]
    if cuts:
        for start, end in pairwise([sentence.start - 1, *cuts, sentence.end]):
            yield _trimmed(text, Span(start + 1, end))


def _is_own_half(scene: _Scene, half: Span) -> bool:
    """Whether a half sentence is the outlet's: a clause of which nobody's report has a word.

    Behind a report it may still be what that one said, unless it is of another tense than the report.
    """
    inside = _tokens_in(scene.tokens, half)
    if any(_lies_in(scene.tokens[at], scene.taken) for at in inside):
        return False
    if not any(_is_finite(scene.tokens, at) and _subject(scene.tokens, at) is not None for at in inside):
        return False
    before = [a for a in scene.near if a.cue and a.span.end <= half.start]
    if not before:
        return all(a.span.start >= half.end for a in scene.near)
    return not scene.tenses([half]) & scene.tenses(before[-1].cue)


def _tokens_in(tokens: Sequence[Token], span: Span) -> range:
    first = bisect_left(tokens, span.start, key=lambda token: token.span.start)
    return range(first, bisect_left(tokens, span.end, key=lambda token: token.span.start))


def _is_own(scene: _Scene, at: int) -> bool:
    """Whether a token heads a finite clause that is nobody's and hangs on nobody's words."""
    tokens, token = scene.tokens, scene.tokens[at]
    if token.deprel not in _CLAUSES or not _is_finite(tokens, at) or _lies_in(token, scene.taken):
        return False
    subject = _subject(tokens, at)
    if subject is None and token.deprel != "conj":
        return False
    if subject is None and _is_back_at_the_speaker(scene, at):
        return True
    if subject is not None and (_lies_in(tokens[subject], scene.taken) or _is_vague(scene, at, subject)):
        return False
    above, steps = token.head, 0
    while above >= 0 and steps < _DEEPEST:
        if _lies_in(tokens[above], scene.said) or tokens[above].deprel not in _CLAUSES:
            return False
        above, steps = tokens[above].head, steps + 1
    return True


def _is_back_at_the_speaker(scene: _Scene, at: int) -> bool:
    """``announced that they would be tried, and asked for boats``: whose trees join "asked" to "tried".

    Behind ", and" a past form without helpers goes on with a past "announced" rather than with what has one.
    """
    tokens, above = scene.tokens, scene.tokens[at].head
    if tokens[at].xpos not in ("VBD", "VBP") or above < 0 or not _lies_in(tokens[above], scene.said):
        return False
    if not scene.text[tokens[at].span.start : tokens[at].span.end].endswith("ed"):
        return False
    before = [tokens[i].span.of(scene.text) for i in range(max(0, at - 2), at)]
    has_helper = any(tokens[t].deprel == "aux" and tokens[t].xpos in _FINITE for t in _kids(tokens, above))
    reports = [a for a in scene.near if a.cue and _lies_in(tokens[above], a.content)]
    return (
        before in ([",", "and"], [",", "but"])
        and has_helper
        and len(reports) == 1
        and scene.tenses(reports[0].cue) == {"past"}
    )


def _subject(tokens: Sequence[Token], at: int) -> int | None:
    return next((t for t in _kids(tokens, at) if tokens[t].deprel in ("nsubj", "expl")), None)


def _is_vague(scene: _Scene, at: int, subject: int) -> bool:
    """Whether a subject points at the words of others: "it was not clear whether", "found, they say, in"."""
    word = scene.tokens[subject].span.of(scene.text).lower()
    return word in _NO_ONE or (scene.tokens[at].deprel == "parataxis" and word in _PERSONS)


def _is_finite(tokens: Sequence[Token], at: int) -> bool:
    """Whether a verb, or what "is" makes a predicate, tells a time."""
    helpers = [tokens[t] for t in _kids(tokens, at) if tokens[t].deprel in ("aux", "cop")]
    if tokens[at].upos == "VERB" and tokens[at].xpos in _FINITE:
        return True
    return any(helper.xpos in _FINITE for helper in helpers)


def _kids(tokens: Sequence[Token], at: int) -> Iterator[int]:
    """The tokens that hang on one, looked for in its sentence."""
    for step in (1, -1):
        here = at + step
        while 0 <= here < len(tokens) and tokens[here].sentence == tokens[at].sentence:
            if tokens[here].head == at:
                yield here
            here += step


def _lies_in(token: Token, spans: Iterable[Span]) -> bool:
    return any(span.overlaps(token.span) for span in spans)


def _parts(scene: _Scene, at: int, heads: set[int], inside: range) -> Spans:
    """The runs of a clause's words that neither others' words nor another clause of the outlet's break."""
    text, tokens = scene.text, scene.tokens
    mine = [i for i in inside if _clause_of(tokens, i, heads) == at and not _lies_in(tokens[i], scene.taken)]
    runs: list[list[int]] = [mine[:1]] if mine else []
    for before, here in pairwise(mine):
        if here == before + 1:
            runs[-1].append(here)
        else:
            runs.append([here])
    spans = (Span(tokens[run[0]].span.start, tokens[run[-1]].span.end) for run in runs)
    trimmed = (_trimmed(text, span) for span in spans)
    return tuple(span for span in trimmed if any(sign.isalnum() for sign in span.of(text)))


def _clause_of(tokens: Sequence[Token], at: int, heads: set[int]) -> int | None:
    """The nearest of the heads on which a token hangs, itself too."""
    for _ in range(_DEEPEST):
        if at < 0 or at in heads:
            return at if at >= 0 else None
        at = tokens[at].head
    return None


def _trimmed(text: str, span: Span) -> Span:
    """The span without signs at its ends and without the words that join it to what stands around it."""
    start, end = span.start, span.end
    while found := _JOINS_BEFORE.match(text, start, end):
        start = found.end()
    while found := _JOINS_BEHIND.search(text[start:end]):
        end = start + found.start()
    return Span(start, end)


def _is_enough(document: Document, parts: Spans) -> bool:
    """Whether the parts hold words enough, most of them in one run, and ask nothing."""
    counts = [len(words_in(document.words, span)) for span in parts]
    behind = document.text[hull(parts).end : hull(parts).end + 2]
    return max(counts) >= _FEWEST_WORDS and 2 * max(counts) >= sum(counts) and "?" not in behind
