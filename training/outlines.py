"""Make the outlines of countries that the map is drawn on.

    python -m training.outlines FOLDER/naturalearth_lowres.shp

The shapefile is Natural Earth's ``ne_110m_admin_0_countries`` (public domain), as it lies in the wheel of
geopandas 0.14.4. Only its points are taken, in hundredths of a degree, which is finer than they were drawn.
"""

from __future__ import annotations

import struct
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np

OUT = Path(__file__).parent.parent / "src" / "rashomon" / "tell" / "outlines.npz"
SCALE = 100
_HEAD = 100
_POLYGON = 5


def rings_of(shapefile: bytes) -> Iterator[list[tuple[float, float]]]:
    """The rings of all polygons of a shapefile (ESRI, 1998), as longitude and latitude."""
    at = _HEAD
    while at < len(shapefile):
        (length,) = struct.unpack_from(">i", shapefile, at + 4)
        record = shapefile[at + 8 : at + 8 + 2 * length]
        (kind,) = struct.unpack_from("<i", record)
        if kind == _POLYGON:
            yield from _rings(record)
        at += 8 + 2 * length


def _rings(record: bytes) -> Iterator[list[tuple[float, float]]]:
    parts, points = struct.unpack_from("<ii", record, 36)
    starts = [*struct.unpack_from(f"<{parts}i", record, 44), points]
    flat = struct.unpack_from(f"<{2 * points}d", record, 44 + 4 * parts)
    pairs = list(zip(flat[::2], flat[1::2], strict=True))
    yield from (pairs[start:stop] for start, stop in pairwise(starts))


def main(path: str) -> None:
    """Write the outlines of the shapefile at ``path``."""
    rings = list(rings_of(Path(path).read_bytes()))
    points = np.concatenate([np.array(ring) for ring in rings])
    np.savez_compressed(
        OUT,
        points=np.round(points * SCALE).astype(np.int16),
        first=np.cumsum([0, *(len(ring) for ring in rings)]).astype(np.int32),
    )
    print(f"{len(rings)} rings, {len(points)} points, {OUT.stat().st_size:,} bytes")


if __name__ == "__main__":
    main(sys.argv[1])
