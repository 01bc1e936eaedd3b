"""Which stances the words tell: events between two actors, adjectives, and what somebody is called."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from rashomon.records import Document, Event
from rashomon.specify.kinds import StanceKind, kind_of, kinds
from rashomon.specify.lexicon import words
from rashomon.specify.parties import Pair, Parties
from rashomon.specify.trees import Trees

UNCODED = 0.7
"""The score of a stance by a word that is no act ("is loyal to")."""
_COMMITMENT = {"certain": 1.0, "probable": 0.8, "possible": 0.5, "unspecified": 0.5}
_BY_WAY_OF = 0.8
"""What remains of a score where the target is only the owner of what is acted on ("Orm's plan")."""
_THROUGH_OWN = frozenset(["SUPPORT", "ACCUSE", "REJECT", "ASSAULT", "AID", "COERCE"])
_AIMED = frozenset(["predicted", "wished"])
_AGAINST_PLACES = frozenset(["ASSAULT", "COERCE", "MOBILIZE"])
_AGAINST = StanceKind("opposes", -1)
_BLAMED = StanceKind("accuses", -1)


class Told(NamedTuple):
    """Two actors' heads and what the words say of them."""

    holder: int
    target: int
    kind: StanceKind
    score: float
    at: int
    """The token that says it."""


def told_by_events(
    document: Document, trees: Trees, parties: Parties
) -> tuple[list[Told], frozenset[tuple[Pair, int]]]:
    """What the events tell; and the pairs with the sign that an event denies or leaves open."""
    told: list[Told] = []
    withheld: set[tuple[Pair, int]] = set()
    for event in document.events:
        objects = [trees.lemmas[a.head] for a in event.arguments if a.role == "patient"]
        kind = kind_of(trees.lemmas[event.token], event.code, objects)
        aims = kind is None or kind.sign > 0 or event.mode in _AIMED
        if (
            aims
            and event.mode in ("actual", *_AIMED)
            and trees.lemmas[event.token] in words("stances", "aims")
        ):
            # To mean to defeat somebody is to be against him already.
            kind, event = _AGAINST, replace(event, mode="actual")
        if kind is None or trees.lemmas[event.token] in words("stances", "no_side"):
            continue
        score = (event.code_score or UNCODED) * _COMMITMENT[event.certainty]
        sides = [(*pair, kind) for pair in _sides(trees, parties, event)]
        if kind.sign > 0:
            sides += [(*pair, _AGAINST) for pair in _those_against(trees, parties, event)]
        for holder, target, weight, what in sides:
            if event.polarity == "negative" or event.mode != "actual":
                withheld.add(((holder, target), what.sign))
            else:
                told.append(Told(holder, target, what, score * weight, event.token))
    return told, frozenset(withheld)


def _sides(trees: Trees, parties: Parties, event: Event) -> Iterator[tuple[int, int, float]]:
    """Holder, target and the weight of the pair: agents with those acted on."""
    acting = [a.head for a in event.arguments if a.role == "agent"]
    agents = [one for head in acting if (one := _acting(trees, parties, head)) is not None]
    agents = [one for one in agents if not _is_scene(parties, one, event)]
    direct = [a.head for a in event.arguments if a.role == "recipient" and can_be_target(parties, a.head)]
    direct = [head for head in direct if trees.case(head) != "against" or not trees.is_verb(event.token)]
    patients = [a.head for a in event.arguments if a.role == "patient"]
    targets = [(head, 1.0) for head in direct]
    if not direct or event.code != "AID":
        for head in patients:
            if event.code in _AGAINST_PLACES and head in parties.no_enemy:
                continue
            if can_be_target(parties, head):
                targets.append((head, 1.0))
            elif event.code in _THROUGH_OWN and head not in parties.mentions:
                targets += [(owner, _BY_WAY_OF) for owner in _owners_of(trees, parties, head)]
    if trees.lemmas[event.token] == "stand":
        targets = [one for one in targets if trees.case(one[0]) in words("stances", "standing_by")]
    for agent in agents:
        for target, weight in targets:
            if target != agent and not parties.are_one(agent, target):
                yield agent, target, weight


