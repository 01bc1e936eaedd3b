"""Who is on whose side by phrases that name no deed: "in support of", "their fight against", "its ally".

The words are lists in words.toml. What hangs on a verb counts only where the verb's event is said to be so.
"""

from __future__ import annotations

from collections.abc import Iterator

from rashomon.records import Document
from rashomon.specify.kinds import StanceKind, kinds
from rashomon.specify.lexicon import words
from rashomon.specify.parties import Parties
from rashomon.specify.telling import UNCODED, Told, can_be_target, party_of
from rashomon.specify.trees import Trees

_FIGHTS = StanceKind("fights", -1)
_BACKS = StanceKind("supports", 1)
_ALLIED = StanceKind("is allied with", 1, is_mutual=True)
_OPPOSES = StanceKind("opposes", -1)
_HYPHENS = frozenset("-–‑")


def told_by_phrases(document: Document, trees: Trees, parties: Parties) -> Iterator[Told]:
    """All that these phrases tell, in the order of the text by kind of phrase."""
    open_ones = {e.token for e in document.events if e.polarity == "negative" or e.mode != "actual"}
    for at in range(len(trees.lemmas)):
        for holder, target, kind in (
            *_by_fight(trees, parties, at, open_ones),
            *_by_backing(trees, at, open_ones),
            *_by_companion(trees, at, open_ones),
            *_by_kin(trees, parties, at),
            *_by_prefix(trees, at),
        ):
            one, other = party_of(trees, parties, holder), party_of(trees, parties, target)
            if one is not None and other is not None and _are_two(parties, one, other):
                yield Told(one, other, kind, UNCODED, at)


def _are_two(parties: Parties, holder: int, target: int) -> bool:
    known = holder in parties.mentions and can_be_target(parties, target)
    return known and parties.who(holder) != parties.who(target)


def _by_fight(
    trees: Trees, parties: Parties, at: int, open_ones: set[int]
) -> Iterator[tuple[int, int, StanceKind]]:
    """``their battle with X``, ``army strikes against X``, ``wages a war against X``."""
    if trees.lemmas[at] not in words("stances", "fights") or trees.is_verb(at):
        return
    meets = trees.lemmas[at] in words("stances", "meeting_fights")
    cases = ("against", "with") if meets else ("against",)
    targets = [c for c in trees.kids(at, "nmod", "obl") if trees.case(c) in cases]
    if not targets:
        return
    for holder in _fighters(trees, parties, at, open_ones):
        for target in trees.with_conjuncts(targets[0]):
            yield holder, target, _FIGHTS


def _fighters(trees: Trees, parties: Parties, at: int, open_ones: set[int]) -> list[int]:
    """Whose a fight is: its owner's, that of a name before it or behind "by", or who wages it."""
    owner = trees.owner(at)
    near = [owner] if owner is not None else []
    near += trees.kids(at, "compound", "amod")
    near += [c for c in trees.kids(at, "nmod") if trees.case(c) == "by"]
    if found := [one for one in near if one in parties.mentions]:
        return found[:1]
    verb, own = trees.head(at), owner is not None and trees.tokens[owner].xpos == "PRP$"
    waged = verb >= 0 and trees.rels[at] == "obj" and trees.lemmas[verb] in words("stances", "waging")
    # "took the town in their fight against": theirs who took it, where nothing else is known of "their".
    if verb < 0 or not trees.is_verb(verb) or not (own or waged):
        return []
    subject = _doer(trees, verb, open_ones)
    return trees.with_conjuncts(subject) if subject is not None else []


def _doer(trees: Trees, verb: int, open_ones: set[int]) -> int | None:
    """Who does what a verb says, where it is said to be so."""
    if verb in open_ones or any(trees.lows[c] in words("standing", "not") for c in trees.children[verb]):
        return None
    return None if trees.is_passive(verb) else trees.subject(verb)


def _by_backing(trees: Trees, at: int, open_ones: set[int]) -> Iterator[tuple[int, int, StanceKind]]:
    """``conducted strikes in support of X``: for X. ``took it with the help of X``: X is for who took it."""
    verb = trees.head(at)
    if trees.lemmas[at] not in words("stances", "backing") or verb < 0 or not trees.is_verb(verb):
        return
    subject = _doer(trees, verb, open_ones) if trees.rels[at] == "obl" else None
    if subject is None:
        return
    others = [c for c in trees.kids(at, "nmod") if trees.case(c) in ("of", "from")]
    owner = trees.owner(at)
    if trees.case(at) == "in":
        yield from ((subject, other, _BACKS) for other in others if trees.case(other) == "of")
    elif trees.case(at) == "with":
        others += [owner] if owner is not None else []
        yield from ((other, subject, _BACKS) for other in others)


def _by_companion(trees: Trees, at: int, open_ones: set[int]) -> Iterator[tuple[int, int, StanceKind]]:
    """``fought alongside X``, ``serves under X``."""
    if not trees.is_verb(at) or trees.lemmas[at] not in words("stances", "siding"):
        return
    subject = _doer(trees, at, open_ones)
    for child in trees.kids(at, "obl"):
        if subject is not None and trees.case(child) in ("alongside", "beside", "side by side with"):
            yield subject, child, _ALLIED


def _by_kin(trees: Trees, parties: Parties, at: int) -> Iterator[tuple[int, int, StanceKind]]:
    """``Orm's ally Vey``, ``Vey, an enemy of Orm``: whose, and who it is."""
    kind = _kin(trees.lemmas[at])
    if kind is None or not trees.is_nominal(at):
        return
    owner = trees.owner(at)
    whose = [owner] if owner is not None else []
    whose += [c for c in trees.kids(at, "nmod") if trees.case(c) == "of"]
    names = [c for c in trees.kids(at, "appos", "flat", "compound") if c in parties.mentions]
    if trees.rels[at] in ("appos", "compound") and trees.head(at) in parties.mentions:
        names.append(trees.head(at))
    for one in whose[:1]:
        # "supporters of Orm" are his by name alone; they count where they are somebody known besides.
        itself = [at] if parties.has_name(at) else []
        for other in names[:1] or itself:
            if other != one:
                yield other, one, kind


def _kin(lemma: str) -> StanceKind | None:
    """What one is to the other by being called so."""
    if lemma in words("stances", "allies"):
        return _ALLIED
    if lemma in words("stances", "followers"):
        return _BACKS
    return _OPPOSES if lemma in words("stances", "enemies") else None


def _by_prefix(trees: Trees, at: int) -> Iterator[tuple[int, int, StanceKind]]:
    """``pro-Orm militias``, ``the anti-Orm camp``."""
    if at < 2 or trees.lows[at - 1] not in _HYPHENS or trees.lows[at - 2] not in ("pro", "anti"):
        return
    noun = trees.head(at)
    if noun == at - 2:
        noun = trees.head(noun)
    if noun > at and trees.is_nominal(noun):
        yield noun, at, _BACKS if trees.lows[at - 2] == "pro" else kinds().words["oppose"]
