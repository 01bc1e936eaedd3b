"""Words that show by themselves whom the one who uses them is for or against: "the so-called government".

An outlet seldom says whom it is for, but calls one side a regime and the other's word an invention. Each
such word is a `Piece`; the words are lists in slant.toml. Whose they are, and whether they are enough, is
judged in `leanings`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any, Literal, NamedTuple

from rashomon.records import Document
from rashomon.specify.parties import Parties
from rashomon.specify.trees import Trees
from rashomon.text import word_set

Sign = Literal[-1, 1]


class Piece(NamedTuple):
    """A word that shows a side."""

    target: int
    """The head of whom it is for or against."""
    sign: Sign
    weight: float
    at: int
    """The token that shows it."""
    kind: str
    is_name: bool = False
    """Only what somebody is called: in reported speech it may be the reporter's word."""


@cache
def _raw() -> dict[str, Any]:
    text = files("rashomon.specify").joinpath("slant.toml").read_text(encoding="utf-8")
    table: dict[str, Any] = tomllib.loads(text)
    return table


@cache
def _list(section: str, name: str) -> frozenset[str]:
    return word_set(_raw()[section][name])


def _weight(section: str, name: str = "weight") -> float:
    return float(_raw()[section][name])


def find_pieces(document: Document, trees: Trees, parties: Parties) -> list[Piece]:
    """All that shows a side, in the order of the text, whoever's words they are."""
    scare = _in_scare_marks(document, trees)
    found: list[Piece] = []
    for at in range(len(trees.lemmas)):
        if trees.is_verb(at):
            found += [*_by_deed(trees, parties, at), *_by_proof(trees, parties, at)]
            found += [*_by_force(trees, parties, at), *_by_guilt(trees, parties, at)]
        elif trees.is_nominal(at):
            found += [*_by_body(trees, parties, at), *_by_deed_noun(trees, parties, at)]
            found += [*_by_tale(trees, parties, at), *_by_praise(trees, parties, at)]
        found += [*_by_adjective(trees, parties, at), *_by_title(trees, parties, at, scare)]
        found += [*_by_wariness(trees, parties, at), *_by_aside(trees, parties, at)]
    return [piece for piece in found if parties.has_name(piece.target)]


def _can_be(parties: Parties, at: int) -> bool:
    """Whether somebody can be for or against it; a state that is on no map too."""
    return at in parties.mentions and (at not in parties.no_target or at in parties.unmapped)


def _owned(trees: Trees, parties: Parties, noun: int, cases: tuple[str, ...] = ("of",)) -> list[int]:
    """Whose a thing is by "'s" or a preposition: "the thugs of Orm"."""
    own = trees.owner(noun)
    heads = [own] if own is not None else []
    heads += [c for c in trees.kids(noun, "nmod") if trees.case(c) in cases]
    return [head for head in heads if _can_be(parties, head)][:1]


def _owned_or_called(
    trees: Trees, parties: Parties, noun: int, cases: tuple[str, ...] = ("of",)
) -> list[int]:
    """Whose it is, or after whom it is called: "the Orm regime", "Torvian aggression"."""
    before = [c for c in trees.kids(noun, "compound", "amod") if trees.tokens[c].upos in ("PROPN", "ADJ")]
    called = [head for head in before if _can_be(parties, head)]
    return (_owned(trees, parties, noun, cases) or called)[:1]


def _named(parties: Parties, at: int) -> list[int]:
    return [at] if _can_be(parties, at) and parties.has_name(at) else []


def _subject(trees: Trees, parties: Parties, verb: int) -> list[int]:
    """Who does what a verb says."""
    if trees.is_passive(verb):
        found = [c for c in trees.kids(verb, "obl") if trees.case(c) == "by"]
    else:
        subject = trees.subject(verb)
        found = [] if subject is None else trees.with_conjuncts(subject)
    return [one for one in found if _can_be(parties, one)]


def _is_flat(trees: Trees, at: int) -> bool:
    """Whether a verb is said to be so: no "not", "would", "to", "if"."""
    if any(trees.lows[c] in ("not", "n't", "never", "nor", "hardly") for c in trees.children[at]):
        return False
    if any(trees.tokens[c].xpos == "MD" for c in trees.kids(at, "aux")):
        return False
    return not trees.is_infinitive(at) and not {"if", "unless", "whether"} & set(trees.marks(at))


def _is_charge(trees: Trees, at: int) -> bool:
    """Whether somebody is said to speak of it: "accused of atrocities", "alleged atrocities"."""
    if any(trees.lemmas[c] in ("alleged", "supposed", "reported") for c in trees.kids(at, "amod")):
        return True
    charges = _list("deeds", "charges")
    for _ in range(5):
        at = trees.head(at)
        if at < 0:
            return False
        if trees.lemmas[at] in charges:
            return True
    return False


