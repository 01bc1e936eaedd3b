"""What the words around a forecast tell of it: when it was said, by when, and that it is told again."""

from __future__ import annotations

import re
from functools import lru_cache

from rashomon.ledger import LedgerArticle, LedgerClaim
from rashomon.records import Span
from rashomon.situate.times import find_times
from rashomon.survey.due import Elsewhere
from rashomon.survey.due_ends import says_deadline, says_then
from rashomon.survey.edtf import read_days
from rashomon.survey.told_again import is_answered

_TAIL = re.compile(
    r"[ ]+(?=(?:by|before|until|till|within|inside|in|on|at|next|this|later|no later|not later|at the end)\b)"
    r"(?P<words>[^.;:!?,\n\"“”]{3,60}?)(?=[.;:!?,\n\"“”]|\s+(?:and|but|or|who|which|while|after|if)\b|$)"
)
_SPEAKS = re.compile(
    r"\b(?:address|sp(?:eak|oke)|said|say|told|tell|announc|declar|wr(?:ite|ote)|gave a (?:speech|press|news)"
    r"|interview|broadcast|(?:press|news) (?:conference|briefing)|statement|message|speech|appear)\w*",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.!?])[\"”’»)]*\s+(?=[“\"«‘(]?[A-Z])")
_DEADLINE = re.compile(r"\b(?:deadline|ultimatum)\b", re.IGNORECASE)
_GRANTS = re.compile(
    r"\b(?:g[ai]ve|given|giving|ha[sd]|have|had|extended)\b[^.;]{0,80}\b(?:until|till|to)\s+(?:the\s+)?$",
    re.I,
)
_PRONOUN = re.compile(r"^\W*(?:that\s+)?(?:he|she)\b", re.IGNORECASE)


def tail_of(article: LedgerArticle, span: Span) -> str:
    """The words right after a content that tell when: "promised elections" + "before the end of the year".

    >>> text = "He promised elections before the end of the year and bread."
    >>> article = LedgerArticle(name="a", text=text)
    >>> tail_of(article, Span(12, 21))
    ' before the end of the year'
    """
    match = _TAIL.match(article.text, span.end)
    return f" {match['words']}" if match else ""


def elsewhere_of(article: LedgerArticle, span: Span, *, is_over: bool) -> Elsewhere:
    """The days told in other words of the article that the words of a forecast point to."""
    published, words = article.published, span.of(article.text)
    then = deadline = None
    if read_days(published) is not None and says_then(words):
        paragraph = article.text.rfind("\n\n", 0, span.start) + 1
        then = _last_day(article.text[paragraph : span.start], published)
    if says_deadline(words):
        deadline = _deadline(article.text, span.start, published)
    return Elsewhere(then=then, deadline=deadline, is_over=is_over)


def is_retold(article: LedgerArticle, claim: LedgerClaim, *, is_again: bool) -> bool:
    """Whether the article tells a forecast as one that was made before, and may be over."""
    return is_again or is_answered(article, claim)


@lru_cache(maxsize=20_000)
def _last_day(text: str, published: str | None) -> str | None:
    """The last day told in ``text``."""
    told = [one for one in find_times(text, (published or "")[:10]) if one.kind == "date" and one.value]
    days = read_days(told[-1].value) if told else None
    if days is None or (days.last - days.first).days > 0:
        return None
    value = days.last
    said = read_days(published)
    if said and value < said.first and told[-1].value:
        # "Extended it to 5 July": what a thing is put off to is to come.
        ahead = find_times(f"It will be so by {told[-1].span.of(text)}", said.first.isoformat())
        later = read_days(ahead[0].value) if ahead else None
        value = later.last if later and (later.last - said.last).days < 200 else value
    return value.isoformat()


def _deadline(text: str, at: int, published: str | None) -> str | None:
    """The day on which a deadline is over, told before the forecast, or after it."""
    found = _deadlines(text, published)
    before = [day for place, day in found if place < at]
    return before[-1] if before else found[0][1] if found else None


@lru_cache(maxsize=2_000)
def _deadlines(text: str, published: str | None) -> tuple[tuple[int, str], ...]:
    said = read_days(published)
    found: list[tuple[int, str]] = []
    if said is None or not _DEADLINE.search(text):
        return ()
    for place, sentence in sentences(text):
        for one in find_times(sentence, said.first.isoformat()):
            before = sentence[: one.span.start]
            if one.kind != "date" or not (_DEADLINE.search(before) or _GRANTS.search(before)):
                continue
            ahead = find_times(f"It will be so by {one.span.of(sentence)}", said.first.isoformat())
            days = read_days(ahead[0].value) if ahead else None
            if days and days.first == days.last and days.first >= said.first:
                found.append((place + one.span.start, days.first.isoformat()))
    return tuple(found)


def sentences(text: str) -> list[tuple[int, str]]:
    """The sentences of a text by rough rules, each with its place."""
    found, at = [], 0
    for end in [*(match.end() for match in _SENTENCE.finditer(text)), len(text)]:
        found.append((at, text[at:end]))
        at = end
    return found


def said_before(article: LedgerArticle, claim: LedgerClaim) -> str | None:
    """The day on which the speaker spoke, told in a sentence of the paragraph before his words.

    >>> text = "Orm spoke in the hall on 3 April. He promised bread by May."
    >>> from rashomon.ledger import LedgerVoice
    >>> voice = LedgerVoice(name="Orm", kind="named", span=Span(34, 36), cue=Span(37, 45))
    >>> claim = LedgerClaim(id="c", article="a", number=0, spans=(Span(46, 58),), text=text[46:58],
    ...     voices=(voice,), quotation="indirect", polarity="positive", certainty="certain", mode="predicted")
    >>> said_before(LedgerArticle(name="a", text=text, published="2031-04-05"), claim)
    '2031-04-03'
    """
    speaker, said = claim.speaker, read_days(article.published)
    if not speaker.name or said is None or speaker.kind == "outlet":
        return None
    first = speaker.span.start if speaker.span else claim.span.start
    start = article.text.rfind("\n\n", 0, min(first, claim.span.start)) + 1
    paragraph = article.text[start : claim.span.start]
    name = speaker.name.split()[-1]
    contents = [span for one in article.claims if len(one.voices) > 1 for span in one.spans]
    days = set()
    for place, sentence in sentences(paragraph)[:-1]:
        if name in sentence and (verb := _SPEAKS.search(sentence)):
            for one in find_times(sentence, said.first.isoformat()):
                at = Span(start + place + one.span.start, start + place + one.span.end)
                is_of_verb = one.span.start > verb.end() and not any(span.overlaps(at) for span in contents)
                day = read_days(one.value) if is_of_verb and one.kind in ("date", "time") else None
                if day and day.first == day.last <= said.last and (said.last - day.first).days <= 31:
                    days.add(day.first.isoformat())
    return days.pop() if len(days) == 1 else None


def speaks_of_himself(claim: LedgerClaim) -> str:
    """The id of the actor whom a content that begins with "he" or "she" is about; "" where there is none.

    "The chief of staff announced that he would stand in the capital" tells whose word it is where the
    description alone does not.
    """
    match = _PRONOUN.match(claim.text)
    if not match:
        return ""
    start = claim.span.start
    here = [actor for span, actor in claim.actors if start <= span.start and span.end == start + match.end()]
    return here[0] if len(here) == 1 else ""
