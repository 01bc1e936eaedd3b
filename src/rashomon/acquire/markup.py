"""HTML fragments (of feeds, cells, mails) to text: all that shows, one paragraph after the other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

# An element of lxml, which tells its type by its tag.
Node = Any
_TAG = re.compile(
    r"</?(?:p|br|div|span|a|strong|em|b|i|ul|ol|li|h[1-6]|blockquote|img|figure|table)\b[^>]*>", re.I
)
_BLOCKS = frozenset({
    "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "blockquote", "section", "article",
    "header", "footer", "main", "aside", "nav", "table", "tr", "figure", "figcaption", "pre", "dl", "dt",
    "dd", "hr", "address", "body", "head", "list", "item", "row", "cell", "quote",
})  # fmt: skip
_SILENT = frozenset({
    "script", "style", "template", "noscript", "svg", "iframe", "object", "select", "button", "form",
    "textarea", "title",
})  # fmt: skip
PARAGRAPH_GAP = "\n\n"


def looks_like_html(text: str) -> bool:
    """Whether a cell holds HTML rather than plain text.

    >>> looks_like_html("<p>The dam <b>broke</b>.</p>"), looks_like_html("if a<b and c>d")
    (True, False)
    """
    return "<" in text and len(_TAG.findall(text[:20_000], 0)) >= 2


def fragment_text(html: str) -> str:
    r"""The text of an HTML fragment, paragraphs parted by an empty line.

    >>> fragment_text("<p>The dam<br>broke.</p><ul><li>One</li><li>Two</li></ul>")
    'The dam\nbroke.\n\n• One\n\n• Two'
    """
    from lxml import etree
    from lxml import html as pages

    try:
        tree = pages.fragment_fromstring(harmless(html), create_parent="div")
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return ""
    return PARAGRAPH_GAP.join(block_texts(tree))


def harmless(html: str) -> str:
    """Without an XML declaration, which lxml refuses in strings, and characters it refuses anywhere."""
    html = re.sub(r"^\s*<\?xml[^>]*\?>", "", html)
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]", " ", html)


def block_texts(tree: Node) -> list[str]:
    """The paragraphs of an element tree, list items with a bullet."""
    pieces: list[str] = []
    texts: list[str] = []

    def end_block() -> None:
        lines = [" ".join(line.split()) for line in "".join(pieces).split("\x0b")]
        pieces.clear()
        text = "\n".join(line for line in lines if line)
        if text and text != "•":
            texts.append(text)

    for event, text in _walk(tree):
        if event == "block":
            end_block()
        pieces.append(text)
    end_block()
    return texts


def _walk(tree: Node) -> Iterator[tuple[str, str]]:
    """("block", "") at each border of a block, ("text", string) between; no recursion: trees can be deep."""
    stack: list[tuple[Node, bool]] = [(tree, False)]
    while stack:
        node, leaving = stack.pop()
        tag = node.tag if isinstance(node.tag, str) else ""
        if leaving:
            yield ("block", "") if tag in _BLOCKS else ("text", "")
            yield "text", node.tail or ""
            continue
        if not tag or tag in _SILENT:
            yield "text", node.tail or ""
            continue
        yield ("block", "• " if tag in ("li", "item") else "") if tag in _BLOCKS else ("text", "")
        # A vertical tab stands for <br>: it survives until white space is collapsed line by line.
        yield "text", "\x0b" if tag in ("br", "lb") else (node.text or "").replace("\x0b", " ")
        stack.append((node, True))
        stack.extend((child, False) for child in reversed(node))
