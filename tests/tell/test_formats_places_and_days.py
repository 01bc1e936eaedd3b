"""Maps, timelines, event data: what has no place or day is left out, never guessed."""

from __future__ import annotations

import csv
import io
import json

import geojson
import pytest

from rashomon.tell.formats.days import bounds, plain_day
from rashomon.tell.formats.political_events import POLECAT


@pytest.mark.parametrize("kind", ["claims", "events"])
def test_what_has_a_point_is_on_the_map_with_its_precision(export, kind: str) -> None:
    found = geojson.loads(export(kind, "geojson").decode())
    assert found.is_valid
    rows = [json.loads(line) for line in export(kind, "jsonl").splitlines()]
    placed = [row for row in rows if row["place"]]
    assert 0 < len(placed) < len(rows)
    assert [feature["properties"]["text"] for feature in found["features"]] == [row["text"] for row in placed]
    for feature in found["features"]:
        # Longitude first.
        assert feature["geometry"]["coordinates"] == [-2.5, 1.5]
        assert (feature["properties"]["place"], feature["properties"]["precision"]) == ("Karsk", "city")


def test_events_stand_in_polecats_columns(stated, export) -> None:
    rows = list(csv.DictReader(io.StringIO(export("events", "plover").decode())))
    assert list(rows[0])[: len(POLECAT)] == POLECAT
    assert len(POLECAT) == 40
    assert [(row["Event Type"], row["Quad Code"], row["Event Text"]) for row in rows] == [
        ("FIGHT", "", "mined"),
        ("FIGHT", "", "mined"),
    ]
    first, second = rows
    assert (first["Source"], first["Publication Date"], first["According To"]) == (
        "The Heron",
        "2031-05-04",
        "Orlan Vey",
    )
    assert (first["City"], first["Latitude"], first["Longitude"]) == ("Karsk", "1.5", "-2.5")
    # Neither a day that is uncertain nor a name that is a formula passes as it stands.
    assert (second["Publication Date"], second["Source"][:5]) == ("", "'+cmd")
    assert len({row["Event ID"] for row in rows}) == 2


def test_a_timeline_has_the_claims_that_say_when(export) -> None:
    story = json.loads(export("timeline", "timelinejs"))
    rows = {f"claim-{r['id']}": r for r in map(json.loads, export("claims", "jsonl").splitlines())}
    assert {slide["unique_id"] for slide in story["events"]} == {
        one for one, row in rows.items() if row["time"]
    }
    for slide in story["events"]:
        assert slide["display_date"] == "spring 2031"
        assert (slide["start_date"]["year"], slide["end_date"]["month"]) == (2031, 12)
        # TimelineJS shows HTML: an article's words are none.
        assert "<b>" not in slide["text"]["text"]
        assert "<b>" not in slide["text"]["headline"]
    assert any("&lt;b&gt;broke" in slide["text"]["text"] for slide in story["events"])


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2031-05-04", "2031-05-04"),
        ("2031-05-04T20:00:00Z", "2031-05-04"),
        ("2031", "2031"),
        ("2031-21", None),
        ("2031-05?", None),
        ("2031-02-30", None),
        ("2031/2032", None),
        ("P3D", None),
        ("", None),
        (None, None),
    ],
)
def test_only_a_plain_day_is_written_as_one(value: str | None, day: str | None) -> None:
    assert plain_day(value) == day


def test_an_open_end_has_no_day() -> None:
    first, last = bounds("../2031-05-04")
    assert first is None
    assert last is not None
    assert last.isoformat() == "2031-05-04"
