"""A case told to somebody who has not read its articles: who claims what, on whose word.

Every line is compiled from rows of the ledger and ends in its place; nothing is written freely.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from rashomon.errors import RashomonError
from rashomon.store.rows import Stretch
from rashomon.store.store import Store

ALSO = 5
"""How many other places of the same words are named."""
SHORT = 72
"""A group's note of more characters stands under its heading, not in it."""
LEAST_SURE = 0.5
"""What the program is less sure of than this (0 to 1) is left out of a brief; exports have it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Words of an article, exactly as they stand there."""

    article: str
    span: Stretch
    text: str
    is_cut: bool = False
    """There is more of it in the article."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a claim stands: article, paragraph."""

    claim: str
    article: str
    label: str
    paragraph: int | None

    def __str__(self) -> str:
        return f"{self.label} ¶{self.paragraph}" if self.paragraph else self.label


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One claim: its words, through whom they come, how they stand, and where they are."""

    claim: str
    article: str
    label: str
    paragraph: int | None
    speaker: str
    via: tuple[str, ...]
    """The voices between the outlet and the speaker, outermost first."""
    standing: str
    pieces: tuple[Piece, ...]
    condition: Piece | None
    """A condition that stands outside the content."""
    is_quoted: bool
    """The speaker's own words, to be set in quotation marks."""
    cue: Piece | None = None
    """The words by which it is said, where they say more than that it is: "remained silent about"."""
    also: tuple[Place, ...] = ()
    """Where else the same words are told in the same way."""

    @property
    def place(self) -> Place:
        """Where the claim stands."""
        return Place(claim=self.claim, article=self.article, label=self.label, paragraph=self.paragraph)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Lines that belong together, most often those of one speaker."""

    title: str
    note: str = ""
    lines: tuple[Line, ...] = ()
    more: int = 0
    """How many lines are not shown."""
    command: str = ""
    """What shows them all."""
    counted: str = "claim"
    """What a line is, to count those not shown."""
    rows: tuple[str, ...] = ()
    """Ids of the propositions, versions, predictions that title, note and standings are compiled from."""

    @property
    def beside(self) -> str:
        """The note, where it is short enough to stand in the heading."""
        return self.note if len(self.note) <= SHORT else ""

    @property
    def below(self) -> str:
        """The note, where it is too long for that."""
        return "" if self.beside else self.note


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of the brief."""

    key: str
    title: str
    note: str = ""
    groups: tuple[Group, ...] = ()
    more: int = 0
    """How many groups are not shown."""
    named: bool = True
    """Whether lines have to say who speaks; they need not under a heading that does."""
    counted: str = "speaker"
    """What a group is about, to count those not shown."""
    command: str = "rashomon claims"
    """What shows them all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One article in the list at the head."""

    article: str
    label: str
    title: str
    outlet: str | None
    published: str | None
    words: int
    claims: int
    is_opinion: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """One row of the table of voices."""

    name: str
    kind: str
    claims: int
    articles: int
    denied: int
    predicted: int
    about: tuple[int, ...]
    """How many claims mention each of ``Brief.subjects``, in their order."""
    against: tuple[int, ...] = ()
    """How many of these are denials."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One actor with its spellings."""

    name: str
    kind: str
    articles: int
    mentions: int
    spellings: tuple[tuple[str, int], ...]
    ties: tuple[str, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A drawing for a format that can hold one; what it shows stands in the sections too."""

    key: str
    title: str
    svg: str
    """Inline SVG whose words are escaped."""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """All that a brief shows, before it is set in Markdown or HTML."""

    case: str
    facts: tuple[str, ...]
    """Sentences with the counts of the whole case."""
    entries: tuple[Entry, ...]
    entries_more: int
    subjects: tuple[str, ...]
    speakers: tuple[Speaker, ...]
    speakers_more: int
    sections: tuple[Section, ...]
    people: tuple[Person, ...]
    people_more: int
    left_out: tuple[str, ...]
    """What was not read, or read and set aside, a sentence each."""
    trust: tuple[str, ...]
    leading: int = 0
    """How many of the sections stand at the head, before the list of articles."""
    pictures: tuple[Picture, ...] = ()
    texts: tuple[Shown, ...] = ()
    """The articles that the lines lead to, for a format that can hold them."""

    def lines(self) -> list[Line]:
        """All lines of all sections."""
        return [line for section in self.sections for group in section.groups for line in group.lines]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A stretch of an article that has to be lit."""

    span: Stretch
    role: str
    """source, cue, content, claim, furniture."""
    claim: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """An article's text, or the paragraphs of it that matter, with its evidence."""

    entry: Entry
    text: str
    ranges: tuple[Stretch, ...]
    """What is shown of the text; all of it, where it is one range."""
    marks: tuple[Mark, ...]


def compose_brief(store: Store, *, skipped: Sequence[tuple[str, str]] = ()) -> Brief:
    """The brief of the whole case; ``skipped`` are names and messages of what could not be read.

    Raises:
        RashomonError: Words in it are not those of the article they are said to be from.
    """
    from rashomon.tell.backing import check_backing
    from rashomon.tell.composing import compose

    with store.snapshot():
        brief = compose(store, skipped)
        check_brief(brief, store.text)
        check_backing(brief, store.evidence)
    return brief


def check_brief(brief: Brief, text_of: Callable[[str], str]) -> None:
    """Nothing, where every quoted stretch is the article's, sign for sign.

    Raises:
        RashomonError: One is not; such a brief must not be shown.
    """
    check_lines(brief.lines(), text_of)


def check_lines(lines: Iterable[Line], text_of: Callable[[str], str]) -> None:
    """Nothing, where the words of every line are the article's, sign for sign.

    Raises:
        RashomonError: Those of one are not.
    """
    texts: dict[str, str] = {}
    for line in lines:
        if line.article not in texts:
            texts = {line.article: text_of(line.article)}
        for piece in (*line.pieces, *(part for part in (line.condition, line.cue) if part)):
            if not piece.text or piece.span.of(texts[line.article]) != piece.text:
                raise RashomonError(
                    f"claim {line.claim}: the brief's words are not those of {line.article} at {piece.span}",
                    hint="Run `rashomon check` on the case, and report this message.",
                )
