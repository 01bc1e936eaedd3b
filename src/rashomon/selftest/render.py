"""A report as a table for people, and as plain data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rashomon.selftest.figures import BCubed, Merge, Portion, Rate, Report, Score


def as_dict(report: Report) -> dict[str, Any]:
    """The report as JSON can hold it; rates in per cent with one decimal."""
    return {
        "version": report.version,
        "key": {
            "articles": report.articles,
            "attributions": report.attributions,
            "actors": report.actors,
        },
        "rates": _by_step((line.step, line.what, _rate(line)) for line in report.rates),
        "portions": _by_step((line.step, line.what, _portion(line)) for line in report.portions),
        "kinds": {
            row.kind: {
                "of": row.total,
                "right": row.right,
                "other source": row.other_source,
                "other ends": row.other_ends,
                "missed": row.missed,
            }
            for row in report.kinds
        },
        "false finds": dict(report.false_finds),
        "wrong merges of two people": [_merge(merge) for merge in report.wrong_merges],
        "other merges": [_merge(merge) for merge in report.merges if not merge.persons],
        "splits": dict(report.splits),
        "skipped": list(report.skipped),
        "fates": [
            {"article": fate.article, "id": fate.id, "kind": fate.kind, "fate": fate.fate}
            for fate in report.fates
        ],
    }


def _by_step(lines: Iterable[tuple[str, str, dict[str, Any]]]) -> dict[str, dict[str, Any]]:
    steps: dict[str, dict[str, Any]] = {}
    for step, what, value in lines:
        steps.setdefault(step, {})[what] = value
    return steps


def _percent(value: float) -> float:
    return round(100 * value, 1)


def _rate(line: Rate) -> dict[str, Any]:
    score = line.score
    rates = {
        "precision": _percent(score.precision),
        "recall": _percent(score.recall),
        "f1": _percent(score.f1),
    }
    if isinstance(score, BCubed):
        return {**rates, "of": score.items, "found": score.found}
    counts = {"right": score.right, "wrong": score.wrong, "missed": score.missed}
    return {**rates, **counts, **({"implied": score.implied} if score.implied else {})}


def _portion(line: Portion) -> dict[str, Any]:
    value = {
        "percent": _percent(line.share.value),
        "part": line.share.part,
        "whole": line.share.whole,
    }
    return value if line.macro_f1 is None else {**value, "macro f1": _percent(line.macro_f1)}


def _merge(merge: Merge) -> dict[str, str]:
    return {"first": merge.first, "second": merge.second, "why": merge.why}


def render(report: Report) -> str:
    """The report as plain text for a terminal."""
    parts = [
        f"Rashomon {report.version} on its sample case: {report.articles} articles, "
        f"{report.attributions} attributions and {report.actors} actors in the key. Rates in per cent.",
        _table(
            ["step", "", "precision", "recall", "F1", "right", "wrong", "missed"],
            _repeat_step_once([line.step, line.what, *_rate_cells(line.score)] for line in report.rates),
        ),
        _table(
            ["step", "", "right", "part", "of", "macro F1"],
            _repeat_step_once(_portion_cells(line) for line in report.portions),
        ),
        _table(
            ["attributions by kind", "right", "other source", "other ends", "missed", "of", "right"],
            [
                [
                    row.kind,
                    row.right,
                    row.other_source,
                    row.other_ends,
                    row.missed,
                    row.total,
                    _show(row.right / row.total if row.total else None),
                ]
                for row in report.kinds
            ],
        ),
        _lists(report),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _lists(report: Report) -> str:
    lines = []
    if report.false_finds:
        found = ", ".join(f"{route} {count}" for route, count in report.false_finds)
        lines.append(f"Attributions found where the key has none, by what found them: {found}.")
    people = len(report.wrong_merges)
    lines.append(f"Two different people taken for one: {people}{':' if people else '.'}")
    lines += [f"  {_merge_line(merge)}" for merge in report.wrong_merges]
    others = [merge for merge in report.merges if not merge.persons]
    if others:
        lines.append(f"Other wrong merges: {len(others)}:")
        lines += [f"  {_merge_line(merge)}" for merge in others]
    if report.splits:
        split = ", ".join(f"{name} ({count})" for name, count in report.splits)
        lines.append(f"Actors of the key found as more than one: {split}.")
    lines += [f"Not read: {why}" for why in report.skipped]
    return "\n".join(lines)


def _merge_line(merge: Merge) -> str:
    return f"{merge.first} = {merge.second}" + (f" ({merge.why})" if merge.why else "")


def _rate_cells(score: Score | BCubed) -> list[str | int]:
    rates: list[str | int] = [_show(score.precision), _show(score.recall), _show(score.f1)]
    if isinstance(score, BCubed):
        return [*rates, "", "", score.items - score.found]
    if score.is_empty:
        return ["-", "-", "-", 0, 0, 0]
    return [*rates, score.right, score.wrong, score.missed]


def _portion_cells(line: Portion) -> list[str | int]:
    what = f"{line.what} ({line.note})" if line.note else line.what
    value = _show(line.share.value if line.share.whole else None)
    macro = "" if line.macro_f1 is None else _show(line.macro_f1)
    return [line.step, what, value, line.share.part, line.share.whole, macro]


def _show(value: float | None) -> str:
    return "-" if value is None else f"{100 * value:.1f}"


def _repeat_step_once(rows: Iterable[list[str | int]]) -> list[list[str | int]]:
    shown: list[list[str | int]] = []
    last: str | int = ""
    for step, *rest in rows:
        shown.append(["" if step == last else step, *rest])
        last = step
    return shown


def _table(headers: Sequence[str], rows: Sequence[Sequence[str | int]]) -> str:
    from tabulate import tabulate

    align = ["left" if not name or name in ("step", "attributions by kind") else "right" for name in headers]
    return tabulate(rows, headers=headers, tablefmt="simple", colalign=align, disable_numparse=True)


_README = (
    ("attributions", "who-what"),
    ("attributions", "cue+content"),
    ("attributions", "detect"),
    ("attributions", "parent (the chain)"),
    ("actors", "B-cubed over names"),
    ("furniture", "words marked"),
    ("times", "expressions"),
    ("places", "named places"),
    ("stances", "holder, target, sign"),
    ("copies", "pairs with direction"),
    ("propositions", "B-cubed over claims found"),
    ("propositions", "B-cubed over all claims"),
    ("contradictions", "with kind"),
    ("contradictions", "whatever kind"),
    ("stances", "over the case: holder, target, teller, sign"),
    ("stances", "over the case: an outlet's own"),
)
_README_SHARES = (
    *("speakers", "standing", "events", "times", "places"),
    *("propositions", "origins", "drift", "predictions", "versions"),
)


def readme_table(figures: Mapping[str, Any]) -> str:
    """The README's tables in Markdown, from ``as_dict``: rates, what is right, and errors by kind."""
    lines = ["| | precision | recall | F1 |", "|---|---|---|---|"]
    for step, what in _README:
        rate = figures["rates"][step][what]
        lines.append(f"| {step}: {what} | {rate['precision']} | {rate['recall']} | {rate['f1']} |")
    lines += ["", "| of those found | right | of |", "|---|---|---|"]
    for step in _README_SHARES:
        for what, portion in figures["portions"][step].items():
            lines.append(f"| {step}: {what} | {portion['percent']} | {portion['whole']} |")
    lines += [
        "",
        "| attributions by kind | right | other source | other ends | missed | of |",
        "|---|---|---|---|---|---|",
    ]
    for kind, row in figures["kinds"].items():
        counts = " | ".join(
            str(row[name]) for name in ("right", "other source", "other ends", "missed", "of")
        )
        lines.append(f"| {kind} | {counts} |")
    people = len(figures["wrong merges of two people"])
    return "\n".join([*lines, "", f"Two different people taken for one: {people}."]) + "\n"
