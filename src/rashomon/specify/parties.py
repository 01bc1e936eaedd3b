"""Who in a document can be for or against somebody, or have somebody for or against him."""

from __future__ import annotations

from rashomon.records import Document, Mention
from rashomon.specify.scene import Scene
from rashomon.specify.trees import Trees
from rashomon.text import word_set

_SILENT = frozenset(["furniture", "credit", "disclaimer", "dateline"])
_NOBODY = word_set("side party world camp other")
"""Nouns that leave open who is meant: "supplies both sides"."""
_SOMEBODY = frozenset(["person", "organisation", "group"])
_VICTIMS = word_set(
    """civilian people person man woman child hundred dozen thousand score injured wounded dead victim
    passenger family friend relative citizen casualty number staff pupil patient baby infant bystander
    women men children"""
)
"""Whom something befalls; they are no party, as long as nothing names them."""
_INNOCENT = frozenset(["civilian", "innocent"])
Pair = tuple[int, int]


class Parties:
    """The mentions of a document that can hold a stance or be its target, by head token."""

    def __init__(self, document: Document, trees: Trees, scene: Scene) -> None:
        self.document = document
        self.mentions: dict[int, Mention] = {}
        self.no_target: set[int] = set()
        """Places that nobody rules from, as far as is known."""
        self.no_enemy: set[int] = set()
        """Places not known to be countries: fighting in or for them is no stance toward them."""
        self.unmapped: set[int] = set()
        """Names of places that are on no map, so they may be states."""
        self._entity: dict[int, int] = {}
        self._named = {
            e.number
            for e in document.entities
            if any(document.mentions[n].form == "name" for n in e.mentions)
        }
        self._countries = {p.span for p in document.places if p.precision == "country"}
        self._places = {p.span for p in document.places}
        self._unmapped = {p.span for p in document.places if p.geonames is None}
        self._acting = _acting_entities(document)
        named = _known_pronouns(document)
        silent = [p.span for p in document.article.passages if p.kind in _SILENT]
        entity_of = {number: e.number for e in document.entities for number in e.mentions}
        for at in sorted(scene.actors):
            number = scene.mentions[at]
            mention = document.mentions[number]
            unknown = mention.form == "pronoun" and number not in named
            is_deed = document.text.startswith("Operation ", mention.span.start)
            if (
                unknown
                or is_deed
                or _is_nobody(trees, at, mention)
                or any(mention.span.overlaps(s) for s in silent)
            ):
                continue
            self.mentions[at] = mention
            if number in entity_of:
                self._entity[at] = entity_of[number]
            self._place(at, mention)

    def _place(self, at: int, mention: Mention) -> None:
        is_country, is_known = mention.span in self._countries, mention.span in self._places
        if (mention.kind == "place" or is_known) and not is_country:
            self.no_enemy.add(at)
        if self._entity.get(at) in self._acting:
            return
        is_name = mention.form == "name" and not mention.span.of(self.document.text).islower()
        if mention.kind == "place" and not is_country and (not is_name or is_known):
            self.no_target.add(at)
            if is_name and mention.span in self._unmapped:
                self.unmapped.add(at)

    def who(self, at: int) -> tuple[str, int]:
        """What two heads of one actor share: its entity, else the head itself."""
        return ("entity", self._entity[at]) if at in self._entity else ("token", at)

    def has_name(self, at: int) -> bool:
        """Whether the article names the one whom a head means."""
        return self._entity.get(at) in self._named

    def is_country(self, at: int) -> bool:
        """Whether a head is known to be a country's name or adjective."""
        return self.mentions[at].span in self._countries

    def are_one(self, first: int, second: int) -> bool:
        """Whether two heads are of the same actor, or one mention lies in the other."""
        one, other = self.mentions[first].span, self.mentions[second].span
        return self.who(first) == self.who(second) or one.overlaps(other)

    def key(self, holder: int, target: int) -> tuple[int, tuple[str, int], tuple[str, int]]:
        """What the pair shares with other mentions of the two in the sentence."""
        return self.document.tokens[holder].sentence, self.who(holder), self.who(target)


def _is_nobody(trees: Trees, at: int, mention: Mention) -> bool:
    """Whether a description leaves open who is meant, or counts victims."""
    if mention.form != "nominal":
        return trees.lemmas[at] in _NOBODY or trees.tokens[at].upos == "NUM"
    listed = _NOBODY | _VICTIMS
    if any(trees.lows[c] in _INNOCENT for c in trees.children[at]):
        return True
    return trees.lemmas[at] in listed or trees.lows[at] in listed or trees.tokens[at].upos == "NUM"


def _known_pronouns(document: Document) -> set[int]:
    """The pronouns that share an entity with a name or a description."""
    known: set[int] = set()
    for entity in document.entities:
        if any(document.mentions[number].form != "pronoun" for number in entity.mentions):
            known.update(entity.mentions)
    return known


def _acting_entities(document: Document) -> frozenset[int]:
    """The entities that are more than a place on the map: they speak, or are elsewhere taken for somebody."""
    speaking = {a.entity for a in document.attributions if a.speaker_kind == "named" and a.entity is not None}
    others = {
        entity.number
        for entity in document.entities
        if any(
            document.mentions[n].kind in _SOMEBODY and document.mentions[n].form == "name"
            for n in entity.mentions
        )
    }
    return frozenset(speaking | others)
