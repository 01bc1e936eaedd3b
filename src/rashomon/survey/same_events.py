"""Which events of a case are one happening, within an article and across articles.

Articles are put into stories first, for what an article is about tells happenings of one kind apart best.
Within a story mentions of one act (stem, root or class) are compared: parties, time, place, the words of the
sentence. The weights of these signs are fitted (same_events.toml); average link makes the groups.
"""

from __future__ import annotations

import math
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files

from rashomon.ledger import Ledger
from rashomon.survey.clustering import BAR, cluster
from rashomon.survey.contents import Content
from rashomon.survey.edtf import compare_times
from rashomon.survey.happenings import Happening, find_happenings
from rashomon.survey.stories import Stories, find_stories

SAME = 0.35
"""From this mean probability on two groups of mentions are one."""
_LEAST = 0.02
"""Pairs less sure than this are as good as not compared."""
_UNKNOWN = 3.0
"""What a word weighs that stands in furniture alone."""

EventGroups = tuple[tuple[tuple[str, int], ...], ...]


def group_events(ledger: Ledger) -> EventGroups:
    """The events that are one happening: groups of two and more of (article's name, event's number).

    An event is in one group at most; the same whatever the order of the articles.
    """
    groups = (
        tuple((one.article, one.event) for one in group if one.event is not None)
        for group in group_happenings(ledger)
    )
    return tuple(group for group in groups if len(group) > 1)


def happening_of_claims(contents: Mapping[str, Content], groups: EventGroups) -> dict[str, int]:
    """The place in ``groups`` of each claim's main event; two claims of one group are about one thing.

    Whether they say the same of it is another question (polarity, numbers, who did it).
    """
    homes = {event: place for place, group in enumerate(groups) for event in group}
    mains = {
        one: (content.claim.article, content.main.event)
        for one, content in contents.items()
        if content.main.event is not None
    }
    return {one: homes[event] for one, event in mains.items() if event in homes}


def group_happenings(ledger: Ledger) -> tuple[tuple[Happening, ...], ...]:
    """Like `group_events`, with acts of speaking and nouns that the claims have no event for."""
    stories = find_stories(ledger.articles)
    told = find_happenings(ledger, stories)
    weigh = _Weigher(stories)
    names = {one: f"{one.article}\0{one.span.start:09d}" for one in told}
    links: dict[tuple[str, str], float] = {}
    for one, other in _pairs(told, stories):
        if are_other_days(one, other):
            links[names[one], names[other]] = BAR
        elif (chance := weigh(one, other)) >= _LEAST:
            links[names[one], names[other]] = chance
    by_name = {name: one for one, name in names.items()}
    return tuple(tuple(by_name[name] for name in sorted(group)) for group in cluster(links, SAME))


def _pairs(told: Sequence[Happening], stories: Stories) -> Iterator[tuple[Happening, Happening]]:
    """Mentions that may be of one act, in one article or in near ones of a story, in order."""
    blocks: dict[tuple[str, str], list[int]] = defaultdict(list)
    for place, one in enumerate(told):
        for key in _acts(one):
            blocks[one.article, key].append(place)
    for place, one in enumerate(told):
        articles = [one.article, *(name for name in stories.near[one.article] if name > one.article)]
        met = {
            other
            for key in _acts(one)
            for name in articles
            for other in blocks.get((name, key), ())
            if other > place
        }
        yield from ((one, told[other]) for other in sorted(met) if _may_be_one(one, told[other]))


def _may_be_one(one: Happening, other: Happening) -> bool:
    """Not what different voices say: everybody says something."""
    return not (one.is_saying and other.is_saying) or bool(one.agents & other.agents)


def _acts(one: Happening) -> frozenset[str]:
    return one.classes | {f"={one.stem}", f"~{one.root}"}


@cache
def _weights() -> Mapping[str, float]:
    text = files("rashomon.survey").joinpath("same_events.toml").read_text(encoding="utf-8")
    weights: Mapping[str, float] = tomllib.loads(text)["weights"]
    return weights


class _Weigher:
    """How sure it is that two mentions of a case are of one happening."""

    def __init__(self, stories: Stories) -> None:
        self._near, self._rarity = stories.near, stories.rarities
        self._sizes: dict[frozenset[str], float] = {}

    def __call__(self, one: Happening, other: Happening) -> float:
        """The probability, 0 to 1."""
        weights = _weights()
        odds = sum(weights[sign] * value for sign, value in self.signs(one, other).items())
        return 1 / (1 + math.exp(-odds))

    def signs(self, one: Happening, other: Happening) -> dict[str, float]:
        """What speaks for and against, by the names of same_events.toml."""
        found = {"start": 1.0, **_act_signs(one, other), **_part_signs(one, other)}
        words = self._likeness(one.around, other.around)
        found |= {"sentences_alike": words, "sentences_share_nothing": float(not words)}
        if one.article != other.article:
            return found | {"articles_alike": self._near[one.article].get(other.article, 0.0)}
        return found | {"one_article": 1.0, "one_sentence": float(one.sentence == other.sentence)}

    def _likeness(self, ours: frozenset[str], theirs: frozenset[str]) -> float:
        """How much of their rare words two sentences share, 0 to 1."""
        shared = self._size(ours & theirs)
        return shared / math.sqrt(self._size(ours) * self._size(theirs)) if shared else 0.0

    def _size(self, words: frozenset[str]) -> float:
        if words not in self._sizes:
            self._sizes[words] = sum(self._rarity.get(word, _UNKNOWN) for word in sorted(words))
        return self._sizes[words]


def _act_signs(one: Happening, other: Happening) -> dict[str, float]:
    """How the two name the act: stem, root or class."""
    is_word = one.stem == other.stem
    is_root = not is_word and one.root == other.root
    return {
        "same_root": float(is_root),
        "same_class": float(not is_word and not is_root),
        "both_sayings": float(one.is_saying and other.is_saying),
        "one_wished": float((one.mode == "actual") != (other.mode == "actual")),
    }


def _part_signs(one: Happening, other: Happening) -> dict[str, float]:
    """Who takes part, when and where."""
    return {
        "other_agent": float(_differ(one.agents, other.agents)),
        "same_patient": float(bool(one.patients & other.patients)),
        "other_patient": float(_differ(one.patients, other.patients)),
        # "The dam broke", "they broke the dam".
        "agent_is_patient": float(bool(one.agents & other.patients or one.patients & other.agents)),
        "other_place": float(_differ(one.places, other.places)),
    }


def are_other_days(one: Happening, other: Happening) -> bool:
    """Whether the two give times that cannot be one."""
    return {compare_times(a, b) for a in one.times for b in other.times} == {"different"}


def _differ(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    return bool(ours and theirs) and not ours & theirs
