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
    return {
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
            | {"condition": span, "events": pa.list_(text), "time": text, "place": text}
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
