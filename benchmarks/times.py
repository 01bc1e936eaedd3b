"""F1 of time expressions on MEANTIME: python benchmarks/times.py FOLDER [--topic T] [--errors].

FOLDER holds the English intra-document annotation, one folder a topic. Only the sentences that are
annotated count (the title and the first five). A value is compared as TIMEX3: what EDTF says more finely or
more openly is brought to it first (``normal``). The last figures leave out each article's own date line.
"""

from __future__ import annotations

import argparse
import re
import time
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from rashomon.records import Span
from rashomon.situate.times import find_times

_LAST_SENTENCE = 5
_UNKNOWN = re.compile(r"PAST_REF|PRESENT_REF|FUTURE_REF|XXXX-XX-XX|P[XT]*X\w|")


class Gold(NamedTuple):
    """An annotated expression."""

    span: Span
    value: str
    is_created: bool


def read_text(root: ET.Element) -> tuple[str, dict[str, Span]]:
    """The annotated sentences with spaces as print has them, one a line, and the place of each token."""
    text, places, sentence = "", {}, "0"
    for token in root.findall("token"):
        word = {"``": '"', "''": '"'}.get(token.text or "", token.text or "")
        if int(token.get("sentence", "0")) > _LAST_SENTENCE:
            break
        if token.get("sentence") != sentence:
            text, sentence = text + "\n\n", token.get("sentence", "0")
        elif text and not re.match(r"[.,;:!?)%]$|'s$|n't$", word) and not text.endswith(("(", "$")):
            text += " "
        places[token.get("t_id", "")] = Span(len(text), len(text) + len(word))
        text += word
    return text, places


def read_gold(root: ET.Element, places: dict[str, Span]) -> Iterator[Gold]:
    """The expressions of those sentences that have words."""
    for mark in root.iter("TIMEX3"):
        anchors = [places.get(anchor.get("t_id", "")) for anchor in mark.findall("token_anchor")]
        spans = [span for span in anchors if span]
        if spans:
            hull = Span(min(s.start for s in spans), max(s.end for s in spans))
            yield Gold(hull, mark.get("value", ""), mark.get("functionInDocument") == "CREATION_TIME")


def find_published(text: str, created: list[Gold]) -> str | None:
    """The article's date: as annotated, or (three files) as its date line has it, the second line."""
    if created and re.fullmatch(r"\d{4}-\d\d-\d\d", created[0].value):
        return created[0].value
    line = " ".join(text.split("\n\n")[1:2])
    return next((found.value for found in find_times(line, None)), None)


def normal(value: str | None) -> str:
    """EDTF as TIMEX3 has it; empty where no day or length is said.

    "~" and "?" go, as TIMEX3 keeps them elsewhere; "since X" is X; a third of a month is the month; an
    interval that is a week, weekend or quarter is called so.
    """
    if not value:
        return ""
    is_part = "~" in value or "%" in value
    value = re.sub(r"[~?%]", "", value).removesuffix("/..").rstrip("X")
    if value.count("/") != 1:
        return value
    first, last = value.split("/")
    if is_part and len(first) == len(last) > 4 and first[:-3] == last[:-3]:
        return first[:-3]
    if is_part and len(first) == 4 and first[:3] == last[:3]:
        return first[:3]
    if len(first) == 10 and len(last) == 10:
        start, end = date.fromisoformat(first), date.fromisoformat(last)
        year, number, weekday = start.isocalendar()
        if weekday == 1 and (end - start).days == 6:
            return f"{year}-W{number:02}"
        if weekday == 6 and (end - start).days == 1:
            return f"{year}-W{number:02}-WE"
    if len(first) == 7 and first[:4] == last[:4] and (int(first[5:]), int(last[5:])) in quarters():
        return f"{first[:4]}-Q{int(last[5:]) // 3}"
    return value


def quarters() -> set[tuple[int, int]]:
    """First and last month of each quarter."""
    return {(3 * n + 1, 3 * n + 3) for n in range(4)}


