"""Codes of publishing programs left in a text: ``[give_form id="7"]``, ``{{ad}}``, HTML comments."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rashomon.records import Passage, Span

# Codes that come without attributes. "[sic]", "[laughs]" and "[the mayor]" are none.
_BARE = (
    "caption|gallery|embed|video|audio|playlist|youtube|vimeo|tweet|twitter|instagram|facebook|ad|ads|adsense|contact-form|"
    "contact|newsletter|subscribe|donate|donation|form|button|buttons|more|toc|share|social|related|related_posts|pullquote|"
    "pull_quote|blockquote|one_half|one_third|two_third|column|row|divider|spacer|tabs|tab|toggle|accordion|slider|"
    "infobox|highlight|dropcap|poll|quiz|recaptcha|sitemap|login|signup|mailpoet|mc4wp_form"
)
_NAME = r"[A-Za-z][A-Za-z0-9]*(?:[_-][A-Za-z0-9]+)*"
_ATTRIBUTE = r"\s+[\w-]+\s*=\s*(?:[\"'“”‘’″‟„][^\[\]\n]{0,300}?[\"'“”‘’″‟„]|[^\s\[\]]{1,300})"
_CAPTION = re.compile(r"\[caption\b[^\[\]]{0,300}\].{0,2000}?\[/caption\]", re.S | re.I)
_CODE = re.compile(
    rf"\[/?{_NAME}(?:{_ATTRIBUTE}){{1,20}}\s*/?\]|\[/{_NAME}\]|\[{_NAME}_{_NAME}(?:\s[^\]\n]{{0,80}})?\s*/?\]"
    rf"|\[(?:{_BARE})(?:\s+\d+)?\s*/?\]",
    re.I,
)
_TEMPLATE = re.compile(r"\{\{[^{}\n]{1,200}\}\}|\{%[^{}\n]{1,200}%\}")
_TAG = re.compile(
    r"<(?P<name>!--|script|style|iframe|noscript|img|ins|input)(?:(?<=--)|\b[^<>]{0,2000}>)", re.I
)
_CLOSING = {
    "!--": "-->",
    "script": "</script>",
    "style": "</style>",
    "iframe": "</iframe>",
    "noscript": "</noscript>",
}


def find_shortcodes(text: str) -> list[Passage]:
    """Every code in the text, in order; what a caption code encloses is the caption of a picture.

    >>> text = "Vote! [give_form id=”7″] He said [sic]."
    >>> [mark.span.of(text) for mark in find_shortcodes(text)]
    ['[give_form id=”7″]']
    """
    marks: list[Passage] = []
    if "[" in text:
        marks += [_mark(match, "credit", "picture caption code") for match in _CAPTION.finditer(text)]
        marks += [_mark(match, "furniture", "shortcode") for match in _CODE.finditer(text)]
    if "{" in text:
        marks += [_mark(match, "furniture", "template code") for match in _TEMPLATE.finditer(text)]
    if "<" in text:
        marks += _page_code(text)
    kept: list[Passage] = []
    for mark in sorted(marks, key=lambda one: (one.span.start, -one.span.end)):
        if not kept or mark.span.start >= kept[-1].span.end:
            kept.append(mark)
    return kept


def _mark(match: re.Match[str], kind: str, why: str) -> Passage:
    return Passage(span=Span(*match.span()), kind="credit" if kind == "credit" else "furniture", why=why)


def _page_code(text: str) -> Iterator[Passage]:
    """HTML left in a text: comments and scripts with what they enclose, other tags alone."""
    lower = text.lower() if len(text.lower()) == len(text) else text
    at = 0
    unclosed: set[str] = set()
    while match := _TAG.search(text, at):
        name, at = match["name"].lower(), match.end()
        if name in unclosed:
            continue
        if name in _CLOSING:
            end = lower.find(_CLOSING[name], at)
            if end < 0:
                unclosed.add(name)
                continue
            at = end + len(_CLOSING[name])
        yield Passage(span=Span(match.start(), at), kind="furniture", why="page code")
