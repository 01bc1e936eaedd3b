"""Words that deny within a statement, as against voices that deny one."""

from __future__ import annotations

import re
from collections.abc import Iterable

_NEGATION = re.compile(
    r"no|not|never|none|nobody|nothing|nowhere|neither|nor|no one|cannot|.*n[’']t|without|hardly|impossible"
    r"|un\w+"
)


def any_negates(words: Iterable[str]) -> bool:
    """Whether one of ``words`` denies by itself: "not", "never", "cannot".

    >>> any_negates(["denied"]), any_negates(["has", "Never"])
    (False, True)
    """
    return any(_NEGATION.fullmatch(word.casefold()) for word in words)
