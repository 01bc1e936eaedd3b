"""Units: the smallest stretches that a token of Universal Dependencies can begin with.

A token is one unit or several glued together ("U", ".", "S", "." are one token; "don't" is two
units, each a token). The net says for every unit whether it goes on with the token before it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rashomon.records import Span, Spans

_NEGATED = r"n['’]t\b"
_UNIT = re.compile(
    r"(?:https?://|www\.)\S+?(?=[.,;:!?)\]>\"'”’]*(?:\s|$))"  # an address on the web
    r"|[\w.+-]+@[\w.-]+\w"  # an address for mail
    r"|([-*=$#~.!?<>+/\\|–—])\1+"  # one sign several times
    r"|(?<!\w)[:;=]-?[()DP](?!\w)"  # a face
    rf"|(?:can(?=not\b)|(?<=\bcan)not\b|gon(?=na\b)|wan(?=na\b)|got(?=ta\b)|(?<=\bgon)na\b|(?<=\bwan)na\b|(?<=\bgot)ta\b)"
    rf"|(?:[^\W_]|[\u0300-\u036f])+?(?={_NEGATED})|(?<=[^\W_]){_NEGATED}"
    r"|(?<=\w)['’](?:s|re|ve|ll|d|m)\b"
    r"|(?:[^\W_]|[\u0300-\u036f])+|[^\w\s]|_",
    re.IGNORECASE,
)


def split_units(text: str) -> Spans:
    """The units of ``text``: words, addresses, every other sign alone, contractions taken apart.

    >>> [span.of("They don't, can't.") for span in split_units("They don't, can't.")]
    ['They', 'do', "n't", ',', 'ca', "n't", '.']
    """
    return tuple(Span(*match.span()) for match in _UNIT.finditer(text))


def unit_words(units: Sequence[Span], words: Sequence[Span]) -> list[int]:
    """For each unit the word whose first piece stands for it: the first that begins inside it.

    A unit in which no word begins ("not" in "cannot") is stood for by the word around it.

    >>> unit_words([Span(0, 2), Span(2, 5)], [Span(0, 3), Span(3, 4), Span(4, 5)])
    [0, 1]
    """
    found: list[int] = []
    word = 0
    for unit in units:
        while word < len(words) and words[word].end <= unit.start:
            word += 1
        begins = word
        if words[word].start < unit.start and word + 1 < len(words) and words[word + 1].start < unit.end:
            begins = word + 1
        found.append(begins)
    return found
