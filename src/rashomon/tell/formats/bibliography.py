"""The articles as BibTeX and CSL-JSON: what Zotero, JabRef, LaTeX and Pandoc cite from."""

from __future__ import annotations

import re
from typing import Any, BinaryIO

from rashomon.names.folding import fold
from rashomon.store.rows import ArticleRow
from rashomon.store.store import Store
from rashomon.tell.formats.addresses import web_address
from rashomon.tell.formats.days import plain_parts
from rashomon.tell.formats.signs import as_bytes, write_json_list, xml_text
from rashomon.tell.formats.tellings import title_of
from rashomon.tell.wording import plain

_TEX = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
} | {sign: f"\\{sign}" for sign in "#$%&_"}


def write_bibtex(store: Store, kind: str, file: BinaryIO) -> None:
    """One ``@misc`` entry for each article."""
    keys = store.keys()
    for row in store.articles():
        file.write(as_bytes(_bibtex(row, keys[row.article])))


def write_csl(store: Store, kind: str, file: BinaryIO) -> None:
    """One CSL-JSON list, an item for each article."""
    keys = store.keys()
    write_json_list((_csl(row, keys[row.article]) for row in store.articles()), file)


def cite_key(row: ArticleRow, key: str) -> str:
    """By what the article is cited: outlet, year, and the start of its key.

    >>> facts = dict(title=None, outlet="The Heron", published="2031-05", language=None)
    >>> row = ArticleRow(article="a", sha256="", **facts)
    >>> cite_key(row, "4f2a90c1bb")
    'theheron2031-4f2a90c1bb'
    """
    outlet = re.sub(r"[^a-z0-9]", "", fold(row.outlet or ""))[:20]
    year = str(next(iter(plain_parts(row.published)), "")) or "nd"
    return f"{outlet or 'article'}{year}-{key}"


def tex(text: str) -> str:
    r"""``text`` on one line as TeX prints it.

    >>> print(tex("50% of {R&D}"))
    50\% of \{R\&D\}
    """
    return "".join(_TEX.get(sign, sign) for sign in plain(xml_text(text)))


def _bibtex(row: ArticleRow, key: str) -> str:
    parts = plain_parts(row.published)
    fields = {
        "title": f"{{{tex(title_of(row))}}}",
        "howpublished": tex(row.outlet or ""),
        "year": str(parts[0]) if parts else "",
        "month": str(parts[1]) if len(parts) > 1 else "",
        "day": str(parts[2]) if len(parts) > 2 else "",
        # \\url takes an address as it is; `web_address` lets no brace pass.
        "url": web_address(row.url) or "",
        "language": tex(row.language or ""),
        "note": tex(f"Rashomon article {row.article}; SHA-256 of the text {row.sha256}"),
    }
    told = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items() if value)
    return f"@misc{{{cite_key(row, key)},\n{told}\n}}\n\n"


def _csl(row: ArticleRow, key: str) -> dict[str, Any]:
    item = {
        "id": cite_key(row, key),
        "type": "article-newspaper",
        "title": title_of(row),
        "container-title": plain(row.outlet or ""),
        "issued": _issued(row.published),
        "URL": web_address(row.url),
        "language": row.language,
        "note": f"Rashomon article {plain(row.article)}; SHA-256 of the text {row.sha256}",
    }
    return {name: value for name, value in item.items() if value}


def _issued(published: str | None) -> dict[str, Any] | None:
    if parts := plain_parts(published):
        return {"date-parts": [list(parts)]}
    return {"literal": plain(published)} if published else None
