"""Under which condition an event is said to happen: "if ...", "unless ...", "depends on ..."."""

from __future__ import annotations

from rashomon.records import Span
from rashomon.specify.lexicon import words
from rashomon.specify.trees import Trees


def condition_of(trees: Trees, at: int) -> Span | None:
    """The words of the condition that the event at a token hangs on, without a stop at their end; or None.

    A condition of the clause above holds for its complements too: "if he leaves, they plan to attack".
    """
    word = trees.tokens[at].span
    for _ in range(4):
        found = _own_condition(trees, at)
        if found is not None:
            return None if found.contains(word) else found
        above = trees.head(at)
        joined = trees.rels[at] == "conj" and not trees.is_finite_clause(at)
        depends = above >= 0 and trees.lemmas[above] in words("standing", "depend")
        if above < 0 or not (joined or depends or trees.rels[at] in ("xcomp", "ccomp", "obj")):
            return None
        if trees.rels[at] == "ccomp" and trees.is_finite_clause(at) and "that" in trees.marks(at):
            return None
        at = above
    return None


def _own_condition(trees: Trees, at: int) -> Span | None:
    depends = trees.lemmas[at] in words("standing", "depend")
    for child in trees.children[at]:
        rel = trees.rels[child]
        if rel == "advcl" and is_hypothetical(trees, child) and not _is_even_if(trees, child):
            return _with_openers(trees, trees.clause_span(child))
        if rel in ("obl", "advcl") and depends and trees.case(child) in ("on", "upon"):
            return _without_case(trees, child)
        if rel == "obl" and (_is_case_of(trees, child) or is_supposed(trees, child)):
            return _through_noun(trees, at, child)
    return None


def _with_openers(trees: Trees, span: Span) -> Span:
    """The words of a clause with what opens it though the tree hangs that elsewhere: "as long", "only"."""
    first = next(at for at, token in enumerate(trees.tokens) if token.span.start == span.start)
    before = trees.lows[max(0, first - 2) : first]
    if before in (["as", "long"], ["so", "long"], ["in", "case"]):
        return Span(trees.tokens[first - 2].span.start, span.end)
    if before[-1:] and (before[-1] in ("only", "except") or before[-1] in words("standing", "if")):
        return Span(trees.tokens[first - 1].span.start, span.end)
    return span


def _is_even_if(trees: Trees, at: int) -> bool:
    """Whether what follows holds with and without it: "even if he leaves"."""
    first = min(trees.below(at))
    return "even" in trees.lows[max(0, first - 1) : first + 2]


def _through_noun(trees: Trees, at: int, case: int) -> Span:
    """From "in" of "in case of war" to "war", wherever the tree hangs that."""
    span = trees.clause_span(case)
    for child in trees.kids(at, "obl", "nmod"):
        if child > case and is_supposed(trees, child):
            return Span(span.start, max(span.end, trees.clause_span(child).end))
    return span


def is_supposed(trees: Trees, at: int) -> bool:
    """Whether a noun is only the case that something is said for: "in case of war", "depends on the vote"."""
    above = trees.head(at)
    if above >= 0 and trees.lemmas[above] in words("standing", "depend"):
        return trees.case(at) in ("on", "upon")
    for child in trees.kids(at, "case"):
        before = trees.lows[max(0, child - 3) : child]
        if trees.lows[child] == "of" and before[-1:] and before[-1] in ("case", "event") and "in" in before:
            return True
    return trees.case(at) == "in case of"


def _without_case(trees: Trees, at: int) -> Span:
    """The words of a noun after its preposition."""
    whole = trees.clause_span(at)
    case = trees.kid(at, "case")
    return Span(trees.tokens[case + 1].span.start, whole.end) if case is not None else whole


def _is_case_of(trees: Trees, at: int) -> bool:
    """Whether a noun opens a condition: "in case of war", "in the event of", "on condition that"."""
    if trees.lemmas[at] in words("standing", "if_nouns"):
        followed = trees.kid(at, "nmod", "acl") is not None or trees.lows[at + 1 : at + 2] == ["of"]
        return trees.case(at) in ("in", "on") and followed
    return trees.case(at) in ("in case", "in case of")


def is_hypothetical(trees: Trees, at: int) -> bool:
    """Whether a clause is a condition, by the word that opens it or by the verb before its subject."""
    marks = trees.marks(at)
    if any(mark in words("standing", "if") or mark in words("standing", "if_phrases") for mark in marks):
        return True
    if marks and marks[0] in ("as", "so"):
        return _is_as_long_as(trees, at)
    if trees.lows[at] in words("standing", "if") and trees.kid(at, "ccomp") is not None:
        return True
    first = min(trees.below(at))
    if first and trees.lows[first] == "that" and trees.lows[first - 1] in words("standing", "if"):
        return True
    return inverted(trees, at) is not None and not marks


def inverted(trees: Trees, at: int) -> int | None:
    """The "should", "had" or "were" that stands before the subject of a clause, if one does."""
    subject = trees.kid(at, "nsubj", "expl")
    for child in trees.kids(at, "aux", "cop"):
        if trees.lows[child] in words("standing", "inverted") and subject is not None and child < subject:
            return child
    return None


def _is_as_long_as(trees: Trees, at: int) -> bool:
    """Whether "as long as" opens a clause, however the tree joins the three words."""
    first = min(trees.below(at))
    return (
        trees.lows[max(0, first - 2) : first + 3].count("long") > 0
        and "as" in trees.lows[max(0, first - 2) : first + 3]
    )
