"""Whether a place name stands for those who rule there: "Riyadh denied", "backed by Ankara".

Rules over the words beside the mention, after the classes of Gritta et al. (2020, "A pragmatic guide to
geoparsing evaluation"): a name that speaks, acts as a government or is dealt with as one is nowhere on a map.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rashomon.names.countries import country_of
from rashomon.records import Mention, Span
from rashomon.situate.gazetteer import entries
from rashomon.situate.place_words import place_words

_WORD = re.compile(r"[\w’'.-]*\w|[^\w\s]")
_JOINT = re.compile(
    r"-(?:led|backed|supported|brokered|funded|financed|trained|sponsored|allied|imposed|supplied|made|drafted)\b"
)
_REACH = 90
"""Characters looked at on either side."""
_BARE = re.compile(r"(?:^|\b)(?:the|both|and|or)\b|[\s,&.\"“”'’]+", re.IGNORECASE)


def find_metonym(
    text: str, mention: Mention, others: Sequence[Mention], sources: Sequence[Span]
) -> str | None:
    """Why a place name stands for a government rather than for a place; None where it does not.

    Args:
        text: The article.
        mention: The name.
        others: All names of places near it, for "Riyadh and Doha said"; the mention may be among them.
        sources: Whoever is reported to have said something.

    >>> text = "Riyadh again denied it."
    >>> find_metonym(text, Mention(span=Span(0, 6), kind="place", form="name"), (), ())
    'it speaks: "denied"'
    """
    if _is_source(text, mention.span, others, sources):
        return "it is the source of a statement"
    span = _list_of_places(text, mention.span, others)
    before = [word.lower() for word in _WORD.findall(text[max(0, span.start - _REACH) : span.start])]
    after = _words_after(text, span.end)
    return _as_subject(text, mention.span, before, after) or _as_power(text, mention.span, before, after)


def _is_source(text: str, span: Span, others: Sequence[Mention], sources: Sequence[Span]) -> bool:
    """Whether a source is this name, or a row of names with nothing else."""
    for source in sources:
        if not source.contains(span):
            continue
        inside = [span, *(other.span for other in others if source.contains(other.span))]
        rest = list(source.of(text))
        for part in inside:
            for place in range(part.start, part.end):
                rest[place - source.start] = " "
        if not _BARE.sub("", "".join(rest)):
            return True
    return False


def _list_of_places(text: str, span: Span, others: Sequence[Mention]) -> Span:
    """The whole row of names ("Riyadh, Doha and Muscat") that a name stands in."""
    start, end = span.start, span.end
    for other in sorted((o.span for o in others), key=lambda s: s.start):
        if other.start >= end and re.fullmatch(r",? and (?:the )?", text[end : other.start]):
            end = other.end
    for other in sorted((o.span for o in others), key=lambda s: -s.end):
        if other.end <= start and re.fullmatch(r",? and (?:the )?", text[other.end : start]):
            start = other.start
    return Span(start, end)


def _words_after(text: str, place: int) -> list[str]:
    return [word.lower() for word in _WORD.findall(text[place : place + _REACH].split("\n", 1)[0])]


def _is_power(text: str, span: Span) -> bool:
    """Whether the name is that of a country, its capital or its seat of government."""
    word = country_of(span.of(text))
    return word is not None and word.role != "people"


def _as_subject(text: str, span: Span, before: list[str], after: list[str]) -> str | None:
    words = place_words().metonyms
    lead = [word for word in before[-2:] if word != "the"]
    if lead and lead[-1] in words["before"]:
        return None
    rest = iter(after)
    verb = next((word for word in rest if word not in words["passing"] and not word.endswith("ly")), "")
    # "Fighting in the city, Omdurman, began": nothing but the verb itself is looked for.
    is_power = _is_power(text, span)
    if verb in words["speech"] and (is_power or after[:1] == [verb]):
        return f'it speaks: "{verb}"'
    acts_alone = after[:1] == [verb] and not entries(" ".join(span.of(text).split()))
    if verb in words["acts"] and (is_power or acts_alone) and not _is_passive(after, verb):
        return f'it acts as a government: "{verb}"'
    return None


def _is_passive(after: list[str], verb: str) -> bool:
    """Whether something was done to the place: "Juba was occupied"."""
    lead = after[: after.index(verb)]
    return bool({"is", "was", "are", "were", "been", "be", "being"} & set(lead))


def _as_power(text: str, span: Span, before: list[str], after: list[str]) -> str | None:
    words = place_words().metonyms
    if before[-1:] and before[-1] in words["addressed"]:
        return f'it is spoken to: "{before[-1]}"'
    if not _is_power(text, span):
        return None
    if text[span.end : span.end + 1] == "-" and after[:1] and (joint := _JOINT.match(text, span.end)):
        return f'it acts as a government: "{joint[0]}"'
    lead = [word for word in before if word != "the"]
    last, last_but = (lead[-1] if lead else ""), (lead[-2] if len(lead) > 1 else "")
    if (last, last_but) == ("to", "according"):
        return 'it speaks: "according to"'
    if last == "by" and last_but in words["agents"]:
        return f'it acts as a government: "{last_but} by"'
    if last in words["object"] or (last in ("on", "for") and last_but in ("called", "calls", "calling")):
        return f'it is spoken to: "{last}"'
    if last in words["across"] and last_but in words["dealing"]:
        return f'it is dealt with as a government: "{last_but} {last}"'
    if after[:1] == [":"] and not lead:
        return "it speaks: a colon"
    return _as_owner(text, span, after)


def _as_owner(text: str, span: Span, after: list[str]) -> str | None:
    """As in "Ankara's envoy"; of capitals and seats only: what a country owns may well lie there."""
    word = country_of(span.of(text).removesuffix("'s").removesuffix("’s"))
    is_seat = word is not None and word.role in ("capital", "seat")
    owned = after[1:3] if after[:1] in (["'s"], ["’s"], ["s"]) else []
    if not owned and re.search(r"['’]s$", span.of(text)):
        owned = after[:2]
    if is_seat and set(owned) & place_words().metonyms["belongings"]:
        return f'it owns what a government has: "{owned[0]}"'
    return None
