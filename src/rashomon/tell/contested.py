"""What is contested, as a section: issue by issue what is stated, by whom, and what excludes what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from rashomon.findings import Member, Proposition, Survey
from rashomon.ledger import Sign
from rashomon.store.rows import ClaimRow
from rashomon.survey.issues import Issue, Statement, issues_of
from rashomon.tell.brief import Group, Line, Section
from rashomon.tell.disputes import count_words, cut_title, origin_words, side_lines, sides_of
from rashomon.tell.shelf import Shelf
from rashomon.tell.wording import is_denied, that_length
from rashomon.text import word_set

# A brief stays short: the rest is counted, and told where it can be had.
ISSUES = 15
KINDS = {
    "polarity": "so or not so",
    "number": "how many",
    "time": "when",
    "place": "where",
    "actor": "who",
    "act": "what was done",
    "speech": "whether it was said",
}
_TELLING, _FLUENT = 4, 40
"""Fewer words than this tell a stranger little, more are no heading."""
_OPENS_BLIND = word_set(
    """
    it he she they this that these those his her its their him them we i you there then opposite
    and but or nor
    """
)
"""Words that open a claim which only its article explains."""


@dataclass(frozen=True, slots=True)
class _Told:
    """What an issue has of one proposition."""

    statements: tuple[Statement, ...]
    title: str
    """The words that tell it best to a stranger."""
    rank: tuple[bool, int, int, int, str]
    """Lowest what tells an issue best: in plain words, and from most origins."""
    best: str
    """The claim whose words the title are; it is shown first."""
    turn: Sign
    """The sign of those who say what the title says."""

    @property
    def proposition(self) -> Proposition:
        return self.statements[0].proposition

    @property
    def is_stated(self) -> bool:
        """Whether the issue has what gives the proposition its words, or is surely tied to that."""
        return _is_stated(self.statements)


def contested_section(survey: Survey, shelf: Shelf, *, limit: int | None = ISSUES, more: int = 0) -> Section:
    """What is contested, and who stands where: an issue a group, the most weighed on both sides first.

    ``more`` says how many there are beside those that ``survey`` holds.
    """
    issues = issues_of(survey.propositions, survey.conflicts)
    shown = issues[:limit]
    shelf.fetch(member.claim for issue in shown for one in issue.statements for member in one.members)
    return Section(
        key="contested",
        title="What is contested, and who stands where",
        note="An origin is where a claim comes from, as far as the articles tell; copies add none.",
        groups=tuple(_issue_group(issue, shelf) for issue in shown),
        more=len(issues) - len(shown) + more,
        counted="issue",
        command="rashomon contested",
    )


def _issue_group(issue: Issue, shelf: Shelf) -> Group:
    kinds = dict.fromkeys(KINDS[conflict.kind] for conflict in issue.conflicts)
    by_proposition: dict[str, list[Statement]] = defaultdict(list)
    for statement in issue.statements:
        by_proposition[statement.proposition.id].append(statement)
    told = sorted((_told(found, issue, shelf) for found in by_proposition.values()), key=lambda one: one.rank)
    numbered = _numbered(told, issue)
    count = max(number for number, _, _ in numbered)
    lines: list[Line] = []
    hidden = sum(_perhaps(one) for one in told)
    for number, side, claims in numbered:
        mark = f"{number}: {side}" if count > 1 else side
        shown, more = side_lines(claims, mark, shelf)
        lines += shown
        hidden += more
    first = told[0]
    counted = count_words(first.proposition) if first.is_stated else "two sides"
    return Group(
        title=cut_title(first.title),
        note=f"contested: {', '.join(kinds)}; "
        + (counted if count == 1 else f"{count} statements that exclude one another"),
        lines=tuple(lines),
        more=hidden,
        command=f"rashomon propositions {first.proposition.id[:8]}",
        rows=tuple(one.proposition.id for one in told),
    )


def _numbered(told: Sequence[_Told], issue: Issue) -> list[tuple[int, str, list[str]]]:
    """The claims of each side with the number of what they state: those that exclude each other have two."""
    against: dict[str, set[str]] = defaultdict(set)
    for conflict in issue.conflicts:
        against[conflict.a].add(conflict.b)
        against[conflict.b].add(conflict.a)
    found: list[tuple[int, str, list[str]]] = []
    number = 0
    for one in told:
        number += 1
        others = []
        for side, claims in _sides(one, issue).items():
            first, *rest = _agreeing(claims, one.best, against)
            found.append((number, side, first))
            others += [(side, group) for group in rest]
        for side, group in others:
            number += 1
            found.append((number, side, group))
    return found


def _agreeing(claims: Sequence[str], best: str, against: Mapping[str, Set[str]]) -> list[list[str]]:
    """Groups in which no two exclude each other; who excludes the same goes together, the best's first.

    ``against``: whom each claim excludes, in this side and others.
    """
    groups: list[list[str]] = []
    # Who gives two figures excludes those of both, as nobody else does: he comes last.
    alike = {one: sum(_are_alike(one, other, against) for other in claims) for one in claims}
    for claim in sorted(claims, key=lambda one: (one != best, -alike[one])):
        mine = against.get(claim, frozenset())
        fitting = [group for group in groups if mine.isdisjoint(group)]
        shared = [len(mine & set().union(*(against.get(one, ()) for one in group))) for group in fitting]
        if fitting:
            fitting[shared.index(max(shared))].append(claim)
        else:
            groups.append([claim])
    return groups


def _are_alike(one: str, other: str, against: Mapping[str, Set[str]]) -> bool:
    """Whether two claims exclude the same, by half at least, and not each other."""
    mine, theirs = against.get(one, frozenset()), against.get(other, frozenset())
    return other not in mine and 2 * len(mine & theirs) >= len(mine | theirs)


def _perhaps(one: _Told) -> int:
    """How many claims are perhaps of a proposition whose words are stated, and not of the issue."""
    here = sum(len(each.members) for each in one.statements)
    return len(one.proposition.members) - here if one.is_stated else 0


def _told(statements: Sequence[Statement], issue: Issue, shelf: Shelf) -> _Told:
    proposition = statements[0].proposition
    members = [member for one in statements for member in one.members]
    words = {
        member.claim: words_of(shelf.claim(member.claim))
        for member in members
        if member.claim in issue.disputed
    }
    if any(member.claim == proposition.claim for member in members):
        words[proposition.claim] = proposition.text
    best = min(
        words, key=lambda claim: (_is_dark(words[claim]), claim != proposition.claim, len(words[claim]))
    )
    is_stated = _is_stated(statements)
    weight = proposition.support.best + proposition.dissent.best if is_stated else 0
    title = words[best]
    return _Told(
        statements=tuple(statements),
        title=title,
        rank=(_is_dark(title), -weight, -len(members), len(title), title),
        best=best,
        turn=1 if is_stated else _turn(best, members, shelf),
    )


def _is_stated(statements: Sequence[Statement]) -> bool:
    return any(not one.knot for one in statements)


def words_of(claim: ClaimRow) -> str:
    """What a line shows of a claim, on one line: not what stands between its parts."""
    start = claim.span.start
    parts = (claim.text[part.start - start : part.stop - start] for part in claim.spans or (claim.span,))
    words = " … ".join(" ".join(part.split()) for part in parts)
    return words[that_length(words) :]


def _turn(best: str, members: Sequence[Member], shelf: Shelf) -> Sign:
    """The sign of those who say the words of a claim; whoever denies them is against it."""
    sign = next(member.sign for member in members if member.claim == best)
    return -sign if is_denied(shelf.claim(best)) else sign


def _sides(one: _Told, issue: Issue) -> dict[str, list[str]]:
    """The claims of each side that somebody is on, by what it is called."""
    found: dict[str, list[str]] = {}
    stated = {member.claim for each in one.statements if not each.knot for member in each.members}
    # The claim that gives a proposition its words may be as doubtful as those that are perhaps of it.
    doubtful = {member.claim for member in one.proposition.members if member.is_open} - issue.disputed
    origins = {"for": one.proposition.support, "against": one.proposition.dissent}
    for side, claims in sides_of(one.proposition).items():
        kept = [claim for claim in claims if claim in stated - doubtful]
        if kept:
            found[f"{side}{origin_words(origins.get(side))}"] = kept
    perhaps = "perhaps " if one.is_stated else ""
    for each in one.statements:
        for member in each.members if each.knot else ():
            side = "for" if member.sign == one.turn else "against"
            found.setdefault(perhaps + side, []).append(member.claim)
    return found


def _is_dark(text: str) -> bool:
    """Whether the words say little to somebody who has not read the article.

    >>> _is_dark("it is holding her"), _is_dark("41"), _is_dark("the town fell on Monday")
    (True, True, False)
    """
    words = [word.strip("“”\"'‘’«»,.:;") for word in text.split()]
    opening = words[1 if words[0].casefold() == "the" and len(words) > 1 else 0].casefold()
    return not _TELLING <= len(words) <= _FLUENT or opening in _OPENS_BLIND
