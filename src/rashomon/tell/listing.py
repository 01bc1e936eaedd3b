"""What the survey found, read a page at a time: the sections of the brief, the pages and the commands."""

from __future__ import annotations

from rashomon.store.browse_survey import ALL
from rashomon.store.store import Store
from rashomon.tell.brief import Section
from rashomon.tell.contested import ISSUES, contested_section
from rashomon.tell.disputes import (
    DRIFTS,
    PREDICTIONS,
    SINGLE,
    drift_section,
    prediction_section,
    single_section,
)
from rashomon.tell.shelf import Shelf
from rashomon.tell.versions import EACH, LOOKED_AT, VERSIONS, version_section


def leading_sections(store: Store, shelf: Shelf) -> list[Section]:
    """The sections that lead a brief, those left out that have nothing to say."""
    sections = [
        list_contested(store, shelf),
        list_versions(store, shelf, each=EACH),
        list_singles(store, shelf),
        list_drifts(store, shelf),
        list_predictions(store, shelf),
    ]
    return [section for section in sections if section.groups]


def list_contested(store: Store, shelf: Shelf, *, start: int = 0, limit: int = ISSUES) -> Section:
    """The issues from ``start`` on; with ``ALL`` as the limit, as below, to the last."""
    part = store.issues(start=start, limit=limit)
    return contested_section(part.survey, shelf, limit=None, more=part.more)


def list_versions(
    store: Store, shelf: Shelf, *, start: int = 0, limit: int = VERSIONS, each: int = ALL
) -> Section:
    """The versions from ``start`` on; with ``each`` so many of one issue, of what a contradiction is in."""
    if each < 0:
        part = store.versions(start=start, limit=limit)
        return version_section(part.survey, shelf, shown=part.shown, more=part.more)
    part = store.versions(start=start, limit=limit * LOOKED_AT, each=LOOKED_AT)
    return version_section(part.survey, shelf, shown=part.shown, each=each, limit=limit, more=part.more)


def list_singles(store: Store, shelf: Shelf, *, start: int = 0, limit: int = SINGLE) -> Section:
    """What one origin alone is behind, from ``start`` on."""
    part = store.singles(start=start, limit=limit)
    return single_section(part.survey, shelf, limit=None, more=part.more)


def list_drifts(store: Store, shelf: Shelf, *, start: int = 0, limit: int = DRIFTS) -> Section:
    """What hardened or softened, from ``start`` on."""
    part = store.drifts(start=start, limit=limit)
    return drift_section(part.survey, shelf, limit=None, more=part.more)


def list_predictions(store: Store, shelf: Shelf, *, start: int = 0, limit: int = PREDICTIONS) -> Section:
    """The predictions from ``start`` on."""
    part = store.predictions(start=start, limit=limit)
    shown = len(part.survey.predictions)
    return prediction_section(part.survey, shelf, limit=shown, left=part.left)


__all__ = [
    "ALL",
    "leading_sections",
    "list_contested",
    "list_drifts",
    "list_predictions",
    "list_singles",
    "list_versions",
]
