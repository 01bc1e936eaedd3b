"""Whose a claim is by its own chain of voices: the innermost one that is a source of its own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rashomon.findings import OriginKind
from rashomon.ledger import Ledger, LedgerArticle, LedgerClaim, LedgerVoice
from rashomon.names.folding import fold
from rashomon.names.institutions import body_class, content_classes
from rashomon.survey.houses import Houses, house_kind
from rashomon.survey.wording import content_words


class Source(NamedTuple):
    """Somebody or something that claims come from."""

    kind: OriginKind
    key: str
    """The same for the same source; with ``kind`` it makes the id of an origin."""
    name: str | None
    actor: str | None = None


class Traced(NamedTuple):
    """A claim in its article and the id of its origin."""

    article: LedgerArticle
    claim: LedgerClaim
    origin: str


@dataclass(frozen=True, slots=True)
class SourceReader:
    """Reads sources off claims; knows the case's houses and bodies."""

    houses: Houses
    actors: Mapping[str, str]
    """Actor id to the id of the actor that it is taken for: bodies under a short and a full name."""
    bodies: Mapping[str, str]
    """Folded names of bodies to actor ids."""
    names: Mapping[str, str]
    """Actor id to name."""
    people: frozenset[str]
    """Ids of actors that are persons, and so no outlets."""

    @staticmethod
    def of(ledger: Ledger) -> SourceReader:
        """A reader for the whole case."""
        same = _same_bodies(ledger)
        bodies: dict[str, set[str]] = defaultdict(set)
        for actor in ledger.actors.values():
            for name in (actor.name, *actor.names):
                bodies[_name_key(name)].add(same.get(actor.id, actor.id))
        return SourceReader(
            Houses.of(ledger.articles),
            same,
            {name: min(ids) for name, ids in bodies.items() if len(ids) == 1},
            {actor.id: actor.name for actor in ledger.actors.values()},
            frozenset(actor.id for actor in ledger.actors.values() if actor.kind == "person"),
        )

    def read(self, claim: LedgerClaim, article: LedgerArticle) -> Source:
        """The source of ``claim`` as its own words tell it; the outlet where they name nobody."""
        inner = claim.voices[-1] if len(claim.voices) > 1 else None
        if inner is None:
            return self.own_house(article)
        if inner.kind == "rumour":
            return Source("unknown", f"{fold(claim.text)[:200]}|{article.name}", None)
        words = words_of(inner, article)
        if self._is_press(inner, words):
            return self.house(inner.name or "", words, inner.actor)
        if inner.kind == "unnamed" and (house := self.houses.named_in(words)):
            return self.house(self.houses.names[house])
        if inner.kind == "named":
            return self._named(inner)
        called = inner.name or words
        return Source("unnamed", f"{description_key(called)}|{article.name}", called)

    def own_house(self, article: LedgerArticle) -> Source:
        """The outlet that prints the article; an article of no known outlet stands for itself."""
        if not article.outlet:
            return Source("outlet", f"article|{article.name}", None)
        return self.house(article.outlet)

    def house(self, name: str, words: str = "", actor: str | None = None) -> Source:
        """The outlet or agency that is called ``name``."""
        key = self.houses.key_of(name)
        known = self.houses.names.get(key, name)
        return Source(house_kind(known, words), key, known, actor)

    def medium(self, claim: LedgerClaim, article: LedgerArticle) -> str:
        """The key of the innermost outlet that is said to have told the claim; empty where none is."""
        for voice in reversed(claim.voices[1:]):
            if self._is_press(voice, words_of(voice, article)):
                return self.houses.key_of(voice.name)
        return ""

    def _is_press(self, voice: LedgerVoice, words: str) -> bool:
        return voice.actor not in self.people and self.houses.is_press(voice, words)

    def _named(self, voice: LedgerVoice) -> Source:
        key = _name_key(voice.name or "")
        actor = voice.actor or self.bodies.get(key)
        if actor is None:
            return Source("named", f"name|{key}", voice.name)
        actor = self.actors.get(actor, actor)
        return Source("named", f"actor|{actor}", self.names.get(actor, voice.name), actor)


def description_key(description: str) -> str:
    """An unnamed source's description brought to one form.

    >>> description_key("the same two engineers of the dam") == description_key("Two engineers of the dam")
    True
    """
    return " ".join(sorted(content_words(description))) or fold(description)


def words_of(voice: LedgerVoice, article: LedgerArticle) -> str:
    """The words of the article that name the voice; its name where none do."""
    return voice.span.of(article.text) if voice.span else voice.name or ""


def _name_key(name: str) -> str:
    return fold(name).removeprefix("the ")


def _same_bodies(ledger: Ledger) -> dict[str, str]:
    """Bodies of one class of which one's name says all that the other's says, and more, if no third does.

    "Ministry of Health" is the health ministry of the one government of the case that has one.
    """
    groups: dict[str, list[tuple[str, frozenset[str]]]] = defaultdict(list)
    for actor in sorted(ledger.actors.values(), key=lambda actor: actor.id):
        if actor.kind == "organisation" and body_class(actor.name) is not None:
            groups[body_class(actor.name) or ""].append((actor.id, content_classes(actor.name)))
    same: dict[str, str] = {}
    for members in groups.values():
        same.update(_fuller(members))
    return same


def _fuller(members: Sequence[tuple[str, frozenset[str]]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for actor, words in members:
        if len(words) < 2:
            continue
        larger = [(other, more) for other, more in members if other != actor and words <= more]
        if len(larger) == 1 and (words != larger[0][1] or larger[0][0] < actor):
            found[actor] = larger[0][0]
    return found
