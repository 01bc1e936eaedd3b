"""Claims and events that have a point on earth, as GeoJSON (RFC 7946); those without one are left out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO

from rashomon.store.browse_times import PlaceCard
from rashomon.store.rows import EventRow
from rashomon.store.store import Store
from rashomon.tell.formats.addresses import link_to_words
from rashomon.tell.formats.signs import head_of, write_json_list
from rashomon.tell.formats.tellings import Telling, tellings

_ALL = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Atlas:
    """Where the places of a case lie, as far as that is known."""

    by_id: Mapping[tuple[str, int | None], PlaceCard]
    by_name: Mapping[str, PlaceCard]
    """Those whose name means one place only."""

    def of_claim(self, place: Mapping[str, Any] | None) -> PlaceCard | None:
        """The place that a claim is set in; None where it has none, or none that is known."""
        return self.by_id.get((place["name"], place["geonames"])) if place else None

    def called(self, name: str | None) -> PlaceCard | None:
        """The place of that name; None where there is none, or more than one."""
        return self.by_name.get(name or "")


def open_atlas(store: Store) -> Atlas:
    """The places of the case that have a point."""
    known: dict[tuple[str, int | None], list[PlaceCard]] = defaultdict(list)
    named: dict[str, list[PlaceCard]] = defaultdict(list)
    for card in store.places_named(is_known=True, limit=_ALL)[0]:
        known[card.name, card.geonames].append(card)
        named[card.name].append(card)
    return Atlas(
        by_id={key: cards[0] for key, cards in known.items() if len(cards) == 1},
        by_name={name: cards[0] for name, cards in named.items() if len(cards) == 1},
    )


def write_points(store: Store, kind: str, file: BinaryIO) -> None:
    """A FeatureCollection, one point for each of ``kind`` (claims, events) that has one."""
    features = _claims(store) if kind == "claims" else _events(store)
    write_json_list(features, file, head=head_of({"type": "FeatureCollection"}, "features"), tail="}")


def _claims(store: Store) -> Iterator[dict[str, Any]]:
    atlas = open_atlas(store)
    for one in tellings(store):
        if place := atlas.of_claim(one.claim.place):
            yield _feature(one.claim.id, place, _claim_facts(one))


def _claim_facts(one: Telling) -> dict[str, Any]:
    return {
        "text": one.claim.text,
        "speaker": one.speaker,
        "chain": " → ".join(one.chain),
        "standing": one.standing,
        "time": one.claim.time,
        "article": one.article.article,
        "outlet": one.article.outlet,
        "published": one.article.published,
        "start": one.claim.span.start,
        "end": one.claim.span.stop,
        "link": one.link,
    }


def _events(store: Store) -> Iterator[dict[str, Any]]:
    atlas, urls = open_atlas(store), {row.article: row for row in store.articles()}
    for event in store.events():
        if place := atlas.called(event.place):
            article = urls[event.article]
            yield _feature(
                None,
                place,
                {
                    "text": event.text,
                    "code": event.code,
                    "agent": party(event, "agent"),
                    "patient": party(event, "patient") or party(event, "recipient"),
                    "factuality": event.factuality,
                    "polarity": event.polarity,
                    "certainty": event.certainty,
                    "mode": event.mode,
                    "according_to": event.according_to,
                    "according_kind": event.according_kind,
                    "time": event.time,
                    "claim": event.claim,
                    "article": event.article,
                    "outlet": article.outlet,
                    "published": article.published,
                    "start": event.span.start,
                    "end": event.span.stop,
                    "link": link_to_words(article.url, event.text),
                },
            )


def party(event: EventRow, role: str) -> str | None:
    """Who has that part in the event, by the name of the case; None where nobody is named."""
    found = [argument.name or argument.text for argument in event.arguments if argument.role == role]
    return found[0] if found else None


def _feature(one: str | None, place: PlaceCard, facts: Mapping[str, Any]) -> dict[str, Any]:
    feature = {
        "type": "Feature",
        "id": one,
        "geometry": {"type": "Point", "coordinates": [place.lon, place.lat]},
        "properties": {
            "place": place.name,
            # A point of precision "country" or "region" is the middle of it, not where something was.
            "precision": place.precision,
            "geonames": place.geonames,
            **facts,
        },
    }
    return {name: value for name, value in feature.items() if value is not None}
