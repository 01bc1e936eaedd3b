"""What later articles changed, as sections: for the command, and for the page of a dossier."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from rashomon.store.browse_changes import Touched
from rashomon.store.store import Store
from rashomon.survey.changes import Change, ChangeKind, Changes, changes_by
from rashomon.survey.earlier import before_later
from rashomon.tell.brief import Group, Line, Section
from rashomon.tell.disputes import STATES, cut_title
from rashomon.tell.lines import merge_lines
from rashomon.tell.shelf import Shelf
from rashomon.tell.wording import plain

PER_KIND = 20
PER_CHANGE = 4
_KINDS: Mapping[ChangeKind, str] = {
    "contradicted": "Newly contradicted",
    "settled": "Predictions settled",
    "turned": "Said the opposite of what they said",
    "hardened": "Hardened",
    "softened": "Softened",
    "backed": "Told by further origins",
    "new": "Told for the first time",
    "foretold": "Newly predicted",
}


def changes_since(store: Store, articles: frozenset[str]) -> tuple[Changes, bool]:
    """What the articles with these names changed, and whether that is all of it.

    They are compared with the others as all are judged together, without a survey of its own.
    """
    touched = store.touched_by(articles)
    return Changes(articles=tuple(sorted(articles)), undated=(), changes=_found(touched)), touched.is_whole


def _found(touched: Touched) -> tuple[Change, ...]:
    before = before_later(touched.survey, touched.later)
    return changes_by(before, touched.survey, touched.claims, touched.later)


def change_sections(changes: Changes, shelf: Shelf, *, limit: int = PER_KIND) -> list[Section]:
    """What changed, a section a kind, what is contradicted or settled first; at most ``limit`` of each."""
    by_kind: dict[ChangeKind, list[Change]] = defaultdict(list)
    for change in changes.changes:
        by_kind[change.kind].append(change)
    sections = []
    for kind, title in _KINDS.items():
        shown = by_kind[kind][:limit]
        shelf.fetch(claim for change in shown for claim in (*change.claims, *change.against))
        if shown:
            sections.append(
                Section(
                    key=kind,
                    title=title,
                    groups=tuple(_group(change, shelf) for change in shown),
                    more=len(by_kind[kind]) - len(shown),
                    counted="change",
                    command="rashomon diff",
                )
            )
    return sections


def _group(change: Change, shelf: Shelf) -> Group:
    # A prediction is told in the words of its first claim, which are often a line of those below.
    lines: list[Line] = []
    for ids, told in ((change.claims, ""), (change.against, "earlier")):
        lines += merge_lines(shelf.line(one, told) for one in ids[:PER_CHANGE])
    hidden = len(change.claims[PER_CHANGE:]) + len(change.against[PER_CHANGE:])
    return Group(
        title=cut_title(change.text),
        note=_note(change),
        lines=tuple(lines),
        more=hidden,
        rows=tuple(one for one in (change.proposition, change.prediction) if one),
    )


def _note(change: Change) -> str:
    before, after = (plain(STATES.get(one, one)) for one in (change.before, change.after))
    return f"{before}; now {after}" if before and after else after or before


def count_changes(changes: Changes) -> str:
    """How many there are of each kind, in words; empty for none.

    >>> count_changes(Changes(articles=(), undated=(), changes=(Change(kind="new", text="t", claims=()),)))
    '1 told for the first time'
    """
    counts = [(sum(one.kind == kind for one in changes.changes), title) for kind, title in _KINDS.items()]
    return ", ".join(f"{count} {title[0].lower()}{title[1:]}" for count, title in counts if count)
