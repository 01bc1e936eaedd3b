"""What is done to what: acts of forecasts and of later claims, in a form in which they can be matched."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from rashomon.ledger import LedgerActor, LedgerArgument, LedgerClaim, LedgerEvent, Sign
from rashomon.names.folding import fold
from rashomon.survey.happenings import root_of
from rashomon.survey.predicates import Naming, classes, named_by
from rashomon.survey.wording import content_words, head_of, stem, stop_words
from rashomon.text import word_set

_QUALIFIER = re.compile(r"\s+(?:of|in|at)\s+(?:the\s+)?(?P<name>[A-Z][\w’'-]+)")
_HANDS = re.compile(
    r"\b(?P<again>back )?in(?:to)? the hands of (?:the )?(?P<owner>\w[\w ’'-]{1,40})|\bchang\w+ hands\b",
    re.IGNORECASE,
)
# Who puts a thing in somebody's hands gives it to him.
_GIVEN = re.compile(
    r"\b(?:put|puts|putting|place[sd]?|placing|la(?:y|id|ys|ying)|give[ns]?|gave|leav(?:e|es|ing)|left)\b"
    r"[^,.;:]{0,60}$",
    re.IGNORECASE,
)
_BE_IN = re.compile(
    r"\bbe\W+(?:already\s+|back\s+)?in\s+(?:the\s+)?(?P<place>[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)*)"
)
# A truce that is in force has been signed.
_IN_FORCE = re.compile(
    r"\b(?P<thing>[^\W\d_]{3,})\s+(?:(?:has|have|had)\s+)?(?:(?:take|took|taken)\s+(?:effect|hold)"
    r"|(?:c[ao]me|went|gone|enter(?:ed)?)\s+into\s+(?:effect|force))\b",
    re.IGNORECASE,
)
# "The council is still in charge": it has not fallen.
_AT_HELM = r"(?:power|office|charge|control|command|place|force|session)"
_LASTS = re.compile(
    r"(?P<thing>[^\W_][^,.;:\n]{1,60}?)\s+(?:(?:is|are|was|were)\s+still\s+(?:firmly\s+)?"
    rf"(?:in\s+{_AT_HELM}|at the helm|standing|there|here|intact|alive|together)"
    rf"|(?:remain|stay)(?:s|ed)?\s+(?:firmly\s+)?(?:in\s+{_AT_HELM}|at the helm|intact|standing|alive)"
    rf"|(?:cling|clung|hang|hung|hold|held)s?\s+on\s+(?:to\s+{_AT_HELM}|in\s+{_AT_HELM}))\b"
)
_FROM = re.compile(r"\b(?:from|out of|off)\s+(?:the\s+)?$", re.IGNORECASE)
_AWAY = re.compile(
    r"\b(?:miles?|kilomet(?:er|re)s?|km)\s+(?:away\s+)?(?:from|short of|outside|off)\s+(?:the\s+)?"
    r"(?P<place>\w[\w’'-]*(?:\s[A-Z][\w’'-]+)*)"
)
_PASSIVE = re.compile(r"(?P<noun>[^\W\d_]{3,})\s+(?:will|would|shall)\s+(?:\w+ly\s+)?be\s+(?:\w+ly\s+)?$")
_INFINITIVE = re.compile(r"(?P<subject>(?:[^\W_][\w’'-]*\s+){1,7})(?:not\s+)?to\s+(?:be\s+)?$")
_AGAIN = re.compile(
    r"\b(?:back|again|re(?:take|took|taken|gain|gained|capture|captured|cover|covered))\b", re.I
)
_STILL = re.compile(r"\bstill\b", re.IGNORECASE)
_NOUN_PHRASE = 60
"""What is longer than so many characters is a sentence."""
_REMOTE = frozenset(["enter", "take"])


@cache
def tables() -> dict[str, Any]:
    """settling.toml as it stands."""
    return tomllib.loads(files("rashomon.survey").joinpath("settling.toml").read_text(encoding="utf-8"))


@cache
def _stems(*path: str) -> frozenset[str]:
    at: Any = tables()
    for key in path:
        at = at[key]
    return frozenset(stem(word) for word in word_set(at))


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """Something done or come about, said to be so or not."""

    names: frozenset[str]
    """Classes of classes.toml, ``"=STEM"`` of the word itself, and ``"~ROOT"``, as its nouns have."""
    things: frozenset[str]
    """What it is done to or happens to, where: actors' ids and stems of the phrases' heads."""
    agents: frozenset[str] = frozenset()
    """Who does it, likewise; empty where nobody is named."""
    where: frozenset[str] = frozenset()
    """Those things that are only where it is done: something else is what it is done to."""
    places: frozenset[str] = frozenset()
    """Names that tell which thing of its kind is meant, folded: "the port of X"."""
    sign: Sign = 1
    is_lasting: bool = False
    """Said of what goes on, not of what comes about once."""
    is_over: bool = False
    """The end of what lasts."""
    is_again: bool = False
    is_still: bool = False
    is_remote: bool = False
    """From a distance that is told: "ninety miles from X"."""
    time: str | None = None
    """EDTF."""


def acts_of(
    claim: LedgerClaim,
    events: Sequence[LedgerEvent],
    actors: Mapping[str, LedgerActor],
    around: str,
    cue: str = "",
    *,
    is_told: bool = False,
) -> list[Act]:
    """The acts that a claim, or a part of one, tells.

    Args:
        claim: The claim.
        events: Those of its events that count.
        actors: All actors by id.
        around: The words of the claim, or of the part, that count.
        cue: The word of saying, which may be the act itself: "signed" before "a truce".
        is_told: As a fact; "to be in the town" is none.
    """
    found = [act for event in events if (act := _of_event(event, claim, actors)) is not None]
    return [*found, *_of_words(claim, actors, around, is_told), *_of_cue(claim, actors, around, cue)]


@lru_cache(maxsize=50_000)
def act_names(lemma: str, following: str = "") -> frozenset[str]:
    """The names of the act that a word tells, with the particle or noun that goes with it.

    >>> sorted(act_names("capture"))
    ['=captur', 'also:enter', 'capture', 'take', '~captur']
    """
    bare = stem(lemma)
    own = frozenset() if not bare or bare in _stems("light") else frozenset([f"={bare}"])
    named: Sequence[Naming] = named_by(lemma, following)
    root = frozenset([f"~{root_of(lemma)}"]) if own else frozenset()
    also = frozenset(f"also:{name}" for name in tables()["also"] if bare in _stems("also", name))
    return own | root | also | frozenset(naming.name for naming in named)


def _of_event(event: LedgerEvent, claim: LedgerClaim, actors: Mapping[str, LedgerActor]) -> Act | None:
    words = event.text.split() or [""]
    lemma = event.lemma or words[0]
    done_to = [one for one in event.arguments if one.role in ("patient", "recipient", "place")]
    if "enter" in act_names(lemma):
        # Who comes from a town does not enter it.
        done_to = [one for one in done_to if not _is_left(one, claim)]
    by = [one for one in event.arguments if one.role == "agent"]
    subject = _subject_of_infinitive(event, claim)
    if subject:
        # "X expects the trial to begin": the tree may have taken X.
        by = [one for one in by if claim.span.contains(one.span)]
    place = event.span.end - claim.spans[0].start
    after = claim.text[place:].split(maxsplit=1)[:1] if 0 <= place < len(claim.text) else []
    following = stem(words[1] if len(words) > 1 else after[0] if after else "")
    names = act_names(lemma, following) or act_names(words[0], following)
    if not any(one.role == "patient" for one in done_to):
        # "The town fell", "the dam held": it happens to the one who does it.
        done_to, by = [*done_to, *by], by if done_to else []
    bare = stem(lemma)
    told = _passive(event, claim)
    at = _all_keys([one for one in done_to if one.role == "place"], actors)
    other = _all_keys([one for one in done_to if one.role != "place"], actors) | told
    if subject and not by:
        told |= {subject} if not done_to else set()
    return Act(
        names=names,
        things=_all_keys(done_to, actors) | told,
        agents=frozenset([subject]) if subject and not by else _all_keys(by, actors),
        where=at - other if any(one.role == "patient" for one in event.arguments) else frozenset(),
        places=frozenset(name for one in done_to for name in _qualifiers(one, claim)),
        sign=-1 if event.polarity == "negative" else 1,
        is_lasting=bare in _stems("lasting"),
        is_over=bare in _stems("over", "words"),
        is_again=bare in _stems("again", "words") or bool(_AGAIN.search(claim.text)),
        is_still=bool(_STILL.search(claim.text)),
        time=next((one.value for one in event.arguments if one.role == "time" and one.value), claim.time),
    )


def _is_left(one: LedgerArgument, claim: LedgerClaim) -> bool:
    place = one.span.start - claim.spans[0].start
    return 0 <= place <= len(claim.text) and bool(_FROM.search(claim.text, max(0, place - 20), place))


def _all_keys(arguments: Sequence[LedgerArgument], actors: Mapping[str, LedgerActor]) -> frozenset[str]:
    return frozenset(key for one in arguments for key in _keys(one, actors))


def _subject_of_infinitive(event: LedgerEvent, claim: LedgerClaim) -> str:
    """The stem of "trial" in "the trial to begin", where that is all that comes before the act."""
    match = _INFINITIVE.match(claim.text[: max(0, event.span.start - claim.spans[0].start)])
    return head_of(match["subject"]) if match else ""


def _passive(event: LedgerEvent, claim: LedgerClaim) -> frozenset[str]:
    """The noun right before "will be", which the tree may have missed."""
    match = _PASSIVE.search(claim.text, 0, max(0, event.span.start - claim.spans[0].start))
    return frozenset([stem(match["noun"])]) - {""} if match else frozenset()


def _keys(one: LedgerArgument, actors: Mapping[str, LedgerActor]) -> Iterator[str]:
    if one.actor:
        yield one.actor
        known = actors.get(one.actor)
        if known is not None and (head := head_of(known.name)):
            yield head
    head = head_of(one.text)
    if head and head not in stop_words():
        yield head


def _qualifiers(one: LedgerArgument, claim: LedgerClaim) -> Iterator[str]:
    place = one.span.end - claim.spans[0].start
    match = _QUALIFIER.match(claim.text, place) if 0 <= place <= len(claim.text) else None
    for found in (match, _QUALIFIER.search(one.text)):
        if found:
            yield fold(found["name"])


def _of_words(
    claim: LedgerClaim, actors: Mapping[str, LedgerActor], around: str, is_told: bool
) -> Iterator[Act]:
    """Acts that no verb tells by itself: to be in a place, in somebody's hands, so far from a place."""
    sign: Sign = -1 if claim.polarity == "negative" else 1
    if (match := _HANDS.search(around)) and not _GIVEN.search(around[: match.start()]):
        owner = match["owner"] or ""
        yield Act(
            names=frozenset(["take"]),
            things=_named(around[: match.start()], claim, actors),
            agents=frozenset([head_of(owner)]) if owner else frozenset(),
            sign=sign,
            is_again=bool(match["again"]),
            time=claim.time,
        )
    if is_told and (match := _IN_FORCE.search(around)):
        yield Act(names=act_names("sign"), things=frozenset([stem(match["thing"])]), time=claim.time)
    if is_told and (match := _LASTS.search(around)):
        yield Act(names=frozenset(["lasts"]), things=_subject(match["thing"], claim, actors), time=claim.time)
    if not is_told and (match := _BE_IN.search(around)):
        subject = frozenset(word for word in [head_of(around[: match.start()].split(" would ")[0])] if word)
        yield Act(
            names=frozenset(["enter", "also:enter"]),
            things=_named(match["place"], claim, actors),
            agents=subject,
            sign=sign,
            time=claim.time,
        )
    if match := _AWAY.search(around):
        yield Act(
            names=_REMOTE,
            things=_named(match["place"], claim, actors),
            sign=-1,
            is_remote=True,
            time=claim.time,
        )


