"""Keys made of content, so that the same articles give the same rows on every machine."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict

from rashomon.records import Article
from rashomon.text import digest


def article_key(name: str, text: str) -> str:
    """The key of the article ``name`` while it holds ``text``.

    Every row of the ledger carries it, so it is short: 64 bits keep a million articles apart.
    """
    return digest(name, text, length=16)


def article_taken(article: Article) -> str:
    """A hash of all that was taken in with the article's text; equal means nothing to read anew."""
    fields = {name: value for name, value in asdict(article).items() if name not in ("text", "sha256")} | {
        "text": digest(article.text)
    }
    return digest(json.dumps(fields, sort_keys=True, ensure_ascii=True))


def claim_id(name: str, made_as: str) -> str:
    """The id of a claim over the case: the same words in two articles are two claims."""
    return digest(name, made_as, length=16)


def search_row(key: str) -> int:
    """The number that a key has in the full-text tables (63 bits of its hash).

    >>> 0 <= search_row("4f2a") < 2**63
    True
    """
    return int(hashlib.sha256(key.encode()).hexdigest()[:16], 16) >> 1
