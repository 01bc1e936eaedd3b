"""Which act of PLOVER an event is, and how sure that is.

The scheme (Halterman et al. 2023, the successor of CAMEO) has fifteen root codes here: investigating counts
as ACCUSE, fighting as ASSAULT. An event is coded for the act that it names, whether it is said to have been
done or not: a denial of an attack is about the same act as the attack. `code_as_reported` gives the code that
PLOVER itself gives a promise or a refusal of an act.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from rashomon.records import Argument, Event, Span
from rashomon.specify.lexicon import Act, acts, words
from rashomon.specify.trees import Trees

Vote = Callable[[Span, Span], Mapping[str, float]]
"""Agent and patient in; the probability of each root code out."""

CODES = (
    *("AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "YIELD", "REQUEST", "ACCUSE", "REJECT", "THREATEN"),
    *("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
)
"""The root codes, from the friendliest to the most hostile."""
_FRIENDLY = frozenset(CODES[:6])
_SMOOTHING = 0.02
"""The least share that either judge leaves to a code, so that none can rule one out alone."""
_VOTE_ALONE = 0.8
"""From this probability the net's vote codes an event that the lexicon does not know."""
_NO_ACT = "NOT"
"""Marks the phrases that name no act though their verb does."""
_NEEDS_ACTOR = frozenset(["ASSAULT", "CONSULT", "COERCE", "AID", "MOBILIZE", "THREATEN"])


def act_of(trees: Trees, at: int, carrier: int | None = None) -> Act | None:
    """The act that the words of an event name, by plover.toml; None where they name none.

    A verb with its object or particle is looked up before the verb alone ("lift sanctions", "call for"), an
    event noun with its light verb or modifier before the noun alone ("hunger strike").
    """
    found = _act_of_noun(trees, at, carrier) if trees.is_nominal(at) else _act_of_verb(trees, at)
    return found if found is not None and found.code != _NO_ACT else None


def _act_of_noun(trees: Trees, at: int, carrier: int | None) -> Act | None:
    known = acts()
    lemma = trees.lemmas[at]
    if carrier is not None and (found := known.phrases.get((trees.lemmas[carrier], lemma))):
        return found
    for child in trees.kids(at, "compound", "amod"):
        if found := known.compounds.get((trees.lemmas[child], lemma)):
            return found
    return known.nouns.get(lemma)


def _act_of_verb(trees: Trees, at: int) -> Act | None:
    known = acts()
    lemma = trees.lemmas[at]
    for noun in _object_words(trees, at):
        if found := known.phrases.get((lemma, noun)):
            return found
    for particle in _particles(trees, at):
        if found := known.particles.get((lemma, particle)):
            return found
    return known.verbs.get(lemma)


def _object_words(trees: Trees, at: int) -> Iterator[str]:
    """The lemmas of a verb's objects, of what they consist of, and of the subject of its passive."""
    heads = trees.kids(at, "obj", "iobj", "xcomp")
    if trees.is_passive(at):
        subject = trees.subject(at)
        heads = [*heads, *([subject] if subject is not None else [])]
    for head in heads:
        for noun in trees.with_conjuncts(head):
            yield trees.lemmas[noun]
            for child in trees.kids(noun, "nmod", "compound"):
                if trees.rels[child] == "compound" or trees.case(child) == "of":
                    yield trees.lemmas[child]


def _particles(trees: Trees, at: int) -> Iterator[str]:
    for child in trees.children[at]:
        rel = trees.rels[child]
        if rel in ("compound", "advmod"):
            yield trees.lows[child]
            if trees.is_verb(at) and rel == "compound":
                case = next((trees.case(c) for c in trees.kids(at, "obl")), "")
                yield f"{trees.lows[child]} {case}"
        elif rel == "obl" and trees.lows[child] not in words("times", "words"):
            case = trees.case(child)
            yield f"{case} {trees.lemmas[child]}"
            yield case
        elif rel == "obj":
            yield trees.lemmas[child]
            yield from (trees.case(c) for c in trees.kids(child, "nmod") if trees.case(c) == "on")


def weigh(
    act: Act | None, arguments: Sequence[Argument], actors: frozenset[int], vote: Vote | None = None
) -> Act | None:
    """The act after a look at who takes part, and after the net's vote where there is one.

    Words that name an act in half of their uses ("hit", "meet") do so only of actors. With a vote the two
    judges are multiplied: each code's share is the lexicon's score (the rest spread evenly) times the vote.
    An event that the lexicon does not know gets the vote's code from a probability of 0.8.

    >>> weigh(Act("ASSAULT", 0.5, False), (), frozenset({3})) is None
    True
    """
    agents = [a for a in arguments if a.role == "agent"]
    patients = [a for a in arguments if a.role in ("patient", "recipient")]
    if act is not None and actors and not _fits(act, agents, patients, actors):
        act = None
    if vote is None or not agents or not patients:
        return act
    target = next((p for p in patients if p.head in actors), None)
    if target is None or agents[0].head not in actors:
        return act
    return _joined(act, vote(agents[0].span, target.span))


def _fits(act: Act, agents: Sequence[Argument], patients: Sequence[Argument], actors: frozenset[int]) -> bool:
    if act.is_sure:
        return True
    if act.code in _NEEDS_ACTOR and patients:
        return any(p.head in actors for p in patients)
    return any(a.head in actors for a in (*agents, *patients))


def _joined(act: Act | None, vote: Mapping[str, float]) -> Act | None:
    if act is None:
        best = max(CODES, key=lambda code: vote.get(code, 0.0))
        share = vote.get(best, 0.0)
        return Act(best, share * share) if share >= _VOTE_ALONE else None
    rest = (1.0 - act.score) / (len(CODES) - 1)
    shares = {
        code: (act.score if code == act.code else rest) * max(vote.get(code, 0.0), _SMOOTHING)
        for code in CODES
    }
    best = max(CODES, key=shares.__getitem__)
    return Act(best, shares[best] / sum(shares.values()))


def code_as_reported(event: Event) -> str | None:
    """The root code that PLOVER gives an event as it stands, foretold or denied ones turned.

    What is demanded is a request. A friendly act to come is an agreement, a hostile one a threat; a friendly
    act not done is refused, a hostile one not done agreed to.

    >>> from rashomon.records import Span
    >>> promised = Event(span=Span(0, 3), token=0, factuality=1.0, polarity="positive",
    ...                  certainty="certain", mode="predicted", code="AID")
    >>> code_as_reported(promised)
    'AGREE'
    """
    code = event.code
    if code is None or event.mode == "asked":
        return None
    if event.mode == "demanded":
        return "REQUEST"
    is_future = event.mode in ("predicted", "wished", "conditional")
    if event.polarity == "negative":
        if code in _FRIENDLY:
            return "SANCTION" if code in ("COOPERATE", "AID", "YIELD") and not is_future else "REJECT"
        return "YIELD" if code in CODES[10:] and not is_future else "AGREE"
    if is_future:
        if code in _FRIENDLY:
            return "AGREE"
        return "THREATEN" if code in CODES[10:] else code
    return code
