"""The noun phrases of an article that may refer: names, descriptions and pronouns, from its trees.

What counts as one, and how far it reaches, follows OntoGUM (Zhu et al. 2021), which follows OntoNotes:
the whole phrase with what is added after it, "a dam which leaks" or "Ada Orm, the envoy"; no relative
pronoun, no "there"; and a possessor is one of its own inside the phrase that it owns.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rashomon.names.wordlist import word_set
from rashomon.records import Token

_HEADS = ("NOUN", "PROPN", "PRON")
_NO_HEADS = word_set("flat fixed goeswith expl discourse reparandum dep")
_OUTSIDE = word_set("conj cc parataxis discourse vocative reparandum dislocated dep list orphan punct")
"""Relations of what hangs on a phrase's head without being of the phrase."""
_CLAUSE = word_set("nsubj csubj cop aux mark advmod advcl obl ccomp xcomp expl obj")
"""What a noun that is the predicate of a clause has besides: no part of the phrase."""
_LEFT = word_set("case cc mark advmod")
_NOT_MENTIONS = ("EX", "WP", "WDT", "WP$", "WRB")
_WEAK = word_set(
    "none nothing nobody anything anybody anyone something somebody someone everyone everybody everything"
)


@dataclass(frozen=True, slots=True)
class NounPhrase:
    """One phrase: its tokens from ``first`` to ``last``, both of it, and its head."""

    first: int
    last: int
    head: int
    members: tuple[int, ...] = ()
    """For "Ada Orm and the guard", the heads of its two members; else empty."""


def find_phrases(tokens: Sequence[Token]) -> tuple[NounPhrase, ...]:
    """The phrases of an article by their first token, the longer first; series of phrases too.

    Needs heads, relations and parts of speech. Returns each phrase once; an empty tuple for no tokens.
    """
    below = dependents(tokens)
    found = []
    for head, token in enumerate(tokens):
        if not is_referring(tokens, head, below):
            continue
        first, last = _reach(tokens, head, below)
        found.append(NounPhrase(first, last, head))
        members = [head, *(i for i in below[head] if tokens[i].deprel == "conj" and tokens[i].upos in _HEADS)]
        if len(members) > 1 and token.deprel != "conj":
            end = max(_reach(tokens, member, below)[1] for member in members)
            found.append(NounPhrase(first, end, head, tuple(members)))
    return tuple(sorted(found, key=lambda phrase: (phrase.first, -phrase.last)))


def dependents(tokens: Sequence[Token]) -> list[list[int]]:
    """The indexes of each token's dependents, in order."""
    below: list[list[int]] = [[] for _ in tokens]
    for index, token in enumerate(tokens):
        if token.head >= 0:
            below[token.head].append(index)
    return below


def is_referring(tokens: Sequence[Token], head: int, below: Sequence[Sequence[int]]) -> bool:
    """Whether the token can be the head of a phrase that refers."""
    token = tokens[head]
    if token.upos not in _HEADS or token.deprel in _NO_HEADS or token.xpos in _NOT_MENTIONS:
        return False
    if token.upos == "PRON" and token.lemma.lower() in _WEAK:
        return False
    return not (token.upos == "NOUN" and token.deprel == "compound")


def _reach(tokens: Sequence[Token], head: int, below: Sequence[Sequence[int]]) -> tuple[int, int]:
    """The first and last token of a head's phrase."""
    if tokens[head].upos == "PRON" and tokens[head].xpos in ("PRP", "PRP$"):
        return head, head
    first = last = head
    is_predicate = any(tokens[i].deprel == "cop" for i in below[head])
    for part in below[head]:
        relation = tokens[part].deprel
        if relation in _OUTSIDE or (is_predicate and relation in _CLAUSE):
            continue
        if part < head and relation in _LEFT:
            continue
        low, high = _whole(tokens, part, below)
        first, last = min(first, low), max(last, high)
    while last > head and tokens[last].upos == "PUNCT" and not _closes(tokens, first, last):
        last -= 1
    while first < head and tokens[first].upos == "PUNCT" and not _closes(tokens, first, last):
        first += 1
    return first, last


def _closes(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether the last token is a bracket or mark that belongs to one within."""
    return tokens[last].xpos in ("-RRB-", "''") and any(
        tokens[i].xpos in ("-LRB-", "``") for i in range(first + 1, last)
    )


def _whole(tokens: Sequence[Token], top: int, below: Sequence[Sequence[int]]) -> tuple[int, int]:
    """The first and last token of everything that hangs on ``top``."""
    first = last = top
    stack = [top]
    while stack:
        at = stack.pop()
        first, last = min(first, at), max(last, at)
        stack.extend(below[at])
    return first, last
