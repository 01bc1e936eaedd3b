"""Names of institutions: acronyms, long forms, and translations of one name."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files

from rashomon.names.countries import country_of
from rashomon.names.folding import fold
from rashomon.names.parsing import marks
from rashomon.names.wordlist import word_set

_SMALL = word_set(
    "of the for and in on to at a an de la le du des del al el da do di & so self styled called"
)
_ACRONYM = re.compile(r"(?:[A-Z]\.?){2,8}s?|[A-Z][A-Z0-9&-]{1,8}|[A-Z]o[A-Z]")


@cache
def _classes() -> Mapping[str, str]:
    raw = tomllib.loads(files("rashomon.names").joinpath("institutions.toml").read_text(encoding="utf-8"))
    table: dict[str, str] = {}
    for kind, mark in (("kinds", "+"), ("qualities", "~")):
        for row in raw[kind]:
            words = row.split()
            for word in words:
                table.setdefault(word, mark + words[0])
    return table


@lru_cache(maxsize=20_000)
def content_classes(text: str) -> frozenset[str]:
    """The content words of a name: institution words by class, countries by name, others folded.

    >>> content_classes("Government of National Accord") == content_classes("national unity cabinet")
    True
    """
    table = _classes()
    found = set()
    for word in fold(text.replace("'s", "").replace("’s", "")).split():
        if word in _SMALL:
            continue
        country = country_of(word.capitalize()) if word not in table else None
        if country is not None and country.role in ("country", "people"):
            found.add("@" + country.country)
        else:
            found.add(table.get(word) or table.get(word.removesuffix("s")) or word)
    return frozenset(found)


@lru_cache(maxsize=20_000)
def body_class(text: str) -> str | None:
    """The class of the word that says what kind of body it is; None where no word does.

    >>> body_class("Government of National Accord"), body_class("national consent administration")
    ('government', 'government')
    """
    table = _classes()
    before_of = re.split(r"\b(?:of|for)\b", text, maxsplit=1)[0]
    for part in (before_of, text):
        for word in reversed(fold(part).split()):
            found = table.get(word) or table.get(word.removesuffix("s"))
            if found and found.startswith("+"):
                return found[1:]
    return None


@lru_cache(maxsize=20_000)
def is_translation(left: str, right: str) -> bool:
    """Whether two names of bodies say the same by content words, though in other words.

    >>> is_translation("Government of National Accord", "national reconciliation government")
    True
    >>> is_translation("5th National Army", "7th National Army")
    False
    """
    mine, theirs = content_classes(left), content_classes(right)
    if marks(left) != marks(right) or len(mine) < 2:
        return False
    return mine == theirs and body_class(left) is not None


@lru_cache(maxsize=20_000)
def is_acronym(text: str) -> bool:
    """Whether a name is written as an acronym.

    >>> is_acronym("GNA"), is_acronym("U.N."), is_acronym("Vey")
    (True, True, False)
    """
    return bool(_ACRONYM.fullmatch(text))


@lru_cache(maxsize=20_000)
def initials(text: str) -> frozenset[str]:
    """The acronyms that a long name could have, with and without its small words.

    >>> "GNA" in initials("Government of National Accord"), "FBP" in initials("Front for Bread and Peace")
    (True, True)
    """
    words = [word for word in re.findall(r"[^\W_]+", text.replace("'s", "").replace("’s", "")) if word]
    if len(words) < 2:
        return frozenset()
    big = [word for word in words if word.lower() not in _SMALL]
    rows = [words, big, [word for word in words if word.lower() != "the"]]
    made = {"".join(word[0] for word in row).upper() for row in rows}
    if len(big) > 2 and country_of(big[0]) is not None:
        made.add("".join(word[0] for word in big[1:]).upper())
    return frozenset(acronym for acronym in made if len(acronym) > 1)


def acronym_letters(text: str) -> str:
    """The letters of an acronym, without points and a plural ending.

    >>> acronym_letters("U.N."), acronym_letters("NGOs")
    ('UN', 'NGO')
    """
    return text.replace(".", "").replace("-", "").removesuffix("s").upper()
