"""Who is hardly an origin more beside others on one side: bodies of one state, whoever repeats a number.

Which claims say one thing is known only once propositions are; so this is asked of the claims of one side.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import combinations

from rashomon.findings import Dependence, Origin, Origins, joint
from rashomon.ledger import Ledger, LedgerClaim
from rashomon.names.folding import fold
from rashomon.names.institutions import content_classes
from rashomon.survey.houses import house_words
from rashomon.survey.numerals import exact_numbers
from rashomon.survey.wording import head_of, stem

ONE_STATE, SAME_NUMBER = 0.6, 0.6
"""Public bodies on one side, and two who give one number of one thing without having counted."""
_FEW = 2
"""Up to so many two people count alike by chance."""
_ALIKE = 4
"""Names of a country and its people begin with so many letters alike."""
_MOST = 60
"""As many origins of one side are compared with one another."""


class OneSide:
    """Knows of every claim who told it, and by which words."""

    def __init__(self, ledger: Ledger, origins: Origins) -> None:
        self._ledger = ledger
        self._claims = ledger.claims
        self._listed = {origin.id: origin for origin in origins.origins}
        self._of_claim = origins.of_claim
        self._states: dict[str, str | None] = {}
        self._bodies: dict[str, bool] = {}

    def among(self, claims: Iterable[str]) -> Iterator[Dependence]:
        """Of claims that say one thing, which origins may speak for one state, or have a number from one."""
        by_origin: dict[str, list[LedgerClaim]] = defaultdict(list)
        for claim in claims:
            if claim in self._of_claim and claim in self._claims:
                by_origin[self._of_claim[claim]].append(self._claims[claim])
        told = [one for one in sorted(by_origin) if self._listed[one].kind != "unknown"][:_MOST]
        bodies = [one for one in told if self._is_public(self._listed[one])]
        for one, other in combinations(bodies, 2):
            if not self._are_of_two_states(one, other):
                yield joint(one, other, ONE_STATE, f"{self._both(one, other)} may speak for one side")
        yield from self._same_numbers(told, by_origin, frozenset(bodies))

    def _same_numbers(
        self, told: Sequence[str], rows: dict[str, list[LedgerClaim]], bodies: frozenset[str]
    ) -> Iterator[Dependence]:
        """Whoever gives the number that another gives, too, has it from there, unless one of them counted."""
        numbers = {one: frozenset[str]().union(*(_numbers(row.text) for row in rows[one])) for one in told}
        counts = {one: any(self._counted(row) for row in rows[one]) for one in told if numbers[one]}
        institutions = bodies | {one for one in told if self._listed[one].kind in ("outlet", "agency")}
        for one, other in combinations(told, 2):
            shared = numbers[one] & numbers[other]
            if not shared:
                continue
            if {one, other} <= institutions or not (counts[one] or counts[other]):
                reason = f"{self._both(one, other)} both give {min(shared)}: one may have it from the other"
                yield joint(one, other, SAME_NUMBER, reason)

    def _both(self, one: str, other: str) -> str:
        names = sorted(self._listed[each].name or "an outlet that is not known" for each in (one, other))
        return " and ".join(names)

    def _is_public(self, origin: Origin) -> bool:
        if origin.id not in self._bodies:
            self._bodies[origin.id] = self._reads_public(origin)
        return self._bodies[origin.id]

    def _reads_public(self, origin: Origin) -> bool:
        """Whether it is a body through which a state speaks, or a place that stands for one."""
        words = house_words()["public_bodies"] & set(fold(origin.name or "").split())
        if origin.kind == "unnamed":
            return head_of(origin.name or "") in {stem(word) for word in words}
        actor = self._ledger.actors.get(origin.actor or "")
        if origin.kind != "named" or (actor is not None and actor.kind == "person"):
            return False
        return bool(words) or (actor is not None and actor.kind == "place")

    def _are_of_two_states(self, one: str, other: str) -> bool:
        mine, theirs = self._state(one), self._state(other)
        return mine is not None and theirs is not None and mine[:_ALIKE] != theirs[:_ALIKE]

    def _state(self, one: str) -> str | None:
        if one not in self._states:
            self._states[one] = self._read_state(self._listed[one])
        return self._states[one]

    def _read_state(self, origin: Origin) -> str | None:
        """The folded name of its country, as far as it can be known; a bare place may be a capital."""
        actor = self._ledger.actors.get(origin.actor or "")
        for _, other in actor.ties if actor else ():
            if self._ledger.actors[other].kind == "place":
                return fold(self._ledger.actors[other].name)
        known = sorted(word[1:] for word in content_classes(origin.name or "") if word.startswith("@"))
        if known:
            return fold(known[0])
        if actor is not None and actor.kind == "place":
            return None
        words = _plain(origin.name or "").split()
        runs = (" ".join(words[i:j]) for i in range(len(words)) for j in range(i + 1, len(words) + 1))
        return max((run for run in runs if run in self._places), key=len, default=None)

    @cached_property
    def _places(self) -> frozenset[str]:
        """Folded names of the places and peoples of the case."""
        actors = (actor for actor in self._ledger.actors.values() if actor.kind in ("place", "group"))
        return frozenset(fold(name) for actor in actors for name in (actor.name, *actor.names)) - {""}

    def _counted(self, claim: LedgerClaim) -> bool:
        """Whether it tells of somebody who counted, or of what things were counted in."""
        text = self._texts[claim.article]
        cues = (text[voice.cue.start : voice.cue.end] for voice in claim.voices if voice.cue)
        names = (voice.name or "" for voice in claim.voices[-1:])
        words = re.findall(r"\w+", " ".join((claim.text, *cues, *names)).casefold())
        return not house_words()["counting_words"].isdisjoint(words)

    @cached_property
    def _texts(self) -> dict[str, str]:
        return {article.name: article.text for article in self._ledger.articles}


def _plain(name: str) -> str:
    return fold(re.sub(r"['’]s?\b", "", name))


@lru_cache(maxsize=20_000)
def _numbers(text: str) -> frozenset[str]:
    """Numbers of more than a few."""
    return frozenset(f"{value:g}" for value in exact_numbers(text) if value > _FEW)
