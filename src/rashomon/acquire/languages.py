"""Whether a text is English, by its commonest words."""

from __future__ import annotations

import re

# The commonest words of English running text; about two words in five are among them.
_COMMON = frozenset({
    "the", "of", "and", "to", "in", "a", "is", "that", "for", "on", "was", "with", "as", "by", "it", "at",
    "from", "his", "he", "be", "are", "has", "have", "this", "an", "not", "but", "were", "had", "they",
    "which", "said", "their", "will", "who", "its", "or", "been", "after", "also", "we", "you", "she",
    "her", "more", "would", "there", "about", "when", "one",
})  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+")
# Texts in other languages share a few of these words ("in", "a", "on", "as"), never so many.
_LEAST = 0.18


def find_language(text: str) -> str | None:
    """``"en"`` where the words look English, else None.

    >>> find_language("The dam broke on Friday, and the mayor said it was not an accident.")
    'en'
    >>> find_language("Der Damm brach am Freitag, und der Bürgermeister war in der Stadt.") is None
    True
    """
    words = [word.lower() for word in _WORD.findall(text[:6000])]
    if not words:
        return None
    return "en" if sum(word in _COMMON for word in words) >= _LEAST * len(words) else None
