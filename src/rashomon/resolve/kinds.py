"""Whether a name is a person's, a place's or a body's, where the net wavers from mention to mention."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from rashomon.names.countries import country_of
from rashomon.names.folding import fold
from rashomon.names.institutions import body_class
from rashomon.names.outlets import is_outlet
from rashomon.names.parsing import parse_person, rank_tier, surname_key
from rashomon.names.wordlist import word_set
from rashomon.records import Kind, Mention
from rashomon.resolve.scene import REPORTING_VERBS, Scene

PEOPLE_ENDINGS = word_set("s n ns an ans ian ians i is ese")
"""What turns the name of a land or a family into that of its people."""
_SITUATED = word_set(
    "neighbouring neighboring nearby northern southern eastern western central occupied besieged distant"
)
_SORTS = word_set(
    "village town city capital province region district port island valley country republic kingdom suburb"
)
_HEADS = word_set(
    """
    mayor headman ambassador embassy consul consulate governor border borders inhabitants residents streets
    outskirts citizens
    """
)
_ONCE = word_set("then new former own exiled deputy")
_STATE_WORDS = frozenset(
    (word,) for word in ("parliament", "ambassador", "embassy", "border", "borders", "capital")
)
_STATE_PAIRS = frozenset(
    (field, office)
    for field in (
        "foreign", "defence", "defense", "interior", "health", "justice", "finance", "prime", "energy",
        "education", "agriculture", "economy", "transport", "central",
    )
    for office in ("minister", "ministry", "bank")
)  # fmt: skip
_SHORTEST_TOWN = 5
"""Letters; shorter capitals that open an article are sooner an agency's."""
_LONG_ENDINGS = word_set("ian ians an ans ese i")
_FAITHS = word_set("islam christianity judaism orthodoxy")
_SHORTEST_TEACHING = 5
_PLACED = word_set("in at near into inside outside around above beyond across throughout")


@dataclass(slots=True)
class Ballot:
    """What all mentions of an article say of each text."""

    votes: dict[str, Counter[Kind]] = field(default_factory=lambda: defaultdict(Counter))
    """By folded text."""
    fulls: set[str] = field(default_factory=set)
    """Folded full names of people."""
    surnames: set[str] = field(default_factory=set)
    """Folded surnames that stand with a given name or a title."""
    placed: set[str] = field(default_factory=set)
    """Folded texts that stand after "in", "at", "near"."""

    peoples: set[str] = field(default_factory=set)
    """Folded texts that the net takes for peoples."""

    @classmethod
    def count(cls, names: list[tuple[int, Mention, str]], titled: set[int], scene: Scene) -> Ballot:
        """The ballot of an article's names; ``titled``: indexes of mentions with a title before them."""
        ballot = cls()
        for index, mention, text in names:
            ballot.votes[fold(text)][mention.kind] += 1
            parsed = parse_person(text)
            if mention.kind == "person" and (parsed.given or parsed.titles or index in titled):
                ballot.surnames.add(parsed.key)
                if parsed.given:
                    ballot.fulls.add(fold(" ".join((*parsed.given, parsed.surname))))
            if mention.kind == "group":
                ballot.peoples.add(fold(text))
            if is_placed(mention, scene):
                ballot.placed.add(fold(text))
        return ballot

    def decide(self, mention: Mention, text: str, title: tuple[str, ...], scene: Scene) -> Kind:
        """The kind of one mention in the light of all."""
        country = country_of(text)
        if mention.kind == "group" and _is_doctrine(fold(text)):
            return "other"
        if not title and country is None and is_land(fold(text), self.peoples):
            return "place" if mention.kind in ("person", "other") else mention.kind
        if mention.kind == "person":
            if title:
                return "person"
            if country is not None:
                return "group" if country.role == "people" else "place"
            return self._of_person(text)
        if country is not None:
            return (
                "place" if mention.kind in ("other", "weapon") and country.role != "people" else mention.kind
            )
        if self._names_person(mention, text, title, scene):
            return "person"
        if mention.kind == "organisation" and _is_dateline(mention, scene) and not is_outlet(text):
            return "organisation" if len(text) < _SHORTEST_TOWN else "place"
        ranked = self.votes[fold(text)]
        best = max(ranked.values())
        if ranked[mention.kind] == best or (ranked["person"] == best and is_placed(mention, scene)):
            return mention.kind
        return self._first(ranked)

    def _of_person(self, text: str) -> Kind:
        folded = fold(text)
        if folded in self.placed and surname_key(text) not in self.surnames:
            return "place"
        ranked = self.votes[folded]
        if ranked["person"] == max(ranked.values()) or surname_key(text) in self.surnames:
            return "person"
        return self._first(ranked)

    @staticmethod
    def _first(ranked: Counter[Kind]) -> Kind:
        return min(ranked, key=lambda kind: (-ranked[kind], kind))

    def _names_person(self, mention: Mention, text: str, title: tuple[str, ...], scene: Scene) -> bool:
        """Whether a mention of another kind is a person known by name, or bears a military rank."""
        if mention.kind == "group" or body_class(text) is not None:
            return False
        parsed = parse_person(text)
        if parsed.given and fold(" ".join((*parsed.given, parsed.surname))) in self.fulls:
            return True
        if parsed.titles and parsed.key in self.surnames:
            return True
        lone = " " not in text and mention.kind in ("place", "other") and fold(text) not in self.placed
        if lone and parsed.key in self.surnames and not _has_article(mention, scene):
            return True
        ranked = rank_tier((*title, *parsed.titles)) is not None
        # "General Vey" is a man, though a net takes the name for a place's here and for a man's there.
        is_place = mention.kind == "place" and not self.votes[fold(text)]["person"]
        return ranked and bool(title or parsed.given) and not is_place


