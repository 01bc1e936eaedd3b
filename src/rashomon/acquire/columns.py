"""Which column or key of a table of articles holds the text, the title, the outlet..."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from rashomon.acquire.found import Unreadable
from rashomon.errors import UsageError

# In order of preference; compared without case, spaces and signs, also without a leading "article" or "news".
_NAMES: dict[str, tuple[str, ...]] = {
    "text": (
        "text", "content", "body", "fulltext", "maintext", "bodytext", "contenttext", "articletext",
        "rawtext", "cleantext", "plaintext", "textcontent", "story", "contenthtml", "html", "article", "post",
        "document", "transcript", "bodyhtml", "message",
    ),
    "title": ("title", "headline", "head", "heading", "titletext", "name", "subject"),
    "outlet": (
        "outlet", "publisher", "publication", "newspaper", "sitename", "site", "medium", "sourcename",
        "source", "website", "channel", "domain", "provider",
    ),
    "url": ("url", "link", "permalink", "href", "sourceurl", "canonicalurl", "weburl", "uri"),
    "published": (
        "published", "publishedat", "publisheddate", "publicationdate", "publishdate", "datepublished",
        "pubdate", "datetime", "date", "publishedtime", "publishedon", "webpublicationdate", "time",
        "timestamp", "created",
    ),
    "language": ("language", "lang"),
    "id": ("id", "guid", "uuid", "articleid", "docid"),
}  # fmt: skip


def check_columns(columns: Mapping[str, str] | None) -> dict[str, str]:
    """The option as a dict.

    Raises:
        UsageError: it names a part that articles do not have.
    """
    unknown = sorted(set(columns or ()) - set(_NAMES))
    if unknown:
        raise UsageError(
            f"no part of an article is called {unknown[0]!r}",
            hint=f"Columns can be given for: {', '.join(_NAMES)}.",
        )
    return dict(columns or {})


def find_columns(names: Iterable[str], given: Mapping[str, str]) -> dict[str, str]:
    """Part of an article -> column name, for the parts that the table has.

    Raises:
        Unreadable: no column holds the text, or a given one is not there.

    >>> find_columns(["unit_id", "article_title", "article_content", "source", "date"], {})
    {'text': 'article_content', 'title': 'article_title', 'outlet': 'source', 'published': 'date'}
    """
    names = list(names)
    listed = ", ".join(repr(name) for name in names[:30]) or "none"
    if missing := next((name for name in given.values() if name not in names), None):
        raise Unreadable(f"has no column {missing!r}; its columns are {listed}", hint="Correct --column.")
    plain: dict[str, str] = {}
    for name in names:
        plain.setdefault(_plain(name), name)
        plain.setdefault(re.sub(r"^(article|news)(?=.)", "", _plain(name)), name)
    found = dict(given)
    for part, candidates in _NAMES.items():
        column = next((plain[candidate] for candidate in candidates if candidate in plain), None)
        if part not in found and column is not None and column not in found.values():
            found[part] = column
    if "text" not in found:
        raise Unreadable(
            f"no column holds the text; its columns are {listed}", hint="Name it with --column text=NAME."
        )
    return {part: found[part] for part in _NAMES if part in found}


def _plain(name: str) -> str:
    return re.sub(r"[\W_]+", "", name).lower()
