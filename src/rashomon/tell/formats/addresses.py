"""Addresses: of words on a web page, and of what a case holds, wherever it is opened."""

from __future__ import annotations

import re
from urllib.parse import quote

_WEB = re.compile(r"https?://[^\s\"<>\\^`{|}\x00-\x1f\x7f]+", re.IGNORECASE)
# Longer words are looked for by their beginning and end.
_SHORT = 80
_ENDS = 5


def web_address(url: str | None) -> str | None:
    """``url`` where it leads to the web; None for anything else that may stand there.

    >>> web_address("https://dam.example/1"), web_address("javascript:alert(1)")
    ('https://dam.example/1', None)
    """
    return url if url and _WEB.fullmatch(url) else None


def link_to_words(url: str | None, words: str) -> str | None:
    """A link that opens the page at ``words``, as browsers do that know text fragments (WICG).

    >>> link_to_words("https://dam.example/1", "the dam broke")
    'https://dam.example/1#:~:text=the%20dam%20broke'
    """
    page = web_address(url)
    if page is None:
        return None
    split = words.split()
    if not split:
        return page
    if len(words) <= _SHORT and "\n" not in words:
        told = _coded(" ".join(split))
    else:
        told = f"{_coded(' '.join(split[:_ENDS]))},{_coded(' '.join(split[-_ENDS:]))}"
    return f"{page}{'' if '#' in page else '#'}:~:text={told}"


def urn(kind: str, *parts: object) -> str:
    """A name for something of a case, the same on every machine.

    >>> urn("claim", "4f2a90c1"), urn("outlet", "The Heron")
    ('urn:rashomon:claim:4f2a90c1', 'urn:rashomon:outlet:The%20Heron')
    """
    return ":".join(["urn:rashomon", kind, *(quote(str(part), safe="", errors="replace") for part in parts)])


def _coded(words: str) -> str:
    # Within a text fragment "-", "," and "&" part its terms.
    return quote(words, safe="", errors="replace").replace("-", "%2D")
