"""Which claims of a case cannot both be so, and on what they disagree.

Other days of what recurs, vaguer values, what may be or will be, wishes and demands contradict nothing. A
pair is looked at only where claims share a scene, an act and an actor, where the article says that they
differ, or where nearness and what is told beside them joins them. The kinds are those of de Marneffe et al.
2008: negation, numbers, antonyms, facts of one value.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import product
from types import MappingProxyType

from rashomon.findings import Conflict, ConflictKind, Member, Proposition
from rashomon.ledger import Ledger, Relation
from rashomon.survey.clashes import Clash, can_clash, ordered_clash, short
from rashomon.survey.clashing_agents import clashing_acts, clashing_agents
from rashomon.survey.clashing_counts import clashing_counts
from rashomon.survey.clashing_days import clashing_days
from rashomon.survey.clashing_denials import clashing_denials
from rashomon.survey.clashing_fates import clashing_fates
from rashomon.survey.clashing_figures import clashing_figures
from rashomon.survey.clashing_force import clashing_force
from rashomon.survey.clashing_holds import clashing_holds
from rashomon.survey.clashing_judged import clashing_judged
from rashomon.survey.clashing_nobody import clashing_nobody
from rashomon.survey.clashing_rivals import clashing_rivals
from rashomon.survey.clashing_settings import clashing_settings
from rashomon.survey.clashing_turns import clashing_turns
from rashomon.survey.contents import Content, contents_of
from rashomon.survey.contrasts import reversal_in
from rashomon.survey.copied_clashes import with_copies
from rashomon.survey.facts import Fact, facts_of
from rashomon.survey.figure_pairs import argues
from rashomon.survey.likeness import Scale, score_frames
from rashomon.survey.propositions import single
from rashomon.survey.readings import is_one_text
from rashomon.survey.same_figures import is_one_figure
from rashomon.survey.scenes import Scenes
from rashomon.survey.weighing import FRAMED, Weighed

_PAIRS = 200
"""So many contradictions of polarity are listed of one proposition, the surest first."""
_FROM_EACH = 60
"""Of each side of a proposition so many claims are held against the other's, the surest."""
_LEAST = 0.2
"""Frames that put two claims together less surely than that hold nothing against each other."""


def find_conflicts(
    ledger: Ledger,
    propositions: Sequence[Proposition],
    contents: Mapping[str, Content] | None = None,
    near: Mapping[tuple[str, str], float] = MappingProxyType({}),
    relations: Mapping[tuple[str, str], Relation] = MappingProxyType({}),
    weighed: Mapping[tuple[str, str], Weighed] = MappingProxyType({}),
) -> tuple[tuple[Conflict, ...], tuple[Proposition, ...]]:
    """The contradictions of a case, and the propositions of claims that stood in none before.

    Args:
        ledger: The case.
        propositions: What `group_claims` found.
        contents: What the claims say, if that is known already (`contents_of`).
        near: How surely pairs of claims are of one thing, the lower id first (`Nearness`).
        relations: What the pair net says of pairs that are near (`relate_claims`).
        weighed: What all that is known makes of them (`rashomon.survey.weighing`).

    Returns:
        The contradictions, each pair of claims at most once for each kind, by articles and numbers of its
        claims; and a proposition for each claim in one of them that no group holds. The same for any order of
        articles.
    """
    known = contents_of(ledger) if contents is None else contents
    facts = facts_of(ledger, known)
    scenes = Scenes(ledger, facts)
    by_id = {fact.id: fact for fact in facts}
    counting = [fact for fact in facts if not argues(fact)]
    clashes = [
        *clashing_counts(ledger, counting, scenes, near),
        *clashing_figures(counting, known, scenes, near, relations),
        *clashing_rivals(facts, scenes, near, relations, weighed),
        *clashing_settings(ledger, facts),
        *clashing_days(ledger, facts, scenes, near),
        *clashing_agents(ledger, facts, scenes),
        *clashing_acts(facts),
        *clashing_fates(ledger, facts),
        *clashing_force(facts, scenes, near),
        *clashing_denials(ledger, facts),
        *clashing_nobody(facts, near),
        *clashing_holds(ledger, facts),
        *clashing_turns(ledger, facts),
        *_opposed(propositions, known, by_id, {article.name: article.text for article in ledger.articles}),
    ]
    clashes = _with_judged(clashes, clashing_judged(facts, relations, near))
    clashes = [clash for clash in clashes if clash.kind != "number" or not _share_figure(clash)]
    clashes = with_copies(clashes, facts)
    home = {member.claim: proposition.id for proposition in propositions for member in proposition.members}
    alone = {
        fact.id: single(known[fact.id])
        for clash in clashes
        for fact in (clash.a, clash.b)
        if fact.id not in home
    }
    home |= {claim: proposition.id for claim, proposition in alone.items()}
    found = (_conflict(clash, home) for clash in _best(clashes))
    return tuple(found), tuple(sorted(alone.values(), key=lambda one: one.id))


