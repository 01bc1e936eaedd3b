"""Where the condition of a statement stands: "if ...", "unless ...", "should he ...", "depends on ..."."""

from __future__ import annotations

from typing import NamedTuple

from rashomon.qualify.tokens import Tokens
from rashomon.text import word_set

_OPENERS = frozenset(["if", "unless", "provided", "providing", "assuming", "supposing"])
_PHRASES = (
    ("as", "long", "as"),
    ("so", "long", "as"),
    ("in", "case"),
    ("in", "the", "event"),
    ("on", "condition"),
    ("on", "the", "condition"),
    ("but", "for"),
)
_PHRASE_HEADS = frozenset(phrase[0] for phrase in _PHRASES)
# "asked if", "not sure if", "as if": no condition.
_NOT_IF = word_set(
    """as ask asks asked asking wonder wonders wondered wondering know knows knew known see sure clear
    unclear decide decided determine check tell told say said whether question matter doubt doubts out
    unsure certain what"""
)
# ", if necessary,": an aside.
_ASIDE = word_set("any possible necessary not so anything ever needed only required true")
_SUBJECTS = word_set("he she it they we i you this that these those there the a an his her their its our my")
_WOULD = word_set("would could might wouldn't couldn't will 'd should may can")
_WILL = word_set("will would shall 'll")
_GOES_ON = word_set("and or as which who")
_STOPS_LATE = word_set("but and which while although because so yet")
_SAYS = word_set("said says told added warned")


class Condition(NamedTuple):
    """The first and last token of a condition."""

    first: int
    last: int


def find_condition(tokens: Tokens) -> Condition | None:
    """The condition in one sentence, without the comma that ends it, or None."""
    lows = tokens.lows
    for at, low in enumerate(lows):
        if (low in _OPENERS and _is_opener(lows, at)) or (low in _PHRASE_HEADS and _is_phrase(lows, at)):
            first = at - 1 if at and lows[at - 1] in ("only", "even", "except") else at
            return Condition(first, _last(lows, at))
        if low in ("should", "had", "were") and _is_inverted(lows, at):
            return Condition(at, _last(lows, at))
        if low in ("depend", "depends", "depending", "depended") and lows[at + 1 : at + 2] in (
            ["on"],
            ["upon"],
        ):
            end = _last(lows, at)
            return Condition(at + 2, end) if end >= at + 2 else None
        if low == "conditions" and "under" in lows[max(0, at - 3) : at]:
            return Condition(at - lows[max(0, at - 3) : at][::-1].index("under") - 1, at)
    return None


def _is_opener(lows: list[str], at: int) -> bool:
    before = lows[at - 1] if at else ""
    after = lows[at + 1] if at + 1 < len(lows) else ""
    if lows[at] == "if":
        aside = after in _ASIDE and (at + 2 >= len(lows) or not lows[at + 2].isalpha())
        goes_on = after != "not" or not at or lows[at + 2 : at + 3] == ["for"]
        return before not in _NOT_IF and not aside and bool(after) and goes_on
    if lows[at] in ("provided", "providing", "assuming", "supposing"):
        return after == "that" or (not at and after in _SUBJECTS)
    return bool(after)


def _is_phrase(lows: list[str], at: int) -> bool:
    if lows[at] == "in" and (lows[at - 1 : at] == ["just"] or lows[at + 2 : at + 3] in ([","], ["."], [])):
        return False
    return any(tuple(lows[at : at + len(phrase)]) == phrase for phrase in _PHRASES)


def _is_inverted(lows: list[str], at: int) -> bool:
    """Whether a verb stands before its subject: "Should he win, ...", "... were it not for them"."""
    after = lows[at + 1] if at + 1 < len(lows) else ""
    if at and lows[at - 1].isalpha() and lows[at - 1] not in ("and", "but", "that"):
        if lows[at] == "had" and after in _SUBJECTS and _regrets(lows[:at]):
            return True
        return after in ("it", "he", "she", "they", "we", "i", "you", "there") and not _WOULD.isdisjoint(
            lows[:at]
        )
    rest = lows[at + 2 :]
    starts_aside = not at or lows[at - 1] in (",", "and", "but", "that")
    if not at and lows[at] == "should" and after in _SUBJECTS:
        return not _WILL.isdisjoint(rest)
    return starts_aside and bool(after) and "," in rest and after not in ("been", "to", "not", "be", "a")


def _regrets(lows: list[str]) -> bool:
    """Whether "would have" and the like stands there with no verb of saying after it."""
    places = [i for i, low in enumerate(lows[:-1]) if low in _WOULD and "have" in lows[i + 1 : i + 3]]
    return bool(places) and _SAYS.isdisjoint(lows[places[-1] :])


def _last(lows: list[str], at: int) -> int:
    """The last token of the condition that opens at ``at``."""
    if at <= 2 or lows[at - 1] in (",", ";", ":", "—", "–", "that", "and", "but"):
        comma = _front_end(lows, at + 3)
        if comma is not None:
            return comma - 1
        middle = _before_consequence(lows, at)
        if middle is not None:
            return middle
    return _end_of_back(lows, at)


def _front_end(lows: list[str], start: int) -> int | None:
    """The stop or "then" that ends a condition in front: not that of an aside or a list."""
    at = start
    while at < len(lows) - 2:
        if lows[at] == "then":
            return at if lows[at - 1] != "," else at - 1
        if lows[at] in (";", "—", "–"):
            return at
        if lows[at] == ",":
            closing = next((i for i in range(at + 2, min(at + 4, len(lows) - 3)) if lows[i] == ","), None)
            if closing is not None:
                at = closing
            elif lows[at + 1] not in _GOES_ON or _goes_on_to_main(lows, at):
                return at
        at += 1
    return None


def _goes_on_to_main(lows: list[str], comma: int) -> bool:
    """Whether ", and" begins the main clause of what is conditional."""
    return lows[comma + 1] in ("and", "or") and not _WOULD.isdisjoint(lows[comma + 1 : comma + 6])


def _before_consequence(lows: list[str], at: int) -> int | None:
    """The end of a front condition with no comma: before the subject of "will" or "would"."""
    for i in range(at + 4, len(lows)):
        if lows[i] in _WOULD and not _SUBJECTS.isdisjoint(lows[i - 2 : i]):
            return i - 2 - (lows[i - 1] not in _SUBJECTS)
    return None


def _end_of_back(lows: list[str], at: int) -> int:
    """The end of a condition that stands last: the sentence's, or before another clause."""
    end = len(lows) - 1
    for i in range(at + 2, len(lows) - 1):
        said = not _SAYS.isdisjoint(lows[i + 1 : i + 4])
        if lows[i] in (",", ";", "—", "–", ":") and (lows[i + 1] in _STOPS_LATE or said or lows[i] != ","):
            end = i - 1
            break
    while end > at and not lows[end][-1].isalnum():
        end -= 1
    return end