def is_same(gold: str, found: str | None) -> bool:
    """Whether two values agree; where TIMEX3 says nothing more than "past" or "some", None is right."""
    if _UNKNOWN.fullmatch(gold):
        return not found
    gold = re.sub(r"T(MO|NI|AF|EV|MI|DT)$", "", gold)
    seasons = {"SP": "21", "SU": "22", "FA": "23", "WI": "24"}
    gold = re.sub(r"-(SP|SU|FA|WI)$", lambda match: "-" + seasons[match[1]], gold)
    ours = normal(found)
    if re.fullmatch(r"P[\d.]+[YMWD]|PT[\d.]+H", gold) and "/" in ours:
        return gold in lengths(ours)
    ours = re.sub(r"T(\d\d:\d\d):00(?=Z|$)", r"T\1", ours)
    return gold == ours


def lengths(value: str) -> set[str]:
    """How long an interval is, in the units it may be told in."""
    first, last = value.split("/")
    if len(first) == 4:
        return {f"P{int(last) - int(first)}Y"}
    if len(first) == 7:
        months = 12 * (int(last[:4]) - int(first[:4])) + int(last[5:]) - int(first[5:])
        return {f"P{months}M"}
    days = (date.fromisoformat(last) - date.fromisoformat(first)).days
    return {f"P{days}D", f"PT{24 * days}H", f"P{days / 7:g}W"}


class Tally:
    """Counts, and the figures made of them."""

    def __init__(self) -> None:
        self.count: Counter[str] = Counter()

    def add(self, gold: list[Gold], found: list[tuple[Span, str | None]], show: bool) -> None:
        """Match one article's expressions: the same span first, then any overlap, each once."""
        self.count["gold"] += len(gold)
        self.count["found"] += len(found)
        left = list(found)
        for is_exact in (True, False):
            for item in list(gold):
                match = next(
                    (f for f in left if (f[0] == item.span if is_exact else f[0].overlaps(item.span))), None
                )
                if match is None:
                    continue
                gold.remove(item)
                left.remove(match)
                self.count["exact"] += is_exact
                self.count["overlap"] += 1
                right = is_same(item.value, match[1])
                self.count["value"] += right
                if show and not (right and is_exact):
                    print("   ", "" if right else "VALUE", "" if is_exact else "SPAN", item, match)
        if show:
            for item in gold:
                print("    MISSED", item)
            for span, value in left:
                print("    FALSE", span, value)

    def show(self, name: str) -> None:
        """One figure a line."""
        c = self.count
        total = max(1, c["gold"] + c["found"])
        print(f"{name}: {c['gold']} expressions, {c['found']} found")
        for figure in ("exact", "overlap"):
            precision, recall = c[figure] / max(1, c["found"]), c[figure] / max(1, c["gold"])
            print(f"{name}: span F1 {figure} {2 * c[figure] / total:.1%} (P {precision:.1%} R {recall:.1%})")
        print(f"{name}: value right among the matched {c['value'] / max(1, c['overlap']):.1%}")
        print(f"{name}: value F1 (found and right) {2 * c['value'] / total:.1%}")


def main() -> None:
    """Print the figures for each topic."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", type=Path)
    parser.add_argument("--topic", default="", help="only folders whose name contains this")
    parser.add_argument("--errors", action="store_true", help="show every difference")
    options = parser.parse_args()
    whole, plain = Tally(), Tally()
    words, spent = 0, 0.0
    find_times("", None)  # what is read and built once is no part of the speed
    for folder in sorted(p for p in options.path.rglob("corpus_*") if p.is_dir() and options.topic in p.name):
        tally = Tally()
        for file in sorted(folder.glob("*.xml")):
            root = ET.parse(file).getroot()
            text, places = read_text(root)
            gold = list(read_gold(root, places))
            created = [item for item in gold if item.is_created]
            published = find_published(text, created)
            begun = time.process_time()
            times = find_times(text, published)
            spent, words = spent + time.process_time() - begun, words + len(text.split())
            found = [(item.span, item.value) for item in times]
            if options.errors:
                print(file.name)
                for item in gold:
                    print("      ", repr(item.span.of(text)), item.span.start, item.value)
            tally.add(list(gold), found, options.errors)
            whole.add(list(gold), found, False)
            plain.add(
                [item for item in gold if not item.is_created],
                [f for f in found if not any(f[0].overlaps(c.span) for c in created)],
                False,
            )
        tally.show(folder.name)
    whole.show("all")
    plain.show("all but date lines")
    print(f"speed: {words / spent:,.0f} words/s, {1000 * spent / words:.4f} ms a word")


if __name__ == "__main__":
    main()
