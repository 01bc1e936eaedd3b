"""The trees of a document: who hangs on whom, and who is the subject of what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rashomon.records import Span, Token
from rashomon.specify.lemmas import lemma_of
from rashomon.specify.lexicon import words
from rashomon.specify.mending import mend
from rashomon.text import word_set

NOMINAL = frozenset(["NOUN", "PROPN", "PRON", "NUM", "SYM", "X"])
_LEFT_OUT = word_set(
    """acl advcl parataxis appos conj cc case mark punct dep discourse list orphan cop aux nsubj advmod
    expl"""
)
_INNER_STOPS = frozenset("-–./'\"“”’‘")
_RELATIVE = frozenset(["who", "whom", "which", "that", "whose"])
_DEEPEST = 6


class Trees:
    """The tokens of a document with their children, built once."""

    __slots__ = ("children", "heads", "lemmas", "lows", "rels", "text", "tokens")

    def __init__(self, text: str, tokens: Sequence[Token]) -> None:
        self.text = text
        self.tokens = tokens
        self.lows = [text[t.span.start : t.span.end].lower() for t in tokens]
        self.lemmas = [
            lemma_of(low, t.lemma.lower(), t.upos) for low, t in zip(self.lows, tokens, strict=True)
        ]
        self.rels = [t.deprel for t in tokens]
        self.children: list[list[int]] = [[] for _ in tokens]
        self.heads = _without_rings([token.head for token in tokens])
        mend(self.heads, self.rels, self.lows, tokens)
        for index, above in enumerate(self.heads):
            if above >= 0:
                self.children[above].append(index)

    def head(self, at: int) -> int:
        """The index of a token's head; -1 for a root."""
        return self.heads[at]

    def kids(self, at: int, *rels: str) -> list[int]:
        """The children of a token that hang on it by one of the relations, in order."""
        return [child for child in self.children[at] if self.rels[child] in rels]

    def kid(self, at: int, *rels: str) -> int | None:
        """The first such child."""
        for child in self.children[at]:
            if self.rels[child] in rels:
                return child
        return None

    def case(self, at: int) -> str:
        """The preposition of a noun, its fixed parts joined: ``"because of"``; empty without one."""
        for child in self.children[at]:
            if self.rels[child] == "case" and self.lows[child] not in ("'s", "’s", "'", "’"):
                rest = [self.lows[c] for c in self.children[child] if self.rels[c] == "fixed"]
                return " ".join([self.lows[child], *rest])
        return ""

    def marks(self, at: int) -> list[str]:
        """The subordinating words of a clause, lowered, their fixed parts joined with hyphens."""
        found = []
        for child in self.children[at]:
            if self.rels[child] == "mark" or (self.rels[child] == "case" and self.is_verb(at)):
                rest = [self.lows[c] for c in self.children[child] if self.rels[c] == "fixed"]
                found.append("-".join([self.lows[child], *rest]))
        return found

    def is_verb(self, at: int) -> bool:
        """Whether the token is a full verb."""
        return self.tokens[at].upos == "VERB"

    def is_nominal(self, at: int) -> bool:
        """Whether the token is a noun, name, pronoun or number."""
        return self.tokens[at].upos in NOMINAL

    def is_infinitive(self, at: int) -> bool:
        """Whether a verb or predicate has "to" before it."""
        if self.tokens[at].xpos == "VBG":
            return False
        return any(self.rels[c] == "mark" and self.lows[c] == "to" for c in self.children[at])

    def is_passive(self, at: int) -> bool:
        """Whether a verb's subject undergoes it: "was shot", "shot by", not "has shot"."""
        token = self.tokens[at]
        if token.upos != "VERB" or token.xpos not in ("VBN", "VBD"):
            return False
        auxiliaries = self.kids(at, "aux")
        if auxiliaries:
            return self.lemmas[auxiliaries[-1]] in ("be", "get")
        if token.xpos == "VBD":
            return False
        if self.rels[at] == "conj" and self.kid(at, "nsubj") is None and self.heads[at] >= 0:
            above = self.heads[at]
            return self.is_passive(above) or self.tokens[above].xpos != "VBN"
        return self.kid(at, "obj") is None

    def is_finite_clause(self, at: int) -> bool:
        """Whether a clause has a subject of its own or a finite verb."""
        token = self.tokens[at]
        if token.xpos in ("VBD", "VBZ", "VBP", "MD") or self.kid(at, "nsubj", "expl") is not None:
            return True
        return any(self.tokens[c].xpos in ("VBD", "VBZ", "VBP", "MD") for c in self.kids(at, "aux", "cop"))

    def is_relative(self, at: int) -> bool:
        """Whether a clause that hangs on a noun says something more of it, whole or shortened."""
        if self.rels[at] != "acl" or self.is_infinitive(at):
            return False
        if any(self.lows[c] == "that" and self.rels[c] == "mark" for c in self.children[at]):
            return False
        return self.tokens[at].xpos in ("VBN", "VBG") or self.is_finite_clause(at)

    def resolved(self, at: int) -> int:
        """The noun that a relative pronoun stands for; any other token itself.

        The pronoun's clause hangs on that noun.
        """
        if self.lows[at] not in _RELATIVE or self.tokens[at].upos not in ("PRON", "SCONJ", "DET"):
            return at
        if self.tokens[at].xpos == "DT":
            return at
        clause = self.head(at)
        for _ in range(_DEEPEST):
            if clause < 0:
                break
            if self.rels[clause] == "acl":
                return self.head(clause)
            clause = self.head(clause)
        return at

    def subject(self, at: int, depth: int = 0) -> int | None:
        """Who a verb, adjective or noun is said of: its own subject or one shared or inherited.

        "The guard came and left" (shared), "wants to leave", "made them leave" (inherited), "the men who
        left" (the antecedent), "the men leaving".
        """
        own = self.kid(at, "nsubj")
        if own is not None:
            return self.resolved(own)
        if depth > _DEEPEST or self.head(at) < 0:
            return None
        above, rel = self.head(at), self.rels[at]
        if rel == "conj":
            if self._is_joined_higher(at, above):
                return self.subject(self.head(above), depth + 1)
            return None if self.tokens[above].upos in ("PROPN", "PRON") else self.subject(above, depth + 1)
        if rel == "xcomp":
            return self._subject_of_complement(above, depth)
        if rel == "acl":
            return self._subject_of_adnominal(at, above, depth)
        if rel == "advcl" and self.lemmas[above] in words("subjects", "bidding_by_preposition"):
            return self._subject_of_complement(above, depth)
        if rel in ("advcl", "ccomp") and not self.is_finite_clause(at):
            return self._subject_of_clause(at, above, depth)
        return None

    def _is_joined_higher(self, at: int, above: int) -> bool:
        """Whether a finite verb that a tree joins to a complement goes on with what is above that.

        "She said that it had been taken, and thanked them": "had thanked" it would be, had it done both.
        """
        governor = self.head(above)
        return (
            self.rels[above] == "ccomp"
            and governor >= 0
            and self.tokens[governor].xpos in ("VBD", "VBZ", "VBP")
            and self.tokens[at].xpos in ("VBD", "VBP")
            and self.kid(at, "aux") is None
            and self.tokens[above].xpos == "VBN"
            and any(self.lows[c] in ("had", "has", "have") for c in self.kids(above, "aux"))
            and any(self.lows[c] == "," for c in self.kids(at, "punct"))
        )

    def _subject_of_clause(self, at: int, above: int, depth: int) -> int | None:
        """Of "accuse Orm of arming them" Orm; of "left after arming them" who left."""
        if self.marks(at)[:1] in (["of"], ["from"], ["for"], ["into"]) and self.tokens[at].xpos == "VBG":
            objects = self.kids(above, "obj")
            if objects:
                return self.resolved(objects[0])
        return self.subject(above, depth + 1)

    def _subject_of_complement(self, above: int, depth: int) -> int | None:
        """Whose infinitive it is: the object's of the verb above, if it has one, else the subject's."""
        if self.lemmas[above] not in words("subjects", "promising"):
            objects = self.kids(above, "iobj") or self.kids(above, "obj")
            if objects:
                return self.resolved(objects[0])
        if self.lemmas[above] in words("subjects", "bidding_by_preposition"):
            for child in self.kids(above, "obl"):
                if self.case(child) in ("on", "upon", "to", "for", "with"):
                    return child
        return self.subject(above, depth + 1)

    def _subject_of_adnominal(self, at: int, noun: int, depth: int) -> int | None:
        if not self.is_infinitive(at):
            relative = any(self.lows[c] in _RELATIVE for c in self.children[at])
            finite = self.tokens[at].xpos in ("VBD", "VBZ", "VBP")
            return noun if not relative and (not finite or self.kid(at, "obj") is not None) else None
        owner = self.owner(noun)
        if owner is not None:
            return owner
        if self.rels[noun] in ("obj", "obl", "xcomp") and self.head(noun) >= 0:
            return self.subject(self.head(noun), depth + 1)
        return None

    def owner(self, noun: int) -> int | None:
        """The possessor of a noun: "their", "the city's"."""
        for child in self.children[noun]:
            if self.rels[child] == "nmod" and (
                self.tokens[child].xpos in ("PRP$", "WP$")
                or any(
                    self.rels[c] == "case" and self.lows[c] in ("'s", "’s", "'", "’")
                    for c in self.children[child]
                )
            ):
                return self.resolved(child)
        return None

    def with_conjuncts(self, at: int) -> list[int]:
        """A noun and the nouns joined to it: "the guard and the militia"."""
        return [at, *(c for c in self.kids(at, "conj") if self.is_nominal(c))]

    def below(self, at: int) -> Iterator[int]:
        """Every token under a token, itself too, in no set order."""
        pending = [at]
        while pending:
            here = pending.pop()
            yield here
            pending.extend(self.children[here])

    def clause_span(self, at: int) -> Span:
        """From the first to the last word under a token, stops at the edges left out."""
        inside = sorted(self.below(at))
        while len(inside) > 1 and self.tokens[inside[-1]].upos == "PUNCT":
            inside.pop()
        while len(inside) > 1 and self.tokens[inside[0]].upos == "PUNCT":
            inside.pop(0)
        return Span(self.tokens[inside[0]].span.start, self.tokens[inside[-1]].span.end)

    def phrase_span(self, at: int) -> Span:
        """The phrase of a noun without its preposition, relative clauses and what is joined to it."""
        inside: set[int] = set()
        pending = [at]
        while pending:
            here = pending.pop()
            inside.add(here)
            for child in self.children[here]:
                rel = self.rels[child]
                inner = here != at and rel in ("case", "conj", "cc", "advmod")
                if rel not in _LEFT_OUT or inner or (rel == "punct" and self.lows[child] in _INNER_STOPS):
                    pending.append(child)
        first = last = at
        while first - 1 in inside:
            first -= 1
        while last + 1 in inside:
            last += 1
        while last > at and self.tokens[last].upos == "PUNCT" and self.lows[last] != ".":
            last -= 1
        while first < at and self.tokens[first].upos == "PUNCT":
            first += 1
        return Span(self.tokens[first].span.start, self.tokens[last].span.end)


def _without_rings(heads: list[int]) -> list[int]:
    """The heads with every ring broken at its first token and every head outside the text made a root.

    >>> _without_rings([1, 0, 1, 9])
    [-1, 0, 1, -1]
    """
    kept = [above if 0 <= above < len(heads) else -1 for above in heads]
    seen = [0] * len(heads)
    for start in range(len(heads)):
        here = start
        while here >= 0 and not seen[here]:
            seen[here] = start + 1
            here = kept[here]
        if here >= 0 and seen[here] == start + 1:
            kept[here] = -1
    return kept
