"""Who is for and against whom, and according to whom: a section of the brief."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from rashomon.names.folding import fold
from rashomon.store.rows import ActorRow, StanceRow, Stretch, VoiceRow
from rashomon.store.store import Store
from rashomon.tell.brief import LEAST_SURE, Group, Line, Piece, Place, Section
from rashomon.tell.wording import cut, plain, voice_name, voice_words

# A brief stays short: the rest is counted, and told where it can be had.
TARGETS = 12
PER_TARGET = 8
_LENGTH = 240
_COMMAND = "rashomon export stances"


@dataclass
class _Side:
    """One holder's stance towards one target, on one voice's word, wherever it is told."""

    kinds: dict[str, None] = field(default_factory=dict)
    rows: list[StanceRow] = field(default_factory=list)


def side_section(
    store: Store, labels: Mapping[str, str], actors: Sequence[ActorRow]
) -> tuple[Section | None, int]:
    """The section, None where nobody takes sides; and how many stances are too unsure to be in it.

    ``actors`` are those that may be the target; a stance towards somebody else is not shown.
    """
    known = {actor.id: actor for actor in actors}
    sides: dict[str, dict[tuple[str, int, str], _Side]] = defaultdict(lambda: defaultdict(_Side))
    unsure = 0
    for row in store.stances():
        if row.score < LEAST_SURE:
            unsure += 1
        elif row.target_actor in known:
            key = (row.holder_actor or fold(row.holder), row.sign, _source(row, labels))
            side = sides[row.target_actor][key]
            side.kinds.setdefault(row.kind)
            side.rows.append(row)
    ranked = sorted(sides, key=lambda target: (-_told(sides[target]), plain(known[target].name), target))
    shelf = _Shelf(store, labels)
    groups = tuple(_group(plain(known[target].name), sides[target], shelf) for target in ranked[:TARGETS])
    if not groups:
        return None, unsure
    section = Section(
        key="sides",
        title="Who is for and against whom, and according to whom",
        note=f"Read from the words shown. Stances less sure than {LEAST_SURE:.2g} are left out.",
        groups=groups,
        more=max(0, len(ranked) - TARGETS),
        counted="actor",
        command=_COMMAND,
    )
    return section, unsure


def _told(sides: Mapping[tuple[str, int, str], _Side]) -> int:
    return sum(len(side.rows) for side in sides.values())


def _group(title: str, sides: Mapping[tuple[str, int, str], _Side], shelf: _Shelf) -> Group:
    ranked = sorted(sides.items(), key=lambda item: (-item[0][1], -len(item[1].rows), item[0]))
    lines = [shelf.line(sign, source, side) for (_, sign, source), side in _even(ranked)]
    pro = len({holder for holder, sign, _ in sides if sign > 0})
    con = len({holder for holder, sign, _ in sides if sign < 0})
    return Group(
        title=title,
        note=", ".join(told for told in (f"{pro} for" * bool(pro), f"{con} against" * bool(con)) if told),
        lines=tuple(lines),
        more=len(sides) - len(lines),
        command=_COMMAND,
        counted="stance",
    )


def _even(
    ranked: Sequence[tuple[tuple[str, int, str], _Side]],
) -> list[tuple[tuple[str, int, str], _Side]]:
    """As many as are shown, of both signs where there are both; those for come first."""
    pro = [item for item in ranked if item[0][1] > 0]
    con = [item for item in ranked if item[0][1] < 0]
    half = PER_TARGET // 2
    kept = max(half, PER_TARGET - len(con))
    return [*pro[:kept], *con[: PER_TARGET - min(len(pro), kept)]]


def _source(row: StanceRow, labels: Mapping[str, str]) -> str:
    voice = VoiceRow(name=row.according_to, kind=row.according_kind, actor=None, span=None, cue=None)
    words = voice_words(voice, labels[row.article])
    return "itself" if row.according_kind == "named" and row.according_to == row.holder else words


class _Shelf:
    """The words of the articles, fetched when a line needs them."""

    def __init__(self, store: Store, labels: Mapping[str, str]) -> None:
        self._store = store
        self._labels = labels
        self._article = ""
        self._text = ""
        self._paragraphs: tuple[Stretch, ...] = ()
        self._sentences: tuple[Stretch, ...] = ()

    def line(self, sign: int, source: str, side: _Side) -> Line:
        """One line: who, how and on whose word, the sentence, and the other places where it is told."""
        row = max(side.rows, key=lambda one: one.score)
        places = [self._place(other) for other in side.rows if other is not row]
        place = self._place(row)
        kinds = ", ".join(plain(kind) for kind in side.kinds)
        return Line(
            claim=place.claim,
            article=row.article,
            label=place.label,
            paragraph=place.paragraph,
            speaker=voice_name(row.holder, self._labels),
            via=(),
            standing=f"{'for' if sign > 0 else 'against'} ({kinds}), according to {source}",
            pieces=(self._piece(row),),
            condition=None,
            is_quoted=False,
            also=tuple(dict.fromkeys(other for other in places if str(other) != str(place))),
        )

    def _open(self, article: str) -> None:
        if article != self._article:
            self._article, self._text = article, self._store.text(article)
            self._paragraphs = self._store.paragraphs(article)
            self._sentences = self._store.sentences(article)

    def _place(self, row: StanceRow) -> Place:
        self._open(row.article)
        number = bisect_right(self._paragraphs, row.holder_span.start, key=lambda part: part.start)
        label = self._labels[row.article]
        return Place(claim=row.claim or "", article=row.article, label=label, paragraph=number or None)

    def _piece(self, row: StanceRow) -> Piece:
        """The sentences from holder to target; from the first of the two where they are long."""
        self._open(row.article)
        spans = sorted((row.holder_span, row.target_span))
        start, stop = spans[0].start, max(span.stop for span in spans)
        around = list(_overlapping(self._sentences, Stretch(start, stop)))
        whole = Stretch(min([start, *(s.start for s in around)]), max([stop, *(s.stop for s in around)]))
        span = whole if whole.stop - whole.start <= _LENGTH else Stretch(start, whole.stop)
        words = span.of(self._text)
        shown = cut(words, _LENGTH)
        is_cut = shown != words
        kept = shown[:-1] if is_cut else shown
        at = Stretch(span.start, span.start + len(kept))
        return Piece(article=row.article, span=at, text=kept, is_cut=is_cut)


def _overlapping(sentences: Sequence[Stretch], whole: Stretch) -> Iterator[Stretch]:
    return (s for s in sentences if s.start < whole.stop and whole.start < s.stop)
