"""Codes of publishing programs that were left in a text: ``[give_form id="7"]``, ``{{ad}}``, HTML comments."""

from __future__ import annotations

import re

from rashomon.records import Passage, Span

# Codes that come without attributes. "[sic]", "[laughs]" and "[the mayor]" are none.
_BARE = (
    "caption|gallery|embed|video|audio|playlist|youtube|vimeo|tweet|twitter|instagram|facebook|ad|ads|adsense|contact-form|"
    "contact|newsletter|subscribe|donate|donation|form|button|buttons|more|toc|share|social|related|related_posts|pullquote|"
    "pull_quote|blockquote|one_half|one_third|two_third|column|row|divider|spacer|tabs|tab|toggle|accordion|slider|"
    "infobox|highlight|dropcap|poll|quiz|recaptcha|sitemap|login|signup|mailpoet|mc4wp_form"
)
_NAME = r"[A-Za-z][A-Za-z0-9]*(?:[_-][A-Za-z0-9]+)*"
_ATTRIBUTE = r"\s+[\w-]+\s*=\s*(?:[\"'“”‘’″‟„][^\]\n]*?[\"'“”‘’″‟„]|[^\s\]]+)"
_CAPTION = re.compile(r"\[caption\b[^\]]*\].{0,2000}?\[/caption\]", re.S | re.I)
_CODE = re.compile(
    rf"\[/?{_NAME}(?:{_ATTRIBUTE})+\s*/?\]|\[/{_NAME}\]|\[{_NAME}_{_NAME}(?:\s[^\]\n]{{0,80}})?\s*/?\]"
    rf"|\[(?:{_BARE})(?:\s+\d+)?\s*/?\]",
    re.I,
)
_TEMPLATE = re.compile(r"\{\{[^{}\n]{1,200}\}\}|\{%[^{}\n]{1,200}%\}")
_HTML = re.compile(
    r"<!--.*?-->|<(script|style|iframe|noscript)\b[^>]*>.*?</\1\s*>|<(?:iframe|script|img|ins|input)\b[^>]*>",
    re.S | re.I,
)


def find_shortcodes(text: str) -> list[Passage]:
    """Every code in the text, in order; what a caption code encloses is the caption of a picture.

    >>> [mark.span.of("Vote! [give_form id=”7″] He said [sic].") for mark in find_shortcodes("Vote! [give_form id=”7″]")]
    ['[give_form id=”7″]']
    """
    marks: list[Passage] = []
    if "[" in text:
        marks += [_mark(match, "credit", "picture caption code") for match in _CAPTION.finditer(text)]
        marks += [_mark(match, "furniture", "shortcode") for match in _CODE.finditer(text)]
    if "{" in text:
        marks += [_mark(match, "furniture", "template code") for match in _TEMPLATE.finditer(text)]
    if "<" in text:
        marks += [_mark(match, "furniture", "page code") for match in _HTML.finditer(text)]
    kept: list[Passage] = []
    for mark in sorted(marks, key=lambda one: (one.span.start, -one.span.end)):
        if not kept or mark.span.start >= kept[-1].span.end:
            kept.append(mark)
    return kept


def _mark(match: re.Match[str], kind: str, why: str) -> Passage:
    return Passage(span=Span(*match.span()), kind="credit" if kind == "credit" else "furniture", why=why)
