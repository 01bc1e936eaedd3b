"""Who takes part in an event: agent, patient, recipient, place and time, read from its tree."""

from __future__ import annotations

from rashomon.records import Argument, Document, Span
from rashomon.specify.lexicon import noun_roles, patient_prepositions, words
from rashomon.specify.scene import Scene
from rashomon.specify.trees import Trees

ROLES = ("agent", "patient", "recipient", "place", "time")
Frame = dict[str, list[int]]
"""The head tokens of each role."""


def read_frame(trees: Trees, scene: Scene, at: int, carrier: int | None) -> Frame:
    """The head tokens of those who take part in the event at a token.

    ``carrier`` is the light verb whose object an event noun is ("launched an attack"), if there is one.
    """
    frame: Frame = {role: [] for role in ROLES}
    if trees.is_verb(at):
        _read_verb(trees, scene, at, frame)
    elif trees.kid(at, "cop") is not None:
        _read_state(trees, scene, at, frame)
    else:
        _read_noun(trees, scene, at, carrier, frame)
    return frame


def arguments_of(document: Document, trees: Trees, scene: Scene, frame: Frame) -> tuple[Argument, ...]:
    """The frame as arguments with their phrases, each of several joined nouns one; in order of the text."""
    found = []
    for role, heads in frame.items():
        for at in heads:
            span = phrase_of(document, trees, scene, at)
            found.append(Argument(role=role, span=span, head=at))  # type: ignore[arg-type]
    return tuple(sorted(dict.fromkeys(found), key=lambda a: (a.span, a.role)))


def phrase_of(document: Document, trees: Trees, scene: Scene, at: int) -> Span:
    """The words of an argument: the mention that it heads, or its phrase without relative clauses."""
    number = scene.mentions.get(at)
    if number is not None:
        span = document.mentions[number].span
        owns = span.of(document.text).endswith(("'s", "’s"))
        return Span(span.start, span.end - 2) if owns else span
    return trees.phrase_span(at)


def _add(trees: Trees, frame: Frame, role: str, at: int | None) -> None:
    """Put a noun and those joined to it into a role, unless they have one."""
    for one in trees.with_conjuncts(at) if at is not None else ():
        if not any(one in heads for heads in frame.values()):
            frame[role].append(one)


def _add_between(trees: Trees, frame: Frame, at: int) -> None:
    """Of nouns joined in something mutual the first is the agent, the others the patients."""
    if not frame["agent"] and not frame["patient"]:
        first, *rest = trees.with_conjuncts(at)
        frame["agent"].append(first)
        frame["patient"].extend(rest)


def _read_verb(trees: Trees, scene: Scene, at: int, frame: Frame) -> None:
    lemma = trees.lemmas[at]
    subject = trees.subject(at)
    objects = _objects(trees, at, subject)
    if trees.is_passive(at):
        _add(
            trees,
            frame,
            "recipient" if objects and lemma in words("subjects", "give") else "patient",
            subject,
        )
        for found in objects:
            _add(trees, frame, "patient", found)
    else:
        undergoes = not objects and lemma in words("subjects", "undergoing")
        _add(trees, frame, "patient" if undergoes else "agent", subject)
        for found in trees.kids(at, "iobj"):
            _add(trees, frame, "recipient", trees.resolved(found))
        for found in objects:
            _add(trees, frame, "patient", found)
    _read_obliques(trees, scene, at, frame)
    for found in objects:
        _read_surroundings(trees, scene, found, frame)


def _objects(trees: Trees, at: int, subject: int | None) -> list[int]:
    """The objects of a verb; that of "the town (that) the army seized" is the town."""
    own = [trees.resolved(child) for child in trees.kids(at, "obj")]
    if own or trees.rels[at] != "acl" or trees.is_passive(at):
        return own if own or trees.rels[at] != "conj" else _shared_objects(trees, at)
    noun = trees.head(at)
    bare = not trees.kids(at, "ccomp", "xcomp") and trees.is_finite_clause(at)
    stranded = any(trees.rels[c] == "obl" for c in trees.children[at])
    if bare and not stranded and subject is not None and subject != noun:
        return [noun]
    return []


def _shared_objects(trees: Trees, at: int) -> list[int]:
    """The object of "bombed and stormed the town" belongs to both when it stands after the last verb."""
    above = trees.head(at)
    if above < 0 or not trees.is_verb(above) or trees.kid(at, "nsubj", "obl", "xcomp", "ccomp") is not None:
        return []
    return [child for child in trees.kids(above, "obj") if child > at]


def _read_obliques(trees: Trees, scene: Scene, at: int, frame: Frame) -> None:
    lemma = trees.lemmas[at]
    passive = trees.is_passive(at)
    for child in trees.children[at]:
        rel = trees.rels[child]
        if (
            rel in ("obl", "advmod", "nmod")
            and not _read_time(trees, scene, child, frame)
            and rel != "advmod"
        ):
            here = trees.resolved(child)
            role = _oblique_role(trees, scene, lemma, here, trees.case(child), frame, passive=passive)
            if role:
                _add(trees, frame, role, here)


