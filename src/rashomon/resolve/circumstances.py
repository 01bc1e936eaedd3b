"""What a claim says to happen, when and where, as far as its words leave no choice."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from rashomon.records import Attribution, Claim, Document, Event, Place, Span, Time

_DATED = ("date", "time")
# Two links of a chain seldom have the same words to the letter: one begins with "that", one goes on longer.
_SAME = 0.8


def add_circumstances(document: Document, claim: Claim) -> Claim:
    """``claim`` with its events, and with its time and place where the content leaves no choice.

    Its events are those whose word stands in the content and that nobody further in says, unless he says
    just these words: each link of a chain says what the last one says. The time is
    that of the main event, the one on which the others of the content hang; else the only one that the
    content names; None where there are two. The place likewise. A time without a date is none.

    >>> from rashomon.records import Article, Standing
    >>> text = "The dam fell in May."
    >>> may = Time(span=Span(13, 19), value="2031-05", kind="date", reason="")
    >>> claim = Claim(
    ...     id="1",
    ...     spans=(Span(0, 20),),
    ...     voices=(),
    ...     quotation="indirect",
    ...     standing=Standing(),
    ...     attribution=None,
    ... )
    >>> add_circumstances(Document(article=Article(name="a", text=text), times=(may,)), claim).time
    0
    """
    holders = _holders(document, claim)
    events = tuple(
        i
        for i, event in enumerate(document.events)
        if event.attribution in holders and any(span.contains(event.span) for span in claim.spans)
    )
    main = _main_event(document, events)
    times = [i for i, time in enumerate(document.times) if time.kind in _DATED]
    return replace(
        claim,
        events=events,
        time=_choose(claim, main, "time", {i: document.times[i].span for i in times}, _date_of(document)),
        place=_choose(
            claim, main, "place", {i: p.span for i, p in enumerate(document.places)}, _spot_of(document)
        ),
    )


def _holders(document: Document, claim: Claim) -> set[int | None]:
    """The claim's attribution, and those that the very same words are the content of, as in a chain."""
    if claim.attribution is None:
        return {None}
    held: set[int | None] = {one.id for one in document.attributions if _covered(claim, one) >= _SAME}
    return held | {claim.attribution}


def _covered(claim: Claim, attribution: Attribution) -> float:
    """The share of the claim's characters that are the attribution's content."""
    shared = sum(
        max(0, min(span.end, part.end) - max(span.start, part.start))
        for span in claim.spans
        for part in attribution.content
    )
    return shared / sum(len(span) for span in claim.spans)


def _main_event(document: Document, events: Sequence[int]) -> Event | None:
    """The event whose word stands highest in the tree of its sentence, in the first sentence."""
    ranked = [document.events[i] for i in events]
    return min(ranked, key=lambda event: (*_height(document, event.token), event.span), default=None)


def _height(document: Document, token: int) -> tuple[int, int]:
    """The token's sentence, and its steps to the root; the same for all where there is no tree."""
    if not 0 <= token < len(document.tokens):
        return 0, 0
    sentence, steps, met = document.tokens[token].sentence, 0, {token}
    while (token := document.tokens[token].head) >= 0 and token not in met:
        met.add(token)
        steps += 1
    return sentence, steps


def _choose(
    claim: Claim,
    main: Event | None,
    role: str,
    spans: dict[int, Span],
    meaning: Callable[[int], object],
) -> int | None:
    """The one that the main event has as its argument, else the only one in the content."""
    arguments = [argument.span for argument in main.arguments if argument.role == role] if main else []
    return _only(_within(spans, arguments) or _within(spans, claim.spans), meaning)


def _within(spans: dict[int, Span], wholes: Iterable[Span]) -> list[int]:
    listed = list(wholes)
    return [i for i, span in spans.items() if any(whole.overlaps(span) for whole in listed)]


def _only(found: Sequence[int], meaning: Callable[[int], object]) -> int | None:
    """The first of ``found`` where all mean one and the same; None where that is not known."""
    meant = {meaning(i) for i in found}
    return found[0] if len(meant) == 1 and None not in meant else None


def _date_of(document: Document) -> Callable[[int], object]:
    def date(index: int) -> object:
        time: Time = document.times[index]
        return time.value

    return date


def _spot_of(document: Document) -> Callable[[int], object]:
    def spot(index: int) -> object:
        place: Place = document.places[index]
        return place.geonames if place.geonames is not None else place.name.casefold()

    return spot
