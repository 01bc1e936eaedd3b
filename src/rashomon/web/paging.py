"""Long lists a page at a time: which one the address asks for, and where those before and after it are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

_DIGITS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Paging:
    """One page of a list."""

    start: int
    """How many stand before it."""
    earlier: str | None
    """The address of the page before it, as a query; None on the first."""
    later: str | None

    def note(self, shown: int, count: int, what: str) -> str:
        """Where in the list the page is.

        >>> Paging(start=40, earlier=None, later=None).note(40, 1200, "propositions")
        '41 to 80 of 1,200 propositions'
        """
        if not shown:
            return f"no {what} here; there are {count:,d}" if count else f"no {what}"
        return f"{self.start + 1:,d} to {self.start + shown:,d} of {count:,d} {what}"


def start_of(asked: Mapping[str, str], rows: int) -> int:
    """How many stand before the page that the address asks for.

    >>> start_of({"page": "3"}, 40), start_of({"page": "-1"}, 40), start_of({}, 40)
    (80, 0, 0)
    """
    return rows * (_number(asked) - 1)


def paging(asked: Mapping[str, str], rows: int, count: int) -> Paging:
    """The page that the address asks for, of a list of ``count``.

    >>> paging({"page": "2", "q": "dam"}, 40, 90)
    Paging(start=40, earlier='?page=1&q=dam', later='?page=3&q=dam')
    """
    number = _number(asked)
    return Paging(
        start=rows * (number - 1),
        earlier=_address(asked, number - 1) if number > 1 else None,
        later=_address(asked, number + 1) if rows * number < count else None,
    )


def _number(asked: Mapping[str, str]) -> int:
    told = asked.get("page", "")
    is_number = told.isascii() and told.isdecimal() and len(told) <= _DIGITS
    return max(1, int(told)) if is_number else 1


def _address(asked: Mapping[str, str], number: int) -> str:
    return "?" + urlencode({**asked, "page": number})
