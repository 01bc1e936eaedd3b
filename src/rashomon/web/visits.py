"""When somebody was here last, as far as a cookie tells: what was put in since is new to them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

# Whoever comes back sooner is still on the same visit.
PAUSE = 1800


@dataclass(frozen=True, slots=True, kw_only=True)
class Visits:
    """The newest article (`Store.newest`) at the end of the visit before this, and now."""

    before: int | None
    """None on the first visit."""
    newest: int
    seconds: int
    """When the first page was last looked at, since 1970."""

    def cookie(self) -> str:
        """What the browser is to bring along next time.

        >>> Visits(before=None, newest=17, seconds=1000).cookie()
        '.17.1000'
        """
        return f"{'' if self.before is None else self.before}.{self.newest}.{self.seconds}"


def cookie_name(case: Path) -> str:
    """Of each case a cookie of its own: browsers do not tell ports of one machine apart."""
    return f"rashomon-seen-{hashlib.sha256(str(case.absolute()).encode()).hexdigest()[:8]}"


def visit(cookie: str, newest: int, seconds: int) -> Visits:
    """The visit that looks at the first page now; ``cookie`` is what the browser brings, or empty.

    >>> visit("", 17, 1000), visit(".17.1000", 20, 1600).before, visit(".17.1000", 20, 9000).before
    (Visits(before=None, newest=17, seconds=1000), None, 17)
    """
    parts = cookie.split(".")
    if len(parts) != 3 or not all(part.isdecimal() and len(part) < 16 for part in parts[1:]):
        return Visits(before=None, newest=newest, seconds=seconds)
    before, last, when = parts
    if seconds - int(when) > PAUSE:
        return Visits(before=int(last), newest=newest, seconds=seconds)
    kept = int(before) if before.isdecimal() and len(before) < 16 else None
    return Visits(before=kept, newest=newest, seconds=seconds)
