"""Trees as careless and machine-translated text would have them, to measure on: articles, capitals lost."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from training.samples import Token, Tree

LOST, LOWERED = 0.6, 0.3
"""Which share of the articles a text loses, and which share of the texts its capitals."""
_ARTICLE = re.compile(r"(?:the|an?)\Z", re.I)


def noisy_trees(trees: Sequence[Tree], seed: str = "noise") -> Iterator[Tree]:
    """Every tree changed, always alike; nothing is added, and who hangs on whom stays.

    >>> the = Token((0, 3), "DET", "DT", "the", 1, "det", 0, "")
    >>> dam = Token((4, 7), "NOUN", "NN", "dam", 1, "root", 0, "")
    >>> [tree.text for tree in noisy_trees([Tree("t", "The dam", (the, dam))] * 3, "x")]
    ['the dam', 'dam', 'dam']
    """
    for number, tree in enumerate(trees):
        chance = random.Random(f"{seed} {number}")
        needed = {token.head for index, token in enumerate(tree.tokens) if token.head != index}
        gone = [
            index
            for index, token in enumerate(tree.tokens)
            if index not in needed
            and token.head != index
            and _ARTICLE.match(tree.text[token.span[0] : token.span[1]])
            and chance.random() < LOST
        ]
        short = _without(tree, gone)
        # Where a letter has no small form of its own length, offsets would move: the text is left as it is.
        low = short.text.lower()
        yield replace(short, text=low) if chance.random() < LOWERED and len(low) == len(short.text) else short


def _without(tree: Tree, gone: Sequence[int]) -> Tree:
    lost = set(gone)
    pieces, moved, at, by = [], [0] * (len(tree.text) + 1), 0, 0
    for index in gone:
        start, end = tree.tokens[index].span
        end += tree.text[end : end + 1] == " "
        pieces.append(tree.text[at:start])
        for place in range(at, end):
            moved[place] = place - by if place < start else start - by
        at, by = end, by + end - start
    pieces.append(tree.text[at:])
    for place in range(at, len(moved)):
        moved[place] = place - by
    places, left = [], 0
    for index in range(len(tree.tokens)):
        places.append(index - left)
        left += index in lost
    kept: list[Token] = [
        replace(token, span=(moved[token.span[0]], moved[token.span[1]]), head=places[token.head])
        for index, token in enumerate(tree.tokens)
        if index not in lost
    ]
    return Tree(tree.name, "".join(pieces), tuple(kept))