def is_land(folded: str, peoples: set[str]) -> bool:
    """Whether a folded name is that of the land of one of the (folded) peoples.

    >>> is_land("vostria", {"vostrians"}), is_land("dermone", {"dermonian"}), is_land("vey", {"vostrians"})
    (True, True, False)
    """
    if len(folded) <= 4:
        return False
    if any(folded + ending in peoples for ending in PEOPLE_ENDINGS if ending != "s"):
        return True
    stem = folded[:-1] if folded[-1] in "aeo" else folded
    return len(stem) > 4 and any(stem + ending in peoples for ending in _LONG_ENDINGS)


def _is_doctrine(folded: str) -> bool:
    """Whether a folded name is that of a faith or a teaching: it does nothing, those who hold it do."""
    return folded in _FAITHS or (folded.endswith("ism") and len(folded) > _SHORTEST_TEACHING)


def _has_article(mention: Mention, scene: Scene) -> bool:
    return scene.before(mention.span.start, 1) in (("the",), ("a",), ("an",))


def is_placed(mention: Mention, scene: Scene) -> bool:
    """Whether a name stands where only a place or land does.

    "In", "at", "near" right before one that does not own what follows ("in neighbouring X" too); "the village
    of X"; "headman of X", "embassy of X"; "X's foreign ministry"; a dateline's capitals.
    """
    before = scene.before(mention.span.start, 5)
    near = before[:-1] if before[-1:] and before[-1] in _SITUATED else before
    if near and near[-1] in _PLACED and not owns(mention, scene):
        return True
    return _is_headed(before) or _has_state(mention, scene) or _is_dateline(mention, scene)


def _is_headed(before: tuple[str, ...]) -> bool:
    """Whether a word for a kind of place, or for who heads or serves one, stands before: "village of X"."""
    if before[-1:] and before[-1] in _SORTS:
        return True
    return before[-1:] == ("of",) and len(before) > 1 and before[-2] in _SORTS | _HEADS


def _has_state(mention: Mention, scene: Scene) -> bool:
    """Whether it owns what only a state has: "X's foreign minister", "X's parliament"."""
    if not owns(mention, scene):
        return False
    after = [word for word in scene.after(mention.span.end, 5) if word not in ("'", "’", "s")]
    words = tuple(after[1:] if after[:1] and after[0] in _ONCE else after)
    return words[:1] in _STATE_WORDS or words[:2] in _STATE_PAIRS


def _is_dateline(mention: Mention, scene: Scene) -> bool:
    """Whether it opens a paragraph in capitals before a dash, a bracket or a date."""
    start, end = mention.span.start, mention.span.end
    if not mention.span.of(scene.text).isupper() or start not in scene.paragraph_starts:
        return False
    return (
        scene.text[end : end + 2].lstrip(" ,")[:1] in ("–", "—", "-", "(") or scene.text[end : end + 1] == ","
    )


def owns(mention: Mention, scene: Scene) -> bool:
    """Whether a possessive ending follows."""
    after = scene.after(mention.span.end, 2)
    return after in (("'", "s"), ("’", "s")) or mention.span.of(scene.text).endswith(("'s", "’s"))


def acts(mention: Mention, scene: Scene) -> bool:
    """Whether the words right after are a person's: a possessive ending, a verb of saying."""
    return owns(mention, scene) or bool(set(scene.after(mention.span.end, 1)) & REPORTING_VERBS)