def _those_against(trees: Trees, parties: Parties, event: Event) -> Iterator[tuple[int, int, float]]:
    """Whom a friendly act toward others is against: "sided with the north against the guard"."""
    agents = [a.head for a in event.arguments if a.role == "agent" and a.head in parties.mentions]
    near = [event.token, *(a.head for a in event.arguments if a.role in ("patient", "recipient"))]
    found = [c for at in near for c in trees.kids(at, "obl", "nmod") if trees.case(c) == "against"]
    for agent in agents:
        for target in found:
            if can_be_target(parties, target) and not parties.are_one(agent, target):
                yield agent, target, _BY_WAY_OF


def _is_scene(parties: Parties, at: int, event: Event) -> bool:
    """Whether what seems to act is only where it was done: "in the suburbs"; a town can accuse, not shell."""
    if at not in parties.no_target:
        return False
    return parties.mentions[at].form != "name" or event.code == "ASSAULT"


def _acting(trees: Trees, parties: Parties, at: int) -> int | None:
    """Who acts: an actor, or whose arms they are that do ("Torvian jets", "the coalition's artillery")."""
    if at in parties.mentions:
        return at
    return party_of(trees, parties, at) if trees.lemmas[at] in words("stances", "arms_of") else None


def party_of(trees: Trees, parties: Parties, at: int) -> int | None:
    """The actor that a token heads, else the one whose it is: "Torvia's jets", "Torvian targets"."""
    if can_be_target(parties, at):
        return at
    return next(iter(_owners_of(trees, parties, at)), at if at in parties.mentions else None)


def can_be_target(parties: Parties, at: int) -> bool:
    """Whether somebody can be for or against the one that token ``at`` heads."""
    return at in parties.mentions and at not in parties.no_target


def _owners_of(trees: Trees, parties: Parties, noun: int) -> list[int]:
    """The actors whose a thing is: "Orm's decision", "the positions of the militia"."""
    own = trees.owner(noun)
    heads = [own] if own is not None else []
    heads += [c for c in trees.kids(noun, "nmod") if trees.case(c) == "of"]
    heads += [c for c in trees.kids(noun, "compound", "amod") if trees.tokens[c].upos in ("PROPN", "ADJ")]
    return [head for head in heads if can_be_target(parties, head)][:1]


def told_by_adjectives(trees: Trees, parties: Parties) -> Iterator[Told]:
    """What adjectives tell: "units loyal to Orm", "Vey was hostile to Orm", "the Torvia-backed militia"."""
    table = kinds()
    for at, lemma in enumerate(trees.lemmas):
        rel, noun = trees.rels[at], trees.head(at)
        if lemma in table.related and trees.tokens[at].upos in ("ADJ", "VERB"):
            holder = noun if rel in ("amod", "acl") else trees.subject(at)
            for child in trees.kids(at, "obl", "nmod"):
                if trees.case(child) in ("", "to", "with", "toward", "towards") and not _is_denied(trees, at):
                    yield from _one_told(parties, holder, child, kind_of(lemma, None, []), at)
        elif rel == "amod" and lemma in table.passive and at and trees.lows[at - 1] in ("-", "–", "‑"):
            for child in trees.children[at]:
                if child < at and noun in parties.mentions and child in parties.mentions:
                    kind = kind_of(_stem(lemma), "AID", [])
                    if kind is not None and parties.who(child) != parties.who(noun):
                        yield Told(child, noun, kind, UNCODED, at)


def _is_denied(trees: Trees, at: int) -> bool:
    return any(trees.lows[child] in words("standing", "not") for child in trees.children[at])


def _stem(lemma: str) -> str:
    """The verb of a participle that was taken for an adjective.

    >>> _stem("backed"), _stem("allied"), _stem("financed")
    ('back', 'ally', 'finance')
    """
    known = kinds().words
    for ending, instead in (("ied", "y"), ("ed", ""), ("ed", "e"), ("d", "")):
        if lemma.endswith(ending) and lemma[: -len(ending)] + instead in known:
            return lemma[: -len(ending)] + instead
    return lemma


