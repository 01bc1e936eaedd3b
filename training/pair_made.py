"""Pairs of our own making: a sentence, and what a rule makes of it.

Each rule reads a sentence's tree and gives the sentence changed: denied, with another number, with the
opposite word (opposed); with its actors exchanged or another name (not the same); in the passive, or
without what may be left out (the same).
"""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rashomon.records import Token

_TABLES = tomllib.loads((Path(__file__).parent / "pair_data" / "opposites.toml").read_text(encoding="utf-8"))
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_NUMBERS = tuple(_TABLES["numbers"])
_LOOSE = frozenset(("advcl", "parataxis", "appos", "discourse", "vocative"))
_DENIALS = (
    "It is not true that {}.",
    "The report that {} is false.",
    "Nobody has evidence that {}.",
    "Claims that {} were denied.",
    "There is no truth to the claim that {}.",
    "The ministry denied that {}.",
)
_BEARINGS = (
    "It is true that {}.",
    "It was confirmed that {}.",
    "Reports say that {}.",
    "It became known that {}.",
)


def _opposites() -> Mapping[tuple[str, str], tuple[str, ...]]:
    parts = {"verbs": ("VERB",), "adjectives": ("ADJ",), "nouns": ("NOUN",), "adverbs": ("ADV", "ADP")}
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for table, tags in parts.items():
        for pair in _TABLES[table]:
            for a, b in (pair.split(), pair.split()[::-1]):
                for tag in tags:
                    found[tag, a] = (*found.get((tag, a), ()), b)
    return found


_OPPOSITES = _opposites()


@dataclass(frozen=True)
class Parsed:
    """One sentence and its tree."""

    text: str
    tokens: tuple[Token, ...]
    names: tuple[tuple[int, int, str], ...] = ()
    """Start, end and kind of the names in it."""
    inside: list[set[int]] = field(default_factory=list)
    """For each token the tokens under it, itself among them."""

    def __post_init__(self) -> None:
        self.inside.extend({i} for i in range(len(self.tokens)))
        for i in range(len(self.tokens)):
            at, seen = self.tokens[i].head, {i}
            while at >= 0 and at not in seen:
                self.inside[at].add(i)
                seen.add(at)
                at = self.tokens[at].head

    def root(self) -> int | None:
        """The root, if there is one."""
        roots = [i for i, token in enumerate(self.tokens) if token.head < 0]
        return roots[0] if len(roots) == 1 else None

    def under(self, head: int, *relations: str) -> list[int]:
        """The tokens that hang on ``head`` by one of the relations."""
        return [
            i for i, t in enumerate(self.tokens) if t.head == head and t.deprel.split(":")[0] in relations
        ]

    def word(self, index: int) -> str:
        """The token's words."""
        return self.tokens[index].span.of(self.text)

    def stretch(self, index: int) -> tuple[int, int] | None:
        """From the start to the end of what is under the token; None where it has gaps."""
        inside = sorted(self.inside[index])
        if inside[-1] - inside[0] + 1 != len(inside):
            return None
        return self.tokens[inside[0]].span.start, self.tokens[inside[-1]].span.end

    def with_edits(self, *edits: tuple[int, int, str]) -> str:
        """The sentence with the stretches put anew, tidied."""
        text = self.text
        for start, end, new in sorted(edits, reverse=True):
            text = text[:start] + new + text[end:]
        return _tidy(text)


def _tidy(text: str) -> str:
    text = re.sub(r"\s+", " ", text).strip()
    text = re.sub(r"\s+([,.;:!?])", r"\1", text)
    text = re.sub(r"^[,;:\s]+|,(?=[.,;])", "", text)
    return text[:1].upper() + text[1:]


def denied(s: Parsed) -> str | None:
    """The sentence with its main clause denied, or the denial taken out of it."""
    root = s.root()
    if root is None:
        return None
    for i in s.under(root, "advmod"):
        if s.word(i).lower() in ("not", "n't", "n’t", "never"):
            return _undenied(s, root, i)
    if any(t.negation == "cue" for t in s.tokens):
        return None
    finite = [i for i in s.under(root, "aux", "cop") if s.tokens[i].xpos != "TO"]
    if finite:
        if s.word(finite[0]).lower() in ("ca", "wo", "'ll", "'d", "'ve"):
            return None
        end = s.tokens[finite[0]].span.end
        return s.with_edits((end, end, " not"))
    token = s.tokens[root]
    helper = {"VBD": "did not", "VBZ": "does not", "VBP": "do not"}.get(token.xpos)
    if helper is None or token.upos != "VERB":
        return None
    return s.with_edits((token.span.start, token.span.end, f"{helper} {token.lemma}"))


