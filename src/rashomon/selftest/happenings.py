"""What the answer key says of events, sides, times and places of an article, tied to its text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, get_args

from rashomon.records import Mode, Polarity, Span
from rashomon.selftest.anchors import Collapsed, Quoted

_ANY = "any"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyTime:
    """A time expression of the key."""

    words: Quoted
    value: str | None
    """EDTF; None where it cannot be known; ``"any"`` where the key does not say."""
    optional: bool = False
    """Neither right nor wrong to find."""

    @property
    def is_valued(self) -> bool:
        """Whether the key says what it means."""
        return self.value != _ANY and not self.optional


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyPlace:
    """A place of the key: a name that stands for where something is."""

    words: Quoted
    optional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyEvent:
    """The word of an event of the key, and how the event stands for the one who says it."""

    words: Quoted
    polarity: str
    mode: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeySide:
    """Somebody for (1) or against (-1) somebody, in the words of the article."""

    holder: Quoted
    target: Quoted
    sign: int
    optional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Happenings:
    """What the key has of one article; what is None was not looked for there."""

    article: str
    times: tuple[KeyTime, ...] = ()
    places: tuple[KeyPlace, ...] | None = None
    metonyms: tuple[KeyPlace, ...] = ()
    """Names of places that stand for who rules there."""
    events: tuple[KeyEvent, ...] = ()
    sides: tuple[KeySide, ...] | None = None

    def absent(self, text: Collapsed) -> list[str]:
        """The words of the key that do not stand in ``text``."""
        listed = [time.words for time in self.times]
        listed += [place.words for place in (*(self.places or ()), *self.metonyms)]
        listed += [event.words for event in self.events]
        listed += [words for one in self.sides or () for words in (one.holder, one.target)]
        return [words.text for words in listed if not text.select(words)]


def spot(text: Collapsed, words: Quoted) -> Span:
    """Where the words stand; they must."""
    return text.select(words)[0]


def parse_happenings(raw: Sequence[Mapping[str, Any]]) -> tuple[tuple[Happenings, ...], list[str]]:
    """The happenings in what YAML made of the key's list of them, and what is wrong with it."""
    complaints: list[str] = []
    found = tuple(_article(item, complaints) for item in raw)
    return found, complaints


def _article(raw: Mapping[str, Any], complaints: list[str]) -> Happenings:
    name = str(raw.get("article"))
    events = tuple(
        KeyEvent(words=_quoted(item), polarity=str(item.get("polarity")), mode=str(item.get("mode")))
        for item in raw.get("events") or ()
    )
    complaints += [
        f"{name}: event {event.words.text!r} is {event.polarity}, {event.mode}"
        for event in events
        if event.polarity not in get_args(Polarity) or event.mode not in get_args(Mode)
    ]
    sides = raw.get("sides")
    places = raw.get("places")
    return Happenings(
        article=name,
        times=tuple(
            KeyTime(words=_quoted(item), value=item.get("value", _ANY), optional=bool(item.get("optional")))
            for item in raw.get("times") or ()
        ),
        places=None if places is None else tuple(_place(item) for item in places),
        metonyms=tuple(_place(item) for item in raw.get("metonyms") or ()),
        events=events,
        sides=None if sides is None else tuple(_side(item, name, complaints) for item in sides),
    )


def _place(raw: Mapping[str, Any]) -> KeyPlace:
    return KeyPlace(words=_quoted(raw), optional=bool(raw.get("optional")))


def _side(raw: Mapping[str, Any], article: str, complaints: list[str]) -> KeySide:
    if raw.get("sign") not in (-1, 1):
        complaints.append(f"{article}: a side has the sign {raw.get('sign')!r}")
    return KeySide(
        holder=_quoted(raw.get("holder")),
        target=_quoted(raw.get("target")),
        sign=int(raw.get("sign") or 0),
        optional=bool(raw.get("optional")),
    )


def _quoted(item: object) -> Quoted:
    if isinstance(item, Mapping):
        return Quoted(str(item.get("text")), int(item.get("nth") or 1))
    return Quoted(str(item), 1)
