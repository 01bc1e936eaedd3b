"""Ledger rows as JSON lines, CSV or Parquet; `formats` has what other tools open."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, fields, replace
from typing import BinaryIO, Literal

from rashomon.errors import UsageError
from rashomon.store.rows import (
    ActorRow,
    ArticleRow,
    ClaimRow,
    EventRow,
    JudgementRow,
    MentionRow,
    StanceRow,
)
from rashomon.store.store import Store
from rashomon.tell.across import (
    OriginRow,
    PropositionRow,
    VersionRow,
    origin_rows,
    proposition_rows,
    shared_passages,
    version_rows,
)
from rashomon.tell.formats.catalogue import OTHER_KINDS, SHAPES, formats_of, writer_of
from rashomon.tell.formats.signs import guard_cell
from rashomon.tell.predictions import PredictionRow, prediction_rows

Format = Literal["jsonl", "csv", "parquet"]
FORMATS: tuple[Format, ...] = ("jsonl", "csv", "parquet")
ALL_FORMATS = (*FORMATS, *(shape.name for shape in SHAPES))
Record = dict[str, object]

KINDS: dict[str, Callable[[Store], Iterable[Record]]] = {}
"""What can be exported, and the function that gives its records."""


def export_records(store: Store, kind: str) -> Iterator[Record]:
    """The records of one kind, in plain lists and dicts.

    Raises:
        UsageError: There is no such kind.
    """
    if kind not in KINDS:
        check_kind(kind)
        raise UsageError(f"{kind} has no records", hint=f"It can be had as {', '.join(fitting(kind))}.")
    return iter(KINDS[kind](store))


def check_kind(kind: str) -> None:
    """Nothing, where ``kind`` can be exported.

    Raises:
        UsageError: There is no such kind.
    """
    known = [*KINDS, *(other for other in OTHER_KINDS if other not in KINDS)]
    if kind not in known:
        raise UsageError(f"{kind!r} is nothing that can be exported", hint=f"There are {', '.join(known)}.")


def fitting(kind: str) -> list[str]:
    """The formats that ``kind`` can be had in, the one that is taken where none is named first.

    Raises:
        UsageError: There is no such kind.
    """
    check_kind(kind)
    return formats_of(kind, FORMATS if kind in KINDS else ())


def check_format(kind: str, format_: str) -> None:
    """Nothing, where ``kind`` can be had in this format.

    Raises:
        UsageError: It cannot, or there is no such kind.
    """
    if format_ not in (fits := fitting(kind)):
        writer_of(kind, format_, fits)


def write_export(store: Store, kind: str, format_: str, file: BinaryIO) -> None:
    """Write all records of one kind to ``file``, text as UTF-8.

    Raises:
        UsageError: There is no such kind, it cannot be had in this format, or Parquet was asked for and
            pyarrow is not installed.
    """
    check_format(kind, format_)
    with store.snapshot():
        if format_ not in FORMATS:
            writer_of(kind, format_, fitting(kind))(store, kind, file)
            return
        records = export_records(store, kind)
        if format_ == "parquet":
            from rashomon.tell.parquet import write_parquet

            write_parquet(kind, records, file)
        elif format_ == "csv":
            _write_csv(kind, records, file)
        else:
            for record in records:
                file.write(as_json(record).encode("utf-8", "backslashreplace") + b"\n")


def as_json(record: object) -> str:
    """One line of JSON; the letters of all scripts as they are."""
    return json.dumps(record, ensure_ascii=False)


def claim_record(claim: ClaimRow) -> Record:
    """A claim in the shape of the export."""
    return asdict(claim)


def _articles(store: Store) -> Iterator[Record]:
    shared = shared_passages(store.survey().copies)
    for row in store.articles():
        parent, passages = shared.get(row.article, (None, ()))
        yield asdict(replace(row, copy_of=parent, shared=passages))


def _claims(store: Store) -> Iterator[Record]:
    return (claim_record(row) for row in store.claims())


def _actors(store: Store) -> Iterator[Record]:
    return (asdict(row) for row in store.actors())


def _mentions(store: Store) -> Iterator[Record]:
    return (asdict(row) for row in store.mentions())


def _stances(store: Store) -> Iterator[Record]:
    return (asdict(row) for row in store.stances())


def _events(store: Store) -> Iterator[Record]:
    return (asdict(row) for row in store.events())


def _propositions(store: Store) -> Iterator[Record]:
    # "for" is no name that Python allows a field.
    return (
        {_NAMES.get(name, name): value for name, value in asdict(row).items()}
        for row in proposition_rows(store)
    )


def _origins(store: Store) -> Iterator[Record]:
    return (asdict(row) for row in origin_rows(store))


def _versions(store: Store) -> Iterator[Record]:
    return (asdict(row) for row in version_rows(store))


def _predictions(store: Store) -> Iterator[Record]:
    return (asdict(row) for row in prediction_rows(store))


def _judgements(store: Store) -> Iterator[Record]:
    return (asdict(row) for row in store.judgements())


KINDS.update(
    articles=_articles,
    claims=_claims,
    actors=_actors,
    mentions=_mentions,
    stances=_stances,
    events=_events,
    predictions=_predictions,
    propositions=_propositions,
    origins=_origins,
    versions=_versions,
    judgements=_judgements,
)
ROWS = {
    "articles": ArticleRow,
    "claims": ClaimRow,
    "actors": ActorRow,
    "mentions": MentionRow,
    "stances": StanceRow,
    "events": EventRow,
    "predictions": PredictionRow,
    "propositions": PropositionRow,
    "origins": OriginRow,
    "versions": VersionRow,
    "judgements": JudgementRow,
}
_NAMES = {"supporting": "for"}


def _write_csv(kind: str, records: Iterable[Record], file: BinaryIO) -> None:
    text = io.TextIOWrapper(file, encoding="utf-8", errors="backslashreplace", newline="", write_through=True)
    try:
        writer = csv.writer(text)
        writer.writerow(_NAMES.get(field.name, field.name) for field in fields(ROWS[kind]))
        writer.writerows([_cell(value) for value in record.values()] for record in records)
    finally:
        text.detach()


def _cell(value: object) -> object:
    # A cell cannot nest: lists and the like go in as JSON text.
    if value is None:
        return ""
    if isinstance(value, str):
        return guard_cell(value)
    return value if isinstance(value, int | float) and not isinstance(value, bool) else as_json(value)
