"""Stories whose standing changes on their way: rumours become facts, facts doubtful, denials admissions.

Followed are claims that plainly tell one thing (`rashomon.survey.retelling`), in the order of the days on
which they were published: from outlet to outlet, from the article that was copied or cited to the one that
took it, and in the mouth of one voice. Where days overlap, nothing is said to come first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from rashomon.cues.negations import any_negates
from rashomon.findings import Conflict, Copy, Drift, DriftStep, Proposition
from rashomon.ledger import Ledger, LedgerArticle, LedgerClaim
from rashomon.survey.contents import Content, contents_of
from rashomon.survey.edtf import is_surely_before
from rashomon.survey.readings import is_one_text
from rashomon.survey.retelling import Pair, Retellings
from rashomon.survey.sides import are_of_one_side
from rashomon.survey.standing import FLAT, RANK, Standing, is_admitted, standing_of

Direction = Literal["hardens", "softens", "turns"]

_SURE_DIRECTION = 0.5
_DENIALS = 200
"""As many denials with a rare word are held against an admission that has it."""
_ADMITTED_SHARE = 0.2
"""Of the weight of its words a denial must share with the admission; it is seldom told in the same words."""


@dataclass(frozen=True, slots=True)
class _Step:
    claim: LedgerClaim
    article: LedgerArticle

    @property
    def standing(self) -> Standing:
        return standing_of(self.claim, 1, self.article.text)

    @property
    def rank(self) -> int:
        return RANK[self.standing]

    @property
    def is_flat(self) -> bool:
        return self.rank >= FLAT

    @property
    def is_denial(self) -> bool:
        """Whether the words or their voice say that it is not so."""
        return self.claim.polarity == "negative" or any_negates(self.claim.text.split())

    @property
    def order(self) -> tuple[str, str, int]:
        return self.article.published or "", self.article.name, self.claim.number


class _Story:
    """The claims of a case that are about what is or was, and which of them tell one thing."""

    def __init__(
        self,
        ledger: Ledger,
        contents: Mapping[str, Content],
        propositions: Sequence[Proposition],
        near: Mapping[Pair, float],
    ) -> None:
        self.ledger = ledger
        self.told = Retellings(contents, propositions, near)
        self.steps = {
            claim.id: _Step(claim, article)
            for article in ledger.articles
            for claim in article.claims
            if claim.mode == "actual" and claim.id in contents and article.published
        }
        self._home = {member.claim: one.id for one in propositions for member in one.members}
        self._knot = {member.claim: member.knot for one in propositions for member in one.members}
        self._sign = {member.claim: member.sign for one in propositions for member in one.members}

    def retellings(self, step: _Step) -> list[_Step]:
        """The claims that tell the same or deny it, in the order of time."""
        others = (self.steps[name] for name in self.told.of(step.claim.id) if name in self.steps)
        return sorted(others, key=lambda other: other.order)

    def is_alike(self, one: _Step, other: _Step) -> bool:
        """Whether both tell it or both deny it."""
        a, b = one.claim.id, other.claim.id
        if self._home.get(a, a) == self._home.get(b, b):
            # The sign of what nothing sure ties to it is a guess: whether the voice denies it is read.
            if self._knot.get(a) != self._knot.get(b):
                return one.claim.polarity == other.claim.polarity
            return self._sign[a] == self._sign[b]
        return one.is_denial == other.is_denial

    def drift(self, direction: Direction, steps: Sequence[DriftStep], voice: str | None) -> Iterator[Drift]:
        """The drift of the proposition in which the last step that is in one is; none where none is."""
        homes = [self._home[step.claim] for step in steps if step.claim in self._home]
        if homes:
            yield Drift(proposition=homes[-1], direction=direction, voice=voice, steps=tuple(steps))


def find_drifts(
    ledger: Ledger,
    propositions: Sequence[Proposition],
    copies: Sequence[Copy] = (),
    conflicts: Sequence[Conflict] = (),
    near: Mapping[Pair, float] = MappingProxyType({}),
    contents: Mapping[str, Content] | None = None,
) -> tuple[Drift, ...]:
    """The drifts of a case, by proposition, direction and voice.

    Args:
        ledger: The case.
        propositions: What its claims say.
        copies: Which text went into which article, and who cites whom.
        conflicts: Contradictions: an admission may contradict a denial in another proposition.
        near: How surely pairs of claims are of one thing, the lower id first (`Nearness`).
        contents: What the claims say, if that is known already (`contents_of`).

    Returns:
        For each proposition, direction and voice at most one, its steps in the order of time.
    """
    known = contents_of(ledger) if contents is None else contents
    story = _Story(ledger, known, propositions, near)
    found = [
        *_along_copies(story, copies),
        *_through_outlets(story),
        *_in_one_mouth(story),
        *_admissions(story, conflicts),
    ]
    best: dict[tuple[str, str, str], Drift] = {}
    for drift in found:
        key = (drift.proposition, drift.direction, drift.voice or "")
        if key not in best or len(drift.steps) > len(best[key].steps):
            best[key] = drift
    return tuple(best[key] for key in sorted(best))


def _is_before(one: _Step, other: _Step) -> bool:
    return is_surely_before(one.article.published, other.article.published)


def _is_told_otherwise(one: _Step, other: _Step) -> bool:
    """Whether the two are not one text of which the doubt was read in one article only."""
    hedged, flat = sorted((one, other), key=lambda step: step.rank)
    return not is_one_text(hedged.claim, hedged.article.text, flat.claim, flat.article.text)


def _as_told(steps: Iterable[_Step]) -> list[DriftStep]:
    return [DriftStep(claim=step.claim.id, standing=step.standing) for step in steps]


# From outlet to outlet


def _through_outlets(story: _Story) -> Iterator[Drift]:
    """Talk and possibilities that other outlets tell flatly later, and nobody told flatly before.

    The other way round is no drift: who doubts what somebody else said was of another mind all along.
    """
    ended: set[str] = set()
    for start in sorted(story.steps.values(), key=lambda step: step.order):
        chain = [] if start.is_flat or start.is_denial else _hardening(story, start)
        if len(chain) > 1 and chain[-1].claim.id not in ended:
            ended.add(chain[-1].claim.id)
            yield from story.drift("hardens", _as_told(chain), None)


def _hardening(story: _Story, start: _Step) -> list[_Step]:
    """``start``, and each later step that stands firmer than all before it, over one between at most."""
    near = [step for step in story.retellings(start) if story.is_alike(start, step)]
    if any(step.is_flat and not _is_before(start, step) for step in near):
        return []
    reached = {step.claim.id: step for step in near}
    for step in near:
        if step.is_flat and _is_before(start, step):
            after = (one for one in story.retellings(step) if _is_before(step, one))
            reached |= {one.claim.id: one for one in after if story.is_alike(step, one)}
    chain = [start]
    for step in sorted(reached.values(), key=lambda one: one.order):
        is_elsewhere = step.article.outlet != start.article.outlet
        if step.is_flat and not _is_before(start, step):
            return []
        if is_elsewhere and step.rank > chain[-1].rank and _is_before(chain[-1], step):
            chain += [step] if _is_told_otherwise(chain[-1], step) else []
    return chain if chain[-1].is_flat else []


# From the article that was used to the one that used it


def _along_copies(story: _Story, copies: Iterable[Copy]) -> Iterator[Drift]:
    by_article: dict[str, list[_Step]] = defaultdict(list)
    for step in sorted(story.steps.values(), key=lambda one: one.order):
        by_article[step.article.name].append(step)
    for copy in sorted(copies, key=lambda one: (one.parent, one.child)):
        if copy.direction < _SURE_DIRECTION:
            continue
        for parent in by_article.get(copy.parent, ()):
            for child in story.retellings(parent):
                is_taken = child.article.name == copy.child and parent.is_flat != child.is_flat
                if is_taken and story.is_alike(parent, child) and _is_told_otherwise(parent, child):
                    direction: Direction = "hardens" if child.is_flat else "softens"
                    yield from story.drift(direction, _as_told((parent, child)), None)


# In the mouth of one voice


def _in_one_mouth(story: _Story) -> Iterator[Drift]:
    """What a voice told flatly before and hedges now, or the other way; what it denied and says now."""
    for last in sorted(story.steps.values(), key=lambda step: step.order):
        voice = _voice(story.ledger, last)
        if voice is None:
            continue
        before = [
            step
            for step in story.retellings(last)
            if _is_before(step, last) and _voice(story.ledger, step) == voice
        ]
        alike = [step for step in before if story.is_alike(step, last) and _is_told_otherwise(step, last)]
        other = [step for step in alike if step.is_flat != last.is_flat]
        if other and len(other) == len(alike):
            direction: Direction = "hardens" if last.is_flat else "softens"
            yield from story.drift(direction, _as_told((*other, last)), voice[1])
        opposed = [step for step in before if not story.is_alike(step, last) and step.is_flat]
        if opposed and last.is_flat and not [step for step in alike if step.is_flat]:
            yield from _turned(story, opposed, last, voice[1])


def _turned(story: _Story, before: Sequence[_Step], last: _Step, voice: str) -> Iterator[Drift]:
    if last.is_denial == before[-1].is_denial:
        return
    told = _as_told(before) if last.is_denial else _denials(before)
    now = _denials([last]) if last.is_denial else _as_told([last])
    yield from story.drift("turns", [*told, *now], voice)


def _denials(steps: Iterable[_Step]) -> list[DriftStep]:
    return [DriftStep(claim=step.claim.id, standing="denied") for step in steps]


def _voice(ledger: Ledger, step: _Step) -> tuple[str, str] | None:
    """A key and a name; None where nobody is named."""
    speaker = step.claim.speaker
    if speaker.kind == "rumour":
        return None
    if speaker.actor is not None and speaker.actor in ledger.actors:
        return speaker.actor, ledger.actors[speaker.actor].name
    if speaker.kind == "outlet" and step.article.outlet:
        return "", step.article.outlet
    return None


# A denial, and later an admission of what was denied


def _admissions(story: _Story, conflicts: Iterable[Conflict]) -> Iterator[Drift]:
    """Who admits what had been denied is of the side that denied: by a contradiction, or by its name."""
    denied: dict[str, set[str]] = defaultdict(set)
    for conflict in conflicts:
        if conflict.kind in ("polarity", "speech"):
            denied[conflict.a].add(conflict.b)
            denied[conflict.b].add(conflict.a)
    by_word: dict[str, list[_Step]] = defaultdict(list)
    for step in sorted(story.steps.values(), key=lambda one: one.order):
        if step.is_denial and step.is_flat:
            for word in sorted(story.told.words(step.claim.id)):
                by_word[word].append(step)
    for last in sorted(story.steps.values(), key=lambda one: one.order):
        if last.claim.polarity == "positive" and is_admitted(last.claim, last.article.text):
            against = {story.steps[name] for name in denied[last.claim.id] if name in story.steps}
            found = {step for step in against if step.claim.polarity == "negative"}
            found |= set(_denied_by_its_side(story, last, by_word))
            before = sorted((s for s in found if s.is_flat and _is_before(s, last)), key=lambda s: s.order)
            if before:
                admission = DriftStep(claim=last.claim.id, standing="admitted")
                yield from story.drift("turns", [*_denials(before), admission], _name(story.ledger, last))


def _denied_by_its_side(
    story: _Story, last: _Step, by_word: Mapping[str, Sequence[_Step]]
) -> Iterator[_Step]:
    for word in sorted(story.told.words(last.claim.id)):
        if not story.told.is_rare(word):
            continue
        for step in by_word.get(word, ())[:_DENIALS]:
            shares = story.told.share_words(step.claim.id, last.claim.id, share=_ADMITTED_SHARE)
            texts = step.article.text, last.article.text
            if shares and are_of_one_side(story.ledger, step.claim, last.claim, texts):
                yield step


def _name(ledger: Ledger, step: _Step) -> str | None:
    voice = _voice(ledger, step)
    return voice[1] if voice is not None else step.claim.speaker.name
