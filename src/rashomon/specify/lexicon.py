"""The word tables of this stage, read from words.toml and plover.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from itertools import product
from typing import Any, NamedTuple

from rashomon.text import word_set

_UNSURE = ("weak", "adjectives")


class Act(NamedTuple):
    """A root code of PLOVER and how sure it is."""

    code: str
    score: float
    is_sure: bool = True
    """Whether the words name the act in most of their uses."""


class Acts(NamedTuple):
    """plover.toml, turned: from the words to the acts they name."""

    verbs: dict[str, Act]
    nouns: dict[str, Act]
    adjectives: dict[str, Act]
    phrases: dict[tuple[str, str], Act]
    """By verb and object noun."""
    compounds: dict[tuple[str, str], Act]
    """By the first and the second noun, e.g. ``("hunger", "strike")``."""
    particles: dict[tuple[str, str], Act]
    """By verb and the rest, e.g. ``("call", "on")``."""


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(files("rashomon.specify").joinpath(name).read_text(encoding="utf-8"))


@cache
def words(section: str, name: str) -> frozenset[str]:
    """A list of words.toml.

    >>> "launch" in words("predicates", "light")
    True
    """
    return word_set(_tables()[section][name])


@cache
def _tables() -> dict[str, dict[str, str]]:
    return _read("words.toml")


@cache
def noun_roles() -> dict[str, str]:
    """The role of a noun after an event noun, by the preposition between them."""
    return {word: role for word, role in _tables()["nouns"].items() if word not in ("undergone", "mutual")}


@cache
def patient_prepositions() -> dict[str, frozenset[str]]:
    """The verbs whose patient stands after a preposition, by that preposition; ``"*"`` for every verb."""
    return {preposition: word_set(verbs) for preposition, verbs in _tables()["patients"].items()}


@cache
def irregular_forms() -> dict[str, str]:
    """The base form of irregular verb forms.

    >>> irregular_forms()["fought"]
    'fight'
    """
    return {form: base for base, forms in _tables()["irregular"].items() for form in forms.split()}


@cache
def listed_words() -> frozenset[str]:
    """Every base form that the tables of this stage name."""
    known = acts()
    pairs = (*known.phrases, *known.compounds, *known.particles)
    listed = {*known.verbs, *known.nouns, *known.adjectives, *irregular_forms().values()}
    listed.update(word for pair in pairs for word in pair)
    for section in ("predicates", "subjects", "patients", "nouns", "standing", "stances"):
        listed.update(word for line in _tables()[section].values() for word in line.split())
    for lists in _read("slant.toml").values():
        listed.update(word for line in lists.values() if isinstance(line, str) for word in line.split())
    return frozenset(listed | words("times", "nouns"))


@cache
def acts() -> Acts:
    """What plover.toml says, surest first where two entries meet.

    >>> acts().verbs["bomb"].code, acts().phrases["lift", "sanction"].code
    ('ASSAULT', 'YIELD')
    """
    raw = _read("plover.toml")
    score = raw.pop("score")
    found = Acts({}, {}, {}, {}, {}, {})
    for code, entry in raw.items():
        for key, table, sure in (
            ("verbs", found.verbs, score["verb"]),
            ("weak", found.verbs, score["weak"]),
            ("nouns", found.nouns, score["noun"]),
            ("weak_nouns", found.nouns, score["weak"]),
            ("adjectives", found.adjectives, score["weak"]),
        ):
            for word in entry.get(key, "").split():
                _keep(table, word, Act(code, sure, not key.startswith(_UNSURE)))
        for key, pairs in (("phrases", found.phrases), ("compounds", found.compounds)):
            for first, second in _pairs(entry.get(key, ())):
                _keep(pairs, (first, second), Act(code, score["phrase"]))
        for line in entry.get("with", ()):
            verb, _, rest = line.partition(" ")
            _keep(found.particles, (verb, rest), Act(code, score["with"]))
    return found


def _pairs(lines: list[str]) -> Iterator[tuple[str, str]]:
    """Every word before the stroke with every word after it."""
    for line in lines:
        left, right = line.split("|")
        yield from product(left.split(), right.split())


def _keep(table: dict[Any, Act], key: object, act: Act) -> None:
    known = table.get(key)
    if known is None or act.score > known.score:
        table[key] = act
