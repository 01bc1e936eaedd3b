"""A brief as Markdown; what comes from articles is escaped, so that it reads as it stands there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import PurePath

from rashomon.tell.brief import ALSO, Brief, Group, Line, Place, Section
from rashomon.tell.wording import plain, with_marks

Cite = Callable[[Line], str]
"""A line in; how its place is told after its words out."""
_SIGNS = re.compile(r"([\\`*_\[\]<>#|~&]|^[-+=](?=\s)|(?<=^\d)\.|(?<=^\d\d)\.)")


def escape(text: str) -> str:
    r"""``text`` on one line, so that Markdown shows its signs and obeys none.

    >>> print(escape("[give_form id=3] *now*"))
    \[give\_form id=3\] \*now\*
    """
    return _SIGNS.sub(r"\\\1", plain(text))


def places(line: Line) -> str:
    """Where the line stands, and where else the same is told, in square brackets."""
    return f" [{_place(line.place)}]{_also(line.also)}"


LEGEND = "[003 ¶5 · 4f2a90c1] means article 003, fifth paragraph; `rashomon show 4f2a90c1` lights the words."


def render_markdown(brief: Brief, *, cite: Cite = places, legend: str = LEGEND) -> str:
    """The brief as one Markdown text; ``legend`` says how to read what ``cite`` writes."""
    lines = [f"# Who claims what: {escape(brief.case)}", ""]
    lines += [f"{escape(fact)}  " for fact in brief.facts]
    lines += ["", legend]
    for section in brief.sections[: brief.leading]:
        lines += ["", f"## {section.title}", *render_section(section, cite)]
    lines += ["", "## The articles", "", *_articles(brief)]
    if brief.speakers:
        lines += ["", "## Who speaks, and about whom", "", *_speakers(brief)]
    for section in brief.sections[brief.leading :]:
        lines += ["", f"## {section.title}", *render_section(section, cite)]
    if brief.people:
        lines += ["", "## Who is who", "", *_people(brief)]
    lines += ["", "## Left out", ""]
    lines += [f"- {escape(gap)}" for gap in brief.left_out] or ["- Nothing was set aside."]
    lines += ["", "## How far to trust this", "", *(f"- {sentence}" for sentence in brief.trust)]
    return "\n".join(lines) + "\n"


def _articles(brief: Brief) -> list[str]:
    rows = [
        [
            escape(entry.label),
            escape(entry.title) or f"*{escape(PurePath(entry.article).name)}*",
            escape(entry.outlet or "not stated"),
            escape(entry.published or "not stated"),
            str(entry.words),
            str(entry.claims),
            "opinion" if entry.is_opinion else "",
        ]
        for entry in brief.entries
    ]
    table = _table(("", "title", "outlet", "published", "words", "claims", ""), rows)
    return [*table, *_more(brief.entries_more, "article", "rashomon articles")]


def _speakers(brief: Brief) -> list[str]:
    rows = [
        [
            escape(speaker.name),
            str(speaker.claims),
            str(speaker.articles),
            str(speaker.denied or ""),
            str(speaker.predicted or ""),
            *(str(count or "·") for count in speaker.about),
        ]
        for speaker in brief.speakers
    ]
    head = (
        "speaker",
        "claims",
        "articles",
        "denied",
        "predicted",
        *(f"on {escape(s)}" for s in brief.subjects),
    )
    return [*_table(head, rows), *_more(brief.speakers_more, "speaker", "rashomon claims")]


def render_section(section: Section, cite: Cite = places) -> Iterator[str]:
    """The lines of a section, without its title."""
    if section.note:
        yield ""
        yield section.note
    for group in section.groups:
        yield ""
        if group.title:
            note = f" ({escape(group.beside)})" if group.beside else ""
            yield f"### {escape(group.title)}{note}"
            yield ""
            if group.below:
                yield f"*{escape(group.below)}*"
                yield ""
        yield from (render_line(line, is_named=section.named, cite=cite) for line in group.lines)
        yield from _more(group.more, group.counted, _command(group))
    yield from _more(section.more, section.counted, section.command)


def _command(group: Group) -> str:
    return plain(group.command).replace("`", "'") or "rashomon claims"


def render_line(line: Line, *, is_named: bool, cite: Cite = places) -> str:
    """One claim as a list item: who, how it stands, the words, the place."""
    who = f"**{escape(line.speaker)}**" if is_named else ""
    via = f"*through {escape(' → '.join(line.via))}*" if line.via else ""
    how = f"*{line.standing}*" if line.standing else ""
    head = ", ".join(part for part in (who, via, how) if part)
    words = " … ".join(escape(piece.text) + ("…" if piece.is_cut else "") for piece in line.pieces)
    told = with_marks(words) if line.is_quoted else words
    condition = f" (*condition:* {escape(line.condition.text)})" if line.condition else ""
    cue = f"({escape(line.cue.text)}{'…' * line.cue.is_cut}) " if line.cue else ""
    return f"- {head}{': ' if head else ''}{cue}{told}{condition}{cite(line)}"


def _place(place: Place) -> str:
    return escape(str(place)) + (f" · {place.claim[:8]}" if place.claim else "")


def _also(places: Sequence[Place]) -> str:
    if not places:
        return ""
    rest = f" and {len(places) - ALSO} more" if len(places) > ALSO else ""
    return f", the same in {', '.join(f'[{_place(place)}]' for place in places[:ALSO])}{rest}"


def _people(brief: Brief) -> Iterator[str]:
    for person in brief.people:
        spelled = ", ".join(f"{escape(text)} {count}" for text, count in person.spellings)
        ties = f"; {escape(', '.join(person.ties))}" if person.ties else ""
        yield (
            f"- **{escape(person.name)}** ({person.kind}, {_times(person.mentions)}"
            f" in {person.articles} article{'s' * (person.articles != 1)}): {spelled}{ties}"
        )
        yield from (f"  - {escape(reason)}" for reason in person.reasons)
    yield from _more(brief.people_more, "actor", "rashomon actors")


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def _more(count: int, what: str, command: str) -> list[str]:
    return [f"- … and {count} more {what}{'s' * (count != 1)}: `{command}`"] if count else []


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    return [
        f"| {' | '.join(head)} |",
        f"|{'|'.join(' --- ' for _ in head)}|",
        *(f"| {' | '.join(row)} |" for row in rows),
    ]
