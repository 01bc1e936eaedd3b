"""Events in the columns of POLECAT, coded by PLOVER; ours come after them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import BinaryIO

from rashomon.store.rows import ArgumentRow, ArticleRow, EventRow
from rashomon.store.store import Store
from rashomon.tell.formats.days import plain_day
from rashomon.tell.formats.points import Atlas, open_atlas
from rashomon.tell.formats.signs import guard_cell
from rashomon.version import __version__

# As POLECAT heads its files (Halterman et al. 2023); what Rashomon does not read stays empty.
_THEIRS = (
    "Event ID,Event Date,Event Type,Event Mode,Intensity,Quad Code,Contexts,Actor Name,Actor Country,"
    "Actor COW,Primary Actor Sector,Actor Sectors,Actor Title,Actor Name Raw,Wikipedia Actor ID,"
    "Recipient Name,Recipient Country,Recipient COW,Primary Recipient Sector,Recipient Sectors,"
    "Recipient Title,Recipient Name Raw,Wikipedia Recipient ID,Placename,City,District,Province,"
    "Country,Latitude,Longitude,GeoNames ID,Raw Placename,Feature Type,Source,Publication Date,"
    "Story People,Story Organizations,Story Locations,Language,Version"
)
_OURS = (
    "Event Text,According To,According Kind,Factuality,Certainty,Time EDTF,Code Score,Article,Start,End,Claim"
)
POLECAT = _THEIRS.split(",")
COLUMNS = [*POLECAT, *_OURS.split(",")]
_QUADS = {
    "VERBAL COOPERATION": "AGREE CONSULT SUPPORT CONCEDE",
    "MATERIAL COOPERATION": "COOPERATE AID YIELD RETREAT",
    "VERBAL CONFLICT": "REQUEST ACCUSE REJECT THREATEN",
    "MATERIAL CONFLICT": "PROTEST SANCTION MOBILIZE COERCE ASSAULT",
}
_QUAD_OF = {code: quad for quad, codes in _QUADS.items() for code in codes.split()}


def write_political_events(store: Store, kind: str, file: BinaryIO) -> None:
    """One row for each event with a code that is said to have happened; what is denied or foretold is not."""
    atlas, articles = open_atlas(store), {row.article: row for row in store.articles()}
    keys = store.keys()
    text = io.TextIOWrapper(file, encoding="utf-8", errors="backslashreplace", newline="", write_through=True)
    try:
        writer = csv.DictWriter(text, COLUMNS, restval="")
        writer.writeheader()
        for event in _told(store):
            row = _row(event, articles[event.article], atlas)
            # Codes stand for themselves: an article and a place in it name an event.
            row["Event ID"] = f"{keys[event.article]}-{event.span.start}"
            writer.writerow({name: _cell(value) for name, value in row.items()})
    finally:
        text.detach()


def _told(store: Store) -> Iterator[EventRow]:
    for event in store.events():
        if event.code and event.polarity == "positive" and event.mode == "actual":
            yield event


def _row(event: EventRow, article: ArticleRow, atlas: Atlas) -> dict[str, object]:
    actor = _party(event, "agent")
    recipient = _party(event, "patient") or _party(event, "recipient")
    where = _party(event, "place")
    place = atlas.called(event.place)
    return {
        "Event Date": plain_day(event.time),
        "Event Type": event.code,
        "Quad Code": _QUAD_OF.get(event.code or ""),
        "Actor Name": actor and (actor.name or actor.text),
        "Actor Name Raw": actor and actor.text,
        "Recipient Name": recipient and (recipient.name or recipient.text),
        "Recipient Name Raw": recipient and recipient.text,
        "Placename": event.place,
        "Raw Placename": where and where.text,
        "City": place.name if place and place.precision in ("city", "point") else None,
        "Country": place.name if place and place.precision == "country" else None,
        "Latitude": place and place.lat,
        "Longitude": place and place.lon,
        "GeoNames ID": place and place.geonames,
        "Source": article.outlet,
        "Publication Date": plain_day(article.published),
        "Language": article.language,
        "Version": f"rashomon {__version__}",
        "Event Text": event.text,
        "According To": event.according_to,
        "According Kind": event.according_kind,
        "Factuality": event.factuality,
        "Certainty": event.certainty,
        "Time EDTF": event.time,
        "Code Score": event.code_score,
        "Article": event.article,
        "Start": event.span.start,
        "End": event.span.stop,
        "Claim": event.claim,
    }


def _party(event: EventRow, role: str) -> ArgumentRow | None:
    return next((argument for argument in event.arguments if argument.role == role), None)


def _cell(value: object) -> object:
    return "" if value is None else guard_cell(value) if isinstance(value, str) else value
