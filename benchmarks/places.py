"""How far from the true points place names are resolved, on a file of toponyms such as LGL.

python benchmarks/places.py FILE [--errors N] [--annotated N]

The file's toponyms are given as mentions, so that only the resolving is measured; articles with an even index
are the develop half, with an odd index the check half. "Resolved" is the share of all toponyms with a point
that are put within 161 km (100 miles) of it. Toponyms of these files are also peoples ("Kenyan"), names
within names of bodies and governments that speak; `find_places` leaves those out by rule, so figures come
for all names as names ("resolver") and for what `find_places` itself returns ("as found").
"""

from __future__ import annotations

import argparse
import statistics
import time
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from rashomon.names.countries import country_of
from rashomon.records import Mention, Place, Span
from rashomon.situate.gazetteer import distance
from rashomon.situate.place_hints import Hints
from rashomon.situate.places import find_places, locate, read_name

WITHIN = 161.0


@dataclass(frozen=True)
class Gold:
    """One toponym with its point."""

    span: Span
    lat: float
    lon: float
    feature: str


@dataclass(frozen=True)
class Story:
    """One article of the file."""

    text: str
    mentions: tuple[Mention, ...]
    gold: tuple[Gold, ...]


def read_stories(path: Path) -> Iterator[Story]:
    """Each article with its toponyms, those without a point as mentions only."""
    for article in ET.parse(path).getroot().iter("article"):
        text, mentions, gold = article.findtext("text") or "", [], []
        for toponym in article.iter("toponym"):
            span = Span(int(toponym.findtext("start") or 0), int(toponym.findtext("end") or 0))
            mentions.append(Mention(span=span, kind="place", form="name", label="Location"))
            tag = toponym.find("gaztag")
            if tag is not None:
                lat, lon = float(tag.findtext("lat") or 0), float(tag.findtext("lon") or 0)
                gold.append(Gold(span, lat, lon, tag.findtext("fcode") or ""))
        yield Story(text, tuple(mentions), tuple(gold))


def errors_of(story: Story, places: Sequence[Place]) -> list[tuple[Gold, Place | None, float | None]]:
    """Each toponym with its place and the distance; None where there is no point."""
    found = {place.span: place for place in places}
    rows: list[tuple[Gold, Place | None, float | None]] = []
    for gold in story.gold:
        place = found.get(gold.span)
        if place is None or place.lat is None or place.lon is None:
            rows.append((gold, place, None))
        else:
            rows.append((gold, place, distance(gold.lat, gold.lon, place.lat, place.lon)))
    return rows


def report(name: str, rows: Sequence[tuple[Gold, Place | None, float | None]]) -> None:
    """Print one line a figure."""
    far = [kilometres for _, _, kilometres in rows if kilometres is not None]
    near = sum(kilometres <= WITHIN for kilometres in far)
    print(f"{name}: {len(rows)} toponyms with a point")
    print(f"{name}: resolved within 161 km {near / len(rows):.1%}")
    print(f"{name}: of those given a point, within 161 km {near / max(1, len(far)):.1%}")
    print(f"{name}: no point given {1 - len(far) / len(rows):.1%}")
    if far:
        print(f"{name}: mean error {statistics.mean(far):.0f} km, median {statistics.median(far):.1f} km")


def all_names(story: Story) -> tuple[Place, ...]:
    """The places with every mention taken for one, peoples by the name of their country."""
    named = []
    for mention in story.mentions:
        one = read_name(story.text, mention)
        word = country_of(one.name)
        if word is not None and word.role == "people":
            one = replace(one, name=word.country, hints=Hints(core=word.country))
        named.append(one)
    return locate(story.text, named)


def show(
    half: str, stories: Sequence[Story], rows: Sequence[tuple[Story, Gold, Place | None, float | None]]
) -> None:
    """Print some errors, for looking at."""
    for story, gold, place, kilometres in rows:
        told = f"{place.name} {place.country} {place.reason}" if place else "left out"
        around = story.text[max(0, gold.span.start - 40) : gold.span.end + 40].replace("\n", " ")
        far = "nowhere" if kilometres is None else f"{kilometres:.0f} km"
        print("   ", half, gold.feature, far, "|", gold.span.of(story.text), "|", told, "|", around)


def annotated(stories: Sequence[Story]) -> None:
    """Print the figures from bare text: mentions and sources as the program reads them."""
    from rashomon.nets.reader import open_reader
    from rashomon.pipeline import read_document
    from rashomon.records import Article

    reader, rows, made = open_reader(), [], 0
    for number, story in enumerate(stories):
        document = read_document(Article(name=str(number), text=story.text), reader)
        sources = [span for attribution in document.attributions for span in attribution.source]
        places = find_places(story.text, document.mentions, sources)
        made += sum(place.lat is not None for place in places)
        rows += errors_of(story, places)
    right = sum(kilometres is not None and kilometres <= WITHIN for _, _, kilometres in rows)
    print(f"end to end: {len(stories)} articles, {made} points, {right} of {len(rows)} toponyms right")
    print(f"end to end: recall {right / len(rows):.1%}, precision {right / max(1, made):.1%}")


def main() -> None:
    """Score both halves."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--annotated", type=int, default=0)
    parser.add_argument("--half", choices=("develop", "check"))
    options = parser.parse_args()
    stories = list(read_stories(options.file))
    for half, part in (("develop", stories[::2]), ("check", stories[1::2])):
        if options.half not in (None, half):
            continue
        begun, words = time.process_time(), sum(len(story.text.split()) for story in part)
        rows = [(story, *row) for story in part for row in errors_of(story, all_names(story))]
        spent = time.process_time() - begun
        report(f"{half}, resolver", [row[1:] for row in rows])
        people = [r for r in rows if getattr(country_of(r[1].span.of(r[0].text)), "role", "") != "people"]
        report(f"{half}, resolver, names of places only", [row[1:] for row in people])
        report(
            f"{half}, as found",
            [row for story in part for row in errors_of(story, find_places(story.text, story.mentions))],
        )
        print(f"{half}: {words / spent:,.0f} words/s")
        wrong = [row for row in rows if row[3] is None or row[3] > WITHIN]
        show(half, part, wrong[: options.errors])
    if options.annotated:
        annotated(stories[: options.annotated])


if __name__ == "__main__":
    main()
