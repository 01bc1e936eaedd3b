"""A brief as one HTML file: no network, no script; each line leads to its words in the article below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape as _escape
from importlib.resources import files
from pathlib import PurePath

from rashomon.store.rows import Stretch
from rashomon.tell.brief import ALSO, Brief, Group, Line, Mark, Place, Section, Shown
from rashomon.tell.pictures import draw_matrix
from rashomon.tell.svg import picture_style
from rashomon.tell.wording import plain, visible, with_marks

# Inside an outer stretch the inner one is drawn on top; of one length, the later in this row.
_ORDER = ("furniture", "claim", "content", "source", "cue")
# Nothing is fetched and nothing runs, whatever an article may hold.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_TITLES = {"source": "source", "cue": "cue", "content": "content", "furniture": "set aside"}


def render_html(brief: Brief) -> str:
    """The brief as one HTML page."""
    case = _text(brief.case)
    anchors = {mark.claim for shown in brief.texts for mark in shown.marks if mark.claim}
    labels = {shown.entry.article: number for number, shown in enumerate(brief.texts)}
    parts = [
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n',
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n',
        f"<title>Who claims what: {case}</title>\n<style>\n{_style()}</style>\n</head>\n<body>\n<main>\n",
        f"<h1>Who claims what: {case}</h1>\n",
        *(f"<p class=fact>{_text(fact)}</p>\n" for fact in brief.facts),
        _contents(brief),
        *(_section(section, anchors) for section in brief.sections[: brief.leading]),
        _pictures(brief),
        _articles(brief, labels),
        _speakers(brief),
        *(_section(section, anchors) for section in brief.sections[brief.leading :]),
        _people(brief),
        "<h2 id=out>Left out</h2>\n",
        _list(brief.left_out or ("Nothing was set aside.",)),
        "<h2 id=trust>How far to trust this</h2>\n",
        _list(brief.trust),
        *_texts(brief, labels),
        "</main>\n</body>\n</html>\n",
    ]
    return "".join(parts)


def _style() -> str:
    return (files("rashomon.tell") / "brief.css").read_text(encoding="utf-8") + picture_style()


def _text(words: str) -> str:
    return _escape(plain(words))


def _contents(brief: Brief) -> str:
    links = [(s.key, s.title) for s in brief.sections]
    own = [("pictures", "Pictures")] if brief.pictures else []
    links[brief.leading : brief.leading] = [*own, ("articles", "The articles")]
    links += [("people", "Who is who"), ("out", "Left out"), ("trust", "How far to trust this")]
    links += [("texts", "The words themselves")] if brief.texts else []
    told = " · ".join(f'<a href="#{key}">{_text(title)}</a>' for key, title in links)
    return f"<nav aria-label=Contents>{told}</nav>\n"


def _pictures(brief: Brief) -> str:
    if not brief.pictures:
        return ""
    parts = ["<h2 id=pictures>Pictures</h2>\n"]
    for picture in brief.pictures:
        note = f"<p class=note>{_text(picture.note)}</p>\n" if picture.note else ""
        parts.append(f"<h3>{_text(picture.title)}</h3>\n{note}<div class=wide>{picture.svg}</div>\n")
    return "".join(parts)


def _articles(brief: Brief, labels: dict[str, int]) -> str:
    rows = []
    for entry in brief.entries:
        title = _text(entry.title) or f"<i>{_text(PurePath(entry.article).name)}</i>"
        number = labels.get(entry.article)
        rows.append(
            [
                f'<a href="#t{number}">{_text(entry.label)}</a>'
                if number is not None
                else _text(entry.label),
                f"<bdi>{title}</bdi>" + (" <b class=tag>opinion</b>" if entry.is_opinion else ""),
                _text(entry.outlet or "not stated"),
                _text(entry.published or "not stated"),
                str(entry.words),
                str(entry.claims),
            ]
        )
    head = ("article", "title", "outlet", "published", "words", "claims")
    table = _table(head, rows, first_number=4)
    more = _more(brief.entries_more, "article", "rashomon articles")
    return f"<h2 id=articles>The articles</h2>\n{table}{more}"


def _speakers(brief: Brief) -> str:
    if not brief.speakers:
        return ""
    rows = [
        [
            f"<bdi>{_text(speaker.name)}</bdi>",
            *(str(n or "") for n in (speaker.claims, speaker.articles, speaker.denied, speaker.predicted)),
            *(str(count or "") for count in speaker.about),
        ]
        for speaker in brief.speakers
    ]
    head = ["speaker", "claims", "articles", "denied", "predicted", *(f"on {s}" for s in brief.subjects)]
    return (
        "<h2 id=speakers>Who speaks, and about whom</h2>\n"
        f"<div class=wide>{draw_matrix(brief)}</div>\n<p class=note>A disc's area is the number of claims; "
        "a ring round it: some are denials.</p>\n"
        f"{_table(head, rows, first_number=1)}{_more(brief.speakers_more, 'speaker', 'rashomon claims')}"
    )


def _section(section: Section, anchors: set[str]) -> str:
    parts = [f"<h2 id={section.key}>{_text(section.title)}</h2>\n"]
    parts += [f"<p class=note>{_text(section.note)}</p>\n"] if section.note else []
    for group in section.groups:
        parts += [_heading(group)] if group.title else []
        parts.append("<ul class=claims>\n")
        parts += [_line(line, anchors, is_named=section.named) for line in group.lines]
        parts += [f"</ul>\n{_more(group.more, group.counted, plain(group.command) or 'rashomon claims')}"]
    parts.append(_more(section.more, section.counted, section.command))
    return "".join(parts)


def _heading(group: Group) -> str:
    beside = f" <small>{_text(group.beside)}</small>" if group.beside else ""
    below = f"<p class=note>{_text(group.below)}</p>\n" if group.below else ""
    return f"<h3><bdi>{_text(group.title)}</bdi>{beside}</h3>\n{below}"


def _line(line: Line, anchors: set[str], *, is_named: bool) -> str:
    who = f"<b>{_text(line.speaker)}</b>" if is_named else ""
    via = f"<i>through {_text(' → '.join(line.via))}</i>" if line.via else ""
    how = f'<span class="how {_kind(line.standing)}">{_text(line.standing)}</span>' if line.standing else ""
    head = ", ".join(part for part in (who, via, how) if part)
    words = " … ".join(plain(piece.text) + ("…" if piece.is_cut else "") for piece in line.pieces)
    told = f"<q>{_escape(with_marks(words))}</q>" if line.is_quoted else f"<bdi>{_escape(words)}</bdi>"
    condition = f" <i>condition:</i> <bdi>{_text(line.condition.text)}</bdi>" if line.condition else ""
    places = [_place(place, anchors) for place in (line.place, *line.also[:ALSO])]
    also = f"<small>, the same in {', '.join(places[1:])}</small>" if places[1:] else ""
    rest = f"<small> and {len(line.also) - ALSO} more</small>" if len(line.also) > ALSO else ""
    cue = f"<i>(<bdi>{_text(line.cue.text)}</bdi>{'…' * line.cue.is_cut})</i> " if line.cue else ""
    return f"<li>{head}{': ' if head else ''}{cue}{told}{condition} {places[0]}{also}{rest}</li>\n"


def _place(place: Place, anchors: set[str]) -> str:
    told = _text(str(place))
    if place.claim in anchors:
        told = f'<a href="#c{place.claim}">{told}</a>'
    return f"<span class=place>[{told}]</span>"


def _kind(standing: str) -> str:
    return "denied" if standing.startswith(("denied", "against")) else "open"


def _people(brief: Brief) -> str:
    if not brief.people:
        return ""
    rows = []
    for person in brief.people:
        spelled = ", ".join(f"<bdi>{_text(text)}</bdi> {count}" for text, count in person.spellings)
        why = "".join(f"<li>{_text(reason)}</li>" for reason in person.reasons)
        why = f"<details><summary>why one</summary><ul>{why}</ul></details>" if why else ""
        ties = f"<br><i>{_text(', '.join(person.ties))}</i>" if person.ties else ""
        rows.append(
            [
                f"<bdi>{_text(person.name)}</bdi>{ties}",
                person.kind,
                f"{spelled}{why}",
                str(person.articles),
                str(person.mentions),
            ]
        )
    table = _table(("name", "kind", "spelled", "articles", "mentions"), rows, first_number=3)
    return f"<h2 id=people>Who is who</h2>\n{table}{_more(brief.people_more, 'actor', 'rashomon actors')}"


def _texts(brief: Brief, labels: dict[str, int]) -> Iterator[str]:
    if brief.texts:
        yield "<h2 id=texts>The words themselves</h2>\n"
        yield (
            "<p class=note>In the articles <span class=source>source</span>, <span class=cue>cue</span> and "
            "<span class=content>content</span> are lit; "
            "<span class=furniture>what is no part of the story</span> is greyed.</p>\n"
        )
    for shown in brief.texts:
        entry = shown.entry
        told = " · ".join(part for part in (entry.outlet, entry.published) if part)
        yield f"<article id=t{labels[entry.article]}>\n<h3>{_text(entry.label)} <small>{_text(entry.article)}"
        yield f"{' · ' + _text(told) if told else ''}</small></h3>\n<div class=text dir=auto>"
        yield "<p class=gap>[…]</p>".join(light_text(shown, part) for part in shown.ranges)
        yield "</div>\n</article>\n"


def light_text(shown: Shown, part: Stretch) -> str:
    """A stretch of an article as HTML, its marks as nested spans; crossing ones are split."""
    marks = [mark for mark in shown.marks if mark.span.start < part.stop and part.start < mark.span.stop]
    marks.sort(key=lambda m: (m.span.start, -m.span.stop, _ORDER.index(m.role), m.claim or ""))
    opening: dict[int, list[int]] = {}
    edges = {part.start, part.stop}
    for index, mark in enumerate(marks):
        opening.setdefault(max(mark.span.start, part.start), []).append(index)
        edges |= {max(mark.span.start, part.start), min(mark.span.stop, part.stop)}
    html: list[str] = []
    stack: list[int] = []
    met: set[int] = set()
    places = sorted(edges)
    for place, after in zip(places, [*places[1:], part.stop], strict=True):
        stack = _turn(html, marks, stack, opening.get(place, []), place, met)
        html.append(_escape(visible(shown.text[place:after])))
    html += ["</span>"] * len(stack)
    return "".join(html)


def _turn(
    html: list[str],
    marks: Sequence[Mark],
    stack: list[int],
    opening: Sequence[int],
    place: int,
    met: set[int],
) -> list[int]:
    """Close what ends at ``place`` and open what begins there; the stack after it."""
    kept = sorted([index for index in stack if marks[index].span.stop > place] + list(opening))
    common = 0
    while common < min(len(stack), len(kept)) and stack[common] == kept[common]:
        common += 1
    html += ["</span>"] * (len(stack) - common)
    for index in kept[common:]:
        mark = marks[index]
        name = f' id="c{mark.claim}"' if mark.claim and index not in met else ""
        met.add(index)
        title = f' title="{_TITLES[mark.role]}"' if mark.role in _TITLES else ""
        html.append(f'<span class="{mark.role}"{name}{title}>')
    return kept


def _list(sentences: Sequence[str]) -> str:
    return f"<ul>{''.join(f'<li>{_text(sentence)}</li>' for sentence in sentences)}</ul>\n"


def _more(count: int, what: str, command: str) -> str:
    if not count:
        return ""
    return f"<p class=note>… and {count} more {what}{'s' * (count != 1)}: <code>{_text(command)}</code></p>\n"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]], *, first_number: int) -> str:
    heads = "".join(f"<th scope=col>{_text(cell)}</th>" for cell in head)
    body = "".join(
        "<tr>"
        + "".join(f"<td{' class=n' if i >= first_number else ''}>{cell}</td>" for i, cell in enumerate(row))
        + "</tr>\n"
        for row in rows
    )
    return (
        f"<div class=wide><table>\n<thead><tr>{heads}</tr></thead>\n<tbody>{body}</tbody>\n</table></div>\n"
    )
