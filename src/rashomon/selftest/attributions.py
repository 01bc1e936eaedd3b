r"""Attributions found against attributions of the key, and what is right about those that match.

The rules are the usual ones for PolNeAR: only words (``\w+``) count; contents match when they share half of
the words that either has; the best pairs are matched first, one to one. Three tests:

who-what     the contents match, and so do the sources (or neither has one); the label of an interview's
             answer counts as source or as layout, as the key has it
cue+content  the contents match, and the cues share a word
detect       the contents share a word

A find inside another's content that matches nothing is passed over, as is done where a gold standard marks no
nesting; the line "who-what, nested too" counts it as wrong, since our key does mark it. The words of source,
cue and content are those of all finds, nested ones too, for the same reason.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from rashomon.records import Attribution, Document, Span, Spans, Standing
from rashomon.selftest.figures import Fate, KindRow, Portion, Rate, Score, Share, count_sets, macro_f1
from rashomon.selftest.key import KINDS, PlacedArticle

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Parts:
    """The words of an attribution's three parts, by number."""

    source: frozenset[int]
    cue: frozenset[int]
    content: frozenset[int]
    nested: bool
    labelled: bool = False
    """The source is the label of an answer ("Orm: ..."), which a key may take for layout."""


Test = Callable[[Parts, Parts], float]


def word_spans(text: str) -> Spans:
    """The words that scores count.

    >>> [span.of("It's 5:30.") for span in word_spans("It's 5:30.")]
    ['It', 's', '5', '30']
    """
    return tuple(Span(*match.span()) for match in _WORD.finditer(text))


def covered(words: Spans, spans: Iterable[Span]) -> set[int]:
    """The numbers of the words that share a character with any of ``spans``; words are in order.

    >>> covered(word_spans("The dam fell."), [Span(5, 9)])
    {1, 2}
    """
    found: set[int] = set()
    for span in spans:
        first = bisect_right(words, span.start, key=lambda word: word.end)
        found.update(range(first, bisect_left(words, span.end, key=lambda word: word.start)))
    return found


def overlap(left: frozenset[int], right: frozenset[int]) -> float:
    """Shared words by all words, 0 to 1; two empty sets are alike.

    >>> overlap(frozenset({1, 2, 3}), frozenset({2, 3, 4}))
    0.5
    """
    return len(left & right) / len(left | right) if left or right else 1.0


def _same_source(key: Parts, found: Parts) -> bool:
    if not key.source or not found.source:
        return not key.source and (not found.source or found.labelled)
    return overlap(key.source, found.source) >= 0.5


def _content(key: Parts, found: Parts) -> float:
    shared = overlap(key.content, found.content)
    return shared if shared >= 0.5 else 0.0


def _who_what(key: Parts, found: Parts) -> float:
    return _content(key, found) if _same_source(key, found) else 0.0


def _cue_content(key: Parts, found: Parts) -> float:
    return _content(key, found) if key.cue & found.cue else 0.0


def _detect(key: Parts, found: Parts) -> float:
    return overlap(key.content, found.content)


def likeness(key: Parts, found: Parts) -> float:
    """Contents match; among equals the one with the right source, then the one with the right cue."""
    content = _content(key, found)
    return content + 2 * _same_source(key, found) + bool(key.cue & found.cue) if content else 0.0


TESTS: Mapping[str, Test] = {"who-what": _who_what, "cue+content": _cue_content, "detect": _detect}


def match(key: Sequence[Parts], found: Sequence[Parts], test: Test) -> dict[int, int]:
    """Key number to found number, best pairs first, each used once."""
    scored = sorted(
        ((test(k, f), i, j) for i, k in enumerate(key) for j, f in enumerate(found)), reverse=True
    )
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for score, i, j in scored:
        if score > 0 and i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return pairs


@dataclass
class Tally:
    """What is counted over all articles."""

    rates: dict[str, Score] = field(default_factory=dict)
    choices: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    speakers: list[bool] = field(default_factory=list)
    fates: list[Fate] = field(default_factory=list)
    false_finds: Counter[str] = field(default_factory=Counter)

    def add(self, what: str, score: Score) -> None:
        """Adds to the score of one line."""
        self.rates[what] = self.rates.get(what, Score()) + score

    def choose(self, what: str, key: str, found: str) -> None:
        """Notes one choice among classes."""
        self.choices.setdefault(what, []).append((key, found))


def tally_article(
    placed: PlacedArticle, document: Document, same_speaker: Callable[[str, str | None], bool], tally: Tally
) -> None:
    """Adds one article to ``tally``; ``same_speaker(key's, found)`` says whether two names are one."""
    words = word_spans(document.text)
    key = [
        parts_of(words, item.source, item.cue, item.content, item.key.parent) for item in placed.attributions
    ]
    rows = [item for item in document.attributions if covered(words, item.content)]
    found = [
        replace(
            parts_of(words, item.source, item.cue, item.content, item.parent),
            labelled=item.route == "interview",
        )
        for item in rows
    ]
    for part in ("source", "cue", "content"):
        ours = _union(found, part)
        if part == "source":
            ours -= _union([item for item in found if item.labelled], part) - _union(key, part)
        tally.add(f"words of {part}", count_sets(_union(key, part), ours))
    matches = {name: match(key, found, test) for name, test in TESTS.items()}
    for name, pairs in matches.items():
        stray = set(range(len(found))) - set(pairs.values())
        outer = sum(not found[j].nested for j in stray)
        tally.add(name, Score(len(pairs), outer, len(key) - len(pairs)))
        if name == "who-what":
            tally.add("who-what, nested too", Score(len(pairs), len(stray), len(key) - len(pairs)))
    alike = match(key, found, likeness)
    tally.fates += _fates(placed, matches, alike)
    detected = set(matches["detect"].values())
    tally.false_finds.update(row.route for j, row in enumerate(rows) if j not in detected)
    _tally_pairs(placed, document, {i: rows[j] for i, j in alike.items()}, same_speaker, tally)


