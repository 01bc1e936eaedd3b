"""What speaks for and against two phrases of an article being one: named signs that are weighed.

After Durrett and Klein (2013): many plain signs, each with a weight of its own for each sort of phrase.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from rashomon.resolve.phrase_facts import Facts

_STEPS = (0, 1, 2, 3, 4, 6, 9, 13, 20, 40)
_NEAR = {"i": 12, "you": 12, "we": 12, "he": 5, "she": 5, "it": 3, "they": 4, "this": 2, "other": 2}
"""Sentences back that a phrase of each sort may point."""
_MOST = 40
"""Phrases back that a pronoun may point."""
_PERSONAL = ("i", "you", "we", "he", "she", "it", "they")


def signs(before: Facts, after: Facts, apart: int) -> list[str]:
    """The signs of the pair: ``apart`` is how many phrases further back ``before`` begins."""
    away = after.sentence - before.sentence
    found = [
        f"sort {before.sort}",
        f"sentences {bisect_right(_STEPS, away)}",
        f"phrases {bisect_right(_STEPS, apart)}",
        f"role {before.role}",
        f"number {_agree(before.number, after.number)}",
        f"being {before.being}-{after.being}"
        if after.is_pronoun
        else f"being {_agree(before.being, after.being)}",
        f"quoted {_quoted(before, after)}",
    ]
    if before.role == after.role:
        found.append(f"same role {after.role} {min(away, 2)}")
    if away == 0 and before.verb == after.verb and before.verb >= 0:
        found.append("same verb self" if after.reflexive else "same verb")
    if before.sex or after.sex:
        found.append(f"sex {_agree(before.sex or '', after.sex or '')}")
    if after.is_pronoun:
        if before.sort == after.sort:
            found.append(f"again {min(away, 4)}")
        elif before.is_pronoun:
            found.append("other pronoun")
        found.append(f"{before.sort} {before.role} {min(away, 3)}")
    elif not before.is_pronoun:
        found += _word_signs(before, after, away)
    return found


def _agree(left: str, right: str) -> str:
    if not left or not right:
        return "open"
    return "same" if left == right else "clash"


def _quoted(before: Facts, after: Facts) -> str:
    if before.quoted == after.quoted:
        return "same" if after.quoted else "none"
    return f"{'in' if before.quoted else 'out'}-{'in' if after.quoted else 'out'}"


def _word_signs(before: Facts, after: Facts, away: int) -> list[str]:
    """The signs in the words of two phrases that are no pronouns."""
    pair = "name" if before.is_name else before.sort
    found = ["of a series"] if before.phrase.members else []
    if before.key == after.key:
        found += ["same words", f"same words {pair} {min(len(after.words), 3)}"]
        found.append(f"same words {bisect_right(_STEPS, away)}")
    if before.head == after.head:
        more = f"words {'more' if before.words - after.words else 'no'}-"
        more += "more" if after.words - before.words else "no"
        found += ["same head", f"same head {pair}", f"same head {bisect_right(_STEPS, away)}"]
        found += [more, f"{more} {pair}"]
    elif before.is_name and after.is_name:
        found += _name_signs(before, after)
    elif after.head in before.words:
        found.append("head among words")
    elif before.head in after.words:
        found.append("words hold head")
    return found


def _name_signs(before: Facts, after: Facts) -> list[str]:
    """The signs in two names that end differently."""
    found = ["acronym"] if _is_acronym(before, after) or _is_acronym(after, before) else []
    if after.words <= before.words:
        found.append("words of it")
    elif after.words >= before.words:
        found.append("words of it and more")
    elif after.words & before.words:
        found.append("some words")
    return found


def _is_acronym(long: Facts, short: Facts) -> bool:
    bare = short.head.replace(".", "")
    return len(bare) > 1 and len(long.words) > 1 and long.initials == bare


def own_signs(after: Facts, seen: bool) -> list[str]:
    """The signs of a phrase that speaks for its being new: ``seen`` is whether its head word came before."""
    found = [
        "new",
        f"new role {after.role}",
        f"new number {after.number}",
        f"new {'seen' if seen else 'unseen'}",
        f"new being {after.being}",
        f"new {min(len(after.words), 4)} {'seen' if seen else 'unseen'}",
    ]
    if after.phrase.last - after.phrase.head > 2:
        found.append("new long")
    if after.quoted:
        found.append("new quoted")
    return found


def may_be_one(before: Facts, after: Facts) -> bool:
    """What no weight can make good: one inside the other, or a clash of number, person or sex."""
    a, b = before.phrase, after.phrase
    if a.first <= b.first and b.last <= a.last:
        return False
    if b.first <= a.first and a.last <= b.last:
        return False
    if before.sex and after.sex and before.sex != after.sex:
        return False
    if after.sort in ("he", "she", "it", "i") and before.number == "many":
        return False
    if after.sort in ("he", "she") and before.sort in ("i", "you", "we", "it", "they", "this"):
        return before.quoted != after.quoted and before.sort in ("i", "you")
    if after.sort in ("it", "this") and before.being == "person":
        return False
    if after.sort == "i" and before.sort in ("he", "she"):
        return before.quoted != after.quoted
    if after.sort == "i" and not before.is_pronoun:
        return before.being != "thing" and before.quoted != after.quoted
    return True


def candidates(facts: Sequence[Facts], place: int, heads: dict[str, list[int]]) -> list[int]:
    """The phrases before ``place`` that it may point back to, the nearest first.

    ``heads`` gives, by folded word, the earlier phrases with that head or, of names, that word.
    """
    after = facts[place]
    reach = _NEAR.get(after.sort, 1 if after.sort in ("the", "this", "owned") else -1)
    near = []
    for index in range(place - 1, max(-1, place - 1 - _MOST), -1):
        if after.sentence - facts[index].sentence > reach:
            break
        near.append(index)
    found = set(near)
    if after.sort in _PERSONAL:
        found.update(heads.get(f"<{after.sort}>", ())[-1:])
    if not after.is_pronoun:
        wanted = {
            after.head,
            *(after.words if after.is_name else ()),
            after.initials if after.is_name else after.head,
        }
        for word in wanted:
            found.update(heads.get(word, ())[-12:])
            found.update(heads.get(word, ())[:2])
    return [i for i in sorted(found, reverse=True) if may_be_one(facts[i], after)]


def index_words(fact: Facts) -> set[str]:
    """The words under which a phrase is found again."""
    if fact.is_pronoun:
        return {f"<{fact.sort}>"}
    return {fact.head, *(fact.words if fact.is_name else ()), *([fact.initials] if fact.is_name else ())}
