"""Who is interviewed: the person whose words the answers are."""

from __future__ import annotations

from rashomon.names.folding import fold
from rashomon.names.parsing import title_words
from rashomon.names.wordlist import word_set
from rashomon.records import Document, Entity, Turn
from rashomon.resolve.scene import REPORTING_VERBS, Scene

_ASKED = word_set("interviewed asked spoke talked questioned conversation interview with to meets met")
_ASKER = word_set("interviewer correspondent reporter journalist by")


def interviewees(document: Document, scene: Scene) -> dict[Turn, int]:
    """The entity number of the one who answers, for each answer of the article where it can be told.

    A label names the answerer; else it is the person brought in before the turn, outside of all
    turns, best the one said to speak, to be asked, or to be an expert.
    """
    answers = [turn for turn in document.turns if turn.role == "answer"]
    people = [entity for entity in document.entities if entity.kind == "person" and _named(document, entity)]
    found: dict[Turn, int] = {}
    for turn in answers:
        number = _by_label(document, turn, people)
        if number is None:
            number = introduced_before(document, scene, turn.span.start)
        if number is not None:
            found[turn] = number
    return found


def _named(document: Document, entity: Entity) -> bool:
    return any(document.mentions[index].form == "name" for index in entity.mentions)


def _by_label(document: Document, turn: Turn, people: list[Entity]) -> int | None:
    if turn.label is None:
        return None
    label = set(fold(turn.label.of(document.text)).split())
    found = [entity for entity in people if label & set(fold(entity.name).split())]
    if len(found) == 1:
        return found[0].number
    initials = "".join(sorted(label))
    found = [
        e for e in people if len(initials) > 1 and "".join(w[0] for w in fold(e.name).split()) == initials
    ]
    return found[0].number if len(found) == 1 else None


def introduced_before(document: Document, scene: Scene, position: int) -> int | None:
    """The entity number of the person whom the text before ``position``, outside of turns, brings in best."""
    scores: dict[int, tuple[float, int]] = {}
    for entity in document.entities:
        if entity.kind != "person" or not _named(document, entity):
            continue
        for index in entity.mentions:
            mention = document.mentions[index]
            start = mention.span.start
            if start >= position or mention.form == "pronoun" or _in_turn(document, start):
                continue
            score = _introduction(document, scene, start, mention.span.end) + (
                0.5 if mention.form == "name" else 0
            )
            scores[entity.number] = max(scores.get(entity.number, (-9.0, 0)), (score, start))
    return max(scores, key=lambda number: scores[number]) if scores else None


def _in_turn(document: Document, position: int) -> bool:
    return any(turn.span.start <= position < turn.span.end for turn in document.turns)


def _introduction(document: Document, scene: Scene, start: int, end: int) -> float:
    """Points for a mention being the one that brings in the person to be asked."""
    before, after = scene.before(start, 6), scene.after(end, 12)
    tables = title_words()
    score = 0.0
    if set(after[:2]) & REPORTING_VERBS or set(before[-1:]) & REPORTING_VERBS:
        score += 2
    if any(
        attribution.source and attribution.source[0].start <= start < attribution.source[-1].end
        for attribution in document.attributions
    ):
        score += 1.5
    if set(before) & _ASKED:
        score += 1
    near = (*before, *(after if after[:1] == (",",) else ()))
    if any("expert" in tables.classes.get(word, ()) for word in near):
        score += 1
    if set(before[-2:]) & _ASKER:
        score -= 3
    return score
