"""Words that deny by their very form, where the net let one pass.

The net learnt negation from one author; rarer words of the same make ("unbrushed", "nor") it misses.
"""

from __future__ import annotations

from typing import Literal

_CUES = frozenset(
    ("not", "n't", "n’t", "never", "nor", "neither", "nobody", "nothing", "nowhere", "without", "cannot")
)
_NOT_UN = ("under", "uni", "until", "unto", "uncle", "unan", "undul", "unguen", "unct")
"""Words that begin so and deny nothing: "underground", "united", "unanimous"."""
_NOT_LESS = frozenset(
    ("less", "unless", "nevertheless", "nonetheless", "regardless", "doubtless", "wireless")
)
_SHORTEST = 6
_QUALITIES = ("ADJ", "ADV")


def denies_by_form(word: str, upos: str) -> Literal["", "cue", "affix"]:
    """``"cue"`` for a word that denies, ``"affix"`` for one with a part that does, else nothing.

    >>> denies_by_form("nor", "CCONJ"), denies_by_form("unshaven", "ADJ"), denies_by_form("united", "ADJ")
    ('cue', 'affix', '')
    """
    form = word.lower()
    if form in _CUES:
        return "cue"
    if upos not in _QUALITIES or len(form) < _SHORTEST:
        return ""
    begins = form.startswith("un") and not form.startswith(_NOT_UN)
    ends = form.endswith(("less", "lessly")) and form not in _NOT_LESS
    return "affix" if begins or ends else ""
