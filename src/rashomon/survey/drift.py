"""Stories whose standing changes on their way: rumours become facts, facts doubtful, denials admissions.

Looked at are the claims of one proposition in the order of the days on which they were published: through all
outlets, from the article that was copied or cited to the one that took it, and in the mouth of one voice.
Where days overlap, nothing is said to come first.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from rashomon.findings import Conflict, Copy, Drift, DriftStep, Proposition
from rashomon.ledger import Ledger, LedgerArticle, LedgerClaim, Sign
from rashomon.survey.edtf import is_surely_before
from rashomon.survey.readings import is_one_text
from rashomon.text import word_set

Standing = Literal["denied", "doubted", "rumour", "possible", "reported", "fact", "admitted"]
Direction = Literal["hardens", "softens", "turns"]

_RANK: Mapping[Standing, int] = {"rumour": 0, "possible": 1, "reported": 2, "fact": 3, "admitted": 3}
_FLAT = 2
"""From this rank on a claim is no longer hedged."""
_SURE_DIRECTION = 0.5


@dataclass(frozen=True, slots=True)
class _Step:
    claim: LedgerClaim
    article: LedgerArticle
    sign: Sign

    @property
    def standing(self) -> Standing:
        return standing_of(self.claim, self.sign, self.article.text)

    @property
    def rank(self) -> int:
        return _RANK.get(self.standing, -1)

    @property
    def order(self) -> tuple[str, str, int]:
        return self.article.published or "", self.article.name, self.claim.number


def find_drifts(
    ledger: Ledger,
    propositions: Sequence[Proposition],
    copies: Sequence[Copy] = (),
    conflicts: Sequence[Conflict] = (),
) -> tuple[Drift, ...]:
    """The drifts of a case, by proposition, direction and voice.

    Args:
        ledger: The case.
        propositions: What its claims say.
        copies: Which text went into which article, and who cites whom.
        conflicts: Contradictions: an admission may contradict a denial in another proposition.

    Returns:
        For each proposition, direction and voice at most one, its steps in the order of time.
    """
    steps = _steps(ledger, propositions)
    found: list[Drift] = []
    for proposition in sorted(propositions, key=lambda one: one.id):
        told = steps[proposition.id]
        found += _through_outlets(proposition.id, told)
        found += _along_copies(proposition.id, told, copies)
        found += _in_one_mouth(ledger, proposition.id, told)
    found += _admissions(steps, conflicts)
    best: dict[tuple[str, str, str], Drift] = {}
    for drift in found:
        best.setdefault((drift.proposition, drift.direction, drift.voice or ""), drift)
    return tuple(best[key] for key in sorted(best))


def standing_of(claim: LedgerClaim, sign: Sign, text: str) -> Standing:
    """How a claim stands; ``sign`` is -1 where it is against its proposition, ``text`` its article's."""
    if sign < 0:
        return "doubted" if claim.is_hedged else "denied"
    cue = _cue_words(claim, text)
    if claim.speaker.kind == "rumour":
        return "reported" if cue & _words()["reported"] else "rumour"
    if claim.is_hedged or claim.condition is not None:
        return "possible"
    if cue & _words()["admitted"]:
        return "admitted"
    return "fact" if claim.speaker.kind == "outlet" else "reported"


@cache
def _words() -> Mapping[str, frozenset[str]]:
    table = tomllib.loads(files("rashomon.survey").joinpath("drift.toml").read_text(encoding="utf-8"))
    return {name: word_set(words) for name, words in table.items()}


def _cue_words(claim: LedgerClaim, text: str) -> frozenset[str]:
    cue = claim.speaker.cue
    return word_set(cue.of(text).lower()) if cue is not None else frozenset()


def _steps(ledger: Ledger, propositions: Iterable[Proposition]) -> Mapping[str, list[_Step]]:
    """The members of each proposition, earliest published first."""
    claims, articles = ledger.claims, {article.name: article for article in ledger.articles}
    found: dict[str, list[_Step]] = defaultdict(list)
    for proposition in propositions:
        for member in proposition.members:
            claim = claims[member.claim]
            found[proposition.id].append(_Step(claim, articles[claim.article], member.sign))
        found[proposition.id].sort(key=lambda step: step.order)
    return found


def _is_before(one: _Step, other: _Step) -> bool:
    return is_surely_before(one.article.published, other.article.published)


def _is_actual(step: _Step) -> bool:
    """Whether the claim is about what is or was; forecasts and wishes are no standing."""
    return step.claim.mode == "actual"


def _is_told_otherwise(one: _Step, other: _Step) -> bool:
    """Whether the two are not one text of which the doubt was read in one article only."""
    hedged, flat = sorted((one, other), key=lambda step: step.rank)
    return not is_one_text(hedged.claim, hedged.article.text, flat.claim, flat.article.text)


def _drift(proposition: str, direction: Direction, steps: Iterable[_Step], voice: str | None) -> Drift:
    told = tuple(DriftStep(claim=step.claim.id, standing=step.standing) for step in steps)
    return Drift(proposition=proposition, direction=direction, voice=voice, steps=told)


# Through several outlets


