"""Who speaks for whom, by how articles introduce people.

An article says once that somebody is a body's spokesman or head, and calls him by his name alone afterwards.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from rashomon.findings import Dependence, Origin, joint
from rashomon.ledger import Ledger, LedgerActor
from rashomon.names.folding import fold
from rashomon.names.institutions import body_class
from rashomon.names.parsing import parse_person
from rashomon.survey.houses import house_words
from rashomon.survey.namesakes import kind_of
from rashomon.survey.sources import Traced, words_of
from rashomon.survey.wording import content_words

SPEAKS_FOR, LEADS, MINISTER = 0.9, 0.75, 0.5
"""Whoever is introduced as a body's spokesman; as its head; as minister: two states at war have one each, and
of foreign ministers a case has many."""
NEARLY, PERHAPS = 0.6, 0.5
"""A body named with one word of its name, of which one alone has that word; or with several."""
_WINDOW = 120
_BREAK = re.compile(r"[.!?\n“”\"]")
_LONGEST = 8
_NO_MORE = re.compile(r"\b(?:former|formerly|ex|late|ousted)\b", re.I)
_MINISTER = re.compile(r"\b(?P<of_what>[\w-]+)\s+minister,?\s+(?:[A-Z][\w.'’-]*\s+){0,2}$", re.I)
_THE_MINISTER = re.compile(r"\s*,\s*(?:the\s+)?(?:\w+\s+)?(?P<of_what>[\w-]+)\s+minister\b(?!\s+of)", re.I)


def by_actor(origins: Mapping[str, Origin]) -> dict[str, str]:
    """Of each actor that is named as a source the id of the origin."""
    return {origin.actor: origin.id for origin in origins.values() if origin.actor and origin.kind == "named"}


def find_spokesmen(
    told: Sequence[Traced], origins: Mapping[str, Origin], ledger: Ledger
) -> Iterator[Dependence]:
    """Whoever is called somebody's spokesman speaks for them."""
    bodies = _named_bodies(origins, ledger)
    seen: set[tuple[str, str]] = set()
    for article, claim, origin in told:
        voice = claim.voices[-1]
        if len(claim.voices) == 1 or (origin, words_of(voice, article)) in seen:
            continue
        words = words_of(voice, article)
        seen.add((origin, words))
        folded = f" {fold(words)} "
        if not any(f" {word} " in folded for word in house_words()["spokes_words"]):
            continue
        for other in sorted(_bodies_in(folded, bodies) - {origin}):
            reason = f"{origins[origin].name} speaks for {origins[other].name}"
            yield joint(origin, other, SPEAKS_FOR, reason)


def _named_bodies(origins: Mapping[str, Origin], ledger: Ledger) -> dict[str, str]:
    """Folded names of those origins that are no persons."""
    ids = by_actor(origins)
    found: dict[str, str] = {}
    for actor in ledger.actors.values():
        if actor.id in ids and actor.kind != "person":
            found |= {fold(name).removeprefix("the "): ids[actor.id] for name in (actor.name, *actor.names)}
    for origin in origins.values():
        if origin.kind == "named" and origin.actor is None and origin.name:
            found.setdefault(fold(origin.name).removeprefix("the "), origin.id)
    return found


def _bodies_in(folded: str, bodies: Mapping[str, str]) -> set[str]:
    words = folded.split()
    runs = (run for size in range(1, _LONGEST + 1) for run in _runs(words, size))
    return {bodies[run] for run in runs if run in bodies}


def _runs(words: Sequence[str], size: int) -> Iterator[str]:
    """Each so many words that follow one another."""
    return (" ".join(words[start : start + size]) for start in range(len(words) - size + 1))


def find_affiliations(
    told: Sequence[Traced], origins: Mapping[str, Origin], ledger: Ledger
) -> Iterator[Dependence]:
    """Whoever is introduced somewhere in an article as the spokesman or head of a body speaks for it."""
    bodies = _Bodies.of(told, origins, ledger)
    seen: set[tuple[str, str]] = set()
    for row in told:
        origin = origins[row.origin]
        actor = ledger.actors.get(origin.actor or "")
        if actor is None or actor.kind != "person" or (row.origin, row.article.name) in seen:
            continue
        seen.add((row.origin, row.article.name))
        for words, probability in _introductions(row.article.text, _full_names(actor)):
            found, sureness = bodies.within(words)
            for body in sorted(found - {row.origin}):
                reason = f"{origin.name} speaks for {origins[body].name}"
                yield joint(row.origin, body, min(probability, sureness), reason)


