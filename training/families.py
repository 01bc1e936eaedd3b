"""Families of claims and of forecasts: invented happenings as rival outlets tell them, to learn from.

``claim_families/*.txt`` and ``forecast_families/*.txt``; each folder's README.md describes the form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "claim_families"
FORECASTS = Path(__file__).parent / "forecast_families"
ROLES = {"o": "nothing", "y": "yes", "n": "no", "v": "void"}
"""What a later claim makes of a forecast, by the letter of its line."""
KINDS = ("polarity", "number", "time", "place", "actor", "acts", "denial")
"""On what two claims that are opposed disagree."""
OUTCOMES = ("nothing", "yes", "no", "void")
"""What a later claim makes of a forecast."""
_GROUP = re.compile(r"-- ([a-wyz]) (\w+): (.+)")
_LINE = re.compile(r"(?:(x)|([a-wyz])(\d)(?:/(\d))?(?: (\w+))?) \| (.+)")
_CONTENT = re.compile(r"([^\[\]]*)\[([^\[\]]+)\]([^\[\]]*)")


@dataclass(frozen=True)
class Stated:
    """Words, and which position they take on which proposition of their family."""

    text: str
    group: str
    """Empty: on none."""
    position: int
    """0: on no side, since vaguer, hedged or asked."""
    kind: str
    """On what it differs from other positions."""

    def relation(self, other: Stated) -> str:
        """Of two of one family: ``"same"``, ``"opposed"``, ``"about"`` the same thing, or ``"other"``.

        >>> dead, alive = Stated("he died", "a", 1, "acts"), Stated("he lives", "a", 2, "acts")
        >>> dead.relation(dead), dead.relation(alive), dead.relation(Stated("he may", "a", 0, "acts"))
        ('same', 'opposed', 'about')
        """
        if not self.group or self.group != other.group:
            return "other"
        if 0 in (self.position, other.position):
            return "about"
        return "same" if self.position == other.position else "opposed"


@dataclass(frozen=True)
class Told:
    """One line: a sentence, and the claim in it, which may take another position once it stands alone."""

    sentence: Stated
    content: Stated


@dataclass(frozen=True)
class Family:
    """One invented happening or dispute."""

    title: str
    told: tuple[Told, ...]


def read_families(folder: Path = FOLDER, name: str = "*.txt") -> list[Family]:
    """All families of the folder's files of this name, in order.

    Raises:
        ValueError: a line is not in the form; the message names file and line.
    """
    return [family for path in sorted(folder.glob(name)) for family in _of_file(path)]


def _of_file(path: Path) -> Iterator[Family]:
    title, kinds, told = "", dict[str, str](), list[Told]()
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        line = line.strip()
        try:
            if line.startswith("== "):
                if told:
                    yield Family(title, tuple(told))
                title, kinds, told = line[3:], {}, []
            elif line.startswith("-- "):
                group, kind, _ = _matched(_GROUP, line)
                kinds[group] = _known(kind)
            elif line:
                told.append(_told(_matched(_LINE, line), kinds))
        except (ValueError, KeyError) as error:
            raise ValueError(f"{path.name}, line {number}: {error}") from error
    if told:
        yield Family(title, tuple(told))


def _matched(form: re.Pattern[str], line: str) -> Sequence[str]:
    found = form.fullmatch(line)
    if found is None:
        raise ValueError(f"not in the form: {line}")
    return [part or "" for part in found.groups()]


def _known(kind: str) -> str:
    if kind not in (*KINDS, "none"):
        raise ValueError(f"no such kind: {kind}")
    return kind


def _told(parts: Sequence[str], kinds: dict[str, str]) -> Told:
    none, group, position, bare, kind, text = parts
    before, content, after = _matched(_CONTENT, text)
    sentence = before + content + after
    if none:
        return Told(Stated(sentence, "", 0, ""), Stated(content, "", 0, ""))
    on = _known(kind) if kind else kinds[group]
    return Told(
        Stated(sentence, group, int(position), on),
        Stated(content, group, int(bare or position), on),
    )


@dataclass(frozen=True)
class ForecastFamily:
    """A forecast in a few wordings, and later claims, each with what it makes of it: one of `ROLES`."""

    title: str
    forecasts: tuple[str, ...]
    later: tuple[tuple[str, str], ...]
    """(words, what they make of the forecast)."""


def read_forecasts(folder: Path = FORECASTS) -> list[ForecastFamily]:
    """All families of forecasts of the folder's files, in order.

    Raises:
        ValueError: a line is not in the form; the message names file and line.
    """
    found = []
    for path in sorted(folder.glob("*.txt")):
        title, rows = "", list[tuple[str, str]]()
        for number, line in enumerate([*path.read_text(encoding="utf-8").split("\n"), "== "], 1):
            line = line.strip()
            try:
                if line.startswith("=="):
                    if rows:
                        found.append(_forecast_family(title, rows))
                    title, rows = line[3:], []
                elif line:
                    role, text = _matched(_LATER, line)
                    rows.append((role, _matched(_CONTENT, text)[1]))
            except ValueError as error:
                raise ValueError(f"{path.name}, line {number}: {error}") from error
    return found


_LATER = re.compile(r"([fynvo]) \| (.+)")


def _forecast_family(title: str, rows: Sequence[tuple[str, str]]) -> ForecastFamily:
    return ForecastFamily(
        title,
        tuple(text for role, text in rows if role == "f"),
        tuple((text, ROLES[role]) for role, text in rows if role != "f"),
    )
