"""Web pages saved as files: their text, and the title, outlet, date and address they state themselves."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator
from typing import Any

from rashomon.acquire.dates import parse_date
from rashomon.acquire.found import Found, Unreadable, tidy
from rashomon.acquire.markup import PARAGRAPH_GAP, Node, block_texts, harmless
from rashomon.records import Passage, Segment, Span

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]+)", re.I)
# Names of <meta> elements, in order of trust.
_TITLES = ("og:title", "twitter:title", "dc.title", "headline")
_OUTLETS = (
    "og:site_name",
    "application-name",
    "dc.publisher",
    "publisher",
    "twitter:site_name",
    "copyright-holder",
)
_DATES = (
    "article:published_time", "og:article:published_time", "datepublished", "dc.date.issued",
    "dcterms.issued", "dc.date", "dcterms.date", "pubdate", "publishdate",
    "publish-date", "publication_date", "date",
    "sailthru.date", "parsely-pub-date", "cxenseparse:recs:publishtime",
)  # fmt: skip
_URLS = ("og:url", "twitter:url")
_JSON_ARTICLES = ("Article", "NewsArticle", "BlogPosting", "ReportageNewsArticle", "OpinionNewsArticle")
# Fewer words than this are a login page or a frame, unless the page has no more.
_LEAST_WORDS = 40


def declared_encoding(raw: bytes) -> str | None:
    """The encoding that the page names for itself.

    >>> declared_encoding(b'<meta charset="windows-1251">')
    'windows-1251'
    """
    match = _CHARSET.search(raw[:4096])
    return match[1].decode("ascii").lower() if match else None


def read_page(html: str) -> Found:
    """The article of one page. Nothing is fetched: the string is all that is looked at.

    Raises:
        Unreadable: the page shows no text.
    """
    tree = _parse(html)
    facts = _Facts(tree)
    texts = _article_texts(html, tree)
    if not texts:
        raise Unreadable(
            "the page has no text", hint="Save the page after it has loaded, or copy its text to a .txt."
        )
    text, spans = join_paragraphs(texts)
    return Found(
        text=text,
        title=facts.title(),
        outlet=facts.outlet(),
        published=facts.published(),
        url=facts.url(),
        language=facts.language(),
        passages=tuple(_headings(tree, texts, spans)),
        origin=tuple(find_in_source(html, texts, spans)),
    )


def join_paragraphs(texts: list[str]) -> tuple[str, list[Span]]:
    r"""The paragraphs as one text, and where each stands in it.

    >>> join_paragraphs(["One.", "Two."])
    ('One.\n\nTwo.', [Span(start=0, end=4), Span(start=6, end=10)])
    """
    spans, at = [], 0
    for text in texts:
        spans.append(Span(at, at + len(text)))
        at += len(text) + len(PARAGRAPH_GAP)
    return PARAGRAPH_GAP.join(texts), spans


def find_in_source(html: str, texts: list[str], spans: list[Span]) -> Iterator[Segment]:
    """For each paragraph where it stands in the source; by its number where it is not to be found."""
    at = 0
    for number, (text, span) in enumerate(zip(texts, spans, strict=True), start=1):
        words = re.findall(r"\w+", text)
        head = re.compile(_gapped(words[:6])).search(html, at) if words else None
        tail = re.compile(_gapped(words[-4:])).search(html, head.start()) if head else None
        # The last words may come again later in the page: then the paragraph is not safely found.
        if head and tail and tail.end() - head.start() < 6 * len(text) + 400:
            at = tail.end()
            yield Segment(span=span, where="source", start=head.start(), end=tail.end())
        else:
            yield Segment(span=span, where=f"paragraph {number}", start=0, end=len(text))


def _gapped(words: list[str]) -> str:
    """The words with signs, tags and entities between them."""
    return r"(?:[^\w<&]|<[^<>]{0,500}>|&#?\w{1,10};){1,20}?".join(map(re.escape, words))


def _parse(html: str) -> Node:
    from lxml import etree
    from lxml import html as pages

    try:
        return pages.document_fromstring(harmless(html))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        raise Unreadable("the page has no text", hint="Save the page again.") from None


def _article_texts(html: str, tree: Node) -> list[str]:
    texts = _main_texts(html)
    if sum(len(text.split()) for text in texts) >= _LEAST_WORDS:
        return texts
    # What trafilatura takes for an empty page may be a short article: all its paragraphs, then all.
    body = tree.find("body") if tree.find("body") is not None else tree
    plain = [text for part in body.iter("p") for text in block_texts(part)]
    plain = plain or block_texts(body)
    return max((texts, plain), key=lambda some: sum(len(text) for text in some))


def _main_texts(html: str) -> list[str]:
    """The paragraphs of the article proper, by trafilatura."""
    import trafilatura

    for name in ("trafilatura", "htmldate", "courlan", "charset_normalizer", "readability", "justext"):
        logging.getLogger(name).disabled = True
    for logger in [
        name for name in logging.root.manager.loggerDict if name.startswith(("trafilatura", "htmldate"))
    ]:
        logging.getLogger(logger).disabled = True
    found = trafilatura.bare_extraction(
        harmless(html), include_comments=False, include_tables=True, with_metadata=False, deduplicate=False
    )
    body = getattr(found, "body", None)
    return block_texts(body) if body is not None else []


def _headings(tree: Node, texts: list[str], spans: list[Span]) -> Iterator[Passage]:
    """Paragraphs that the page itself sets as headings."""
    marked = {
        tidy("".join(node.itertext())): "title" if node.tag == "h1" else "heading"
        for node in tree.iter("h1", "h2", "h3", "h4", "h5", "h6")
    }
    for text, span in zip(texts, spans, strict=True):
        kind = marked.get(tidy(text))
        if kind == "title":
            yield Passage(span=span, kind="title", why="first-level heading of the page")
        elif kind == "heading":
            yield Passage(span=span, kind="heading", why="heading of the page")


class _Facts:
    """What the head of a page states about the article."""

    def __init__(self, tree: Node) -> None:
        self.tree = tree
        self.metas: dict[str, str] = {}
        for node in tree.iter("meta"):
            name = node.get("property") or node.get("name") or node.get("itemprop") or ""
            self.metas.setdefault(name.strip().lower(), (node.get("content") or "").strip())
        self.linked = dict(self._linked_article())

    def title(self) -> str | None:
        heads = [tidy("".join(node.itertext())) for node in self.tree.iter("h1")]
        named = self._meta(_TITLES) or tidy(_string(self.linked.get("headline")))
        if named:
            return named
        if len(heads) == 1:
            return heads[0]
        page = tidy(self.tree.findtext(".//title"))
        return next((head for head in heads if head and page and head in page), page)

    def outlet(self) -> str | None:
        publisher = self.linked.get("publisher")
        if isinstance(publisher, list):
            publisher = publisher[0] if publisher else None
        name = publisher.get("name") if isinstance(publisher, dict) else publisher
        return self._meta(_OUTLETS) or tidy(_string(name))

    def published(self) -> str | None:
        stated = [self.metas.get(name, "") for name in _DATES]
        stated.insert(1, _string(self.linked.get("datePublished")) or "")
        for node in self.tree.iter("time"):
            if node.get("pubdate") is not None or (node.get("itemprop") or "").lower() == "datepublished":
                stated.append(node.get("datetime") or "")
        times = [node.get("datetime") for node in self.tree.iter("time") if node.get("datetime")]
        # A single <time> is that of the article; of several any may be that of a neighbour.
        stated.extend(times if len(set(times)) == 1 else [])
        return next((day for one in stated if one and (day := parse_date(one))), None)

    def url(self) -> str | None:
        links = [
            node.get("href")
            for node in self.tree.iter("link")
            if (node.get("rel") or "").lower() == "canonical"
        ]
        found = next((link for link in links if link), None) or self._meta(_URLS)
        return found if found and found.startswith(("http://", "https://")) else None

    def language(self) -> str | None:
        stated = (self.tree.getroottree().getroot().get("lang") or "").split("-")[0].lower()
        return stated if re.fullmatch(r"[a-z]{2,3}", stated) else None

    def _meta(self, names: tuple[str, ...]) -> str | None:
        return next((tidy(self.metas[name]) for name in names if self.metas.get(name)), None)

    def _linked_article(self) -> Iterator[tuple[str, Any]]:
        """The first article of the page's JSON-LD."""
        for node in self.tree.iter("script"):
            if (node.get("type") or "").lower() == "application/ld+json":
                try:
                    value = json.loads(node.text or "")
                except (ValueError, RecursionError):
                    continue
                if article := next(_articles_in(value), None):
                    yield from article.items()
                    return


def _articles_in(value: object) -> Iterator[dict[str, Any]]:
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, dict):
            kinds = item.get("@type")
            if any(kind in _JSON_ARTICLES for kind in (kinds if isinstance(kinds, list) else [kinds])):
                yield item
            elif isinstance(item.get("@graph"), list):
                yield from _articles_in(item["@graph"])


def _string(value: object) -> str | None:
    return value if isinstance(value, str) else None
