"""One proposition: for, against, hedged; from which origins it comes; what is against it; its drift."""

from __future__ import annotations

from collections.abc import Iterator

from starlette.exceptions import HTTPException
from starlette.requests import Request

from rashomon.store.browse import Filter
from rashomon.store.one_proposition import Dossier, Opposed
from rashomon.tell.brief import Line
from rashomon.tell.contested import KINDS
from rashomon.tell.copy_tree import origin_tree
from rashomon.tell.disputes import count_words, sides_of
from rashomon.tell.drawing import boxes_of
from rashomon.tell.lines import merge_lines
from rashomon.tell.timeline import time_words
from rashomon.tell.tree_picture import draw_tree
from rashomon.web.desk import Desk, View, page

CLAIMS = 200
"""So many claims stand on each side; the rest are counted."""
OPPOSED = 60
REASONS = 4


def proposition(desk: Desk, request: Request) -> View:
    """The page of the proposition with the id that the address names."""
    return proposition_view(desk, request.path_params["id"])


def proposition_view(desk: Desk, one: str) -> View:
    """The page of the proposition with this id."""
    found = desk.store.dossier(one)
    if found is None:
        raise HTTPException(404, "The case holds no such proposition any more.")
    return _view(desk, found)


def _view(desk: Desk, found: Dossier) -> View:
    shown, shelf = found.proposition, desk.shelf
    others = [one.other for one in found.opposed[:OPPOSED]]
    steps = [step.claim for drift in found.drifts for step in drift.steps]
    shelf.fetch([*(member.claim for member in shown.members), *others, *steps])
    homes = {member.claim: shelf.claim(member.claim).article for member in shown.members}
    tree = origin_tree(found, homes, boxes_of(desk.store, sorted(set(homes.values())), desk.labels))
    sides = sides_of(shown)
    names = {origin.id: origin.name or "not known" for origin in found.origins}
    context = {
        "proposition": shown,
        "counts": count_words(shown),
        "sides": {side: [shelf.line(one) for one in ids[:CLAIMS]] for side, ids in sides.items()},
        "more": {side: max(0, len(ids) - CLAIMS) for side, ids in sides.items()},
        "members": {member.claim: member for member in shown.members},
        "tree": tree,
        "drawn": draw_tree(tree, f"Where it comes from: {tree.caption}"),
        "origins": [
            (origin, sorted({desk.labels[homes[claim]] for claim in origin.claims}))
            for origin in found.origins
        ],
        "may_be_one": [(names[a], names[b], chance, why) for a, b, chance, why in found.may_be_one],
        "opposed": _opposed(desk, found),
        "more_opposed": max(0, len(found.opposed) - OPPOSED),
        "kinds": KINDS,
        "drifts": [
            (
                drift,
                [(step, time_words(shelf.day(step.claim)), shelf.line(step.claim)) for step in drift.steps],
            )
            for drift in found.drifts
        ],
    }
    return View(kind="proposition", one=shown.id, template="proposition.html", context=context)


def _opposed(desk: Desk, found: Dossier) -> list[tuple[Opposed, list[str], list[str], list[Line]]]:
    """What speaks against it, by the proposition that does: an example, kinds, reasons, claims."""
    by_other: dict[str, list[Opposed]] = {}
    for one in found.opposed[:OPPOSED]:
        by_other.setdefault(one.proposition, []).append(one)
    return [
        (
            those[0],
            list(dict.fromkeys(KINDS[one.kind] for one in those)),
            _reasons(those),
            merge_lines(desk.shelf.line(one) for one in dict.fromkeys(one.other for one in those)),
        )
        for those in by_other.values()
    ]


def _reasons(those: list[Opposed]) -> list[str]:
    """Each reason once, whichever of the two it names first."""
    told = {tuple(sorted(one.reason.split("; "))): one.reason for one in reversed(those)}
    return list(reversed(told.values()))[:REASONS]


ROUTES = [page("/proposition/{id}", proposition)]


def views(desk: Desk) -> Iterator[View]:
    """All propositions, the most contested first."""
    cards, _ = desk.store.proposition_cards(Filter(), limit=-1)
    return (proposition_view(desk, card.id) for card in cards)
