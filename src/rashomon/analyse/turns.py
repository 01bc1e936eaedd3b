"""Where an article is an interview: who asks and who answers, by layout.

Three layouts are known, tried in this order: labels ("Q:", "SMITH:", or before the answers alone), marks
(dashes, bullets, bold, numbers), and bare paragraphs that alternate between short questions and answers in
the first person. Each must alternate at least twice between a question and an answer, so that lists,
dialogue in a feature, datelines and framed headings are left alone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from rashomon.analyse.lines import Line, Mark, read_lines
from rashomon.names.wordlist import word_set
from rashomon.records import Span, Spans, Turn

Role = Literal["question", "answer"]

_ASKS = frozenset({"q", "question", "questions"})
_ANSWERS = frozenset({"a", "answer", "answers"})
_CREDITS = word_set(
    """
    photo photos photograph picture pictures image images caption video text interview translation
    translated source sources credit credits note editor editing graphic graphics map more
    """
)
"""What stands before a colon under an article and is nobody who speaks."""
_ANNOUNCED = re.compile(
    r"\b(?:interview(?:ed|s)?|in conversation|(?:spoke|talked|sat down|met) (?:to|with)|received (?:us|the)"
    r"|met (?:him|her|them)|answer(?:s|ed)? (?:our|the) questions)\b",
    re.IGNORECASE,
)
_FEWEST_PAIRS = 2
_FEWEST_PLAIN_PAIRS = 3
_SURELY_SHORT = 6
"""In so many turns it would show if any went on over paragraphs."""
_LONGEST_QUESTION = 60
"""Words."""


class _Part(NamedTuple):
    """A line with its role; ``at`` is its place among all lines."""

    at: int
    role: Role


def find_turns(text: str, paragraphs: Spans) -> tuple[Turn, ...]:
    r"""The turns of the interview that ``text`` is or holds; empty for any other article.

    >>> text = "Q: Will you go?\nA: No. We stay.\nQ: And if they come?\nA: We fight."
    >>> for turn in find_turns(text, (Span(0, 15), Span(16, 31), Span(32, 52), Span(53, 65))):
    ...     print(turn.role, turn.span.of(text))
    question Will you go?
    answer No. We stay.
    question And if they come?
    answer We fight.
    """
    lines = read_lines(text, paragraphs)
    asked = text.count("?") + text.count("؟")
    if not asked and not any(line.is_press for line in lines):
        return ()
    for find in (_by_labels, _by_marks, _by_bold, _by_questions):
        parts = find(lines)
        if parts:
            return _turns(lines, parts)
    return ()


def _by_labels(lines: list[Line]) -> list[_Part]:
    """Turns by "Q:" and "A:", or by names with colons of which one asks."""
    labelled = [
        (at, line) for at, line in enumerate(lines) if line.mark == "label" and line.speaker not in _CREDITS
    ]
    if labelled[:1] and labelled[0][0] == 0 and labelled[1:2] and labelled[1][0] > 1:
        # A title with a colon: "Vey: we shall stay".
        labelled = labelled[1:]
    if len(labelled) < _FEWEST_PAIRS:
        return []
    askers = _askers([line for _, line in labelled])
    if askers == _ASKS:
        parts = _letters(lines, labelled)
    else:
        often = Counter(line.speaker for _, line in labelled)
        if len([speaker for speaker, count in often.items() if count > 1]) < 2 and not askers:
            return _answers_alone(lines, labelled)
        if len(often) < 2:
            return []
        # A label that stands once, before anything is asked, is a heading ("Full transcript:").
        first = next((at for at, line in labelled if line.speaker in askers), 0)
        kept = [(at, line) for at, line in labelled if at >= first or often[line.speaker] > 1]
        parts = [_Part(at, "question" if line.speaker in askers else "answer") for at, line in kept]
    pairs = _alternations(parts)
    # An outlet that speaks by name asks, whether or not with a question mark.
    answers = [lines[part.at] for part in parts if part.role == "answer"]
    personal = 3 * sum(line.is_first_person for line in answers) >= len(answers)
    press = pairs >= _FEWEST_PLAIN_PAIRS and personal and any(lines[part.at].is_press for part in parts)
    return parts if pairs >= _FEWEST_PAIRS and (press or _asking(lines, parts) >= _FEWEST_PAIRS) else []


def _answers_alone(lines: list[Line], labelled: list[tuple[int, Line]]) -> list[_Part]:
    """Turns where a name stands before the answers, and nothing before the questions."""
    parts: list[_Part] = []
    often = Counter(line.speaker for _, line in labelled).most_common(1)[0][0]
    for at, line in labelled:
        before = lines[at - 1] if at else None
        is_free = before is not None and not before.mark and not before.is_heading
        if line.speaker != often:
            continue
        if before is not None and is_free and before.words <= _LONGEST_QUESTION:
            parts.append(_Part(at - 1, "question"))
        parts.append(_Part(at, "answer"))
    is_asked = _asking(lines, parts) >= _FEWEST_PAIRS
    return parts if is_asked and _alternations(parts) >= _FEWEST_PLAIN_PAIRS else []


def _askers(labelled: list[Line]) -> frozenset[str]:
    """The labels under which the questions stand."""
    if any(line.speaker in _ANSWERS for line in labelled):
        return _ASKS
    press = frozenset(line.speaker for line in labelled if line.is_press)
    if press and any(line.speaker not in press for line in labelled):
        return press
    turns = Counter(line.speaker for line in labelled)
    asking = Counter(line.speaker for line in labelled if line.asks)
    found = [speaker for speaker, count in asking.items() if 2 * count >= turns[speaker] and count > 1]
    if not found and asking:
        speaker, count = asking.most_common(1)[0]
        found = [speaker] if 2 * count >= turns[speaker] and turns[speaker] > 1 else []
    return frozenset(found) if len(found) < len(turns) else frozenset(found[:1])


def _letters(lines: list[Line], labelled: list[tuple[int, Line]]) -> list[_Part]:
    """The parts under "Q:" and "A:"; a bare question before an "A:" counts as asked."""
    parts = {
        at: "question" if line.speaker in _ASKS else "answer"
        for at, line in labelled
        if line.speaker in _ASKS | _ANSWERS
    }
    for at in list(parts):
        if parts[at] == "answer" and at and at - 1 not in parts and lines[at - 1].asks:
            parts[at - 1] = "question"
    return [_Part(at, "question" if parts[at] == "question" else "answer") for at in sorted(parts)]


def _by_marks(lines: list[Line]) -> list[_Part]:
    """Turns by dashes, bullets, bold or numbers before the questions, the answers or both."""
    counts = Counter(line.mark for line in lines if line.mark not in ("", "label"))
    asking = Counter(line.mark for line in lines if line.mark in counts and line.asks)
    if not asking:
        return []
    asker, asked = asking.most_common(1)[0]
    if asked < _FEWEST_PAIRS or 4 * asked < counts[asker]:
        return []
    answer_marks = {mark for mark, count in counts.items() if mark != asker and 2 * count >= asked}
    if answer_marks or 5 * asked >= 3 * counts[asker]:
        parts = _asked_by(lines, asker, answer_marks)
    else:
        parts = _alternating(lines, asker)
    return parts if _is_interview(lines, parts) else []


def _asked_by(lines: list[Line], asker: Mark, answer_marks: set[Mark]) -> list[_Part]:
    """Parts where one mark stands for questions, save one that follows a question and asks nothing."""
    parts: list[_Part] = []
    for at, line in enumerate(lines):
        before = parts[-1].role if parts else None
        if line.mark == asker:
            answers = before == "question" and not line.asks
            parts.append(_Part(at, "answer" if answers else "question"))
        elif line.mark in answer_marks or (before == "question" and not line.mark and not line.is_heading):
            parts.append(_Part(at, "answer"))
    return _from_first_question(lines, parts)


def _alternating(lines: list[Line], mark: Mark) -> list[_Part]:
    """Parts where questions and answers bear one mark and take turns."""
    parts: list[_Part] = []
    for at, line in enumerate(lines):
        if line.mark != mark:
            continue
        before = parts[-1].role if parts else None
        asks = line.is_question or (line.asks and before == "answer" and line.words <= 60)
        parts.append(_Part(at, "question" if asks and before != "question" else "answer"))
    return _from_first_question(lines, parts)


def _from_first_question(lines: list[Line], parts: list[_Part]) -> list[_Part]:
    """The parts from the first question on; an answer just before it stays if it is marked."""
    first = next((i for i, part in enumerate(parts) if part.role == "question"), len(parts))
    start = first
    while start and parts[start - 1].at == parts[start].at - 1 and not lines[parts[start - 1].at].is_heading:
        start -= 1
    return parts[start:] if first < len(parts) else []


def _by_bold(lines: list[Line]) -> list[_Part]:
    """Turns by bold sentences of which few ask: who interviews may state what others say, and wait."""
    parts: list[_Part] = []
    for at, line in enumerate(lines):
        if line.mark == "bold" and not line.is_heading:
            parts.append(_Part(at, "question"))
        elif parts and parts[-1].role == "question" and not line.mark and not line.is_heading:
            parts.append(_Part(at, "answer"))
    questions = [lines[p.at] for p in parts if p.role == "question"]
    answers = [lines[p.at] for p in parts if p.role == "answer"]
    if _alternations(parts) < max(_FEWEST_PLAIN_PAIRS, len(questions)):
        return []
    spoken = 2 * sum(line.addresses or line.asks for line in questions) >= len(questions)
    personal = 3 * sum(line.is_first_person for line in answers) >= 2 * len(answers)
    return parts if spoken and personal and not any(line.is_narrative for line in answers) else []


def _by_questions(lines: list[Line]) -> list[_Part]:
    """Turns with no mark at all: whole paragraphs of question, then answers in the first person."""
    parts: list[_Part] = []
    for at, line in enumerate(lines):
        if line.mark or line.is_heading:
            continue
        if (
            line.is_question
            and line.words <= _LONGEST_QUESTION
            and not line.body.startswith(("“", '"', "‘", "'"))
        ):
            parts.append(_Part(at, "question"))
        elif parts and parts[-1].role == "question" and parts[-1].at == at - 1:
            parts.append(_Part(at, "answer"))
    questions = [lines[p.at] for p in parts if p.role == "question"]
    answers = [lines[p.at] for p in parts if p.role == "answer"]
    if _alternations(parts) < _FEWEST_PLAIN_PAIRS or 2 * sum(a.is_narrative for a in answers) >= len(answers):
        return []
    if 2 * sum(line.is_quoted for line in answers) > len(answers):
        return parts
    announced = any(_ANNOUNCED.search(line.body) for line in lines[max(0, parts[0].at - 3) : parts[0].at])
    if announced and any(line.addresses for line in questions):
        return parts
    spoken = 2 * sum(line.addresses for line in questions) >= len(questions)
    personal = 2 * sum(line.is_first_person and not line.is_narrative for line in answers) >= len(answers)
    return parts if spoken and personal and _is_interview(lines, parts) else []


def _is_interview(lines: list[Line], parts: list[_Part]) -> bool:
    """Whether questions find answers, somebody speaks of himself or to a "you", and nobody narrates."""
    questions = [lines[p.at] for p in parts if p.role == "question"]
    answers = [lines[p.at] for p in parts if p.role == "answer"]
    pairs = _alternations(parts)
    if pairs < _FEWEST_PAIRS or 5 * pairs < 3 * len(questions) or _asking(lines, parts) < _FEWEST_PAIRS:
        return False
    told = sum(line.is_dialogue for line in questions + answers)
    narrated = sum(line.is_narrative for line in answers)
    if 4 * told >= len(parts) or 2 * narrated >= len(answers):
        return False
    personal = sum(q.addresses for q in questions) + sum(a.is_first_person for a in answers)
    return 3 * personal >= len(parts) and sum(a.words for a in answers) >= 6 * len(answers)


def _alternations(parts: Sequence[_Part]) -> int:
    """How often an answer follows a question."""
    return sum(a.role == "question" and b.role == "answer" for a, b in pairwise(parts))


def _asking(lines: list[Line], parts: list[_Part]) -> int:
    return sum(part.role == "question" and lines[part.at].asks for part in parts)


def _turns(lines: list[Line], parts: list[_Part]) -> tuple[Turn, ...]:
    """The parts as turns, each with the paragraphs that go on with it."""
    turns = []
    is_longer = False
    for part, following in zip(parts, [*parts[1:], None], strict=True):
        limit = following.at if following else len(lines)
        end = _last_line(lines, part, limit, is_last=following is None)
        if following is None and not is_longer and len(parts) >= _SURELY_SHORT:
            # Where no other goes on over paragraphs, what stands under the last is the outlet's.
            end = part.at
        is_longer = is_longer or end > part.at
        line = lines[part.at]
        turns.append(Turn(span=Span(line.span.start, lines[end].span.end), role=part.role, label=line.label))
    return tuple(turns)


def _last_line(lines: list[Line], part: _Part, limit: int, *, is_last: bool) -> int:
    """The last line of a turn: nobody else's, no narration, no heading; at the end only the first person."""
    end = part.at
    for at in range(part.at + 1, limit):
        line = lines[at]
        if line.is_narrative or (is_last and not line.is_first_person):
            break
        if not line.is_heading:
            end = at
    return end
