"""A name as it stands in a text, taken apart: title, given names, surname, suffix."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Literal

from rashomon.names.countries import adjectives
from rashomon.names.folding import fold
from rashomon.names.wordlist import word_set

Sex = Literal["male", "female"]

_WORD = re.compile(r"[\w'’‘`.-]*\w[\w'’‘`.-]*|\S")
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$")
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)?|[ivx]{2,}|[ivx]")
_DIRECTIONS = word_set(
    "north south east west northern southern eastern western central northeast northwest southeast southwest "
    "upper lower new old inner outer"
)


@dataclass(frozen=True, slots=True)
class PersonName:
    """The parts of one man's or woman's name; the words of a part stand as written."""

    titles: tuple[str, ...] = ()
    given: tuple[str, ...] = ()
    surname: str = ""
    """With its particles, e.g. ``"al-Dorsi"``, ``"van der Vey"``."""
    suffix: str = ""

    @property
    def key(self) -> str:
        """The surname folded, without articles and particles: ``"dorsi"``, ``"vey"``."""
        return surname_key(self.surname)

    @property
    def full(self) -> str:
        """Given names, surname and suffix."""
        return " ".join(part for part in (*self.given, self.surname, self.suffix) if part)


@dataclass(frozen=True, slots=True)
class TitleWords:
    """The general tables of ranks, offices and other words beside names; all folded."""

    classes: Mapping[str, frozenset[str]]
    """Each word with the classes it belongs to."""
    modifiers: frozenset[str]
    honorifics: frozenset[str]
    sexes: Mapping[str, Sex]
    persons: frozenset[str]
    """Words for somebody without an office: "man", "daughter"."""
    kin: frozenset[str]
    tiers: Mapping[str, str]
    """High, middle and low ranks."""
    suffixes: frozenset[str]
    suffix_phrases: tuple[tuple[str, ...], ...]
    articles: frozenset[str]
    particles: frozenset[str]
    compounds: frozenset[str]

    def heads(self, word: str) -> bool:
        """Whether a folded word can be the last word of a title."""
        return word in self.classes or word in self.honorifics


@cache
def title_words() -> TitleWords:
    """The tables of ``titles.toml``."""
    raw: dict[str, Any] = tomllib.loads(_read("titles.toml"))
    classes: dict[str, set[str]] = {}
    for name, words in raw["classes"].items():
        for word in words:
            classes.setdefault(fold(word), set()).add(name)
    sexes: dict[str, Sex] = {}
    for table in (raw["honorifics"], raw["person"]):
        sexes |= {fold(word): "male" for word in table["male"]}
        sexes |= {fold(word): "female" for word in table["female"]}
    return TitleWords(
        classes={word: frozenset(names) for word, names in classes.items()},
        modifiers=frozenset(fold(word) for word in raw["modifiers"]["words"]),
        honorifics=frozenset(fold(w) for sex in ("male", "female", "any") for w in raw["honorifics"][sex]),
        sexes=sexes,
        persons=frozenset(fold(w) for sex in ("male", "female", "any") for w in raw["person"][sex]),
        kin=frozenset(fold(word) for word in raw["person"]["kin"]),
        tiers={word: tier for tier, words in raw["tiers"].items() for word in words},
        suffixes=frozenset(fold(word) for word in raw["suffixes"]["words"]),
        suffix_phrases=tuple(tuple(phrase.split()) for phrase in raw["suffixes"]["phrases"]),
        articles=frozenset(raw["particles"]["article"]),
        particles=frozenset(raw["particles"]["article"] + raw["particles"]["joined"]),
        compounds=frozenset(raw["particles"]["compound"]),
    )


@cache
def _given_names() -> Mapping[str, Sex]:
    raw = tomllib.loads(_read("given.toml"))
    both = set(raw["male"].split()) & set(raw["female"].split())
    table: dict[str, Sex] = {name: "female" for name in raw["female"].split() if name not in both}
    return table | {name: "male" for name in raw["male"].split() if name not in both}


def _read(name: str) -> str:
    return files("rashomon.names").joinpath(name).read_text(encoding="utf-8")


def sex_of_given(name: str) -> Sex | None:
    """The sex a common given name tells; None where the table does not say.

    >>> sex_of_given("Elena"), sex_of_given("Orlan")
    ('female', None)
    """
    return _given_names().get(fold(name))


def rank_tier(titles: Sequence[str]) -> str | None:
    """High, middle or low, by the last rank in a row of title words; None where there is none.

    >>> rank_tier(["Lieutenant", "General"]), rank_tier(["Colonel"]), rank_tier(["Foreign", "Minister"])
    ('high', 'middle', None)
    """
    tiers = [title_words().tiers.get(fold(word)) for word in titles]
    told = [tier for tier in tiers if tier]
    return told[-1] if told else None


def split_name(text: str) -> list[str]:
    """The words of a name, without a possessive ending, commas and quotation marks.

    >>> split_name("Field Marshal Orlan al-Vey’s"), split_name("Orlan Abd al Vahar")
    (['Field', 'Marshal', 'Orlan', 'al-Vey'], ['Orlan', 'Abd al Vahar'])
    """
    words = [_POSSESSIVE.sub("", word).strip(".-") for word in _WORD.findall(text)]
    return _one_servant([word for word in words if word and word[-1].isalnum()])


_SERVANT_OF = re.compile(r"[Aa]bd(?:[aeou][lrsdtnz])?|[aeu][lrsdtnz]", re.I)


def _one_servant(words: list[str]) -> list[str]:
    """The words with "Abdel Vahar", "Abd al Vahar" as one: servant of is half a name, not a given name."""
    joined: list[str] = []
    for word in words:
        before = joined[-1] if joined else ""
        if before[:3].lower() == "abd" and all(_SERVANT_OF.fullmatch(part) for part in before.split()):
            joined[-1] = f"{before} {word}"
        else:
            joined.append(word)
    return joined


@lru_cache(maxsize=20_000)
def surname_key(surname: str) -> str:
    """A surname folded and without articles and particles.

    >>> surname_key("al-Dorsi"), surname_key("van der Vey"), surname_key("El Baz")
    ('dorsi', 'vey', 'baz')
    """
    words = fold(surname.replace("’", "'")).split()
    tables = title_words()
    kept = [word for word in words if word not in tables.particles]
    return "".join(kept or words)


def leading_titles(words: list[str]) -> int:
    """How many words at the start of a name are title; at least one word is left as name.

    >>> leading_titles(["Vostran", "Economy", "Minister", "Nasir", "Vey"])
    0
    >>> leading_titles(["Deputy", "Foreign", "Minister", "Nasir", "Vey"])
    3
    """
    tables, last = title_words(), 0
    for place, word in enumerate(words[:-1]):
        bare = fold(word)
        if tables.heads(bare):
            last = place + 1
        elif (
            bare not in tables.modifiers
            and bare not in adjectives()
            and bare not in ("of", "and", "the", "in")
        ):
            break
    return last


@lru_cache(maxsize=20_000)
def parse_person(text: str) -> PersonName:
    """Takes a person's name apart.

    >>> parse_person("Field Marshal Orlan al-Veytar Jr")
    PersonName(titles=('Field', 'Marshal'), given=('Orlan',), surname='al-Veytar', suffix='Jr')
    """
    words = split_name(text)
    if not words:
        return PersonName(surname=text.strip())
    cut = leading_titles(words)
    titles, words = tuple(words[:cut]), words[cut:]
    words, suffix = _take_suffix(words)
    while len(words) > 1 and fold(words[0]) in _BEFORE:
        words, suffix = words[1:], suffix or _BEFORE[fold(words[0])]
    start = len(words) - 1
    tables = title_words()
    while start > 0 and fold(words[start - 1]) in tables.particles and words[start - 1].lower() != "of":
        start -= 1
    if start == 1 and fold(words[0]) in tables.compounds:
        start = 0
    return PersonName(titles, tuple(words[:start]), " ".join(words[start:]), suffix)


_BEFORE = {"the": "", "younger": "the younger", "elder": "the elder"}


def _take_suffix(words: list[str]) -> tuple[list[str], str]:
    tables = title_words()
    for phrase in tables.suffix_phrases:
        size = len(phrase)
        if len(words) > size and tuple(word.lower() for word in words[-size:]) == phrase:
            return words[:-size], " ".join(words[-size:])
    if (
        len(words) > 1
        and fold(words[-1]) in tables.suffixes
        and not (len(words[-1]) == 1 and len(words) == 2)
    ):
        return words[:-1], words[-1]
    return words, ""


@lru_cache(maxsize=20_000)
def marks(text: str) -> tuple[str, ...]:
    """The numbers, ordinals and directions of a name, which are never to be overlooked.

    >>> marks("5th Northern Brigade"), marks("Second Brigade")
    (('5', 'north'), ('2',))
    """
    found = []
    for word in fold(text).split():
        if word in _NUMBER_WORDS:
            found.append(_NUMBER_WORDS[word])
        elif _ORDINAL.fullmatch(word) and not (len(word) == 1 and word.isalpha()):
            found.append(word.rstrip("stndrh") if word[0].isdigit() else word)
        elif word in _DIRECTIONS:
            found.append(word.removesuffix("ern"))
    return tuple(found)


_NUMBERS = """first one|second two|third three|fourth four|fifth five|sixth six|seventh seven|eighth eight
|ninth nine|tenth ten|eleventh eleven|twelfth twelve"""
_NUMBER_WORDS = {
    word: str(number) for number, words in enumerate(_NUMBERS.split("|"), 1) for word in words.split()
}
