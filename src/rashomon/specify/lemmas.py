"""The base form of a word that the lists of this stage know, whatever lemma the net gave it.

The net's lemmas fail where they have to write an ending ("agre", "refus"). The lists are written in base
forms, so a form that the rules of English inflection lead back to a listed word is that word.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache

from rashomon.cues.reading import effect_of
from rashomon.specify.lexicon import irregular_forms, listed_words

_PARTS = frozenset(["VERB", "NOUN", "AUX", "ADJ"])


def lemma_of(low: str, lemma: str, upos: str) -> str:
    """The base form of a word in lower case: a listed word where the form leads to one, else the lemma given.

    >>> lemma_of("agreed", "agre", "VERB"), lemma_of("shot", "shot", "VERB"), lemma_of("red", "red", "ADJ")
    ('agree', 'shoot', 'red')
    """
    if upos not in _PARTS:
        return lemma
    return _look_up(low, lemma, upos)


@lru_cache(maxsize=20_000)
def _look_up(low: str, lemma: str, upos: str) -> str:
    if upos == "ADJ" and _is_listed(low):
        return low
    if upos == "VERB" and low in irregular_forms():
        return irregular_forms()[low]
    if _is_listed(lemma) and lemma != low:
        return lemma
    for base in _bases(low, upos):
        if _is_listed(base):
            return base
    return lemma


@cache
def _is_listed(base: str) -> bool:
    return base in listed_words() or effect_of(base) is not None


def _bases(low: str, upos: str) -> Iterator[str]:
    """What a form may be an inflection of, the likeliest first."""
    if low in listed_words():
        yield low
    if low.endswith("s") and not low.endswith("ss"):
        yield low[:-1]
        if low.endswith("ies"):
            yield low[:-3] + "y"
        if low.endswith("es"):
            yield low[:-2]
    if upos == "NOUN":
        return
    for ending in ("ed", "ing"):
        stem = low.removesuffix(ending)
        if stem != low and len(stem) > 1:
            yield stem + "e"
            yield stem
            if stem[-1] == stem[-2]:
                yield stem[:-1]
            if ending == "ed" and stem.endswith("i"):
                yield stem[:-1] + "y"