def _through_outlets(proposition: str, told: Sequence[_Step]) -> Iterator[Drift]:
    """A story that began hedged and ends flat, or the other way, from outlet to outlet."""
    steps = [step for step in told if step.sign > 0 and _is_actual(step) and step.article.published]
    for direction in ("hardens", "softens"):
        chain = _records(steps, 1 if direction == "hardens" else -1)
        if len(chain) > 1 and len({step.article.outlet for step in chain}) > 1:
            yield _drift(proposition, "hardens" if direction == "hardens" else "softens", chain, None)


def _records(steps: Sequence[_Step], way: int) -> list[_Step]:
    """The first step, and each later one that stands firmer (``way`` 1) or less firm than all before it.

    Empty unless the first day has nothing flat and the end is flat (or the other way round), so that a
    story told as a fact from the start does not harden because somebody doubted it meanwhile.
    """
    if not steps:
        return []
    first_day = [step for step in steps if not _is_before(steps[0], step)]
    last_day = [step for step in steps if not _is_before(step, steps[-1])]
    start, end = (first_day, last_day) if way > 0 else (last_day, first_day)
    if max(step.rank for step in start) >= _FLAT or min(step.rank for step in end) < _FLAT:
        return []
    chain = [first_day[0]]
    for step in steps:
        is_further = way * step.rank > way * chain[-1].rank
        if is_further and _is_before(chain[-1], step) and _is_told_otherwise(chain[-1], step):
            chain.append(step)
    return chain


# From the article that was used to the one that used it


def _along_copies(proposition: str, told: Sequence[_Step], copies: Iterable[Copy]) -> Iterator[Drift]:
    by_article: dict[str, list[_Step]] = defaultdict(list)
    for step in told:
        if step.sign > 0 and _is_actual(step):
            by_article[step.article.name].append(step)
    for copy in copies:
        if copy.direction < _SURE_DIRECTION:
            continue
        for parent in by_article.get(copy.parent, ())[:1]:
            for child in by_article.get(copy.child, ())[:1]:
                is_other = (parent.rank < _FLAT) != (child.rank < _FLAT)
                if is_other and _is_told_otherwise(parent, child):
                    direction: Direction = "hardens" if child.rank > parent.rank else "softens"
                    yield _drift(proposition, direction, (parent, child), None)


# In the mouth of one voice


def _in_one_mouth(ledger: Ledger, proposition: str, told: Sequence[_Step]) -> Iterator[Drift]:
    for (voice, name), steps in sorted(_by_voice(ledger, told).items()):
        del voice
        for first, last in _neighbours(steps):
            if first.sign != last.sign:
                if not first.claim.is_hedged and not last.claim.is_hedged:
                    yield _drift(proposition, "turns", (first, last), name)
            elif (
                first.claim.is_hedged != last.claim.is_hedged
                and first.sign > 0
                and _is_told_otherwise(first, last)
            ):
                yield _drift(
                    proposition, "softens" if last.claim.is_hedged else "hardens", (first, last), name
                )


def _by_voice(ledger: Ledger, told: Sequence[_Step]) -> Mapping[tuple[str, str], list[_Step]]:
    found: dict[tuple[str, str], list[_Step]] = defaultdict(list)
    for step in told:
        speaker = step.claim.speaker
        if not _is_actual(step) or speaker.kind == "rumour":
            continue
        if speaker.actor is not None and speaker.actor in ledger.actors:
            found[speaker.actor, ledger.actors[speaker.actor].name].append(step)
        elif speaker.kind == "outlet" and step.article.outlet:
            found["", step.article.outlet].append(step)
    return found


def _neighbours(steps: Sequence[_Step]) -> Iterator[tuple[_Step, _Step]]:
    """Each step with the next that was surely published later."""
    for place, step in enumerate(steps):
        later = next((other for other in steps[place + 1 :] if _is_before(step, other)), None)
        if later is not None:
            yield step, later


def _admissions(steps: Mapping[str, Sequence[_Step]], conflicts: Iterable[Conflict]) -> Iterator[Drift]:
    """A denial, and later an admission of what was denied: who admits had been of the side that denied."""
    known = {step.claim.id: (proposition, step) for proposition, told in steps.items() for step in told}
    for conflict in conflicts:
        if conflict.kind not in ("polarity", "speech") or conflict.a not in known or conflict.b not in known:
            continue
        pair = sorted((known[conflict.a], known[conflict.b]), key=lambda entry: entry[1].order)
        (_, first), (proposition, last) = pair
        if _is_denied_then_admitted(first, last):
            denial = DriftStep(claim=first.claim.id, standing="denied")
            admission = DriftStep(claim=last.claim.id, standing="admitted")
            yield Drift(
                proposition=proposition,
                direction="turns",
                voice=last.claim.speaker.name,
                steps=(denial, admission),
            )


def _is_denied_then_admitted(first: _Step, last: _Step) -> bool:
    if not _is_before(first, last) or first.claim.polarity != "negative" or first.claim.is_hedged:
        return False
    return last.claim.polarity == "positive" and bool(
        _cue_words(last.claim, last.article.text) & _words()["admitted"]
    )
