"""Words that say that there is nobody: "No group", "neither side", "nobody in the town"."""

from __future__ import annotations

import re

_NOBODY = re.compile(
    r"\s*(?:no(?!\.?\s*\d)(?:[ -]one\b|\s+[a-z])|nobody\b|none\b|neither\b|not one\b)", re.IGNORECASE
)


def is_nobody(name: str | None) -> bool:
    """Whether the words for a source name none: what "no group has said" is nobody's claim.

    >>> is_nobody("No group"), is_nobody("nobody in the town"), is_nobody("No. 10"), is_nobody("Nora Vey")
    (True, True, False, False)
    """
    return bool(name and _NOBODY.match(name))
