"""Which tokens head the mentions, places and times of a document, and whose words each token is."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from rashomon.records import Attribution, Document, Mention, Span, Spans
from rashomon.specify.lexicon import words
from rashomon.specify.trees import Trees

_ACTORS = frozenset(["person", "organisation", "group", "place"])


@dataclass(frozen=True, slots=True)
class Scene:
    """What the tree of a document does not say itself; everything by token index."""

    mentions: dict[int, int] = field(default_factory=dict)
    """The widest mention that a token heads, as an index into the document's mentions."""
    actors: frozenset[int] = frozenset()
    """Heads of persons, organisations, groups and places, pronouns too."""
    places: frozenset[int] = frozenset()
    times: frozenset[int] = frozenset()


def read_scene(document: Document, trees: Trees) -> Scene:
    """The heads of the document's mentions, places and times."""
    starts = [token.span.start for token in document.tokens]
    heads: dict[int, int] = {}
    actors: set[int] = set()
    places: set[int] = set()
    times: set[int] = set()
    for number, mention in enumerate(document.mentions):
        at = head_in(trees, starts, mention.span)
        if at is None:
            continue
        if at not in heads or _is_wider(mention, document.mentions[heads[at]]):
            heads[at] = number
        if mention.kind in _ACTORS:
            actors.add(at)
        if mention.kind == "place":
            places.add(at)
        elif mention.kind == "date":
            times.add(at)
    for spans, into in (
        ([place.span for place in document.places], places),
        ([time.span for time in document.times], times),
    ):
        into.update(at for span in spans if (at := head_in(trees, starts, span)) is not None)
    times.update(_bare_times(trees))
    return Scene(heads, frozenset(actors), frozenset(places - times), frozenset(times))


def _is_wider(new: Mention, old: Mention) -> bool:
    return len(new.span) > len(old.span)


def _bare_times(trees: Trees) -> set[int]:
    """Words that tell a time wherever they stand: "yesterday", "last week"."""
    named, counted = words("times", "words"), words("times", "nouns")
    found = set()
    for at, low in enumerate(trees.lows):
        if (low in named and trees.tokens[at].upos in ("NOUN", "PROPN", "ADV")) or (
            trees.lemmas[at] in counted and trees.tokens[at].upos == "NOUN"
        ):
            found.add(at)
    return found


def head_in(trees: Trees, starts: Sequence[int], span: Span) -> int | None:
    """The token of ``span`` whose head lies outside it; None where the span holds no token.

    ``starts`` are the starts of the tokens.
    """
    first = bisect_left(starts, span.start)
    if first and trees.tokens[first - 1].span.end > span.start:
        first -= 1
    end = bisect_left(starts, span.end)
    for at in range(first, end):
        head = trees.head(at)
        if not first <= head < end and trees.tokens[at].upos != "PUNCT":
            return at
    return None


def owners(document: Document) -> list[int]:
    """For each token the innermost attribution whose content covers it; -1 where none does.

    >>> owners(Document(article=__import__("rashomon").records.Article(name="a", text="")))
    []
    """
    starts = [token.span.start for token in document.tokens]
    found = [-1] * len(starts)
    for number in _outermost_first(document.attributions):
        for span in document.attributions[number].content:
            for at in range(bisect_left(starts, span.start), bisect_left(starts, span.end)):
                found[at] = number
    return found


def _outermost_first(attributions: Sequence[Attribution]) -> list[int]:
    """Indexes of the attributions, those that hold others first."""

    def size(spans: Spans) -> int:
        return sum(map(len, spans))

    depths = {a.id: a.parent for a in attributions}

    def depth(number: int) -> int:
        steps, parent = 0, attributions[number].parent
        while parent is not None and steps < len(depths):
            steps, parent = steps + 1, depths.get(parent)
        return steps

    order = range(len(attributions))
    return sorted(order, key=lambda n: (depth(n), -size(attributions[n].content), n))
