"""Which words of a document name events, and the events themselves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from rashomon.records import Document, Event, Span
from rashomon.specify.arguments import arguments_of, read_frame
from rashomon.specify.coding import Vote, act_of, weigh
from rashomon.specify.lexicon import acts, words
from rashomon.specify.scene import owners, read_scene
from rashomon.specify.standings import factuality_of, read_voices, stand
from rashomon.specify.trees import Trees
from rashomon.text import word_set

_EVENT_NOUN = 0.5
"""From this probability the net's word is taken that a noun names an event."""
_CODED_NOUN = 0.25
"""The same for a noun that the lexicon of acts knows too."""
_NO_HEADS = word_set("aux cop case mark fixed flat compound det cc amod punct")


class Predicate(NamedTuple):
    """The token that names an event, and the light verb that carries it ("launched" an attack)."""

    at: int
    carrier: int | None = None


def find_events(document: Document, vote: Vote | None = None) -> tuple[Event, ...]:
    """The events of a document, in the order of the text.

    Needs ``tokens``; takes arguments' spans from ``mentions``, ``places`` and ``times``, voices from
    ``attributions``, where they are there. ``vote`` may weigh the codes (see `coding.weigh`).

    >>> from rashomon.records import Article
    >>> find_events(Document(article=Article(name="a", text="No tokens.")))
    ()
    """
    if not document.tokens:
        return ()
    trees = Trees(document.text, document.tokens)
    scene = read_scene(document, trees)
    owner = owners(document)
    voices = read_voices(document, trees, owner)
    cues = _cue_tokens(document, trees)
    found = []
    for predicate in find_predicates(trees, scene.actors - scene.places):
        saying = predicate.at in cues and trees.lemmas[predicate.at] in words("predicates", "saying")
        act = act_of(trees, predicate.at, predicate.carrier)
        if act is None and saying:
            continue
        frame = read_frame(trees, scene, predicate.at, predicate.carrier)
        arguments = arguments_of(document, trees, scene, frame)
        act = weigh(act, arguments, scene.actors, vote)
        standing = stand(trees, voices, owner, predicate.at, predicate.carrier)
        number = owner[predicate.at]
        found.append(
            Event(
                span=_span(trees, predicate.at),
                token=predicate.at,
                factuality=factuality_of(document.tokens[predicate.at].factuality, standing),
                polarity=standing.polarity,
                certainty=standing.certainty,
                mode=standing.mode,
                lemma=trees.lemmas[predicate.at],
                arguments=arguments,
                code=act.code if act else None,
                code_score=round(act.score, 4) if act else 0.0,
                condition=standing.condition,
                attribution=document.attributions[number].id if number >= 0 else None,
            )
        )
    return tuple(found)


def find_predicates(trees: Trees, actors: frozenset[int] = frozenset()) -> Iterator[Predicate]:
    """The tokens that name events: verbs, event nouns and states, without the verbs that only carry them.

    Nouns that head a mention of ``actors`` are none: "the opposition fled".
    """
    carriers = {}
    nouns = {at for at in range(len(trees.tokens)) if at not in actors and _is_event_noun(trees, at)}
    for at in nouns:
        carrier = _carrier(trees, at)
        if carrier is not None:
            carriers[at] = carrier
    carrying = set(carriers.values())
    for at in range(len(trees.tokens)):
        if at in nouns:
            yield Predicate(at, carriers.get(at))
        elif at not in carrying and (_is_event_verb(trees, at, nouns) or _is_state(trees, at)):
            yield Predicate(at)


def _is_event_noun(trees: Trees, at: int) -> bool:
    token = trees.tokens[at]
    if token.upos != "NOUN" or trees.rels[at] in _NO_HEADS:
        return False
    lemma = trees.lemmas[at]
    if lemma in words("times", "nouns") or lemma in words("predicates", "hollow_nouns"):
        return False
    if token.is_event >= _EVENT_NOUN or lemma in words("predicates", "nouns"):
        return True
    act = acts().nouns.get(lemma)
    return act is not None and (act.is_sure or token.is_event >= _CODED_NOUN)


def _carrier(trees: Trees, noun: int) -> int | None:
    """The light verb of an event noun: "launched an attack", "an attack was launched"."""
    light = words("predicates", "light")
    place = _counted(trees, noun)
    above, rel = trees.head(place), trees.rels[place]
    carries = above >= 0 and trees.is_verb(above) and trees.lemmas[above] in light
    if carries and (rel == "obj" or (rel == "nsubj" and trees.is_passive(above))):
        return above
    for child in trees.kids(noun, "acl"):
        if trees.lemmas[child] in light and trees.is_relative(child):
            own = [trees.resolved(c) for c in trees.kids(child, "obj")]
            if trees.is_passive(child) or noun in own or not own:
                return child
    return None


def _counted(trees: Trees, noun: int) -> int:
    """The word that counts the events ("a series of attacks"), or the first of joined nouns."""
    place = noun
    if trees.rels[place] == "conj" and trees.head(place) >= 0:
        place = trees.head(place)
    above = trees.head(place)
    counts = trees.rels[place] == "nmod" and trees.case(place) == "of" and above >= 0
    return above if counts and trees.lemmas[above] in words("predicates", "counting") else place


def _is_event_verb(trees: Trees, at: int, nouns: set[int]) -> bool:
    lemma = trees.lemmas[at]
    if not trees.is_verb(at) or trees.rels[at] in _NO_HEADS or _is_empty(trees, at):
        return False
    if lemma in words("predicates", "aspectual"):
        complements = trees.kids(at, "xcomp")
        return not complements and not any(child in nouns for child in trees.kids(at, "obj"))
    return lemma != "take" or not any(trees.lemmas[child] == "place" for child in trees.kids(at, "obj"))


def _is_empty(trees: Trees, at: int) -> bool:
    """Whether a verb names no event: "follows the war", but "sanctions will follow" does."""
    if trees.rels[at] == "advcl" and trees.lows[at] in words("standing", "if"):
        return True
    lemma = trees.lemmas[at]
    happens = lemma in words("standing", "happening") and trees.kid(at, "obj") is None
    return lemma in words("predicates", "empty") and not happens


def _is_state(trees: Trees, at: int) -> bool:
    """Whether "is dead", "was an ally of": who is with whom, or what became of somebody."""
    return trees.lemmas[at] in words("predicates", "states") and trees.kid(at, "cop") is not None


def _span(trees: Trees, at: int) -> Span:
    """The word, with a particle that follows at once: "took over"."""
    span = trees.tokens[at].span
    for child in trees.kids(at, "compound"):
        if child == at + 1 and trees.is_verb(at):
            return Span(span.start, trees.tokens[child].span.end)
    return span


def _cue_tokens(document: Document, trees: Trees) -> frozenset[int]:
    """The tokens that attributions' cues cover."""
    spans = sorted(span for a in document.attributions for span in a.cue)
    found, place = set(), 0
    for at, token in enumerate(trees.tokens):
        while place < len(spans) and spans[place].end <= token.span.start:
            place += 1
        if place < len(spans) and spans[place].start < token.span.end:
            found.add(at)
    return frozenset(found)