def parts_of(words: Spans, source: Spans, cue: Spans, content: Spans, parent: object) -> Parts:
    """The words of ``words`` in each part of an attribution; one with a ``parent`` is nested."""

    def words_of(part: Spans) -> frozenset[int]:
        return frozenset(covered(words, part))

    return Parts(words_of(source), words_of(cue), words_of(content), nested=parent is not None)


def _union(items: Sequence[Parts], part: str) -> set[int]:
    return {number for item in items for number in getattr(item, part)}


def _fates(
    placed: PlacedArticle, matches: Mapping[str, Mapping[int, int]], alike: Mapping[int, int]
) -> list[Fate]:
    def fate(number: int) -> str:
        if number in matches["who-what"]:
            return "right"
        if number in alike:
            return "other source"
        return "other ends" if number in matches["detect"] else "missed"

    return [
        Fate(article=placed.key.name, id=item.key.id, kind=item.key.kind, fate=fate(number))
        for number, item in enumerate(placed.attributions)
    ]


def _tally_pairs(
    placed: PlacedArticle,
    document: Document,
    pairs: Mapping[int, Attribution],
    same_speaker: Callable[[str, str | None], bool],
    tally: Tally,
) -> None:
    """What is right about the finds whose content matches one of the key's."""
    standings = {
        item.id: standing for item, standing in zip(document.attributions, document.standings, strict=False)
    }
    for number, found in pairs.items():
        key = placed.attributions[number].key
        standing = standings.get(found.id, Standing())
        if key.speaker is not None and key.speaker_kind in ("named", "unnamed"):
            tally.speakers.append(same_speaker(key.speaker, found.speaker))
        for what, ours in (
            ("speaker kind", found.speaker_kind),
            ("quotation", found.quotation),
            ("polarity", standing.polarity),
            ("certainty", standing.certainty),
            ("mode", standing.mode),
        ):
            tally.choose(what, getattr(key, what.replace(" ", "_")), ours)
    tally.add("parent (the chain)", _score_parents(placed, pairs))


def _score_parents(placed: PlacedArticle, pairs: Mapping[int, Attribution]) -> Score:
    """A nested attribution of the key is to be found with its parent; of the matched, wrong parents count."""
    ids = {found.id: placed.attributions[number].key.id for number, found in pairs.items()}
    right = wrong = nested = 0
    for number, item in enumerate(placed.attributions):
        nested += item.key.parent is not None
        found = pairs.get(number)
        if found is None or found.parent is None:
            continue
        is_right = item.key.parent is not None and ids.get(found.parent) == item.key.parent
        right += is_right
        wrong += not is_right
    return Score(right, wrong, nested - right)


def miss_article(key: Sequence[tuple[str, str, bool]], article: str, tally: Tally) -> None:
    """Counts an article that could not be read: all its (id, kind, nested) attributions are missed."""
    for name in (*TESTS, "who-what, nested too"):
        tally.add(name, Score(missed=len(key)))
    tally.add("parent (the chain)", Score(missed=sum(nested for _, _, nested in key)))
    tally.fates += [Fate(article=article, id=number, kind=kind, fate="missed") for number, kind, _ in key]


def rate_lines(tally: Tally) -> list[Rate]:
    """The lines of precision, recall and F1."""
    order = [*TESTS, "who-what, nested too", "words of source", "words of cue", "words of content"]
    order.append("parent (the chain)")
    return [Rate(step="attributions", what=what, score=tally.rates.get(what, Score())) for what in order]


def portion_lines(tally: Tally) -> list[Portion]:
    """The lines of what is right about the matched."""
    speakers = Share(sum(tally.speakers), len(tally.speakers))
    lines = [Portion(step="speakers", what="name", share=speakers)]
    for step, what in (
        ("speakers", "speaker kind"),
        ("speakers", "quotation"),
        ("standing", "polarity"),
        ("standing", "certainty"),
        ("standing", "mode"),
    ):
        pairs = tally.choices.get(what, [])
        share = Share(sum(key == found for key, found in pairs), len(pairs))
        lines.append(Portion(step=step, what=what, share=share, macro_f1=macro_f1(pairs)))
    return lines


def kind_rows(tally: Tally) -> list[KindRow]:
    """What became of the attributions of each kind."""
    counts = Counter((fate.kind, fate.fate) for fate in tally.fates)
    return [
        KindRow(
            kind=kind,
            right=counts[kind, "right"],
            other_source=counts[kind, "other source"],
            other_ends=counts[kind, "other ends"],
            missed=counts[kind, "missed"],
        )
        for kind in KINDS
    ]
