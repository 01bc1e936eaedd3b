"""Under which condition an event is said to happen: "if ...", "unless ...", "depends on ..."."""

from __future__ import annotations

from rashomon.specify.lexicon import words
from rashomon.specify.trees import Trees
from rashomon.records import Span


def condition_of(trees: Trees, at: int) -> Span | None:
    """The words of the condition that the event at a token hangs on, without a stop at their end; or None.

    A condition of the clause above holds for its complements too: "if he leaves, they plan to attack".
    """
    for _ in range(4):
        found = _own_condition(trees, at)
        if found is not None:
            return found
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
        if rel == "advcl" and is_hypothetical(trees, child):
            return trees.clause_span(child)
        if rel in ("obl", "advcl") and depends and trees.case(child) in ("on", "upon"):
            return _without_case(trees, child)
        if rel == "obl" and _is_case_of(trees, child):
            return trees.clause_span(child)
    return None


def _without_case(trees: Trees, at: int) -> Span:
    """The words of a noun after its preposition."""
    whole = trees.clause_span(at)
    case = trees.kid(at, "case")
    return Span(trees.tokens[case + 1].span.start, whole.end) if case is not None else whole


def _is_case_of(trees: Trees, at: int) -> bool:
    """Whether a noun opens a condition: "in case of war", "in the event of", "on condition that"."""
    if trees.lemmas[at] in words("standing", "if_nouns"):
        return trees.case(at) in ("in", "on") and trees.kid(at, "nmod", "acl") is not None
    return trees.case(at) in ("in case", "in case of")


def is_hypothetical(trees: Trees, at: int) -> bool:
    """Whether a clause is a condition, by the word that opens it or by the verb before its subject."""
    marks = trees.marks(at)
    if any(mark in words("standing", "if") or mark in words("standing", "if_phrases") for mark in marks):
        return True
    if marks and marks[0] in ("as", "so"):
        return _is_as_long_as(trees, at)
    openers = [c for c in trees.kids(at, "aux", "cop") if trees.lows[c] in words("standing", "inverted")]
    subject = trees.kid(at, "nsubj", "expl")
    return bool(openers) and subject is not None and openers[0] < subject and not marks


def _is_as_long_as(trees: Trees, at: int) -> bool:
    """Whether "as long as" opens a clause, however the tree joins the three words."""
    first = min(trees.below(at))
    return (
        trees.lows[max(0, first - 2) : first + 3].count("long") > 0
        and "as" in trees.lows[max(0, first - 2) : first + 3]
    )