def _is_word(trees: Trees, at: int) -> bool:
    """Whether a noun is a word of the language, no part of a name."""
    return trees.tokens[at].upos == "NOUN"


def _by_body(trees: Trees, parties: Parties, at: int) -> Iterator[Piece]:
    """``the Orm regime``, ``the mercenaries of Vey``."""
    lemma = trees.lemmas[at]
    if not _is_word(trees, at):
        return
    worst = 1.0 if lemma in _list("names", "worst") else 0.0
    if lemma in _list("names", "rulers"):
        is_mild = lemma in _list("names", "mild")
        weight = worst or _weight("names", "mild_weight" if is_mild else "rulers_weight")
        for target in _owned_or_called(trees, parties, at) or _named(parties, at):
            yield Piece(target, -1, weight, at, "disparages", is_name=True)
    elif lemma in _list("names", "men") and not _is_charge(trees, at):
        weight = worst or _weight("names", "men_weight")
        for target in _owned(trees, parties, at) or _band(trees, parties, at) or _named(parties, at):
            yield Piece(target, -1, weight, at, "disparages", is_name=True)


def _band(trees: Trees, parties: Parties, noun: int) -> list[int]:
    """Whose men are called after a band, not a people: "Blue Hand thugs", not "Torvian thugs"."""
    return [
        c
        for c in trees.kids(noun, "compound", "amod")
        if _can_be(parties, c)
        and parties.mentions[c].kind != "place"
        and trees.tokens[c].upos == "PROPN"
        and parties.mentions[c].label != "NORP"
        and not parties.is_country(c)
    ][:1]


def _by_deed_noun(trees: Trees, parties: Parties, at: int) -> Iterator[Piece]:
    """``the aggression of Torvia``, ``Torvia's oppression of the islands``."""
    lemma = trees.lemmas[at]
    cases = ("of", "by") if lemma in _list("deeds", "nouns") else ("by",)
    known = _list("deeds", "nouns") | _list("deeds", "suffered")
    if _is_word(trees, at) and lemma in known and not _is_charge(trees, at):
        for target in _owned_or_called(trees, parties, at, cases):
            yield Piece(target, -1, _weight("deeds", "nouns_weight"), at, "denounces")


def _by_deed(trees: Trees, parties: Parties, at: int) -> Iterator[Piece]:
    """``Vey betrayed the town``, ``the army liberated it``, ``the ministry refuted these inventions``."""
    lemma = trees.lemmas[at]
    if not _is_flat(trees, at):
        return
    if lemma in _list("deeds", "verbs") and not _is_charge(trees, at):
        for target in _subject(trees, parties, at):
            yield Piece(target, -1, _weight("deeds", "verbs_weight"), at, "denounces")
    elif lemma in _list("praise", "verbs") and not _is_charge(trees, at):
        for target in _subject(trees, parties, at):
            yield Piece(target, 1, _weight("praise", "verbs_weight"), at, "praises")
    untrue = [c for c in trees.kids(at, "obj") if trees.lemmas[c] in _list("tales", "untrue")]
    if untrue and lemma in _list("tales", "refuting"):
        for target in _subject(trees, parties, at):
            yield Piece(target, 1, _weight("tales", "refuting_weight"), at, "believes")


def _by_tale(trees: Trees, parties: Parties, at: int) -> Iterator[Piece]:
    """``the lies of Orm``, ``the tale from Torvia``: what somebody says is called untrue."""
    lemma = trees.lemmas[at]
    if not _is_word(trees, at) or _is_charge(trees, at):
        return
    if lemma in _list("tales", "lies"):
        for target in _owned_or_called(trees, parties, at, ("of", "from", "by")):
            yield Piece(target, -1, _weight("tales", "lies_weight"), at, "disbelieves")
    elif lemma in _list("tales", "tales"):
        weight = _weight("tales", "tales_weight")
        # "not the first tale from there": all that comes from there is one.
        if any(trees.lows[c] in ("first", "another", "latest", "usual") for c in trees.children[at]):
            weight = _weight("tales", "lies_weight")
        for target in _owned(trees, parties, at, ("from",)):
            yield Piece(target, -1, weight, at, "disbelieves")


def _by_adjective(trees: Trees, parties: Parties, at: int) -> Iterator[Piece]:
    """``the brutal rule of Orm``, ``the lawful president, Vey``."""
    noun, lemma = trees.head(at), trees.lemmas[at]
    if trees.rels[at] not in ("amod", "compound") or noun < 0 or _is_charge(trees, noun):
        return
    if lemma == "terrorist":
        bodies = _list("adjectives", "bodies")
        called = _band(trees, parties, noun) if trees.lemmas[noun] in bodies else []
        for target in _named(parties, noun) or called:
            yield Piece(target, -1, _weight("names", "men_weight"), at, "disparages", is_name=True)
    if lemma in _list("adjectives", "against"):
        for target in _named(parties, noun) or _whose_deed(trees, parties, noun):
            yield Piece(target, -1, _weight("adjectives", "against_weight"), at, "disparages")
    elif lemma in _list("adjectives", "for") and trees.kid(at, "advmod") is None:
        for target in _named(parties, noun):
            yield Piece(target, 1, _weight("adjectives", "for_weight"), at, "praises", is_name=True)


