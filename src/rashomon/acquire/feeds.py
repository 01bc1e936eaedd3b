"""RSS and Atom files: one article an entry."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from rashomon.acquire.dates import parse_date
from rashomon.acquire.found import Found, Unreadable, tidy
from rashomon.acquire.markup import fragment_text
from rashomon.acquire.pages import join_paragraphs
from rashomon.records import Segment

# feedparser has no types: its records answer to names as attributes and as keys.
_Parsed = Any
_FEED = re.compile(rb"<(?:\w+:)?(?:rss|feed|RDF|channel)[\s>]", re.I)


def looks_like_feed(raw: bytes) -> bool:
    """Whether XML is a feed, by its first elements.

    >>> looks_like_feed(b'<?xml version="1.0"?><rss version="2.0">')
    True
    """
    head = raw[:8192].replace(b"\x00", b"")
    return bool(_FEED.search(head)) and not re.search(rb"<html[\s>]", head, re.I)


def read_feed(raw: bytes) -> Iterator[tuple[str, Found | Unreadable]]:
    """The entries in order: what stands after ``path#`` (the entry's id, else its number), and the article.

    Raises:
        Unreadable: the file is no feed, or has no entries.
    """
    import feedparser

    # A stream, never a string: strings are taken for addresses and file names.
    feed = feedparser.parse(io.BytesIO(raw))
    if not feed.entries:
        if feed.get("bozo"):
            raise Unreadable(f"is a broken feed ({_reason(feed)})", hint="Save the feed again.")
        raise Unreadable("the feed has no entries", hint="Save the feed again when it has some.")
    outlet = tidy(fragment_text(feed.feed.get("title", "")))
    seen: set[str] = set()
    for number, entry in enumerate(feed.entries, start=1):
        name = tidy(entry.get("id")) or str(number)
        name = name if name not in seen else f"{name}#{number}"
        seen.add(name)
        yield name, _read_entry(entry, outlet, feed.feed.get("language"))


def _read_entry(entry: _Parsed, outlet: str | None, language: str | None) -> Found | Unreadable:
    bodies = [part.get("value", "") for part in entry.get("content", [])] + [entry.get("summary", "")]
    texts = [text for body in bodies if (text := fragment_text(body).strip())]
    if not texts:
        return Unreadable("the entry has no text", hint="Save the page it links to and read that.")
    text, spans = join_paragraphs(max(texts, key=len).split("\n\n"))
    source = entry.get("source") or {}
    return Found(
        text=text,
        title=tidy(fragment_text(entry.get("title", ""))),
        outlet=tidy(fragment_text(source.get("title") or "")) or outlet,
        published=parse_date(entry.get("published") or entry.get("updated") or ""),
        url=tidy(entry.get("link")),
        language=(language or "").split("-")[0].lower() or None,
        origin=tuple(
            Segment(span=span, where=f"paragraph {number}", start=0, end=len(span))
            for number, span in enumerate(spans, start=1)
        ),
    )


def _reason(feed: _Parsed) -> str:
    error = feed.get("bozo_exception")
    return str(getattr(error, "getMessage", lambda: error)())
