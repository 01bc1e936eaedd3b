"""Names that a net ran together, taken apart where the article shows the seam.

Reporters, and still more translating machines, set a body or land right before the person who serves it ("the
spokeswoman of the Harbour Office Ida Renn"), or before what it owns ("Vostria's River Guard"). A net may take
both for one name; then neither is known again, and the person is merged with the office. Nor is a common
noun before a name part of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from rashomon.names.countries import country_of
from rashomon.names.institutions import body_class
from rashomon.names.parsing import sex_of_given, title_words
from rashomon.names.wordlist import word_set
from rashomon.records import Kind, Mention, Span

_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_BEFORE = 80
"""Signs before a name in which the office stands that it belongs to."""
_OF = re.compile(
    r"\b(?:of|for)(?:\s+the)?\s+(?P<sort>(?:company|firm|group|party|movement|concern|union)\s+)?$"
)
_UNNAMED = re.compile(
    r"\b(?:government|parliament|army|police|defen[cs]e|council|cabinet|presidency|administration)\s+$"
)
_LAST = re.compile(r"(?:(?:al|el|ul|as|ash|ad|an|ar|at|az)[-’'])?[A-Z]")
"""How a surname begins."""
_FULL_NAME = 2
"""Words of a given name and a surname."""
_OWNED = re.compile(r"['’]s\s+(?=[A-Z])")
_CROWD = re.compile(
    r"(?:men|women|soldiers|members|fighters|officers|troops|units|supporters|workers|staff|guards)"
    r"\s+of\s+(?:the\s+)?(?=[A-Z])"
)
_SORT = re.compile(
    r"(?:the\s+)?(?:station|broadcaster|channel|newspaper|daily|weekly|magazine|agency|firm|company|group|party"
    r"|movement|charity|militia|bank)\s+(?=[A-Z][\w’'-]*\s+[A-Z])"
)
_STOP = re.compile(r"[.;:!?\"“”\n]")
_BODIES: frozenset[Kind] = frozenset(["organisation", "place", "group"])
_BUILDINGS = word_set("hall house palace castle terrace tower court")


def split_names(text: str, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """The mentions, each that holds a body or land and a person or what it owns made two, sorted by span.

    After an office with "of", the last two words are the person if what stands before them is a name of the
    article, a country or a body by its own words, or if the last word is a person elsewhere in the article.

    >>> text = "The envoy of Dermond Pavel Orsin spoke. In Dermond it rained."
    >>> run_together = Mention(span=Span(13, 32), kind="person", form="name")
    >>> [(m.span.of(text), m.kind) for m in split_names(text, [run_together])]
    [('Dermond', 'place'), ('Pavel Orsin', 'person')]
    """
    mentions = [_holder(text, _trimmed(text, mention)) for mention in mentions]
    alone: dict[str, Kind] = {}
    for mention in mentions:
        if mention.form == "name":
            alone.setdefault(mention.span.of(text), mention.kind)
    found = [part for mention in mentions for part in _parts(text, mention, alone)]
    return tuple(sorted(found, key=lambda mention: (mention.span, mention.form)))


def _trimmed(text: str, mention: Mention) -> Mention:
    """A body's name without the common noun that a net took with it: "men of the River Guard"."""
    name = mention.span.of(text)
    if mention.form != "name" or mention.kind != "organisation" or not name[:1].islower():
        return mention
    found = _CROWD.match(name) or _SORT.match(name)
    if found is None:
        return mention
    return replace(mention, span=Span(mention.span.start + found.end(), mention.span.end))


def _holder(text: str, mention: Mention) -> Mention:
    """``the speaker of government [Pavel Orsin]``: a full name behind an office and a body without name."""
    words = mention.span.of(text).split()
    if mention.form != "name" or mention.kind not in _BODIES or len(words) != _FULL_NAME:
        return mention
    before = text[max(0, mention.span.start - _BEFORE) : mention.span.start]
    body = _UNNAMED.search(before)
    is_name = all(word[0].isupper() and word.isalpha() and not _names_body(word) for word in words)
    if body is None or not is_name or _office_before(text, mention.span.start - len(body[0])) is None:
        return mention
    return replace(mention, kind="person", label="")