def _whose_deed(trees: Trees, parties: Parties, noun: int) -> list[int]:
    """Whose a rule or an assault is: of "the siege of Orm" it is not Orm's."""
    if trees.lemmas[noun] in _list("adjectives", "ways"):
        return _owned_or_called(trees, parties, noun)
    is_done = trees.lemmas[noun] in _list("adjectives", "done")
    return _owned_or_called(trees, parties, noun, ("by",)) if is_done else []


def _in_scare_marks(document: Document, trees: Trees) -> frozenset[int]:
    """Titles in lower case that stand in marks of distance: ``the "government" of Orm``."""
    marks = [quote.span for quote in document.quotes if quote.is_scare]
    return frozenset(
        at
        for at, token in enumerate(trees.tokens)
        if trees.lemmas[at] in _list("adjectives", "titles")
        and token.upos == "NOUN"
        and any(span.start <= token.span.start and token.span.end == span.end for span in marks)
    )


def _by_title(trees: Trees, parties: Parties, at: int, scare: frozenset[int]) -> Iterator[Piece]:
    """``the so-called government of Orm``, ``the self-styled president Vey``."""
    noun, weight = at, 0.0
    if at in scare:
        weight = _weight("adjectives", "doubted_weight")
    elif trees.lows[at] in ("called", "so-called") and (at < 2 or trees.lows[at - 2] in ("so", "the", "a")):
        weight, noun = _weight("adjectives", "doubted_weight"), _noun_above(trees, at)
    elif _is_styled(trees, at):
        weight, noun = _weight("adjectives", "styled_weight"), _noun_above(trees, at)
    if weight and noun >= 0 and _is_title(trees, noun):
        for target in _named(parties, noun) or _owned_or_called(trees, parties, noun):
            yield Piece(target, -1, weight, at, "disparages", is_name=True)


def _is_styled(trees: Trees, at: int) -> bool:
    """``self-styled``, in one token or in three."""
    cut = (
        at > 1 and trees.lows[at - 2] == "self" and f"self-{trees.lows[at]}" in _list("adjectives", "styled")
    )
    return cut or trees.lows[at] in _list("adjectives", "styled")


def _is_title(trees: Trees, noun: int) -> bool:
    parts = [noun, *trees.kids(noun, "compound", "nmod", "flat", "amod", "appos")]
    return any(trees.lemmas[c] in _list("adjectives", "titles") for c in parts)


def _noun_above(trees: Trees, at: int) -> int:
    """The noun behind a word that an adjective's parts hang on."""
    start = at
    for _ in range(3):
        at = trees.head(at)
        if at > start and trees.is_nominal(at):
            return at
        if at < 0:
            break
    return -1


def _by_praise(trees: Trees, parties: Parties, at: int) -> Iterator[Piece]:
    """``Vey, the hero of the delta``, ``Vey is a hero``, ``whom even his rivals call a hero``."""
    if trees.lemmas[at] not in _list("praise", "nouns") or not _is_word(trees, at):
        return
    head, rel, found = trees.head(at), trees.rels[at], []
    if any(trees.lows[c] in ("not", "no", "n't", "never") for c in trees.children[at]):
        return
    if rel == "appos" and head >= 0:
        found = [head]
    elif trees.kid(at, "cop") is not None and not trees.kids(at, "aux") and head < 0:
        found = [one for one in (trees.subject(at),) if one is not None]
    elif head >= 0 and trees.is_verb(head) and trees.rels[head] == "acl" and _is_anybodys(trees, head):
        found = [trees.head(head)]
    else:
        found = trees.kids(at, "appos", "flat")[:1]
    for target in found:
        if _can_be(parties, target) and target != at:
            yield Piece(target, 1, _weight("praise"), at, "praises")


def _is_anybodys(trees: Trees, verb: int) -> bool:
    """Whether even those call somebody so who would not: "whom even his rivals call"."""
    subjects = [c for c in trees.kids(verb, "nsubj") if trees.lows[c] not in ("whom", "who", "that", "which")]
    even = any(trees.lows[c] == "even" for one in subjects for c in trees.children[one])
    return trees.lemmas[verb] == "call" and even


