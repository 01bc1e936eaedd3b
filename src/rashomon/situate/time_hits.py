"""A stretch of tokens that a rule takes for a time expression."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from rashomon.situate.time_tokens import Page


class Rule(NamedTuple):
    """One pattern, the check that a find must pass, and the function that reads it."""

    name: str
    pattern: str
    read: str
    check: str


@dataclass(frozen=True, slots=True)
class Hit:
    """Tokens ``first`` to ``end`` (half-open) that a rule takes for a time expression."""

    page: Page
    rule: Rule
    first: int
    end: int
    groups: dict[str, tuple[int, int]]

    def has(self, name: str) -> bool:
        """Whether the rule found this part."""
        return name in self.groups

    def words(self, name: str) -> list[str]:
        """The words of a part, in lower case; none where it is not there."""
        start, end = self.groups.get(name, (0, 0))
        return [self.page.lower(i) for i in range(start, end)]

    def word(self, name: str) -> str:
        """The last word of a part, in lower case; empty where it is not there."""
        return (self.words(name) or [""])[-1]

    @property
    def span(self) -> tuple[int, int]:
        """Where it stands in the text."""
        return self.page.starts[self.first], self.page.ends[self.end - 1]
