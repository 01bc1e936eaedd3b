"""Letters of a name brought to one form: folding, sound units and the consonant skeleton.

A *unit* is one letter that stands for a class of spellings used by transliterators (``kh``, ``h``,
``x`` for one sound of Arabic or Russian; ``sch``, ``sh``; ``q``, ``k``, ``ck`` ...). The *skeleton*
is the row of consonant units; vowels are what transliterations agree on least.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "đ": "d", "ð": "d", "þ": "th", "ħ": "h"}
    | dict.fromkeys("'’‘`´ʿʾʼʻ′ʹ", "")
    | {"ə": "a", "ŋ": "n"}
)
_NOT_WORD = re.compile(r"[^\w]+")

# Longest first: the first rule that fits at a place is taken.
_UNITS = (
    ("shch", "S"), ("tsch", "C"), ("dzsh", "J"), ("dsch", "J"),
    ("sch", "S"), ("tch", "C"), ("dzh", "J"), ("kch", "C"), ("cch", "C"), ("tsh", "C"), ("eau", "o"),
    ("sci", "Si"),
    ("sh", "S"), ("ch", "C"), ("cz", "C"), ("zh", "J"), ("dj", "J"), ("dg", "J"), ("kh", "h"), ("gh", "g"),
    ("ph", "f"), ("th", "t"), ("dh", "d"), ("ts", "c"), ("tz", "c"), ("ck", "k"), ("qu", "kv"), ("rh", "r"),
    ("wh", "v"), ("sz", "S"), ("rz", "J"), ("cs", "C"), ("ks", "x"), ("kn", "n"), ("gn", "n"),
    ("ou", "u"), ("oo", "u"), ("ee", "i"), ("ie", "i"), ("ea", "i"), ("aa", "a"), ("ae", "e"), ("oe", "o"),
    ("ue", "u"),
    ("ce", "se"), ("ci", "si"), ("cy", "si"),
    ("c", "k"), ("q", "k"), ("w", "v"), ("y", "i"), ("j", "j"), ("z", "z"),
)  # fmt: skip
_RULES: dict[str, tuple[tuple[str, str], ...]] = {
    first: tuple(rule for rule in _UNITS if rule[0][0] == first) for first in {rule[0][0] for rule in _UNITS}
}
_VOWELS = frozenset("aeiou")
# Units that transliterators swap; the coarse skeleton is for finding candidates, not for judging them.
_COARSE = str.maketrans(
    {"g": "k", "x": "k", "z": "s", "c": "s", "C": "S", "J": "S", "j": "", "d": "t", "f": "v"}
)


@lru_cache(maxsize=100_000)
def fold(text: str) -> str:
    """``text`` in lower case without diacritics, apostrophes and signs, words apart by one blank.

    >>> fold("Ørlan  al-Véy’tar")
    'orlan al veytar'
    """
    # A letter of mathematics has no small one before it is a plain letter; one with a sign over it may be a
    # letter of the table only without the sign.
    plain = unicodedata.normalize("NFKC", text)
    lower = unicodedata.normalize("NFKD", plain.casefold().translate(_LETTERS))
    bare = "".join(letter for letter in lower if not unicodedata.combining(letter))
    return _NOT_WORD.sub(" ", bare.translate(_LETTERS)).strip()


@lru_cache(maxsize=100_000)
def sound_units(token: str) -> str:
    """The row of units that one word of a name sounds like, doubled ones written once.

    >>> sound_units("Khatchow"), sound_units("Hatchov")
    ('haCov', 'haCov')
    """
    letters = fold(token).replace(" ", "")
    units: list[str] = []
    place = 0
    while place < len(letters):
        step, unit = _unit_at(letters, place)
        units.extend(sign for sign in unit if not units or sign != units[-1])
        place += step
    return _ending("".join(units))


def _unit_at(letters: str, place: int) -> tuple[int, str]:
    for spelled, unit in _RULES.get(letters[place], ()):
        if letters.startswith(spelled, place) and not (spelled in ("kn", "gn") and place):
            return len(spelled), unit
    return 1, letters[place]


def _ending(units: str) -> str:
    if len(units) > 3 and units.endswith("h"):
        units = units[:-1]
    if len(units) > 3 and units.endswith(("ii", "ij", "ji")):
        units = units[:-2] + "i"
    if len(units) > 3 and units.endswith(("of", "ef")):
        units = units[:-1] + "v"
    return units


@lru_cache(maxsize=100_000)
def skeleton(token: str) -> str:
    """The consonant units of one word; a leading vowel counts as ``a``.

    >>> skeleton("Veytar"), skeleton("Weitarr"), skeleton("Orlan")
    ('vtr', 'vtr', 'arln')
    """
    units = sound_units(token)
    body = "".join(unit for unit in units if unit not in _VOWELS)
    return ("a" if units[:1] in _VOWELS and units else "") + body


@lru_cache(maxsize=100_000)
def coarse_skeleton(token: str) -> str:
    """The skeleton with swappable consonants made one; for finding candidates quickly.

    >>> coarse_skeleton("Gadhar") == coarse_skeleton("Qattar")
    True
    """
    body = skeleton(token).translate(_COARSE)
    head, rest = body[:1], body[1:].replace("h", "")
    row = head
    for unit in rest:
        if not row or unit != row[-1]:
            row += unit
    return row
