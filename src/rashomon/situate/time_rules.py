"""Finds stretches that may be time expressions: the patterns of times.toml over the classes of words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from rashomon.situate import time_checks
from rashomon.situate.time_hits import Hit, Rule
from rashomon.situate.time_tokens import Page, all_classes, read_tables


@cache
def _rules() -> tuple[Rule, ...]:
    data = read_tables()
    fragments: dict[str, str] = data["fragment"]
    rules = []
    for entry in data["rule"]:
        pattern = entry["pattern"]
        while found := re.search(r"\{(\w+)\}", pattern):
            pattern = pattern.replace(found[0], f"(?:{fragments[found[1]]})")
        rules.append(Rule(entry["name"], pattern, entry["read"], entry.get("check", "")))
    return tuple(rules)


@cache
def _heads() -> frozenset[str]:
    """The classes that the patterns speak of."""
    return frozenset(name for rule in _rules() for name in re.findall(r"(?<!\?P)<(\w+)>", rule.pattern))


@cache
def _signs() -> dict[frozenset[str], str]:
    """A sign for each set of classes that a word can have and a pattern speaks of."""
    heads = _heads()
    known: dict[frozenset[str], str] = {}
    for found in all_classes():
        if found & heads:
            known.setdefault(found, chr(0xE000 + len(known)))
    return known


@cache
def _patterns() -> tuple[tuple[Rule, re.Pattern[str]], ...]:
    def sign(match: re.Match[str]) -> str:
        signs = [sign for classes, sign in _signs().items() if match[1] in classes]
        if not signs:
            raise ValueError(f"times.toml: no word is of the class {match[1]}")
        return f"[{''.join(signs)}]"

    return tuple((rule, re.compile(re.sub(r"(?<!\?P)<(\w+)>", sign, rule.pattern))) for rule in _rules())


def find_hits(page: Page) -> list[Hit]:
    """The finds of all rules that pass their checks, without overlaps, the longest first chosen."""
    known = _signs()
    signs = "".join([known.get(classes, ".") for classes in page.classes])
    found: list[tuple[int, int, int, Hit]] = []
    for order, (rule, pattern) in enumerate(_patterns()):
        check = getattr(time_checks, rule.check) if rule.check else None
        for match in pattern.finditer(signs):
            groups = {
                re.sub(r"\d$", "", name): match.span(name) for name, part in match.groupdict().items() if part
            }
            hit = Hit(page, rule, match.start(), match.end(), groups)
            if time_checks.is_whole(hit) and (check is None or check(hit)):
                found.append((match.start() - match.end(), match.start(), order, hit))
    return _choose(found)


def _choose(found: Iterable[tuple[int, int, int, Hit]]) -> list[Hit]:
    taken: set[int] = set()
    chosen = []
    for *_, hit in sorted(found, key=lambda item: item[:3]):
        places = range(hit.first, hit.end)
        if taken.isdisjoint(places):
            taken.update(places)
            chosen.append(hit)
    return sorted(chosen, key=lambda hit: hit.first)