def _subject(words: str, claim: LedgerClaim, actors: Mapping[str, LedgerActor]) -> frozenset[str]:
    """What stands right before the verb, not what it is told to be in: "in the town the council ..."."""
    start = claim.spans[0].start
    ends = {
        actor
        for span, actor in claim.actors
        if words.endswith(claim.text[span.start - start : span.end - start])
    }
    heads = {head_of(actors[one].name) for one in ends if one in actors}
    return frozenset(ends | heads | {head_of(words.split()[-1])}) - {""} - stop_words()


def _named(words: str, claim: LedgerClaim, actors: Mapping[str, LedgerActor]) -> frozenset[str]:
    """The actors of the claim that the words name, and the heads of their names."""
    folded = f" {fold(words)} "
    start = claim.spans[0].start
    known = {
        actor
        for span, actor in claim.actors
        if f" {fold(claim.text[span.start - start : span.end - start])} " in folded
    }
    heads = {head_of(actors[one].name) for one in known if one in actors}
    return frozenset(known | heads | ({head_of(words)} if len(words.split()) < 4 else set())) - {""}


def _of_cue(claim: LedgerClaim, actors: Mapping[str, LedgerActor], around: str, cue: str) -> Iterator[Act]:
    words = cue.split()
    names = act_names(words[-1]) if words else frozenset()
    # A noun phrase that somebody "signed" or "rejected" is the thing done, not a thing said.
    if len(around) > _NOUN_PHRASE or not any(name in classes().by_name for name in names):
        return
    content = content_words(around)
    if not 0 < len(content) <= 4:
        return
    speaker = claim.speaker
    head = head_of(speaker.name or "")
    agents = frozenset(key for key in (speaker.actor, head) if key)
    yield Act(names=names, things=content, agents=agents, time=claim.time)
