"""What one article says of one actor, kept small enough to compare across a whole case."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from rashomon.names.folding import fold
from rashomon.names.parsing import PersonName, Sex, parse_person
from rashomon.records import Document, Kind
from rashomon.resolve.groups import Reading, sex_of
from rashomon.resolve.kinds import is_placed
from rashomon.resolve.readings import read_names
from rashomon.resolve.scene import look_up

Full = tuple[tuple[str, ...], str, str]
"""Given names, surname, suffix, all folded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One named entity of one article."""

    article: str
    """The article's key within the case."""
    number: int
    """The entity's number within the article."""
    name: str
    kind: Kind
    names: tuple[tuple[str, int], ...]
    """Each form of the name, titles left out, with its count; the most frequent first."""
    roles: frozenset[str] = frozenset()
    """Folded words for rank, office or calling."""
    tiers: frozenset[str] = frozenset()
    """High, middle, low by rank."""
    company: frozenset[str] = frozenset()
    """Folded names of the other named entities of the article."""
    placed: bool = False
    """A mention of it stands after "in", "at", "near"."""
    ambiguous: bool = False

    @property
    def parsed(self) -> tuple[tuple[PersonName, int], ...]:
        """The forms taken apart as a person's."""
        return tuple((parse_person(text), count) for text, count in self.names)

    @property
    def fulls(self) -> frozenset[Full]:
        """The names with a given name."""
        return frozenset(
            (tuple(fold(word) for word in name.given), name.key, fold(name.suffix))
            for name, _ in self.parsed
            if name.given
        )

    @property
    def sex(self) -> Sex | None:
        """What roles and given names tell."""
        return sex_of(self.roles, [fold(name.given[0]) for name, _ in self.parsed if name.given])


def cards_of(document: Document) -> tuple[Card, ...]:
    """A card for each entity of the document that is named (descriptions alone make none)."""
    scene = look_up(document)
    readings = {reading.index: reading for reading in read_names(document, scene)}
    named = [e for e in document.entities if any(index in readings for index in e.mentions)]
    keys = {entity.number: fold(entity.name) for entity in named}
    cards = []
    for entity in named:
        own = [readings[index] for index in entity.mentions if index in readings]
        forms = Counter(_form(reading) for reading in own)
        cards.append(
            Card(
                article=document.article.name,
                number=entity.number,
                name=entity.name,
                kind=entity.kind,
                names=tuple(sorted(forms.items(), key=lambda pair: (-pair[1], pair[0]))),
                roles=frozenset().union(*(reading.roles for reading in own)),
                tiers=frozenset(reading.tier for reading in own if reading.tier),
                company=frozenset(name for number, name in keys.items() if number != entity.number),
                placed=any(is_placed(reading.mention, scene) for reading in own),
                ambiguous=any(reason.maker == "ambiguous" for reason in entity.reasons),
            )
        )
    return tuple(cards)


def _form(reading: Reading) -> str:
    return reading.name.full or reading.text if reading.kind == "person" else reading.text