def with_conflicts(
    propositions: Iterable[Proposition], conflicts: Iterable[Conflict]
) -> tuple[Proposition, ...]:
    """The propositions, each with the kind of its surest contradiction."""
    kinds: dict[str, tuple[float, ConflictKind]] = {}
    for conflict in conflicts:
        for proposition in conflict.propositions:
            best = (conflict.score, conflict.kind)
            kinds[proposition] = max(kinds.get(proposition, best), best, key=lambda entry: entry[0])
    return tuple(
        replace(proposition, conflict=kinds[proposition.id][1]) if proposition.id in kinds else proposition
        for proposition in propositions
    )


def _share_figure(clash: Clash) -> bool:
    """Whether two claims give one figure, whatever else they count: "62, not 19", "62 graves"."""
    ours, theirs = (
        [amount for amount in fact.amounts if not amount.is_denied] for fact in (clash.a, clash.b)
    )
    return any(is_one_figure(mine, other) for mine, other in product(ours, theirs))


def _with_judged(clashes: Sequence[Clash], judged: Iterable[Clash]) -> list[Clash]:
    """The clashes with those that only the net finds: of a pair that a rule finds, the rule says on what."""
    known = {(clash.a.id, clash.b.id) for clash in clashes}
    return [*clashes, *(clash for clash in judged if (clash.a.id, clash.b.id) not in known)]


def _best(clashes: Iterable[Clash]) -> list[Clash]:
    """Each pair once for each kind, the surest; in the order of articles and numbers."""
    best: dict[tuple[ConflictKind, str, str], Clash] = {}
    for clash in clashes:
        key = (clash.kind, clash.a.id, clash.b.id)
        if key not in best or clash.score > best[key].score:
            best[key] = clash
    return sorted(best.values(), key=lambda clash: (clash.a.order, clash.b.order, clash.kind))


def _conflict(clash: Clash, home: Mapping[str, str]) -> Conflict:
    return Conflict(
        kind=clash.kind,
        a=clash.a.id,
        b=clash.b.id,
        propositions=(home[clash.a.id], home[clash.b.id]),
        score=round(clash.score, 4),
        reason=clash.reason,
        words=clash.words,
    )


# Polarity: the two sides of one proposition


def _opposed(
    propositions: Iterable[Proposition],
    contents: Mapping[str, Content],
    facts: Mapping[str, Fact],
    texts: Mapping[str, str],
) -> Iterator[Clash]:
    """Pairs of two sides whose frames fit each other, one of them denied.

    Where the net alone says so, see `clashing_judged`.
    """
    scale = Scale(contents)
    for proposition in propositions:
        sides: dict[int, list[Member]] = defaultdict(list)
        for member in proposition.members:
            if member.claim in facts and member.score_frame >= _LEAST:
                sides[member.sign].append(member)
        pairs = []
        for one, other in product(_surest(sides[1]), _surest(sides[-1])):
            a, b = facts[one.claim], facts[other.claim]
            if not _is_opposed(a, b) or _is_one_reading(a, b, texts):
                continue
            frame = score_frames(contents[a.id], contents[b.id], scale)
            if frame.score >= FRAMED and frame.sign < 0:
                pairs.append((-frame.score, a.order, b.order, a, b))
        for score, *_, a, b in sorted(pairs, key=lambda pair: pair[:3])[:_PAIRS]:
            yield _polarity(a, b, -score)


def _surest(members: Sequence[Member]) -> list[Member]:
    return sorted(members, key=lambda member: (-member.score_frame, member.claim))[:_FROM_EACH]


def _is_opposed(one: Fact, other: Fact) -> bool:
    """Whether what one asserts the other denies flatly; a doubtful denial contradicts nothing.

    What turns another claim round as a whole is not looked at here (`clashing_turns`).
    """
    if reversal_in(one.own) or reversal_in(other.own):
        return False
    denials = [fact for fact in (one, other) if fact.claim.polarity == "negative"] or [one, other]
    return can_clash(one, other) and any(fact.is_flat for fact in denials)


def _is_one_reading(one: Fact, other: Fact, texts: Mapping[str, str]) -> bool:
    """Whether the denial is the same text as what it is held against, read in another way."""
    if one.own == other.own and "not" in one.own.split():
        return True
    return any(
        denial.claim.polarity == "negative"
        and is_one_text(denial.claim, texts[denial.claim.article], told.claim, texts[told.claim.article])
        for denial, told in ((one, other), (other, one))
    )


def _polarity(one: Fact, other: Fact, score: float) -> Clash:
    words = tuple(fact.frames[0].span for fact in (one, other))
    told = tuple(short(fact.claim.text) for fact in (one, other))
    return ordered_clash("polarity", one, other, score, (words[0], words[1]), (told[0], told[1]))
