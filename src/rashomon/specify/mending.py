"""What the net's trees get wrong and the order of the words puts right."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rashomon.records import Token

_SUBJECT_AFTER = frozenset(["be", "say", "come", "remain", "follow", "stand", "lie", "go"])
"""Verbs behind which a subject may stand."""
_WOULD = frozenset(["would", "could", "might", "will", "'d"])
_PARTING = frozenset(["of", "from", "for", "into"])


class _Tree:
    """Heads and relations that may be changed, and what the words are."""

    def __init__(
        self, heads: list[int], rels: list[str], lows: Sequence[str], tokens: Sequence[Token]
    ) -> None:
        self.heads, self.rels, self.lows, self.tokens = heads, rels, lows, tokens
        self.below: dict[int, list[int]] = {}
        for at, above in enumerate(heads):
            self.below.setdefault(above, []).append(at)

    def kids(self, at: int, *rels: str) -> list[int]:
        return [child for child in self.below.get(at, ()) if self.rels[child] in rels]

    def hang(self, at: int, above: int, rel: str) -> None:
        self.below[self.heads[at]].remove(at)
        self.below.setdefault(above, []).append(at)
        self.heads[at], self.rels[at] = above, rel


def mend(heads: list[int], rels: list[str], lows: Sequence[str], tokens: Sequence[Token]) -> None:
    """Hang words elsewhere where their order says so; ``heads`` and ``rels`` are changed in place."""
    tree = _Tree(heads, rels, lows, tokens)
    steps: dict[str, Callable[[_Tree, int], None]] = {
        "nsubj": _mend_subject,
        "obj": _mend_object,
        "advcl": _mend_participle,
        "conj": _mend_participle,
        "ccomp": _mend_condition,
        "parataxis": _mend_inversion,
    }
    for at, rel in enumerate(list(rels)):
        if rel in steps and heads[at] >= 0:
            steps[rel](tree, at)


def _mend_subject(tree: _Tree, at: int) -> None:
    """A second subject after the verb is its object: "Torvia supports Orm", both called subjects."""
    verb = tree.heads[at]
    if tree.tokens[verb].upos != "VERB" or _raise(tree, at) or _put_into_clause(tree, at):
        return
    second = verb < at and any(other < verb for other in tree.kids(verb, "nsubj"))
    if second and tree.tokens[verb].lemma not in _SUBJECT_AFTER and not tree.kids(verb, "obj", "ccomp"):
        tree.rels[at] = "obj"


def _mend_object(tree: _Tree, at: int) -> None:
    if not _raise(tree, at):
        _put_into_clause(tree, at)


def _raise(tree: _Tree, at: int) -> bool:
    """Whether a noun that a preposition parts from its gerund was hung on the verb above.

    "accuses Orm of arming them", Orm called the subject or the object of "arming".
    """
    gerund, tokens = tree.heads[at], tree.tokens
    above = tree.heads[gerund]
    if not 0 <= above < at < gerund or tokens[gerund].xpos != "VBG" or tokens[above].upos != "VERB":
        return False
    if not any(at < mark and tree.lows[mark] in _PARTING for mark in tree.kids(gerund, "mark", "case")):
        return False
    tree.hang(at, above, "obj")
    return True


def _put_into_clause(tree: _Tree, at: int) -> bool:
    """Whether a noun between "that" and a clause without a subject was made its subject.

    "denied that Orm is there", Orm called the object or a second subject of "denied".
    """
    verb = tree.heads[at]
    for clause in tree.kids(verb, "ccomp", "advcl"):
        marks = [*tree.kids(verb, "mark"), *tree.kids(clause, "mark")]
        opened = any(verb < mark < at and tree.lows[mark] == "that" for mark in marks)
        if opened and at < clause and not tree.kids(clause, "nsubj", "expl"):
            tree.hang(at, clause, "nsubj")
            tree.rels[clause] = "ccomp"
            return True
    return False


def _mend_participle(tree: _Tree, at: int) -> None:
    """A participle behind the verb of saying is said of its subject: "men died, Orm said, accusing Vey"."""
    clause = tree.heads[at]
    saying = tree.heads[clause]
    is_bare = tree.tokens[at].xpos == "VBG" and not tree.kids(at, "nsubj", "aux")
    if is_bare and tree.rels[clause] == "ccomp" and clause < saying < at:
        tree.hang(at, saying, "advcl")


def _mend_condition(tree: _Tree, at: int) -> None:
    """Of two clauses after "that" that with "if" hangs on the other: "said that if he came they would go"."""
    others = [clause for clause in tree.kids(tree.heads[at], "ccomp") if clause > at]
    if others and any(tree.lows[mark] in ("if", "unless") for mark in tree.kids(at, "mark")):
        tree.hang(at, others[0], "advcl")


def _mend_inversion(tree: _Tree, at: int) -> None:
    """The clause behind a turned one is the main one: "Had the guard stayed, the dam would have held"."""
    clause = tree.heads[at]
    subjects = tree.kids(clause, "nsubj")
    turned = [c for c in tree.kids(clause, "aux") if tree.lows[c] in ("had", "should", "were")]
    would = any(tree.lows[c] in _WOULD for c in tree.kids(at, "aux"))
    if turned and subjects and turned[0] < subjects[0] < clause < at and would:
        above, rel = tree.heads[clause], tree.rels[clause]
        tree.hang(at, above, rel)
        tree.hang(clause, at, "advcl")
