"""What a word makes of the event that hangs on it: by the lists of this stage, else by the table of cues."""

from __future__ import annotations

from rashomon.cues.reading import Effect, effect_of
from rashomon.specify.lexicon import words
from rashomon.specify.trees import Trees
from rashomon.text import word_set

_ACTS_ON_NOUNS = word_set(
    "denial doubt fear hint rumour hearsay expectation prediction commitment plan wish demand"
)


def effect_on_clause(trees: Trees, above: int) -> Effect | None:
    """What a word makes of its complement: by the lists of this stage, else by the table of cues."""
    lemma = trees.lemmas[above]
    if lemma in words("standing", "reversing"):
        if lemma in words("standing", "past_of_reversed"):
            return None
        return Effect(lemma, "negative")
    if lemma in words("standing", "unlikely"):
        return Effect(lemma, "negative", "probable")
    if lemma in words("standing", "probable_before"):
        return Effect(lemma, certainty="probable")
    if lemma in words("standing", "predicted_before"):
        return Effect(lemma, mode="predicted", certainty="probable")
    if lemma in words("standing", "demanded_before"):
        return Effect(lemma, mode="demanded", certainty="unspecified")
    if lemma in words("standing", "wished_before"):
        return Effect(lemma, mode="wished", certainty="unspecified")
    found = effect_of(lemma)
    if found is None or found.name in ("assertion", "perception", "proof", "knowledge"):
        bids = found is not None and any(trees.is_infinitive(c) for c in trees.kids(above, "xcomp"))
        return Effect(lemma, mode="demanded", certainty="unspecified") if bids else None
    return found


def effect_on_noun(trees: Trees, above: int, noun: int) -> Effect | None:
    """What a word makes of the event noun after it: "threat of war", "called for talks"."""
    lemma, case = trees.lemmas[above], trees.case(noun)
    if trees.rels[noun] == "obj" and lemma in words("standing", "undoing"):
        return Effect(lemma, "negative")
    found = effect_of(f"{lemma} {case}") if case else None
    found = found or effect_of(lemma)
    if found is None or found.name not in _ACTS_ON_NOUNS:
        return None
    return found


def demand_of(trees: Trees, above: int) -> Effect | None:
    """The effect of a verb that bids somebody: "called on them to", "urged them to"."""
    lemma = trees.lemmas[above]
    for child in trees.kids(above, "obl", "obj"):
        found = effect_of(f"{lemma} {trees.case(child)}".strip())
        if found is not None and found.name == "demand":
            return found
    return None
