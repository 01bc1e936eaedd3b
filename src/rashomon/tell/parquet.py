"""Records as one Parquet file, for pandas, DuckDB and their kin."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any, BinaryIO

from rashomon.errors import UsageError

BATCH = 5_000


def write_parquet(kind: str, records: Iterable[Mapping[str, object]], file: BinaryIO) -> None:
    """Write ``records`` to ``file``; nested values become lists and structs.

    Raises:
        UsageError: pyarrow is not installed.
    """
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        raise UsageError(
            "Parquet needs the package pyarrow, which is not installed",
            hint="pip install 'rashomon[parquet]' or choose --format jsonl",
        ) from error
    schema = _schemas(pyarrow)[kind]
    waiting = iter(records)
    with parquet.ParquetWriter(file, schema) as writer:
        while batch := list(islice(waiting, BATCH)):
            writer.write_table(pyarrow.Table.from_pylist(batch, schema=schema))


def _schemas(pa: Any) -> dict[str, Any]:  # noqa: ANN401 (an optional library without types)
    text, whole, real, truth = pa.string(), pa.int64(), pa.float64(), pa.bool_()
    span = pa.list_(whole)
    voice = pa.struct({"name": text, "kind": text, "actor": text, "span": span, "cue": span})
    shared = pa.struct({"with": text, "span": span, "other_span": span})
    reason = pa.struct({"maker": text, "score": real, "detail": text})
    part = pa.struct({"role": text, "text": text})
    stands = {"polarity": text, "certainty": text, "mode": text}
    happening = pa.struct(
        {"text": text, "code": text, "factuality": real} | stands | {"arguments": pa.list_(part)}
    )
    place = pa.struct({"name": text, "geonames": whole, "precision": text})
    return _deep_schemas(pa) | {
        "articles": pa.schema(
            {
                name: text
                for name in ("article", "title", "outlet", "published", "language", "sha256", "copy_of")
            }
            | {"shared": pa.list_(shared), "url": text, "opinion": truth}
            | {name: whole for name in ("characters", "words", "claims")}
        ),
        "claims": pa.schema(
            {"id": text, "article": text, "span": span, "text": text, "voices": pa.list_(voice)}
            | {name: text for name in ("quotation", "polarity", "certainty", "mode")}
            | {"condition": span, "events": pa.list_(happening), "time": text, "place": place}
            | {"spans": pa.list_(span), "because": pa.list_(span), "attribution": whole}
            | {"route": text, "maker": text, "score": real}
        ),
        "actors": pa.schema(
            {"id": text, "name": text, "kind": text}
            | {
                "names": pa.list_(pa.struct({"text": text, "count": whole})),
                "articles": whole,
                "mentions": whole,
                "named": whole,
            }
            | {"ties": pa.list_(pa.struct({"relation": text, "actor": text})), "reasons": pa.list_(reason)}
        ),
        "mentions": pa.schema(
            {"article": text, "span": span, "text": text, "actor": text, "kind": text, "form": text}
            | {"entity": whole, "score": real}
        ),
    }


def _deep_schemas(pa: Any) -> dict[str, Any]:  # noqa: ANN401
    text, whole, real = pa.string(), pa.int64(), pa.float64()
    span = pa.list_(whole)
    argument = pa.struct({"role": text, "text": text, "span": span, "actor": text, "name": text})
    chance = pa.struct({"low": real, "mid": real, "high": real, "basis": text})
    return {
        "stances": pa.schema(
            {"holder": text, "target": text, "sign": whole}
            | {name: text for name in ("kind", "according_to", "claim", "time", "article")}
            | {"holder_text": text, "target_text": text, "holder_span": span, "target_span": span}
            | {"holder_actor": text, "target_actor": text, "according_kind": text, "attribution": whole}
            | {"score": real, "maker": text, "detail": text}
        ),
        "events": pa.schema(
            {"article": text, "span": span, "text": text, "code": text, "factuality": real}
            | {name: text for name in ("polarity", "certainty", "mode", "condition")}
            | {"arguments": pa.list_(argument)}
            | {name: text for name in ("according_to", "according_kind", "time", "place", "claim")}
            | {"attribution": whole, "code_score": real}
        ),
        **_case_schemas(pa),
        "predictions": pa.schema(
            {name: text for name in ("id", "claim", "by", "text", "condition")}
            | {"probability": chance}
            | {"due": text, "state": text, "settled_by": pa.list_(text), "article": text, "span": span}
            | {name: text for name in ("by_kind", "by_actor", "mode", "polarity", "certainty")}
            | {"score": real, "made": text, "due_basis": text, "decided_by": text}
            | {"copies": pa.list_(text), "reason": text}
        ),
    }


def _case_schemas(pa: Any) -> dict[str, Any]:  # noqa: ANN401
    text, whole, real, truth = pa.string(), pa.int64(), pa.float64(), pa.bool_()
    texts = pa.list_(text)
    count = pa.struct({"low": whole, "best": whole, "high": whole})
    other = pa.struct({"with": text, "probability": real, "reason": text})
    placed = pa.struct({"id": text, "state": text, "because": texts})
    backer = pa.struct({"name": text, "actor": text, "claims": texts, "against": whole})
    return {
        "propositions": pa.schema(
            {"id": text, "text": text, "for": texts, "against": texts, "hedged": texts}
            | {"articles": whole, "outlets": whole, "origins": count, "conflict": text}
            | {"dissent": count, "why": text, "open": truth, "unsure": texts}
        ),
        "origins": pa.schema(
            {"id": text, "kind": text, "name": text, "claims": texts, "circular": truth}
            | {"reason": text, "may_be": pa.list_(other)}
        ),
        "versions": pa.schema(
            {"id": text, "issue": text, "propositions": pa.list_(placed), "backers": pa.list_(backer)}
            | {"weight": real, "apart_from": text, "weakest": text, "test": text, "whole": truth}
        ),
        "judgements": pa.schema(
            {name: text for name in ("id", "kind", "subject", "object", "verdict", "because", "person")}
            | {"given": text, "undone": text, "about": texts, "says": text, "applies": truth}
        ),
    }