def _oblique_role(
    trees: Trees, scene: Scene, lemma: str, at: int, case: str, frame: Frame, *, passive: bool
) -> str | None:
    if passive and case in ("by", "at the hands of") and at not in scene.times:
        return "agent"
    verbs = patient_prepositions().get(case, frozenset())
    if lemma in verbs or "*" in verbs:
        if not frame["patient"]:
            return "patient"
        return "recipient" if at in scene.actors or case == "against" else None
    if case == "to" and (
        lemma in words("subjects", "give") or (at in scene.actors and at not in scene.places)
    ):
        return "recipient"
    if case == "for" and at in scene.actors and lemma in words("subjects", "give"):
        return "recipient"
    if at in scene.places and case in words("places", "prepositions"):
        return "place"
    return None


def _read_time(trees: Trees, scene: Scene, at: int, frame: Frame) -> bool:
    if at in scene.times:
        _add(trees, frame, "time", at)
        return True
    return False


def _read_surroundings(trees: Trees, scene: Scene, noun: int, frame: Frame) -> None:
    """A place or time that hangs on the object: "killed five men in Sollum on Monday"."""
    for child in trees.kids(noun, "nmod"):
        if child in scene.times and not frame["time"] and trees.case(child) != "of":
            _add(trees, frame, "time", child)
        elif child in scene.places and not frame["place"] and trees.case(child) in ("in", "at", "near"):
            _add(trees, frame, "place", child)


def _read_state(trees: Trees, scene: Scene, at: int, frame: Frame) -> None:
    """Who is so, and toward whom: "is dead", "is an ally of the north"."""
    _add(trees, frame, "agent", trees.subject(at))
    for child in trees.kids(at, "nmod", "obl"):
        if _read_time(trees, scene, child, frame):
            continue
        if trees.case(child) in ("of", "to", "with", "for", "against") or child == trees.owner(at):
            _add(trees, frame, "patient", trees.resolved(child))
        elif child in scene.places:
            _add(trees, frame, "place", child)
    if trees.lemmas[at] in ("dead", "alive", "injured", "wounded", "missing", "free"):
        frame["patient"], frame["agent"] = [*frame["agent"], *frame["patient"]], []


def _read_noun(trees: Trees, scene: Scene, at: int, carrier: int | None, frame: Frame) -> None:
    lemma = trees.lemmas[at]
    undergone = lemma in words("nouns", "undergone")
    owner = trees.owner(at)
    if carrier is not None:
        _read_carrier(trees, carrier, at, frame)
    for child in trees.kids(at, "nmod", "obl"):
        if child == owner or _read_time(trees, scene, child, frame):
            continue
        _read_modifier(trees, scene, child, trees.case(child), frame, undergone=undergone)
    _add(trees, frame, "patient" if undergone else "agent", owner)
    for child in trees.kids(at, "amod", "compound"):
        # "Torvian support", "the Torvia - Harland talks"
        if child in scene.actors and trees.tokens[child].upos in ("ADJ", "PROPN"):
            _read_epithet(trees, child, frame, lemma=lemma)
        elif child in scene.times:
            _add(trees, frame, "time", child)
    if carrier is not None:
        _read_carried(trees, scene, carrier, frame)


def _read_modifier(
    trees: Trees, scene: Scene, child: int, case: str, frame: Frame, *, undergone: bool
) -> None:
    here = trees.resolved(child)
    if case == "between":
        _add_between(trees, frame, here)
    elif case == "of":
        _add(trees, frame, "patient" if undergone or frame["agent"] else "agent", here)
    elif case in ("in", "at", "near", "inside", "around", "across", "into") or (
        case == "on" and here in scene.times
    ):
        if here in scene.places:
            _add(trees, frame, "place", here)
    elif case == "from" and here in scene.places and frame["agent"]:
        _add(trees, frame, "place", here)
    elif case in noun_roles():
        _add(trees, frame, noun_roles()[case], here)


def _read_epithet(trees: Trees, child: int, frame: Frame, *, lemma: str) -> None:
    if len(trees.with_conjuncts(child)) > 1 and lemma in words("nouns", "mutual"):
        _add_between(trees, frame, child)
    elif not frame["agent"]:
        _add(trees, frame, "agent", child)


def _read_carrier(trees: Trees, carrier: int, noun: int, frame: Frame) -> None:
    """The subject of "launched an attack" attacks; that of "received support" is supported."""
    receiving = trees.lemmas[carrier] in words("predicates", "receiving")
    if trees.is_passive(carrier):
        for child in trees.kids(carrier, "obl"):
            if trees.case(child) == "by":
                _add(trees, frame, "agent", trees.resolved(child))
        return
    subject = trees.subject(carrier)
    if subject is not None and subject != noun:
        _add(trees, frame, "patient" if receiving else "agent", subject)
    for child in trees.kids(carrier, "iobj"):
        _add(trees, frame, "recipient", trees.resolved(child))


def _read_carried(trees: Trees, scene: Scene, carrier: int, frame: Frame) -> None:
    """What hangs on the light verb: "carried out strikes against them in Sollum on Monday"."""
    receiving = trees.lemmas[carrier] in words("predicates", "receiving")
    for child in trees.kids(carrier, "obl", "advmod"):
        if _read_time(trees, scene, child, frame) or trees.rels[child] == "advmod":
            continue
        case, here = trees.case(child), trees.resolved(child)
        if receiving and case in ("from", "by"):
            _add(trees, frame, "agent", here)
        elif case in ("against", "on", "upon", "with", "for") and not frame["patient"]:
            _add(trees, frame, "patient", here)
        elif case == "to":
            _add(trees, frame, "recipient", here)
        elif here in scene.places and case in words("places", "prepositions"):
            _add(trees, frame, "place", here)
