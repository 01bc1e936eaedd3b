"""The cards by which entities of different articles are joined, kept so that none is made twice."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from rashomon.store.database import Database

if TYPE_CHECKING:
    from rashomon.resolve.cards import Card


def encode_cards(cards: Sequence[Card]) -> bytes:
    """The cards of one article as packed JSON; the same cards give the same bytes."""
    records = [{field.name: _plain(getattr(card, field.name)) for field in fields(card)} for card in cards]
    # Each card names the company it is in, which is nearly the same for all: packed, a tenth remains.
    return zlib.compress(json.dumps(records, ensure_ascii=False).encode())


def decode_cards(packed: bytes) -> Iterator[Card]:
    """The cards that ``packed`` was made of."""
    from rashomon.resolve.cards import Card

    shapes: dict[str, Callable[[Any], Any]] = {field.name: _shape(str(field.type)) for field in fields(Card)}
    for record in json.loads(zlib.decompress(packed)):
        yield Card(**{name: shapes[name](value) for name, value in record.items()})


def kept_cards(database: Database) -> Iterator[Card]:
    """All cards of the case, by article."""
    for (packed,) in database.rows(
        "SELECT k.cards FROM card k JOIN article a ON a.key = k.article ORDER BY a.name"
    ):
        yield from decode_cards(packed)


def _plain(value: object) -> object:
    return sorted(value) if isinstance(value, frozenset) else value


def _shape(annotation: str) -> Callable[[Any], Any]:
    """What makes the field's own type of a value that JSON has flattened."""
    if annotation.startswith("frozenset"):
        return frozenset
    if annotation.startswith("tuple"):
        return lambda value: tuple(tuple(v) if isinstance(v, list) else v for v in value)
    return lambda value: value
