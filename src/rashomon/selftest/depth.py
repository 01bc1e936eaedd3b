"""Events, sides, times and places found against those of the key.

Words that overlap are the same. Of times, places and sides the key has all of an article, or none; of
events it has some, so that there is no precision. Every place of the sample case is invented: whatever is
put on the map is wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from rashomon.errors import RashomonError
from rashomon.findings import SLANT
from rashomon.records import Document, Event, Span, Stance
from rashomon.selftest.anchors import Collapsed
from rashomon.selftest.figures import Portion, Rate, Score, Share, macro_f1
from rashomon.selftest.happenings import Happenings, KeySide, spot

# A stretch is a mention where they share this much of what either covers.
_SAME = 0.5
_SIDE = {"positive": 1, "negative": -1}


@dataclass
class Depth:
    """What is counted over all articles."""

    times: Score = field(default_factory=Score)
    places: Score = field(default_factory=Score)
    sides: Score = field(default_factory=Score)
    values: list[bool] = field(default_factory=list)
    pins: list[bool] = field(default_factory=list)
    """For each place found, whether it was put on the map."""
    metonyms: list[bool] = field(default_factory=list)
    """For each metonym of the key, whether it was taken for a place."""
    events: list[bool] = field(default_factory=list)
    polarities: list[tuple[str, str]] = field(default_factory=list)
    modes: list[tuple[str, str]] = field(default_factory=list)
    signs: list[bool] = field(default_factory=list)
    """For each event that is told as so or not so, whether its factuality has that sign."""


def score_depth(
    key: Iterable[Happenings], documents: Mapping[str, Document]
) -> tuple[list[Rate], list[Portion]]:
    """The lines on times, places, events and sides, none where the key has none of them.

    Articles that were not read are left out.

    Raises:
        RashomonError: the key quotes what an article does not have.
    """
    depth, items = Depth(), tuple(key)
    if not items:
        return [], []
    for item in items:
        document = documents.get(item.article)
        if document is not None:
            _tally(item, document, depth)
    rates = [
        Rate(step="times", what="expressions", score=depth.times),
        Rate(step="places", what="named places", score=depth.places),
        Rate(step="stances", what="holder, target, sign", score=depth.sides),
    ]
    portions = [
        _share("times", "value", depth.values),
        _share("places", "invented ones pinned", depth.pins, note="want 0"),
        _share("places", "metonyms taken for places", depth.metonyms, note="want 0"),
        _share("events", "found", depth.events),
        _choices("polarity", depth.polarities),
        _choices("mode", depth.modes),
        _share("events", "sign of factuality", depth.signs),
    ]
    return rates, portions


def _share(step: str, what: str, marks: Sequence[bool], note: str = "") -> Portion:
    return Portion(step=step, what=what, share=Share(sum(marks), len(marks)), note=note)


def _choices(what: str, pairs: Sequence[tuple[str, str]]) -> Portion:
    share = Share(sum(key == found for key, found in pairs), len(pairs))
    return Portion(step="events", what=what, share=share, macro_f1=macro_f1(pairs))


def _tally(item: Happenings, document: Document, depth: Depth) -> None:
    text = Collapsed(document.text)
    if absent := item.absent(text):
        raise RashomonError(
            f"{item.article}: the answer key quotes what the text does not have: {', '.join(absent)}",
            hint="Mend the key or the article.",
        )
    silent = [passage.span for passage in document.article.passages if passage.kind == "furniture"]
    _tally_times(item, document, text, silent, depth)
    _tally_places(item, document, text, silent, depth)
    for event in item.events:
        _tally_event(spot(text, event.words), (event.polarity, event.mode), document.events, depth)
    if item.sides is not None:
        depth.sides += _score_sides(item.sides, document, text)


def _tally_times(
    item: Happenings, document: Document, text: Collapsed, silent: Sequence[Span], depth: Depth
) -> None:
    key = [(spot(text, time.words), time.optional) for time in item.times]
    found = [time for time in document.times if not any(span.overlaps(time.span) for span in silent)]
    score, pairs = _match(key, [time.span for time in found])
    depth.times += score
    for number, other in pairs.items():
        if item.times[number].is_valued:
            depth.values.append(_same_day(item.times[number].value, found[other].value))


def _same_day(key: str | None, found: str | None) -> bool:
    """Whether two values mean the same but for the hour, marks of doubt, and that it goes on ("since")."""
    if key is None or found is None:
        return key is found
    return found == key or found.removesuffix("/..").rstrip("~?%").partition("T")[0] == key


def _tally_places(
    item: Happenings, document: Document, text: Collapsed, silent: Sequence[Span], depth: Depth
) -> None:
    found = [place for place in document.places if not any(span.overlaps(place.span) for span in silent)]
    depth.pins += [place.lat is not None or place.geonames is not None for place in found]
    depth.metonyms += [
        any(spot(text, one.words).overlaps(place.span) for place in found) for one in item.metonyms
    ]
    if item.places is not None:
        key = [(spot(text, place.words), place.optional) for place in item.places]
        depth.places += _match(key, [place.span for place in found])[0]


def _match(key: Sequence[tuple[Span, bool]], found: Sequence[Span]) -> tuple[Score, dict[int, int]]:
    """The score, and which of the found is which of the key; what is optional counts on neither side."""
    pairs: dict[int, int] = {}
    for number, (span, _) in enumerate(key):
        near = [i for i, other in enumerate(found) if other.overlaps(span) and i not in pairs.values()]
        if near:
            pairs[number] = min(near, key=lambda i: (_apart(found[i], span), i))
    wanted = [number for number, (_, optional) in enumerate(key) if not optional]
    right = sum(number in pairs for number in wanted)
    stray = [span for span in found if not any(span.overlaps(other) for other, _ in key)]
    return Score(right, len(stray), len(wanted) - right), pairs


def _apart(left: Span, right: Span) -> int:
    return abs(left.start - right.start) + abs(left.end - right.end)


def _share_of(left: Span, right: Span) -> float:
    shared = min(left.end, right.end) - max(left.start, right.start)
    return max(0, shared) / (max(left.end, right.end) - min(left.start, right.start))


def _tally_event(span: Span, key: tuple[str, str], events: Sequence[Event], depth: Depth) -> None:
    found = next((event for event in events if event.span.overlaps(span)), None)
    depth.events.append(found is not None)
    if found is None:
        return
    polarity, mode = key
    depth.polarities.append((polarity, found.polarity))
    depth.modes.append((mode, found.mode))
    if mode == "actual":
        depth.signs.append(found.factuality * _SIDE[polarity] > 0)


def _score_sides(sides: Sequence[KeySide], document: Document, text: Collapsed) -> Score:
    same = _sameness(document)
    key = [(spot(text, side.holder), spot(text, side.target), side) for side in sides]

    def fits(stance: Stance, item: tuple[Span, Span, KeySide]) -> bool:
        holder, target, side = item
        return stance.sign == side.sign and same(stance.holder, holder) and same(stance.target, target)

    # What an outlet's own words show of itself is judged over the case: there the key speaks of it.
    told = [stance for stance in document.stances if stance.reason.maker != SLANT]
    right = missed = 0
    for item in key:
        is_found = any(fits(stance, item) for stance in told)
        right += is_found and not item[2].optional
        missed += not is_found and not item[2].optional
    wrong = sum(not any(fits(stance, item) for item in key) for stance in told)
    return Score(right, wrong, missed)


def _sameness(document: Document) -> Callable[[Span, Span], bool]:
    """Whether two stretches are one somebody: they overlap, or are mentions of one entity."""
    of_mention = {
        document.mentions[index].span: entity.number
        for entity in document.entities
        for index in entity.mentions
    }

    def entities(span: Span) -> set[int]:
        return {number for mention, number in of_mention.items() if _share_of(mention, span) >= _SAME}

    def same(left: Span, right: Span) -> bool:
        return left.overlaps(right) or bool(entities(left) & entities(right))

    return same
