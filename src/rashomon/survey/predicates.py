"""Which acts a word names, so that different words for one act can be seen to be so (classes.toml)."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from rashomon.survey.wording import stem
from rashomon.text import word_set


class ActClass(NamedTuple):
    """A kind of act."""

    name: str
    opposite: str | None = None
    """The class that is true where this one is false."""
    excludes: frozenset[str] = frozenset()
    """Classes that the same agent does not do to the same patient at the same time."""
    near: frozenset[str] = frozenset()
    """Classes that may be told of the same happening."""
    is_mutual: bool = False
    """Agent and patient do it to each other: they may change places."""
    slots: frozenset[str] = frozenset()
    """Of what there is one value only: roles, ``"number"``."""


class Naming(NamedTuple):
    """A class as one word names it."""

    name: str
    is_turned: bool = False
    """The agent of the word is the other party of the act: "lose" is "take" turned."""
    is_state: bool = False
    """What is so once the act is done: "hold" after "take"."""


class Classes(NamedTuple):
    """classes.toml, turned: the classes by name, and what each stem names."""

    by_name: Mapping[str, ActClass]
    by_word: Mapping[str, tuple[Naming, ...]]


@cache
def classes() -> Classes:
    """The table of classes; ``opposite`` and ``excludes`` hold both ways.

    >>> classes().by_name["withdraw"].opposite, "attack" in classes().by_name["supply"].excludes
    ('stay', True)
    """
    raw = tomllib.loads(files("rashomon.survey").joinpath("classes.toml").read_text(encoding="utf-8"))
    opposite: dict[str, str] = {}
    excludes: dict[str, set[str]] = defaultdict(set)
    near: dict[str, set[str]] = defaultdict(set)
    by_word: dict[str, dict[Naming, None]] = defaultdict(dict)
    for name, entry in raw.items():
        if "opposite" in entry:
            opposite[name] = entry["opposite"]
            opposite.setdefault(entry["opposite"], name)
        for table, others in ((excludes, entry.get("excludes", ())), (near, entry.get("near", "").split())):
            for other in others:
                table[name].add(other)
                table[other].add(name)
        for kind in ("words", "turned", "state"):
            naming = Naming(name, kind == "turned", kind == "state")
            for word in entry.get(kind, "").split():
                by_word[_key(word)][naming] = None
    known = {
        name: ActClass(
            name=name,
            opposite=opposite.get(name),
            excludes=frozenset(excludes[name]),
            near=frozenset(near[name]),
            is_mutual=bool(entry.get("mutual", False)),
            slots=word_set(entry.get("slots", "")),
        )
        for name, entry in raw.items()
    }
    return Classes(known, {word: tuple(named) for word, named in by_word.items()})


def _key(word: str) -> str:
    return "_".join(stem(part) for part in word.split("_"))


def named_by(word: str, particle: str = "") -> tuple[Naming, ...]:
    """The classes that a word names, with the particle after it where that makes the word another.

    >>> [naming.name for naming in named_by("overran")], named_by("gave", "up")
    (['take'], (Naming(name='take', is_turned=True, is_state=False),))
    """
    key = stem(word)
    table = classes().by_word
    if particle and f"{key}_{particle}" in table:
        return table[f"{key}_{particle}"]
    return table.get(key, ())


def are_opposite(left: frozenset[str], right: frozenset[str]) -> bool:
    """Whether an act of one set of classes is so where one of the other set is not.

    >>> are_opposite(frozenset(["withdraw"]), frozenset(["stay"]))
    True
    """
    return any(name in classes().by_name and classes().by_name[name].opposite in right for name in left)


def are_exclusive(left: frozenset[str], right: frozenset[str]) -> bool:
    """Whether nobody does both to the same one at the same time.

    >>> are_exclusive(frozenset(["supply"]), frozenset(["attack", "shell"]))
    True
    """
    return any(name in classes().by_name and classes().by_name[name].excludes & right for name in left)


def are_near(left: frozenset[str], right: frozenset[str]) -> bool:
    """Whether acts of the two sets may be one happening in other words.

    >>> are_near(frozenset(["shell"]), frozenset(["kill"]))
    True
    """
    return any(name in classes().by_name and classes().by_name[name].near & right for name in left)


def are_mutual(names: frozenset[str]) -> bool:
    """Whether one of the acts is done to each other.

    >>> are_mutual(frozenset(["meet"])), are_mutual(frozenset(["kill"]))
    (True, False)
    """
    return any(name in classes().by_name and classes().by_name[name].is_mutual for name in names)
