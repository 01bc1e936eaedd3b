"""Which passages of a text are not the article: furniture, credits, disclaimers, titles, headings, datelines.

Every sentence is looked at for the signs in ``cues.toml``; what they weigh together decides, with where the
sentence stands: furniture comes after the article, and once it starts it goes on. Losing a true paragraph is
worse than keeping a line of furniture: in doubt nothing is marked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from rashomon.acquire.appeals import find_closing_appeal, is_appeal
from rashomon.acquire.blocks import Block, blank_quotes, plain, split_blocks, split_sentences
from rashomon.acquire.cues import Cue, load_cues
from rashomon.acquire.headings import find_dateline, find_headings
from rashomon.acquire.links import is_link_list, is_menu
from rashomon.acquire.shortcodes import find_shortcodes
from rashomon.acquire.taglines import (
    is_bare_link,
    is_dangling,
    is_label_line,
    is_tag_line,
)
from rashomon.records import Passage, PassageKind, Span

_TRIGGER = re.compile(r"[a-z0-9]+|©")
# Somebody else is quoted or reported: then it is the article that speaks.
_REPORTED = re.compile(
    r"\b(?:said|says|told|adds|added|according to|warned|announced|stated|claimed|argued|urged|accused|"
    r"insisted|explained|declared|replied|denied|noted|wrote|called (?:on|for)|reportedly)\b"
)
# A disclaimer has more of these words of its own.
_SAID = re.compile(r"\b(?:said|says|told|added|according to)\b")
_SPEECH_COST = 2.0
# What must come together for a sentence to be furniture.
_NEEDED_IN_BODY, _NEEDED_IN_TAIL, _NEEDED_IN_FOOTER = 3.0, 2.0, 2.0
# The tail: the last paragraphs; longer ones there are probably prose still.
_TAIL_BLOCKS, _TAIL_WORDS = 4, 60
_CAPTION_WORDS = 25
# A sentence of this length is prose even if it has a sign in it, unless signs pile up.
_LONG_SENTENCE = 70


@dataclass(slots=True)
class _Verdict:
    """What the signs say about one sentence or paragraph."""

    span: Span
    words: int
    support: float = 0.0
    """Weak signs, counted near the end only."""
    cost: float = 0.0
    """What speaks against furniture."""
    whys: list[Cue] = field(default_factory=list)

    @property
    def is_credit(self) -> bool:
        return any(cue.kind == "credit" for cue in self.whys)

    @property
    def score(self) -> float:
        return sum(cue.weight for cue in self.whys) - self.cost


def mark_passages(text: str) -> tuple[Passage, ...]:
    r"""The passages of a text that are not its running prose, in order, none overlapping.

    >>> marks = mark_passages("The dam broke.\n\nSign up to our free newsletter\n\nThe mayor fled.")
    >>> [(mark.kind, mark.why) for mark in marks]
    [('furniture', 'newsletter sign-up')]
    """
    blocks = split_blocks(text)
    codes = find_shortcodes(text)
    marks: dict[int, list[Passage]] = {}
    footer_from = None
    for number, block in enumerate(blocks):
        is_last = number >= len(blocks) - _TAIL_BLOCKS and number > 0
        marks[number] = _mark_block(block, codes, is_tail=is_last, is_footer=footer_from is not None)
        if _is_whole(block, marks[number]) and number >= 0.4 * len(blocks):
            footer_from = number if footer_from is None else footer_from
        elif block.words > 25:
            # Prose again: that was a box within the article.
            footer_from = None
    _mark_tail_backwards(blocks, marks)
    passages = [passage for number in marks for passage in marks[number]]
    left = [block for number, block in enumerate(blocks) if not marks[number]]
    partly = [
        block for number, block in enumerate(blocks) if marks[number] and not _is_whole(block, marks[number])
    ]
    passages += find_headings(blocks, left)
    passages += [line for block in (left + partly)[:6] if (line := find_dateline(block)) is not None]
    return _without_overlaps(passages)


def _mark_block(block: Block, codes: Sequence[Passage], *, is_tail: bool, is_footer: bool) -> list[Passage]:
    inside = [code for code in codes if block.span.overlaps(code.span)]
    if inside:
        covered = sum(
            min(code.span.end, block.span.end) - max(code.span.start, block.span.start) for code in inside
        )
        if covered >= 0.8 * len(block.span):
            return [Passage(span=block.span, kind=inside[0].kind, why=inside[0].why)]
    if is_bare_link(block.text):
        return [Passage(span=block.span, kind="furniture", why="bare link")]
    if is_label_line(block.text):
        return [Passage(span=block.span, kind="furniture", why="tag line")]
    marks = _weigh_block(block, is_tail=is_tail, is_footer=is_footer)
    if not _is_whole(block, marks):
        marks = _add_appeals(block, marks, is_near_end=is_tail or is_footer or bool(marks))
    return marks + [code for code in inside if not any(mark.span.overlaps(code.span) for mark in marks)]


def _add_appeals(block: Block, marks: list[Passage], *, is_near_end: bool) -> list[Passage]:
    """What phrases did not mark: the whole paragraph or its end; credits stay, they tell of the origin."""
    has_credit = any(mark.kind == "credit" for mark in marks)
    if not has_credit and (why := _speaks_of_site(block, is_near_end)):
        return [Passage(span=block.span, kind="furniture", why=why)]
    closing = find_closing_appeal(block) if is_near_end else None
    if closing is None or any(mark.span.overlaps(closing) for mark in marks):
        return marks
    return [*marks, Passage(span=closing, kind="furniture", why="speaks to the reader")]


def _speaks_of_site(block: Block, is_near_end: bool) -> str:
    """What a whole paragraph is by its build, where no single phrase gives it away; "" for prose."""
    if is_link_list(block.text):
        return "read more"
    if is_near_end and is_menu(block.text):
        return "menu"
    return "speaks to the reader" if is_appeal(block, is_near_end=is_near_end) else ""


def _weigh_block(block: Block, *, is_tail: bool, is_footer: bool) -> list[Passage]:
    cues = load_cues()
    if block.words > 3 and not is_footer and cues.keys().isdisjoint(_TRIGGER.findall(block.text.lower())):
        return []
    verdicts = _weigh_sentences(block)
    near_end = is_footer or (is_tail and block.words <= _TAIL_WORDS)
    needed = _NEEDED_IN_FOOTER if is_footer else _NEEDED_IN_TAIL if near_end else _NEEDED_IN_BODY
    telling = [one for one in verdicts if one.whys or (near_end and one.support)]
    whys = {cue.number: cue for one in verdicts for cue in one.whys}
    weight = sum(cue.weight for cue in whys.values()) - sum(one.cost for one in verdicts)
    if near_end and not any(one.cost for one in verdicts):
        weight += _weigh_support(verdicts, has_sign=bool(whys), is_footer=is_footer)
    if weight >= needed and sum(one.words for one in telling) >= 0.6 * sum(one.words for one in verdicts):
        kind, why = _name(list(whys.values()))
        return [Passage(span=block.span, kind=kind, why=why)]
    marked = [one.whys and one.score >= _NEEDED_IN_BODY for one in verdicts]
    if len(marked) > 1 and marked[-1] and _is_caption(block, verdicts):
        return [Passage(span=block.span, kind="credit", why="image credit")]
    return [_passage(one) for one, is_marked in zip(verdicts, marked, strict=True) if is_marked]


def _is_caption(block: Block, verdicts: Sequence[_Verdict]) -> bool:
    """Whether it is "FILE - ... (AGENCY/Name)", or a short line and who took the picture."""
    if not verdicts[-1].is_credit or not any(cue.why == "image credit" for cue in verdicts[-1].whys):
        return False
    is_framed = verdicts[0].is_credit and block.words <= _TAIL_WORDS
    return is_framed or (len(verdicts) == 2 and block.words <= _CAPTION_WORDS)


def _weigh_support(verdicts: Sequence[_Verdict], *, has_sign: bool, is_footer: bool) -> float:
    """Weak signs help another sign; two of them are enough in a short paragraph of a footer."""
    most = max((one.support for one in verdicts), default=0.0)
    if has_sign:
        return min(most, 1.0)
    words = sum(one.words for one in verdicts)
    return most if is_footer and words <= _TAIL_WORDS else 0.0


def _name(cues: list[Cue]) -> tuple[PassageKind, str]:
    if not cues:
        return "furniture", "goes on with what precedes it"
    disclaimers = [cue for cue in cues if cue.kind == "disclaimer"]
    best = (
        disclaimers[0]
        if disclaimers
        else max(cues, key=lambda cue: (cue.weight, cue.kind == "credit", -cue.number))
    )
    return best.kind, best.why


def _passage(verdict: _Verdict) -> Passage:
    kind, why = _name(verdict.whys)
    return Passage(span=verdict.span, kind=kind, why=why)


def _weigh_sentences(block: Block) -> list[_Verdict]:
    quiet = blank_quotes(block.text)
    verdicts = []
    for start, end in split_sentences(block.text):
        raw = quiet[start:end]
        span = Span(block.span.start + start, block.span.start + len(block.text[:end].rstrip()))
        verdicts.append(_weigh(raw, span, len(block.text[start:end].split())))
    return verdicts


def _weigh(raw: str, span: Span, words: int) -> _Verdict:
    verdict = _Verdict(span=span, words=words)
    sentence = plain(raw)
    if not sentence:
        return verdict
    table = load_cues()
    tried: set[int] = set()
    for word in ("", *_TRIGGER.findall(sentence)):
        for cue in table.get(word, ()):
            if cue.number in tried:
                continue
            tried.add(cue.number)
            if words <= cue.most_words and cue.is_in(sentence):
                if cue.weight > 1:
                    verdict.whys.append(cue)
                else:
                    verdict.support += cue.weight
    reported = _SAID if any(cue.kind == "disclaimer" for cue in verdict.whys) else _REPORTED
    if verdict.whys and reported.search(sentence):
        verdict.cost += _SPEECH_COST
    if words > _LONG_SENTENCE and verdict.score < 2 * _NEEDED_IN_BODY:
        verdict.cost += 1
    return verdict


def _is_whole(block: Block, marks: Sequence[Passage]) -> bool:
    return sum(len(mark.span) for mark in marks) >= 0.9 * len(block.span)


def _mark_tail_backwards(blocks: Sequence[Block], marks: dict[int, list[Passage]]) -> None:
    """Tag lines stand last, or right before the furniture that ends the text."""
    for number in range(len(blocks) - 1, 0, -1):
        if _is_whole(blocks[number], marks[number]):
            continue
        before = next((blocks[earlier] for earlier in range(number - 1, -1, -1) if not marks[earlier]), None)
        why = _leftover(blocks[number], before) if before is not None and not marks[number] else ""
        if why:
            marks[number] = [Passage(span=blocks[number].span, kind="furniture", why=why)]
            continue
        return


def _leftover(block: Block, before: Block) -> str:
    if is_tag_line(block, before):
        return "tag line"
    return "label after the end" if is_dangling(block, before) else ""


def _without_overlaps(passages: Sequence[Passage]) -> tuple[Passage, ...]:
    kept: list[Passage] = []
    for passage in sorted(passages, key=lambda one: (one.span.start, -one.span.end)):
        if not kept or passage.span.start >= kept[-1].span.end:
            kept.append(passage)
    return tuple(kept)
