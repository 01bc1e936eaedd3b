"""Whom somebody is for or against by what he promises: to stand by them, or sanctions if they do it."""

from __future__ import annotations

from collections.abc import Iterator

from rashomon.specify.kinds import StanceKind
from rashomon.specify.lexicon import words
from rashomon.specify.parties import Parties
from rashomon.specify.telling import UNCODED, Told, can_be_target
from rashomon.specify.trees import Trees

_BACKS = StanceKind("supports", 1)
_THREATENS = StanceKind("threatens", -1)
_NOT = frozenset(["not", "n't", "never"])
_SURE = frozenset(["will", "would", "shall", "has", "have", "had", "did", "does", "do", "'ll"])


def told_by_vows(trees: Trees, parties: Parties) -> Iterator[Told]:
    """``Torvia will not abandon Orm``; ``Vey warned that if Orm did it, sanctions would follow``."""
    for at in range(len(trees.lemmas)):
        if not trees.is_verb(at):
            continue
        for holder, target, kind in (*_by_faith(trees, at), *_by_warning(trees, at)):
            known = holder in parties.mentions and can_be_target(parties, target)
            if known and not parties.are_one(holder, target):
                yield Told(holder, target, kind, UNCODED, at)


def _by_faith(trees: Trees, at: int) -> Iterator[tuple[int, int, StanceKind]]:
    """Who stands by somebody, or does not forsake him."""
    lemma, below = trees.lemmas[at], trees.children[at]
    is_leaving = lemma in words("stances", "forsaking")
    is_leaving |= lemma == "leave" and any(trees.lows[c] == "alone" for c in below)
    is_left = any(trees.lows[c] in _NOT for c in below)
    is_standing = lemma == "stand" and not is_left
    if not (is_standing or (is_leaving and is_left)) or trees.is_passive(at):
        return
    if not _is_certain(trees, at):
        return
    sides = [c for c in trees.kids(at, "obl") if trees.case(c) in words("stances", "standing_by")]
    subject = trees.subject(at)
    for target in (sides if is_standing else trees.kids(at, "obj"))[:1]:
        if subject is not None:
            yield subject, target, _BACKS


def _is_certain(trees: Trees, at: int) -> bool:
    """Whether it is said that somebody does or will, not that he may or if he does."""
    auxiliaries = {trees.lows[c] for c in trees.kids(at, "aux")}
    return auxiliaries <= _SURE and not {"if", "unless", "whether"} & set(trees.marks(at))


def _by_warning(trees: Trees, at: int) -> Iterator[tuple[int, int, StanceKind]]:
    """Who warns of what follows if another acts."""
    speaker = trees.subject(at)
    if trees.lemmas[at] not in words("stances", "warning") or speaker is None or trees.is_passive(at):
        return
    if any(trees.lows[c] in _NOT for c in trees.children[at]):
        return
    for clause in trees.kids(at, "ccomp"):
        parts = {trees.lemmas[clause], *(trees.lemmas[c] for c in trees.kids(clause, "nsubj", "obj", "obl"))}
        if not parts & words("stances", "retaliation"):
            continue
        for condition in trees.kids(clause, "advcl"):
            subject = trees.subject(condition)
            if "if" in trees.marks(condition) and subject is not None:
                yield speaker, subject, _THREATENS