def _by_proof(trees: Trees, parties: Parties, at: int) -> Iterator[Piece]:
    """``Vey has shown no proof``; ``Vey claimed it without evidence``."""
    proofs = [c for c in trees.kids(at, "obj") if trees.lemmas[c] in _list("doubts", "proof")]
    verb = at
    if proofs and trees.lemmas[at] in _list("doubts", "showing"):
        denied = any(trees.lows[c] in ("not", "n't", "never", "nor") for c in trees.children[at])
        denied |= any(trees.lows[c] == "no" for c in trees.children[proofs[0]])
        if "without" in trees.marks(at):
            verb = trees.head(at)
            denied = verb >= 0 and trees.lemmas[verb] in _list("doubts", "saying")
    else:
        behind = [c for c in trees.kids(at, "obl") if trees.case(c) == "without"]
        denied = any(trees.lemmas[c] in _list("doubts", "proof") for c in behind)
        denied &= trees.lemmas[at] in _list("doubts", "saying")
    for target in _subject(trees, parties, verb) if denied else []:
        yield Piece(target, -1, _weight("doubts", "proof_weight"), at, "doubts")


def _by_wariness(trees: Trees, parties: Parties, at: int) -> Iterator[Piece]:
    """``there are reasons to be careful about what Vey says``."""
    if trees.lemmas[at] not in _list("doubts", "wary") or trees.tokens[at].upos != "ADJ":
        return
    own, above = trees.kid(at, "nsubj"), trees.head(at)
    is_ours = own is not None and trees.lows[own] in ("one", "we", "readers")
    if not is_ours and (own is not None or above < 0 or trees.lemmas[above] not in ("reason", "ground")):
        return
    for verb in sorted(trees.below(at)):
        if verb != at and trees.is_verb(verb) and trees.lemmas[verb] in _list("doubts", "saying"):
            for target in _subject(trees, parties, verb):
                yield Piece(target, -1, _weight("doubts", "wary_weight"), at, "doubts")


def _by_aside(trees: Trees, parties: Parties, at: int) -> Iterator[Piece]:
    """``Vey, as usual, denies it``; ``whatever Vey says``."""
    verb = trees.head(at)
    clauses = trees.kids(at, "acl") if trees.lows[at] == "whatever" else []
    verb = clauses[0] if clauses else verb
    if verb < 0 or not trees.is_verb(verb):
        return
    low, before = trees.lows[at], trees.lows[at - 1] if at else ""
    if (
        before == "as"
        and low in _list("doubts", "always")
        and trees.lemmas[verb] in _list("doubts", "denying")
    ):
        for target in _subject(trees, parties, verb):
            yield Piece(target, -1, _weight("doubts", "always_weight"), at, "disbelieves")
    elif low == "whatever" and trees.lemmas[verb] in _list("doubts", "saying"):
        for target in _subject(trees, parties, verb):
            if target != at:
                yield Piece(target, -1, _weight("doubts", "whatever_weight"), at, "doubts")


def _by_force(trees: Trees, parties: Parties, at: int) -> Iterator[Piece]:
    """``the war was forced on Vey``."""
    if (
        trees.lemmas[at] not in _list("forced", "verbs")
        or not trees.is_passive(at)
        or not _is_flat(trees, at)
    ):
        return
    subject = trees.subject(at)
    if subject is not None and trees.lemmas[subject] in _list("forced", "nouns"):
        for child in trees.kids(at, "obl"):
            if trees.case(child) in ("on", "upon") and _can_be(parties, child):
                yield Piece(child, 1, _weight("forced"), at, "excuses")


def _by_guilt(trees: Trees, parties: Parties, at: int) -> Iterator[Piece]:
    """``Torvia pours oil on the fire``, ``Vey will answer in court``, ``Torvia stands behind this``."""
    beside = [(trees.case(c), c) for c in trees.kids(at, "obl")]
    lemma, lemmas = trees.lemmas[at], {trees.lemmas[c] for _, c in beside}
    is_foretold = any(trees.tokens[c].xpos == "MD" for c in trees.kids(at, "aux"))
    guilty: list[int] = []
    if any(trees.lows[c] in ("not", "n't", "never") for c in trees.children[at]):
        return
    fuel = {trees.lemmas[c] for c in trees.kids(at, "obj")}
    is_guilty = lemma in ("pour", "add") and bool(fuel & _list("guilt", "fire"))
    is_guilty &= bool(lemmas & _list("guilt", "fires"))
    is_guilty |= lemma == "play" and any(case == "with" and trees.lemmas[c] == "fire" for case, c in beside)
    is_guilty |= lemma == "answer" and bool(lemmas & _list("guilt", "court")) and is_foretold
    if is_guilty:
        guilty = _subject(trees, parties, at)
    elif lemma == "stand" and any(case == "behind" and c not in parties.mentions for case, c in beside):
        guilty = _subject(trees, parties, at) or [c for c in trees.kids(at, "obj") if _can_be(parties, c)]
    for target in guilty:
        yield Piece(target, -1, _weight("guilt"), at, "accuses")
