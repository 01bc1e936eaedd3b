"""What the heads tell apart, and which samples teach and which measure them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from training.corpora import Sample, read_gum, read_newswire, read_polnear, read_re3d

KINDS: dict[str, list[str]] = {
    "roles": ["source", "cue", "content"],
    "names": [
        "Person",
        "Location",
        "Organization",
        "NORP",
        "Date",
        "Misc",
        "Money",
        "Facility",
        "Product",
    ],
    "nominals": ["person", "group", "organisation", "place"],
    "military": [
        "Organisation",
        "Location",
        "Person",
        "Temporal",
        "Nationality",
        "Quantity",
        "Weapon",
        "MilitaryPlatform",
        "Vehicle",
        "DocumentReference",
        "Money",
    ],
}
"""Kinds of each tagging head, in the order of their labels. Append heads; never reorder."""

WEIGHTS = {"roles": 1.0, "names": 1.0, "nominals": 1.0, "military": 1.0, "pair": 0.5}


def training_sets(data: Path) -> dict[str, list[Sample]]:
    """Every set's samples to learn from, without the held-out ones."""
    return {
        "polnear": read_polnear(data / "polnear" / "train"),
        "newswire": _split(read_newswire(data / "ner_worldwide_newswire"), 10, held_out=False),
        "gum": [s for s in read_gum(data / "gum") if s.name not in gum_dev_names(data)],
        "re3d": _split(read_re3d(data / "re3d"), 8, held_out=False),
    }


def dev_sets(data: Path) -> dict[str, list[Sample]]:
    """The held-out samples: polnear's dev part, every 10th newswire file, gum's dev, every 8th of re3d."""
    return {
        "polnear": read_polnear(data / "polnear" / "dev"),
        "newswire": _split(read_newswire(data / "ner_worldwide_newswire"), 10, held_out=True),
        "gum": [s for s in read_gum(data / "gum") if s.name in gum_dev_names(data)],
        "re3d": _split(read_re3d(data / "re3d"), 8, held_out=True),
    }


def _split(samples: Sequence[Sample], every: int, *, held_out: bool) -> list[Sample]:
    return [s for i, s in enumerate(samples) if (i % every == every // 2) == held_out]


def gum_dev_names(data: Path) -> set[str]:
    """The names of GUM's dev documents as its own splits.md lists them."""
    text = (data / "gum" / "splits.md").read_text(encoding="utf-8")
    dev = re.split(r"^#+ *", text, flags=re.M)
    part = next(p for p in dev if p.lower().startswith("dev"))
    return set(re.findall(r"GUM_\w+", part))