class _Bodies:
    """The origins that are no persons, by what they are called."""

    def __init__(self, called: Mapping[str, set[str]]) -> None:
        self._one = {words: min(ids) for words, ids in called.items() if len(ids) == 1}
        self._words = [(content_words(words), ids) for words, ids in sorted(called.items())]

    @staticmethod
    def of(told: Sequence[Traced], origins: Mapping[str, Origin], ledger: Ledger) -> _Bodies:
        people = {actor.id for actor in ledger.actors.values() if actor.kind == "person"}
        called: dict[str, set[str]] = defaultdict(set)
        for origin in origins.values():
            if origin.kind == "unnamed" and kind_of(origin) is not None:
                called[_key(origin.name or "")].add(origin.id)
            elif origin.kind == "named" and origin.actor not in people:
                actor = ledger.actors.get(origin.actor or "")
                for name in (origin.name or "", *(actor.names if actor else ())):
                    called[_key(name)].add(origin.id)
        for row in told:
            origin = origins[row.origin]
            if origin.kind == "named" and origin.actor not in people:
                called[_key(words_of(row.claim.speaker, row.article))].add(row.origin)
        called.pop("", None)
        return _Bodies(called)

    def within(self, words: str) -> tuple[set[str], float]:
        """Those named in some words by the longest names; else the one called so and the least more.

        With it how sure that is: "foreign ministry" may be of another state than the one whose is known.
        """
        left = _key(words).split()
        found = set()
        for size in range(min(_LONGEST, len(left)), 0, -1):
            for name in _runs(left, size):
                # "The ministry" is not just any of which more is said.
                if name in self._one and (size == len(left) or size > 1 or body_class(name) is None):
                    found.add(self._one[name])
            if found:
                return found, 1.0
        wanted = content_words(words)
        fuller = [(len(called), ids) for called, ids in self._words if wanted and wanted <= called]
        least = min((size for size, _ in fuller), default=0)
        nearest = set().union(*(ids for size, ids in fuller if size == least))
        nearly = NEARLY if len(wanted) == 1 else PERHAPS
        return nearest if len(nearest) == 1 else set(), 1.0 if least == len(wanted) else nearly


def _key(words: str) -> str:
    """Folded, without "the" and endings of the possessive."""
    plain = re.sub(r"['’]s?\b", "", words)
    return fold(plain).removeprefix("the ")


def _full_names(actor: LedgerActor) -> set[str]:
    """His names with the given one: by a family name alone somebody else may be introduced."""
    return {name for name in (actor.name, *actor.names) if parse_person(name).given}


def _introductions(text: str, names: Iterable[str]) -> Iterator[tuple[str, float]]:
    """What a name is said to be the spokesman or head of, with how surely he speaks for it.

    >>> [words for words, _ in _introductions("The league's spokesman, Major Ivo Sern, said", ["Ivo Sern"])]
    ["The league's"]
    >>> [words for words, _ in _introductions("Ivo Sern, chairman of the Corn League, said", ["Ivo Sern"])]
    ['the Corn League']
    >>> [words for words, _ in _introductions("Health Minister Ivo Sern said", ["Ivo Sern"])]
    ['Health ministry']
    """
    before, after = _patterns()
    for name in sorted(names):
        for found in re.finditer(rf"\b{re.escape(name)}\b", text):
            left = _BREAK.split(text[max(0, found.start() - _WINDOW) : found.start()])[-1]
            right = _BREAK.split(text[found.end() : found.end() + _WINDOW])[0]
            if _NO_MORE.search(left) or _NO_MORE.search(right.partition(",")[2].partition(",")[0]):
                continue
            for match in (before.search(left), after.match(right)):
                if match:
                    yield (match["of"] or match["body"]).strip(), LEADS if match["head"] else SPEAKS_FOR
            for match in (_MINISTER.search(left), _THE_MINISTER.match(right)):
                if match and match["of_what"].lower() == "prime":
                    yield "government", LEADS
                elif match and content_words(match["of_what"]):
                    yield f"{match['of_what']} ministry", MINISTER


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What may stand before a name, and behind it."""
    words = (sorted(house_words()[name]) for name in ("spokes_words", "head_words"))
    spokes, heads = ("|".join(map(re.escape, some)) for some in words)
    role = rf"(?i:(?P<spokes>{spokes})|(?P<head>{heads}))\b"
    body, of = r"(?P<body>(?:[\w'’-]+\s+){0,6}?)", r"(?:\s+(?:of|for)\s+(?P<of>[^,;:()]{3,70}?))?"
    titles = r"(?:[A-Z][\w.'’-]*\s+){0,3}"
    before = re.compile(rf"(?:^|(?<=\s)){body}{role}{of},?\s+{titles}$")
    after = re.compile(rf"\s*,\s*{body}{role}{of}(?=[,;:()]|$|\s+(?:said|told|says|who)\b)")
    return before, after
