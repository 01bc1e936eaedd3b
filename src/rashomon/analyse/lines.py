"""How a paragraph is laid out: its bullet, dash, bold or label, and whether it asks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from rashomon.analyse.english import REPORTING
from rashomon.names.outlets import is_outlet
from rashomon.records import Span, Spans

Mark = Literal["", "dash", "bullet", "bold", "number", "label"]

_LAYOUTS: tuple[tuple[Mark, re.Pattern[str]], ...] = (
    ("bold", re.compile(r"#{1,6}\s+(?=\S)")),
    ("bullet", re.compile(r"[•·●▪■◦►➤‣∙*+]\s+(?=\S)")),
    ("dash", re.compile(r"[–—―-]+\s*(?=[\w\"“„«‘'…(¿])")),
    ("number", re.compile(r"\d{1,2}[.)]\s+(?=\S)")),
)
_BOLD = re.compile(r"(?P<open>\*\*|__|\*|_)(?P<body>\w[^*_\n]+)(?P=open)\s*")
_NAME = r"[A-Z][\w.’'-]*(?:[ \u00a0]+(?:[A-Z(][\w.’')-]*|de|al|bin|von|van|and|of|the|for|&)){0,4}"
_LABEL = re.compile(
    rf"(?P<bold>\*\*)?[\"“]?(?P<label>{_NAME})(?:\*\*)?[ \u00a0]?:(?(bold)(?:\*\*)?)\s*(?=\S)"
)
_LETTER = re.compile(r"(?P<bold>\*\*)?(?P<label>[QA])(?:[.)]|\*\*[.:]?)(?:\*\*)?\s+(?=\S)")
# A label with a dash; a dateline looks alike, so two of them must come back.
_DASHED = re.compile(rf"(?P<label>{_NAME})[ \u00a0]+[–—][ \u00a0]+(?=\S)")
# A label on a line of its own.
_ALONE = re.compile(rf"(?P<bold>\*\*)?(?P<label>{_NAME})(?:\*\*)?[ \u00a0]?:(?(bold)(?:\*\*)?)$")
# A letter that extraction glued to the first word: "QThere is".
_GLUED = re.compile(r"(?P<label>Q)(?=[A-Z][a-z’']+\s)")
_LONGEST_LABEL = 40

_FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|us|me|myself|ourselves)\b")
_SECOND_PERSON = re.compile(r"\b[Yy]ou(?:r|rs)?\b")
_NARRATIVE = re.compile(
    rf"[\"”’],?\s+(?:[\w’'.-]+\s+){{0,5}}?(?:{REPORTING})\b|\b(?:he|she|they) (?:said|added|told)\b", re.I
)
_DIALOGUE = re.compile(rf"[?!,.…]\s+[–—-]\s*(?:\w+\s+){{0,3}}?(?:{REPORTING})\b")
_ASKERS = frozenset(["interviewer", "journalist", "reporter", "correspondent", "moderator", "host"])
_OPENS, _CLOSES = frozenset('"“„«‘'), frozenset('"”“»’')
_BODY_ENDS = re.compile(r"[.!?…:;\"”’»)\]*_]\s*$")


@dataclass(frozen=True, eq=False)
class Line:
    """One paragraph, or the part of one, with its mark taken off."""

    text: str
    span: Span
    mark: Mark
    label: Span | None = None

    @cached_property
    def body(self) -> str:
        """The words without mark or label."""
        return self.span.of(self.text)

    @cached_property
    def asks(self) -> bool:
        """Whether there is a question in it, outside quotation marks at its end."""
        return "?" in self.body or "؟" in self.body

    @cached_property
    def is_question(self) -> bool:
        """Whether it is nothing but a question, perhaps with a remark before it."""
        return self.body.rstrip(' "”*_')[-1:] in ("?", "؟") and self.words <= 80

    @cached_property
    def words(self) -> int:
        """How many words it has."""
        return len(self.body.split())

    @cached_property
    def is_first_person(self) -> bool:
        """Whether somebody speaks of himself in it."""
        return bool(_FIRST_PERSON.search(self.body))

    @cached_property
    def addresses(self) -> bool:
        """Whether it speaks to a "you"."""
        return bool(_SECOND_PERSON.search(self.body))

    @cached_property
    def is_narrative(self) -> bool:
        """Whether it tells in the third person what somebody said."""
        return bool(_NARRATIVE.search(self.body))

    @cached_property
    def is_dialogue(self) -> bool:
        """Whether the saying is told within the line: "– Why? – she asked"."""
        return bool(_DIALOGUE.search(self.body))

    @cached_property
    def is_quoted(self) -> bool:
        """Whether all of it stands in quotation marks."""
        body = self.body.strip()
        return body[:1] in _OPENS and body[-1:] in _CLOSES

    @cached_property
    def is_press(self) -> bool:
        """Whether its label is the name of an outlet, or a word for somebody who asks."""
        if self.label is None:
            return False
        label = self.label.of(self.text)
        return self.speaker in _ASKERS or is_outlet(label)

    @cached_property
    def is_heading(self) -> bool:
        """Whether it is short and ends like no sentence."""
        return self.words <= 12 and not _BODY_ENDS.search(self.body)

    @cached_property
    def speaker(self) -> str:
        """The label in a form that is one for one speaker: the surname, the initials, "q" or "a"."""
        if self.label is None:
            return ""
        words = self.label.of(self.text).casefold().split()
        return re.sub(r"[^\w]", "", words[-1] if not words[-1].startswith("(") else words[0])


def read_lines(text: str, paragraphs: Spans) -> list[Line]:
    """The paragraphs of ``text`` as lines; a bold question with its answer behind it makes two."""
    lines: list[Line] = []
    waiting: Span | None = None
    dashed = _dashed(text, paragraphs)
    for paragraph in paragraphs:
        alone = _ALONE.match(text[paragraph.start : min(paragraph.end, paragraph.start + 2 * _LONGEST_LABEL)])
        if alone and len(paragraph) <= _LONGEST_LABEL:
            waiting = Span(paragraph.start + alone.start("label"), paragraph.start + alone.end("label"))
        elif paragraph in dashed:
            lines.append(
                Line(text, Span(dashed[paragraph].end + 3, paragraph.end), "label", dashed[paragraph])
            )
        elif waiting:
            lines.append(Line(text, paragraph, "label", waiting))
            waiting = None
        else:
            lines.extend(_read(text, paragraph))
    return lines


def _dashed(text: str, paragraphs: Spans) -> dict[Span, Span]:
    """The labels of paragraphs that open with a name and a dash, where two such names come back."""
    found = {
        paragraph: Span(*match.span("label"))
        for paragraph in paragraphs
        if (match := _DASHED.match(text, paragraph.start, paragraph.end))
        and match.end("label") - match.start() <= _LONGEST_LABEL
    }
    often = Counter(label.of(text) for label in found.values())
    if sum(count > 1 for count in often.values()) < 2:
        return {}
    return {paragraph: label for paragraph, label in found.items() if often[label.of(text)] > 1}


def _read(text: str, paragraph: Span) -> Iterator[Line]:
    start, end = paragraph.start, paragraph.end
    label = (
        _LABEL.match(text, start, end) or _LETTER.match(text, start, end) or _GLUED.match(text, start, end)
    )
    if label and label.end("label") - start <= _LONGEST_LABEL:
        yield Line(text, Span(label.end(), end), "label", Span(*label.span("label")))
        return
    bold = _BOLD.match(text, start, end)
    if bold:
        yield Line(text, Span(*bold.span("body")), "bold")
        if bold.end() < end:
            yield Line(text, Span(bold.end(), end), "")
        return
    for mark, layout in _LAYOUTS:
        found = layout.match(text, start, end)
        if found:
            yield Line(text, Span(found.end(), end), mark)
            return
    yield Line(text, paragraph, "")
