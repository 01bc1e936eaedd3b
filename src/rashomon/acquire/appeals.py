"""Short paragraphs in which an outlet speaks to its reader about itself, in whatever words.

The signs of ``cues.toml`` know phrases; appeals in other words, above all machine-translated ones, are known
by what comes together in them: somebody is asked or addressed, and things are named that only an outlet has.
Neither is enough: politicians ask too, and the press is written about. A paragraph that reports what somebody
said, or tells what happened, is none. The words are in ``appeals.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from rashomon.acquire.blocks import Block, blank_quotes, plain, split_sentences
from rashomon.acquire.phrases import any_of, load_phrases
from rashomon.records import Span

_MOST_WORDS, _MOST_QUESTION_WORDS, _MOST_FRAGMENT_WORDS = 32, 10, 14
# What address and things named must weigh together, where furniture stands and between paragraphs of prose.
_NEEDED_AT_END, _NEEDED_IN_BODY = 2.5, 3.5
# Address alone and things alone.
_LEAST_ADDRESS, _LEAST_NAMED = 1.0, 0.75
_NEEDED_IN_FRAGMENT = 2.5
_LEAST_UNQUOTED = 0.7
_SECOND_WORD, _YOU_WEIGHT, _WE_WEIGHT = 0.5, 0.75, 0.5
_EVENT_COST = 1.5
_YOU = re.compile(r"\b(?:you|your|yours|yourself)\b")
_WE = re.compile(r"\b(?:we|our|us|ours)\b")
# Somebody's posting, set into the text: those speak to their readers too.
_POSTING = re.compile(r"pic\.twitter\.com|\bt\.co/|\(@\w+\)|^\W*@\w+ (?!on\b)", re.I)
_ASKS_WITHIN = re.compile(r"(?<=[:;–—!?.])\s+|\s+[–—-]\s+")
_AFTER_CONDITION = re.compile(r",\s+")
_POLITE = re.compile(r"^(?:please|kindly|so|and|then|now|also|simply|just|or|to)\b,? ")


@dataclass(frozen=True, slots=True)
class _Thing:
    """One kind of thing that only an outlet has."""

    weight: float
    words: re.Pattern[str]
    is_cased: bool


@dataclass(frozen=True, slots=True)
class _Words:
    page_ask: re.Pattern[str]
    ask: re.Pattern[str]
    vocative: re.Pattern[str]
    question: re.Pattern[str]
    reported: re.Pattern[str]
    event: re.Pattern[str]
    finite: re.Pattern[str]
    guest: re.Pattern[str]
    named: tuple[_Thing, ...]


@cache
def _load() -> _Words:
    table = load_phrases()
    address, prose = table["address"], table["prose"]
    return _Words(
        page_ask=re.compile(any_of(address["page_ask"])),
        ask=re.compile(rf"{any_of(address['ask'])}(?!')(?! {any_of(address['no_ask'])})"),
        vocative=re.compile("|".join(address["vocative"])),
        question=re.compile(any_of(address["question"])),
        reported=re.compile(any_of(prose["reported"])),
        event=re.compile(any_of(prose["event"])),
        finite=re.compile(any_of(prose["finite"])),
        # An answer of an interview is none either.
        guest=re.compile(rf"\b(?:your|tell the) {any_of(prose['guest'])}|^[qa][.:]"),
        named=tuple(
            _Thing(
                weight=float(row["weight"]),
                words=re.compile(any_of(row["words"])),
                is_cased=row.get("cased", False),
            )
            for row in table["named"]
        ),
    )


def is_appeal(block: Block, *, is_near_end: bool) -> bool:
    """Whether a whole short paragraph asks or addresses the reader of a site about the site.

    ``is_near_end``: it stands where furniture stands, so that less is needed.

    >>> from rashomon.acquire.blocks import split_blocks
    >>> block = split_blocks("Radio Vale lives from its listeners. Become a friend of the tower.")[0]
    >>> is_appeal(block, is_near_end=True), is_appeal(block, is_near_end=False)
    (True, True)
    >>> is_appeal(split_blocks("Become a citizen of the new republic!")[0], is_near_end=True)
    False
    """
    return block.words <= _MOST_WORDS and _is_spoken_to_reader(block.text, is_near_end=is_near_end)


def find_closing_appeal(block: Block) -> Span | None:
    """The last sentences of a paragraph of prose, where they are an appeal that lost its line break.

    >>> from rashomon.acquire.blocks import split_blocks
    >>> text = "The toll rose to forty. Like us? Recommend the Review to your friends."
    >>> find_closing_appeal(split_blocks(text)[0]).of(text)
    'Like us? Recommend the Review to your friends.'
    """
    quiet = blank_quotes(block.text)
    start = len(quiet)
    for begin, end in reversed(list(split_sentences(block.text))):
        sentence = quiet[begin:end]
        is_quoted = len(sentence.split()) < len(block.text[begin:end].split())
        if is_quoted or not _is_telling(sentence) or _is_event(sentence):
            break
        start = begin
    closing = block.text[start:]
    if not 0 < len(closing.split()) <= _MOST_WORDS or not _is_spoken_to_reader(closing, is_near_end=False):
        return None
    return Span(block.span.start + start, block.span.end)


def _is_spoken_to_reader(text: str, *, is_near_end: bool) -> bool:
    quiet = blank_quotes(text)
    words = len(text.split())
    if _POSTING.search(text) or len(quiet.split()) < _LEAST_UNQUOTED * words:
        return False
    sentences = [quiet[start:end] for start, end in split_sentences(quiet)]
    if _is_others_speech(quiet, sentences):
        return False
    if not (_is_telling(sentences[0]) and _is_telling(sentences[-1])):
        return False
    named = _weigh_named(quiet)
    if named < _LEAST_NAMED:
        return False
    address = _weigh_address(sentences)
    if address < _LEAST_ADDRESS:
        is_fragment = words <= _MOST_FRAGMENT_WORDS and not _load().finite.search(plain(quiet))
        return is_near_end and is_fragment and named >= _NEEDED_IN_FRAGMENT
    cost = _EVENT_COST * sum(_is_event(sentence) for sentence in sentences)
    return address + named - cost >= (_NEEDED_AT_END if is_near_end else _NEEDED_IN_BODY)


def _is_others_speech(quiet: str, sentences: Sequence[str]) -> bool:
    words = _load()
    return (
        not sentences
        or words.guest.search(plain(quiet)) is not None
        or any(words.reported.search(plain(sentence)) for sentence in sentences)
    )


def _weigh_named(text: str) -> float:
    lower = plain(text)
    total = 0.0
    for thing in _load().named:
        found = {match[0] for match in thing.words.finditer(text if thing.is_cased else lower)}
        if found:
            total += thing.weight + (_SECOND_WORD if len(found) > 1 else 0)
    return total


def _weigh_address(sentences: Sequence[str]) -> float:
    """The strongest address of each kind: an ask, a pleased reader's question, a reader called, you, we."""
    kinds = {"ask": 0.0, "question": 0.0, "vocative": 0.0}
    for sentence in sentences:
        for name, weight in _addresses(sentence):
            kinds[name] = max(kinds[name], weight)
    whole = plain(" ".join(sentences))
    you = _YOU_WEIGHT if _YOU.search(whole) else 0.0
    return sum(kinds.values()) + you + (_WE_WEIGHT if _WE.search(whole) else 0.0)


def _addresses(sentence: str) -> list[tuple[str, float]]:
    words = _load()
    start = plain(sentence)
    found = []
    if start.rstrip().endswith("?"):
        is_short = len(start.split()) <= _MOST_QUESTION_WORDS
        return [("question", 1.0)] if is_short and words.question.match(start) else []
    if words.vocative.match(start):
        found.append(("vocative", 1.5))
    breaks = _AFTER_CONDITION if start.startswith("if ") else _ASKS_WITHIN
    for part in breaks.split(start):
        clean = _POLITE.sub("", part)
        if words.page_ask.match(clean):
            found.append(("ask", 2.0))
        elif words.ask.match(clean):
            found.append(("ask", 1.0))
    return found


def _is_telling(sentence: str) -> bool:
    """Whether a sentence addresses anybody or names a thing of a site."""
    return bool(_addresses(sentence) or _YOU.search(plain(sentence)) or _weigh_named(sentence))


def _is_event(sentence: str) -> bool:
    """Whether a sentence without an address tells what happened."""
    start = plain(sentence)
    is_addressed = start.endswith("?") or _YOU.search(start) or _addresses(sentence)
    return not is_addressed and bool(_load().event.search(start))
