"""What an article's chains of phrases add to its entities: more phrases that mean one, and other chains."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rashomon.records import Document, Form, Kind, Mention, Span, Token
from rashomon.resolve.coreference import Scorer, find_chains
from rashomon.resolve.noun_phrases import NounPhrase, find_phrases

_OF_NAMES = ("flat", "goeswith", "fixed")
_HEADS = ("PROPN", "NOUN", "PRON")
_FORMS: Mapping[str, Form] = {"PROPN": "name", "PRON": "pronoun"}


@dataclass(frozen=True, slots=True)
class _Link:
    """One phrase of a chain: the known mention with its head, else a mention of its own."""

    mention: Mention
    is_known: bool
    entity: int | None = None


def chain_phrases(document: Document, score: Scorer | None = None) -> tuple[tuple[Mention, int], ...]:
    """What stands in a chain of two and more and in no entity: each with its number, by its place.

    Needs tokens, mentions and entities, and changes none. A phrase with the head of a known mention is
    that mention, whatever its span. A chain that meets one entity gets its number; one that meets
    several joins none of them: each phrase goes with the nearest before it, or is left out. A chain that
    meets none gets a number after the entities'. ``score`` is a net's opinion, as in `find_chains`.

    >>> from rashomon.records import Article
    >>> chain_phrases(Document(article=Article(name="a", text="No tokens.")))
    ()
    """
    phrases = find_phrases(document.tokens)
    known = _known_heads(document)
    taken = {mention.span for mention in document.mentions}
    kinds: dict[int, Kind] = {entity.number: entity.kind for entity in document.entities}
    fresh = 1 + max(kinds, default=-1)
    found: list[tuple[Mention, int]] = []
    for chain in find_chains(document.text, document.tokens, phrases, score):
        links = _links(document.tokens, [phrases[index] for index in chain], known, taken)
        numbers = _numbers([link.entity for link in links], fresh)
        kind: Kind = next((link.mention.kind for link in links if link.is_known), "other")
        found += [
            (_of_kind(link, kinds.get(number, kind)), number)
            for link, number in zip(links, numbers, strict=True)
            if link.entity is None and number is not None
        ]
        fresh += fresh in numbers
    return tuple(sorted(found, key=lambda pair: (pair[0].span, pair[1])))


def _links(
    tokens: Sequence[Token], chain: Sequence[NounPhrase], known: Mapping[int, _Link], taken: set[Span]
) -> list[_Link]:
    """The phrases of a chain, each span once; ``taken`` are the spans so far, and gets the new ones."""
    found: list[_Link] = []
    for phrase in chain:
        link = None if phrase.members else known.get(phrase.head)
        if link is None:
            span = Span(tokens[phrase.first].span.start, tokens[phrase.last].span.end)
            if span in taken:
                continue
            taken.add(span)
            form = _FORMS.get(tokens[phrase.head].upos, "nominal")
            link = _Link(Mention(span=span, kind="other", form=form), is_known=False)
        found.append(link)
    return found


def _numbers(entities: Sequence[int | None], fresh: int) -> list[int | None]:
    """The number of each phrase of a chain from the entities that they are in."""
    met = {entity for entity in entities if entity is not None}
    if len(met) < 2:
        number = next(iter(met), fresh if len(entities) > 1 else None)
        return [number] * len(entities)
    found: list[int | None] = []
    for entity in entities:
        found.append(entity if entity is not None else next(iter(found[-1:]), None))
    return found


def _of_kind(link: _Link, kind: Kind) -> Mention:
    mention = link.mention
    return mention if link.is_known else Mention(span=mention.span, kind=kind, form=mention.form)


def _known_heads(document: Document) -> dict[int, _Link]:
    """The mentions by the index of their head token; of several the one in an entity, then a name."""
    tokens = document.tokens
    entity_of = {index: entity.number for entity in document.entities for index in entity.mentions}
    starts, ends = [token.span.start for token in tokens], [token.span.end for token in tokens]
    found: dict[int, _Link] = {}
    for index, mention in enumerate(document.mentions):
        first = bisect_right(ends, mention.span.start)
        last = bisect_left(starts, mention.span.end)
        head = _head(tokens, first, last)
        link = _Link(mention, is_known=True, entity=entity_of.get(index))
        if head is not None and (head not in found or _rank(link) > _rank(found[head])):
            found[head] = link
    return found


def _rank(link: _Link) -> tuple[bool, bool]:
    return link.entity is not None, link.mention.form == "name"


def _head(tokens: Sequence[Token], first: int, last: int) -> int | None:
    """The token of a stretch that the rest hangs on; for a part of a name the name's first word."""
    tops = [index for index in range(first, last) if not first <= tokens[index].head < last]
    head = next((index for index in tops if tokens[index].upos in _HEADS), None)
    while head is not None and tokens[head].deprel in _OF_NAMES and tokens[head].head >= 0:
        head = tokens[head].head
    return head
