"""The cards by which entities of different articles are joined, kept so that none is made twice."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from rashomon.store.database import Database

if TYPE_CHECKING:
    from rashomon.resolve.cards import Card


def encode_cards(cards: Sequence[Card]) -> str:
    """The cards of one article as JSON; the same cards give the same text."""
    return json.dumps(
        [{field.name: _plain(getattr(card, field.name)) for field in fields(card)} for card in cards],
        ensure_ascii=False,
    )


def decode_cards(text: str) -> Iterator[Card]:
    """The cards that ``text`` was made of."""
    from rashomon.resolve.cards import Card

    shapes: dict[str, Callable[[Any], Any]] = {field.name: _shape(str(field.type)) for field in fields(Card)}
    for record in json.loads(text):
        yield Card(**{name: shapes[name](value) for name, value in record.items()})


def kept_cards(database: Database) -> Iterator[Card]:
    """All cards of the case, by article."""
    for (text,) in database.rows(
        "SELECT k.cards FROM card k JOIN article a ON a.key = k.article ORDER BY a.name"
    ):
        yield from decode_cards(text)


def _plain(value: object) -> object:
    return sorted(value) if isinstance(value, frozenset) else value


def _shape(annotation: str) -> Callable[[Any], Any]:
    """What makes the field's own type of a value that JSON has flattened."""
    if annotation.startswith("frozenset"):
        return frozenset
    if annotation.startswith("tuple"):
        return lambda value: tuple(tuple(v) if isinstance(v, list) else v for v in value)
    return lambda value: value