def _undenied(s: Parsed, root: int, cue: int) -> str | None:
    span = s.tokens[cue].span
    if s.word(cue).lower() == "never":
        return s.with_edits((span.start, span.end, ""))
    helpers = [i for i in s.under(root, "aux", "cop") if i < cue]
    if not helpers:
        return None
    helper = s.word(helpers[0]).lower()
    if helper in ("ca", "wo"):
        whole = {"ca": "can", "wo": "will"}[helper]
        return s.with_edits((s.tokens[helpers[0]].span.start, span.end, whole))
    if helper in ("did", "does", "do") and s.tokens[helpers[0]].lemma == "do":
        start, verb = s.tokens[helpers[0]].span.start, s.tokens[root]
        form = {"did": past(verb.lemma), "does": _third(verb.lemma), "do": verb.lemma}[helper]
        return s.with_edits((start, span.end, ""), (verb.span.start, verb.span.end, form))
    return s.with_edits((span.start, span.end, ""))


def past(lemma: str) -> str:
    """The past tense of a verb.

    >>> past("deny"), past("seize"), past("fall")
    ('denied', 'seized', 'fell')
    """
    return _TABLES["past"].get(lemma) or _with_ed(lemma)


def _with_ed(lemma: str) -> str:
    if lemma.endswith("e"):
        return lemma + "d"
    if re.search(r"[^aeiou]y$", lemma):
        return lemma[:-1] + "ied"
    return lemma + (lemma[-1] if _doubles(lemma) else "") + "ed"


def _doubles(lemma: str) -> bool:
    short = re.fullmatch(r"[^aeiou]*[aeiou][^aeiouwxy]", lemma)
    return bool(short) or lemma in ("permit", "admit", "begin", "forbid")


def _third(lemma: str) -> str:
    if re.search(r"[^aeiou]y$", lemma):
        return lemma[:-1] + "ies"
    return lemma + ("es" if re.search(r"(s|x|z|ch|sh|o)$", lemma) else "s")


def _formed(lemma: str, xpos: str) -> str | None:
    if xpos in ("VBD", "VBN"):
        return past(lemma) if xpos == "VBD" else _TABLES["participle"].get(lemma) or _with_ed(lemma)
    if xpos == "VBZ":
        return _third(lemma)
    if xpos == "VBG":
        stem = lemma[:-1] if lemma.endswith("e") else lemma
        return stem + (lemma[-1] if _doubles(lemma) else "") + "ing"
    if xpos == "NNS":
        return _third(lemma)
    return lemma if xpos in ("VB", "VBP", "NN", "JJ", "JJR", "JJS", "RB", "RBR", "IN", "RP") else None


def opposite(s: Parsed, chance: random.Random) -> str | None:
    """The sentence with a word near its root put into its opposite."""
    root = s.root()
    places = []
    for i, token in enumerate(s.tokens):
        others = _OPPOSITES.get((token.upos, token.lemma.lower()))
        near = i == root or (token.head == root and token.upos != "ADP")
        if others and near:
            places.append((i, others))
    if not places:
        return None
    i, others = chance.choice(places)
    form = _formed(chance.choice(others), s.tokens[i].xpos)
    span = s.tokens[i].span
    return form and s.with_edits((span.start, span.end, form))


def other_number(s: Parsed, chance: random.Random) -> str | None:
    """The sentence with another number, or another day of the week."""
    edits = []
    for i, token in enumerate(s.tokens):
        word = s.word(i)
        if word in _DAYS:
            edits.append((*_ends(token), chance.choice([d for d in _DAYS if d != word])))
        elif token.upos == "NUM" and word.lower() in _NUMBERS:
            edits.append((*_ends(token), chance.choice([n for n in _NUMBERS if n != word.lower()])))
        elif token.upos == "NUM" and re.fullmatch(r"\d{1,3}(,\d{3})*|\d+", word):
            edits.append((*_ends(token), _other(word, chance)))
    return s.with_edits(chance.choice(edits)) if edits else None


def _ends(token: Token) -> tuple[int, int]:
    return token.span.start, token.span.end


def _other(number: str, chance: random.Random) -> str:
    value = int(number.replace(",", ""))
    if 1900 <= value <= 2100 and "," not in number:
        return str(value + chance.choice((-7, -4, -3, -2, -1, 1, 2, 3)))
    other = max(1, round(value * chance.choice((0.25, 0.4, 0.6, 1.5, 2.2, 3.0, 5.0))))
    other += other == value
    return f"{other:,}" if "," in number else str(other)


def exchanged(s: Parsed, _chance: random.Random | None = None) -> str | None:
    """The sentence with its subject and its object exchanged."""
    ends = _actors(s)
    if not ends:
        return None
    (a, b), (c, d) = ends
    return s.with_edits((a, b, s.text[c:d]), (c, d, _lowered(s, a, b)))


