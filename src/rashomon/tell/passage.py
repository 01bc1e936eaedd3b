"""One claim shown in its article: source, cue and content lit, the chain of voices drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, Literal

from rashomon.records import Attribution, Span
from rashomon.store.rows import ActorRow, ClaimRow, Stretch, VoiceRow
from rashomon.store.store import Store
from rashomon.tell.wording import label_articles, plain, standing_words, voice_words, with_marks

Role = Literal["source", "cue", "content", ""]
Light = Callable[[str, Role], str]
"""Words and their role in; the words lit out."""


def bracket(words: str, role: Role) -> str:
    """The words between marks, for where there is no colour.

    >>> bracket("Orlan Vey", "source"), bracket("said", "cue"), bracket("he left", "content")
    ('{Orlan Vey}', '<said>', '[he left]')
    """
    marks = {"source": "{}", "cue": "<>", "content": "[]"}.get(role)
    return f"{marks[0]}{words}{marks[1]}" if marks else words


def show_claim(store: Store, claim: ClaimRow, light: Light) -> str:
    """The passage, the chain, and how the claim stands, as text of a few lines."""
    label = label_articles(store.names())[claim.article]
    text = store.text(claim.article)
    shown, number = _passage(store, claim)
    where = f"claim {claim.id} in {plain(claim.article)}" + (f", paragraph {number}" if number else "")
    legend = " ".join((light("source", "source"), light("cue", "cue"), light("content", "content")))
    lines = [where, "", *_lit_paragraphs(text, shown, _roles(store, claim), light), "", f"({legend})", ""]
    lines += _draw_chain(claim, label, text, {actor.id: actor for actor in store.actors()})
    lines += ["", *_standing_lines(claim, text)]
    return "\n".join(lines) + "\n"


def _passage(store: Store, claim: ClaimRow) -> tuple[Stretch, int | None]:
    """Whole paragraphs round all that the claim rests on, and the number of the one it begins in."""
    spans = [span for span, _ in _roles(store, claim)]
    start, stop = min(span.start for span in spans), max(span.stop for span in spans)
    touched = [
        (number, paragraph)
        for number, paragraph in enumerate(store.paragraphs(claim.article), start=1)
        if paragraph.start < stop and start < paragraph.stop
    ]
    if not touched:
        return Stretch(start, stop), None
    first = next((n for n, p in touched if p.start <= claim.span.start < p.stop), touched[0][0])
    return Stretch(min(start, touched[0][1].start), max(stop, touched[-1][1].stop)), first


def _roles(store: Store, claim: ClaimRow) -> list[tuple[Stretch, Role]]:
    """Each stretch that the claim rests on, all links of its chain, with the role it plays."""
    roles: list[tuple[Stretch, Role]] = [(part, "content") for part in claim.spans]
    for attribution in _links(store, claim):
        roles += [(Stretch(s.start, s.end), "source") for s in attribution.source]
        roles += [(Stretch(s.start, s.end), "cue") for s in attribution.cue]
    return roles


def _links(store: Store, claim: ClaimRow) -> Iterator[Attribution]:
    if claim.attribution is None:
        return
    attributions = {one.id: one for one in store.document(claim.article).attributions}
    number: int | None = claim.attribution
    met: set[int] = set()
    while number is not None and number in attributions and number not in met:
        met.add(number)
        yield attributions[number]
        number = attributions[number].parent


def _lit_paragraphs(
    text: str, shown: Stretch, roles: Sequence[tuple[Stretch, Role]], light: Light
) -> list[str]:
    """The passage, its stretches lit; where they overlap the narrower role wins."""
    edges = {shown.start, shown.stop}
    edges |= {edge for span, _ in roles for edge in span if shown.start < edge < shown.stop}
    pieces: list[list[object]] = []
    for start, stop in pairwise(sorted(edges)):
        role = _role_at(Span(start, stop), roles)
        if pieces and pieces[-1][1] == role:
            pieces[-1][0] = f"{pieces[-1][0]}{text[start:stop]}"
        else:
            pieces.append([text[start:stop], role])
    lit = "".join(_light_lines(str(words), role, light) for words, role in pieces)  # type: ignore[arg-type]
    return [f"  {line}" for line in lit.splitlines() if line.strip()]


def _light_lines(words: str, role: Role, light: Light) -> str:
    """Lit line by line: a colour that runs over a line's end would light the margin too."""
    return "\n".join(
        light(plain_line(line), role) if line.strip() else plain_line(line) for line in words.split("\n")
    )


def plain_line(line: str) -> str:
    """``line`` with signs that command a screen made visible, blanks at its ends kept."""
    inner = plain(line)
    head = " " if line[:1].isspace() else ""
    tail = " " if line[-1:].isspace() and inner else ""
    return head + inner + tail


def _role_at(piece: Span, roles: Sequence[tuple[Stretch, Role]]) -> Role:
    at = [(span.stop - span.start, role) for span, role in roles if span.start <= piece.start < span.stop]
    return min(at)[1] if at else ""


def _draw_chain(claim: ClaimRow, label: str, text: str, actors: dict[str, ActorRow]) -> list[str]:
    lines = []
    for depth, voice in enumerate(claim.voices):
        stem = "   " * (depth - 1) + "└─ " if depth else ""
        lines.append(stem + _voice_line(voice, label, text, actors))
    words = plain(claim.text)
    lines.append(
        "   " * (len(claim.voices) - 1)
        + "└─ "
        + (with_marks(words) if claim.quotation == "direct" else words)
    )
    return lines


def _voice_line(voice: VoiceRow, label: str, text: str, actors: dict[str, ActorRow]) -> str:
    name = voice_words(voice, label)
    words = plain(voice.span.of(text)) if voice.span else ""
    actor = actors.get(voice.actor or "")
    notes = [f"here “{words}”" if words and words != name else ""]
    notes.append(f"actor {plain(actor.name)}" if actor and plain(actor.name) != name else "")
    notes.append(f"by the word “{plain(voice.cue.of(text))}”" if voice.cue else "")
    told = ", ".join(note for note in notes if note)
    return f"{name} ({told})" if told else name


def _standing_lines(claim: ClaimRow, text: str) -> list[str]:
    because = ", ".join(f"“{plain(span.of(text))}”" for span in claim.because)
    plainly = "said not to be so" if claim.polarity == "negative" else "said to be so"
    how = standing_words(claim) or plainly
    lines = [f"standing: {how}" + (f", because of {because}" if because else "")]
    if claim.condition:
        lines.append(f"condition: “{plain(claim.condition.of(text))}”")
    lines += [_event_line(event) for event in claim.events]
    when_where = [claim.time or "", str(claim.place["name"]) if claim.place else ""]
    if any(when_where):
        lines.append(f"when and where: {plain(', '.join(word for word in when_where if word))}")
    route = "the outlet in its own voice" if claim.attribution is None else f"found by {claim.route}"
    return [*lines, f"{claim.quotation} speech; {route}; {claim.maker}, score {claim.score:.2f}"]


def _event_line(event: Mapping[str, Any]) -> str:
    parts = ", ".join(f"{part['role']} “{plain(part['text'])}”" for part in event["arguments"])
    how = [event["code"] or "", event["mode"], f"factuality {event['factuality']:+.1f}"]
    told = ", ".join(word for word in how if word)
    return f"event “{plain(event['text'])}”: {told}" + (f"; {parts}" if parts else "")