def _parts(text: str, mention: Mention, alone: dict[str, Kind]) -> Iterator[Mention]:
    seam = None
    if mention.form == "name" and mention.kind not in ("date", "money"):
        seam = _owner(text, mention, alone) or _served(text, mention, alone)
    if seam is None:
        yield mention
        return
    first, second, kinds = seam
    yield replace(mention, span=first, kind=kinds[0], label="")
    yield replace(mention, span=second, kind=kinds[1], label="")


_Seam = tuple[Span, Span, tuple[Kind, Kind]]


def _owner(text: str, mention: Mention, alone: dict[str, Kind]) -> _Seam | None:
    """The land before "'s" and what is its own."""
    name = mention.span.of(text)
    found = _OWNED.search(name)
    owner = name[: found.start()] if found else ""
    if found is None or not owner.strip():
        return None
    if alone.get(owner) not in _BODIES and not _is_land(owner, text):
        return None
    first = Span(mention.span.start, mention.span.start + found.start())
    return (
        first,
        Span(mention.span.start + found.end(), mention.span.end),
        (_body(owner, alone), mention.kind),
    )


def _served(text: str, mention: Mention, alone: dict[str, Kind]) -> _Seam | None:
    """The body or land that somebody holds an office of, and that person, named in full."""
    words = [(mention.span.start + m.start(), m.group()) for m in _WORD.finditer(mention.span.of(text))]
    if len(words) < 3 or not words[-2][1][0].isupper() or not _LAST.match(words[-1][1]):
        return None
    office = _office_before(text, mention.span.start)
    if office is None:
        return None
    cut = words[-2][0]
    body = text[mention.span.start : cut].rstrip()
    if not body[-1:].isalnum() or not (office["sort"] or _is_body(body, text, alone)):
        surname = alone.get(words[-1][1]) == "person" and len(words) > 3
        whole = alone.get(text[cut : mention.span.end]) == "person"
        if not (surname or whole) or sex_of_given(words[0][1]) is not None:
            return None
    if _names_body(words[-1][1]):
        return None
    first = Span(mention.span.start, mention.span.start + len(body))
    return first, Span(cut, mention.span.end), (_body(body, alone), "person")


def _office_before(text: str, position: int) -> re.Match[str] | None:
    """The "of" that stands before ``position``, where somebody's office or rank stands before that."""
    before = _STOP.split(text[max(0, position - _BEFORE) : position])[-1]
    found = _OF.search(before)
    if found is None:
        return None
    has_office = any(word.lower() in title_words().classes for word in _WORD.findall(before)[-7:])
    return found if has_office else None


def _is_body(body: str, text: str, alone: dict[str, Kind]) -> bool:
    words = body.split()
    return body in alone or _names_body(words[0]) or _names_body(words[-1]) or _is_land(body, text)


def _is_land(name: str, text: str) -> bool:
    """Whether a name is a known land's, or stands after "in" or "of" elsewhere, or has a people."""
    if country_of(name) is not None:
        return True
    stem = re.escape(name.rstrip("aeo") if len(name) > 5 else name)
    return bool(
        re.search(rf"\b(?:[Ii]n|of|[Ff]rom|[Nn]ear) {re.escape(name)}\b(?!['’]s| [A-Z])", text)
        or re.search(rf"\b{stem}(?:a?n|ia?n|i|ese)s?\b", text)
    )


def _names_body(word: str) -> bool:
    return body_class(word) is not None or word.lower() in _BUILDINGS


def _body(body: str, alone: dict[str, Kind]) -> Kind:
    """What sort of thing the first part is."""
    kind = alone.get(body)
    if kind in _BODIES and kind is not None:
        return kind
    return "organisation" if " " in body or _names_body(body) else "place"