def passive(s: Parsed, _chance: random.Random | None = None) -> str | None:
    """The sentence in the passive: a verb in the past tense with a subject and an object."""
    root, ends = s.root(), _actors(s)
    if root is None or not ends or s.tokens[root].xpos != "VBD":
        return None
    if s.under(root, "aux", "compound", "xcomp", "ccomp"):
        return None
    (a, b), (c, d) = ends
    verb = s.tokens[root]
    thing = s.under(root, "obj")[0]
    be = "were" if s.tokens[thing].xpos in ("NNS", "NNPS") or s.under(thing, "conj") else "was"
    participle = _TABLES["participle"].get(verb.lemma) or s.word(root)
    rest = s.text[d:]
    between = s.text[b : verb.span.start].strip()
    if between or s.text[verb.span.end : c].strip():
        return None
    tail = f" by {_lowered(s, a, b)}"
    return _tidy(f"{s.text[:a]}{s.text[c:d]} {be} {participle}{tail}{rest}")


def _actors(s: Parsed) -> tuple[tuple[int, int], tuple[int, int]] | None:
    root = s.root()
    if root is None or s.tokens[root].upos != "VERB":
        return None
    subjects, objects = s.under(root, "nsubj"), s.under(root, "obj")
    if len(subjects) != 1 or len(objects) != 1 or s.under(root, "nsubj:pass"):
        return None
    if "PRON" in (s.tokens[subjects[0]].upos, s.tokens[objects[0]].upos):
        return None
    first, second = s.stretch(subjects[0]), s.stretch(objects[0])
    if not first or not second or first[1] > s.tokens[root].span.start or second[0] < s.tokens[root].span.end:
        return None
    return first, second


def _lowered(s: Parsed, start: int, end: int) -> str:
    """A stretch as it is written within a sentence: only names keep their capital."""
    first = next(t for t in s.tokens if t.span.start >= start)
    text = s.text[start:end]
    return text if first.upos == "PROPN" or first.lemma == "I" else text[:1].lower() + text[1:]


def shortened(s: Parsed, chance: random.Random) -> str | None:
    """The sentence without clauses and additions that may be left out."""
    cuts = []
    for i, token in enumerate(s.tokens):
        loose = token.deprel.split(":")[0] in _LOOSE or (
            token.deprel == "acl" and s.word(min(s.inside[i])).lower() in ("who", "which")
        )
        stretch = s.stretch(i)
        denies = any(s.tokens[k].negation == "cue" or s.word(k).lower() == "if" for k in s.inside[i])
        if loose and stretch and not denies and 4 <= len(s.inside[i]) <= len(s.tokens) * 0.6:
            cuts.append(stretch)
    if not cuts:
        return None
    a, b = chance.choice(cuts)
    text = s.text[:a].rstrip(" ,–—-(") + " " + s.text[b:].lstrip(" ,–—-)")
    return _tidy(text)


def other_name(s: Parsed, chance: random.Random, names: Mapping[str, Sequence[str]]) -> str | None:
    """The sentence with another name of the same kind."""
    if not s.names:
        return None
    start, end, kind = chance.choice(s.names)
    others = [n for n in chance.sample(names[kind], min(5, len(names[kind]))) if n != s.text[start:end]]
    return s.with_edits((start, end, others[0])) if others else None


def framed(s: Parsed, frames: Sequence[str], chance: random.Random) -> str:
    """The sentence as what is said to be so or not so."""
    first = s.tokens[0]
    inner = s.text.rstrip(" .!")
    inner = inner if first.upos == "PROPN" or first.lemma == "I" else inner[:1].lower() + inner[1:]
    return chance.choice(frames).format(inner)


def make(s: Parsed, names: Mapping[str, Sequence[str]], chance: random.Random) -> dict[str, list[str]]:
    """Texts by what they are to the sentence: same, denied, changed (opposed too), other (not the same)."""
    rules: list[tuple[str, float, Callable[[], str | None]]] = [
        ("denied", 1.0, lambda: denied(s)),
        ("changed", 0.7, lambda: opposite(s, chance)),
        ("changed", 0.7, lambda: other_number(s, chance)),
        ("denied", 0.15, lambda: framed(s, _DENIALS, chance)),
        ("same", 0.15, lambda: framed(s, _BEARINGS, chance)),
        ("same", 1.0, lambda: passive(s)),
        ("same", 0.8, lambda: shortened(s, chance)),
        ("other", 0.7, lambda: exchanged(s)),
        ("other", 0.5, lambda: other_name(s, chance, names)),
    ]
    found: dict[str, list[str]] = {"same": [], "denied": [], "changed": [], "other": []}
    for label, share, rule in rules:
        if chance.random() < share:
            made = rule()
            if made and made != s.text:
                found[label].append(made)
    return found
