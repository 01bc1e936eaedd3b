"""Small tables of words written in the code as one string."""

from __future__ import annotations


def word_set(text: str) -> frozenset[str]:
    """The words of a string, apart by blanks and line ends.

    >>> sorted(word_set("of for in"))
    ['for', 'in', 'of']
    """
    return frozenset(text.split())
