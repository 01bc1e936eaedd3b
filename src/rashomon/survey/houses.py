"""The outlets and agencies of a case by name, whatever form of it is used."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from rashomon.ledger import LedgerArticle, LedgerVoice
from rashomon.names.folding import fold
from rashomon.names.outlets import is_outlet, stands_beside_outlet
from rashomon.survey.direction import house_key

HouseKind = Literal["outlet", "agency"]


@cache
def house_words() -> Mapping[str, frozenset[str]]:
    """The lists of houses.toml."""
    raw = tomllib.loads(files("rashomon.survey").joinpath("houses.toml").read_text(encoding="utf-8"))
    return {name: frozenset(words) for name, words in raw.items()}


@dataclass(frozen=True, slots=True)
class Houses:
    """Which articles of the case are whose, and how the case calls the houses."""

    articles: Mapping[str, tuple[LedgerArticle, ...]]
    """By house key."""
    names: Mapping[str, str]
    """House key to the name as the articles state it."""
    short: Mapping[str, str]
    """The last words of a house's name to its key, where they are only its own ("the Herald")."""

    @staticmethod
    def of(articles: Sequence[LedgerArticle]) -> Houses:
        """The houses that print the ``articles``."""
        found: dict[str, list[LedgerArticle]] = defaultdict(list)
        for article in sorted(articles, key=lambda article: article.name):
            if house_key(article.outlet):
                found[house_key(article.outlet)].append(article)
        short: dict[str, set[str]] = defaultdict(set)
        for key in found:
            words = key.split()
            for place in range(1, len(words)):
                short[" ".join(words[place:])].add(key)
        return Houses(
            {key: tuple(group) for key, group in found.items()},
            {key: min(article.outlet or "" for article in group) for key, group in found.items()},
            {ending: min(keys) for ending, keys in short.items() if len(keys) == 1 and ending not in found},
        )

    def key_of(self, name: str | None) -> str:
        """The key of the house that is called so, also by a shortened name; empty for no name.

        >>> houses = Houses.of([LedgerArticle(name="a", text="", outlet="The Vostran Herald")])
        >>> houses.key_of("Herald"), houses.key_of("The Gull")
        ('vostran herald', 'gull')
        """
        key = house_key(name)
        return self.short.get(key, key)

    def named_in(self, words: str) -> str:
        """The key of the house of the case that ``words`` name; empty for none or several.

        >>> houses = Houses.of([LedgerArticle(name="a", text="", outlet="The Vostran Herald")])
        >>> houses.named_in("the same report of the Vostran Herald"), houses.named_in("a herald")
        ('vostran herald', '')
        """
        folded = f" {fold(words)} "
        found = {key for key in self._long if f" {key} " in folded}
        return found.pop() if len(found) == 1 else ""

    @property
    def _long(self) -> list[str]:
        """Names of one word are left out: too many mean something else."""
        return [key for key in self.articles if " " in key]

    def is_press(self, voice: LedgerVoice, words: str) -> bool:
        """Whether a voice, named by ``words``, is an outlet or an agency."""
        if voice.kind == "rumour" or not voice.name:
            return False
        if voice.kind == "outlet" or self.key_of(voice.name) in self.articles:
            return True
        return voice.kind == "named" and (is_outlet(voice.name) or stands_beside_outlet(words, voice.name))


def house_kind(name: str, words: str = "") -> HouseKind:
    """Whether a house is an agency, by its name or by the words that name it.

    >>> house_kind("Reuters"), house_kind("Gull", "the agency Gull"), house_kind("The Gull")
    ('agency', 'agency', 'outlet')
    """
    tables = house_words()
    if house_key(name) in tables["agencies"]:
        return "agency"
    return "agency" if tables["agency_words"] & set(fold(f"{words} {name}").split()) else "outlet"
