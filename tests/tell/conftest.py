"""A case whose articles state what citations and maps need, hostile words among it."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from rashomon.case import Case, open_case
from rashomon.tell.export import write_export
from stated_road import HOSTILE, StatedRoad

Export = Callable[[str, str], bytes]


@pytest.fixture
def stated(tmp_path: Path, articles: Path) -> Iterator[Case]:
    (articles / "002.txt").write_bytes(HOSTILE.encode())
    with open_case(tmp_path / "stated.case", road=StatedRoad()) as case:
        case.read([articles])
        yield case


@pytest.fixture
def export(stated: Case) -> Export:
    """Kind and format in, the file's bytes out."""

    def made(kind: str, format_: str) -> bytes:
        file = io.BytesIO()
        write_export(stated.store, kind, format_, file)
        return file.getvalue()

    return made