def told_by_names(trees: Trees, parties: Parties) -> Iterator[Told]:
    """What somebody is taken for: "regards Orm as a partner", "considers Vey the only lawful ruler"."""
    table = kinds()
    for at, lemma in enumerate(trees.lemmas):
        if lemma not in words("stances", "taking") or not trees.is_verb(at) or _is_denied(trees, at):
            continue
        holder = trees.subject(at)
        for target, noun in _taken_for(trees, at):
            lawful = any(trees.lemmas[c] in words("stances", "lawful") for c in trees.kids(noun, "amod"))
            kind = table.words.get("recognise") if lawful else table.words.get(trees.lemmas[noun])
            only = any(trees.lows[c] == "only" for c in trees.kids(noun, "amod", "advmod"))
            if kind is None and only and trees.lemmas[noun] in words("stances", "only_one"):
                kind = table.words["support"]
            if kind is not None:
                yield from _one_told(parties, holder, target, kind._replace(is_mutual=False), at)


def _taken_for(trees: Trees, at: int) -> Iterator[tuple[int, int]]:
    """Who, and as what: the object with its complement, which a wrong tree may make its apposition."""
    objects = trees.kids(at, "obj")
    for target in objects[:1]:
        for noun in trees.kids(at, "xcomp", "obl", "advcl", "iobj"):
            if trees.rels[noun] == "xcomp" or trees.case(noun) == "as":
                yield target, noun
        for noun in trees.kids(target, "nmod", "appos", "acl"):
            if trees.rels[noun] == "appos" or trees.case(noun) == "as":
                yield target, noun
    yield from ((objects[0], noun) for noun in objects[1:2])
    for noun in trees.kids(at, "ccomp", "xcomp"):
        subject = trees.kid(noun, "nsubj")
        if subject is None and objects and trees.rels[noun] == "ccomp" and trees.is_nominal(noun):
            yield objects[0], noun
        if subject is not None and trees.kid(noun, "cop") is None and trees.is_nominal(noun):
            yield subject, noun


def told_by_speakers(document: Document, trees: Trees, parties: Parties, owner: list[int]) -> Iterator[Told]:
    """Whom speakers hold to be guilty: "Orm said that Vey alone was to blame"."""
    starts = [token.span.start for token in document.tokens]
    for at, lemma in enumerate(trees.lemmas):
        if owner[at] < 0 or lemma not in words("stances", "guilty") or _is_denied(trees, at):
            continue
        if trees.kid(at, "cop") is None and not trees.is_infinitive(at):
            continue
        target, source = trees.subject(at), document.attributions[owner[at]].source
        for span in source[:1]:
            inside = range(bisect_left(starts, span.start), bisect_left(starts, span.end))
            heads = [i for i in inside if i in parties.mentions and trees.head(i) not in inside]
            for holder in heads[:1]:
                yield from _one_told(parties, holder, target, _BLAMED, at)


def told_by_demands(document: Document, trees: Trees, parties: Parties) -> Iterator[Told]:
    """Who demands what is done to somebody: "demanded his arrest", "called for Orm's resignation"."""
    for at, lemma in enumerate(trees.lemmas):
        noun, case = trees.head(at), trees.case(at)
        if lemma not in words("stances", "ousting") or trees.tokens[at].upos != "NOUN" or noun < 0:
            continue
        above = trees.lemmas[noun]
        demands = trees.rels[at] == "obj" and above in words("stances", "demanding")
        calls = trees.rels[at] == "obl" and case == "for" and above in words("stances", "calling")
        if not trees.is_verb(noun) or not (demands or calls) or _is_denied(trees, noun):
            continue
        for target in _owners_of(trees, parties, at):
            yield from _one_told(parties, trees.subject(noun), target, _AGAINST, noun)


def _one_told(
    parties: Parties, holder: int | None, target: int | None, kind: StanceKind | None, at: int
) -> Iterator[Told]:
    if kind is None or holder is None or target is None or holder not in parties.mentions:
        return
    if can_be_target(parties, target) and not parties.are_one(holder, target):
        yield Told(holder, target, kind, UNCODED, at)
