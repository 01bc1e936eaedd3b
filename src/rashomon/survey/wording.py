"""Words of a claim brought to one form: stems, content words, the head of a phrase."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from rashomon.names.folding import fold
from rashomon.specify.lexicon import irregular_forms
from rashomon.text import word_set

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_BREAK = re.compile(r"[,;:()\[\]\"“”«»]")
_DOUBLED = frozenset("bdgmnprt")


@cache
def word_tables() -> dict[str, Any]:
    """wording.toml as it stands."""
    return tomllib.loads(files("rashomon.survey").joinpath("wording.toml").read_text(encoding="utf-8"))


@cache
def stop_words() -> frozenset[str]:
    """Words that say little by themselves."""
    return word_set(word_tables()["stop"])


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """The form in which words are compared: folded, without the endings of English inflection.

    It need not be a word; only that the forms of one word meet in it.

    >>> stem("shipped"), stem("ships"), stem("denied"), stem("denies"), stem("fell")
    ('ship', 'ship', 'deny', 'deny', 'fall')
    """
    low = fold(word)
    if low in irregular_forms():
        return irregular_forms()[low].removesuffix("e")
    if len(low) < 4 or low.endswith(("ss", "us", "is")):
        return low
    for ending, rest in (("ies", "y"), ("ied", "y"), ("ing", ""), ("ed", ""), ("es", ""), ("s", "")):
        if low.endswith(ending) and len(low) - len(ending) >= 3:
            return _trim(low.removesuffix(ending) + rest)
    return _trim(low)


def _trim(base: str) -> str:
    if len(base) > 3 and base[-1] == base[-2] and base[-1] in _DOUBLED:
        return base[:-1]
    return base.removesuffix("e") if len(base) > 3 else base


def content_words(text: str) -> frozenset[str]:
    """The stems of the words of ``text`` that say something; numbers in figures are left out.

    >>> sorted(content_words("They have shipped the pumps to the port."))
    ['port', 'pump', 'ship']
    """
    words = (bare_word(match.group()) for match in _WORD.finditer(text))
    return frozenset(
        stem(word) for word in words if word and word not in stop_words() and not word[0].isdigit()
    )


def bare_word(word: str) -> str:
    """A word folded, without the ending of the possessive.

    >>> bare_word("Army's"), bare_word("n’t")
    ('army', 'nt')
    """
    for ending in ("'s", "’s"):
        word = word.removesuffix(ending)
    return fold(word)


@lru_cache(maxsize=100_000)
def head_of(phrase: str) -> str:
    """The stem of the word that a noun phrase is about; ``""`` where there is none.

    >>> head_of("the grain market of the town"), head_of("ships"), head_of("men who left")
    ('market', 'ship', 'men')
    """
    last = ""
    for match in _WORD.finditer(_BREAK.split(phrase.strip(" ,;:()\"“”«»'’"), maxsplit=1)[0]):
        word = bare_word(match.group())
        if last and word in _after_head():
            break
        if word and (word not in stop_words() or not last):
            last = word
    return "" if last in stop_words() else stem(last)


@cache
def _after_head() -> frozenset[str]:
    return word_set(word_tables()["after_head"])
