"""How an event stands by the word of the one who speaks: denied, likely, foretold, wished, conditional.

The event's own clause is read first ("did not", "may", "no"). Then the tree is climbed: what an event hangs
on may turn or soften it ("refused to", "plans to", "no evidence that"), as far as it is a complement. What
only adds ("which it shelled", "after it fell") stands for itself and stops the climb: a denial of the main
clause does not reach it. At the top of an attribution's content the attribution's own cue has the last word.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from rashomon.cues.bearing import cue_of, fitted, is_rumour
from rashomon.cues.reading import Effect, effect_of
from rashomon.records import Certainty, Document, Mode, Polarity, Span
from rashomon.specify.conditions import condition_of, inverted, is_hypothetical, is_supposed
from rashomon.specify.governors import demand_of, effect_on_clause, effect_on_noun
from rashomon.specify.lexicon import words
from rashomon.specify.trees import Trees

_RANK: dict[Certainty, int] = {"certain": 0, "probable": 1, "possible": 2, "unspecified": 3}
_MODES: tuple[Mode, ...] = ("asked", "wished", "demanded", "conditional", "predicted", "actual")
_UNCOMMITTED: frozenset[Mode] = frozenset({"asked", "wished", "demanded"})
_HIGHEST: dict[Certainty, float] = {"certain": 3.0, "probable": 2.0, "possible": 1.0, "unspecified": 1.0}
_SOFTEST = 0.25
"""What is left of the factuality of what the net thinks unreal and nobody denies."""
_FARTHEST = 12


@dataclass(slots=True)
class EventStanding:
    """What is known so far of how an event stands; each reading only weakens certainty."""

    is_negative: bool = False
    certainty: Certainty = "certain"
    mode: Mode = "actual"
    condition: Span | None = None
    at_top: bool = True
    """Whether the event is part of what the content mainly says."""

    def lower(self, certainty: Certainty) -> None:
        """Keep the weaker commitment."""
        if _RANK[certainty] > _RANK[self.certainty]:
            self.certainty = certainty

    def set_mode(self, mode: Mode) -> None:
        """Keep what lies farther from plain fact."""
        if _MODES.index(mode) < _MODES.index(self.mode):
            self.mode = mode

    def suppose(self) -> None:
        """Make it a condition, whatever was wished or demanded within that; a question stays one."""
        if self.mode != "asked":
            self.mode = "conditional"

    def take(self, effect: Effect) -> None:
        """Let a word above the event act on it."""
        self.is_negative ^= effect.polarity == "negative"
        self.lower(effect.certainty)
        self.set_mode(effect.mode)

    @property
    def polarity(self) -> Polarity:
        """Said to be so, or not to be so."""
        return "negative" if self.is_negative else "positive"


@dataclass(frozen=True, slots=True)
class Voices:
    """What the attributions' cues make of their contents, read once for a document."""

    effects: dict[int, list[Effect]] = field(default_factory=dict)
    first: dict[int, int] = field(default_factory=dict)
    """The sentence in which each content begins, where its cue decides most."""
    rumours: frozenset[int] = frozenset()


def read_voices(document: Document, trees: Trees, owner: list[int]) -> Voices:
    """The cue effects of every attribution that owns a token."""
    effects: dict[int, list[Effect]] = {}
    first: dict[int, int] = {}
    begins: dict[int, int] = {}
    for at, number in enumerate(owner):
        if number >= 0 and number not in begins:
            begins[number] = at
    for number, at in begins.items():
        attribution = document.attributions[number]
        first[number] = document.tokens[at].sentence
        lows = [low for low in trees.lows[at : at + 10] if low[0].isalnum()]
        effects[number] = fitted(document.text, cue_of(document, attribution), lows, "actual")
    rumours = frozenset(n for n in begins if is_rumour(document.attributions[n]))
    return Voices(effects, first, rumours)


def stand(trees: Trees, voices: Voices, owner: list[int], at: int, carrier: int | None) -> EventStanding:
    """The standing of the event at a token, by the word of the one whose content it is in."""
    standing = EventStanding()
    _read_own(trees, at, standing)
    if carrier is not None:
        _read_own(trees, carrier, standing)
    _climb(trees, owner, carrier if carrier is not None else at, standing)
    _hear(trees, voices, owner[at], at, standing)
    if standing.condition is None:
        standing.condition = condition_of(trees, carrier if carrier is not None else at)
    if standing.condition is not None and standing.mode in ("actual", "predicted"):
        standing.mode = "conditional"
    if standing.mode in _UNCOMMITTED:
        standing.certainty = "unspecified"
    elif standing.mode == "conditional":
        standing.lower("possible")
    return standing


def factuality_of(value: float, standing: EventStanding) -> float:
    """The net's factuality brought in line with the standing, -3 to 3.

    The words decide on which side of zero an event stands, the net how far. Where words deny what the net
    holds for real, half of what they allow is taken. Where no word denies what the net thinks unreal ("plans
    to strike"), a quarter is left: just above zero, not denied. How far it may go is bounded by the certainty
    (3 certain, 2 probable, 1 possible or not committed), by 1 where it is wished, demanded, asked or
    conditional and by 2 where it is foretold. Where the net says nothing (0) the bound itself is taken, half
    of it where nobody commits himself.

    >>> factuality_of(2.5, EventStanding(is_negative=True)), factuality_of(0.0, EventStanding())
    (-1.5, 3.0)
    >>> factuality_of(-2.0, EventStanding())
    0.25
    """
    bound = _HIGHEST[standing.certainty]
    if standing.mode in _UNCOMMITTED or standing.mode == "conditional":
        bound = min(bound, 1.0)
    elif standing.mode == "predicted":
        bound = min(bound, 2.0)
    side = -1.0 if standing.is_negative else 1.0
    if value == 0.0:
        return side * (bound / 2 if standing.certainty == "unspecified" else bound)
    size = value * side
    if size <= 0:
        size = bound / 2 if standing.is_negative else _SOFTEST
    return round(side * min(size, bound), 3)


def _read_own(trees: Trees, at: int, standing: EventStanding) -> None:
    """The words of the event's own clause or phrase."""
    if not trees.is_verb(at) and trees.rels[at] == "conj" and _is_nobody(trees, trees.head(at)):
        # "no injuries or deaths"
        standing.is_negative = any(trees.lows[c] in ("or", "nor") for c in trees.kids(at, "cc"))
    turned = inverted(trees, at) if trees.rels[at] == "advcl" else None
    for child in trees.children[at]:
        low, rel = trees.lows[child], trees.rels[child]
        if child == turned:
            continue
        if rel in ("aux", "advmod", "mark", "cop") or (rel == "det" and low in ("no", "neither")):
            _read_word(trees, at, child, standing)
        elif rel == "amod":
            _read_adjective(trees.lows[child], standing)
        elif (rel == "case" and low == "without") or (
            rel in ("nsubj", "obj", "obl") and _is_nobody(trees, child)
        ):
            standing.is_negative = not standing.is_negative
    if trees.is_verb(at) and trees.rels[at] == "conj":
        _read_shared(trees, at, standing)
    if _asks(trees, at):
        standing.set_mode("asked")
    elif _bids(trees, at):
        standing.set_mode("demanded")


def _read_word(trees: Trees, at: int, child: int, standing: EventStanding) -> None:
    low, lemma = trees.lows[child], trees.lemmas[child]
    if low in words("standing", "not") or _is_net_cue(trees, child):
        if not _is_not_only(trees, child):
            standing.is_negative = not standing.is_negative
    elif low == "without":
        standing.is_negative = not standing.is_negative
    elif low in words("standing", "possible"):
        if low not in ("can", "could") or not _is_negated(trees, at):
            standing.lower("possible")
    elif low in words("standing", "probable"):
        standing.lower("probable")
    elif low in words("standing", "unspecified"):
        standing.lower("unspecified")
    elif low in words("standing", "predicted"):
        standing.set_mode("predicted")
    elif low in words("standing", "demanded") or (lemma == "have" and _has_to(trees, child)):
        standing.set_mode("demanded")


def _is_net_cue(trees: Trees, at: int) -> bool:
    """Whether the net calls an adverb a denial; of "refuses to" the word that governs has its say."""
    return trees.tokens[at].negation == "cue" and trees.rels[at] == "advmod"


def _is_not_only(trees: Trees, at: int) -> bool:
    after = trees.lows[at + 1] if at + 1 < len(trees.lows) else ""
    return trees.lows[at] == "not" and after in words("standing", "not_negating")


def _is_negated(trees: Trees, at: int) -> bool:
    return any(trees.lows[c] in words("standing", "not") for c in trees.children[at])


def _has_to(trees: Trees, at: int) -> bool:
    return trees.lows[at + 1 : at + 2] == ["to"]


def _is_nobody(trees: Trees, at: int) -> bool:
    """Whether the one who takes part is nobody: "nobody left", "no soldier left", "fired no shot"."""
    if trees.lows[at] in words("standing", "nobody"):
        return True
    return any(trees.rels[c] == "det" and trees.lows[c] in ("no", "neither") for c in trees.children[at])


def _read_adjective(low: str, standing: EventStanding) -> None:
    if low in words("standing", "adjectives_possible"):
        standing.lower("possible")
    elif low in words("standing", "adjectives_unspecified"):
        standing.lower("unspecified")
    elif low in words("standing", "adjectives_predicted"):
        standing.set_mode("predicted")


def _read_shared(trees: Trees, at: int, standing: EventStanding) -> None:
    """What the first of two joined verbs lends the second: "will not leave or yield"."""
    above = trees.head(at)
    if above < 0 or trees.kid(at, "aux", "nsubj", "cop") is not None or trees.tokens[at].xpos != "VB":
        return
    either = any(trees.lows[c] in ("or", "nor") for c in trees.kids(at, "cc"))
    for child in trees.kids(above, "aux", "advmod"):
        if child < above and (either or trees.lows[child] not in words("standing", "not")):
            _read_word(trees, above, child, standing)


def _asks(trees: Trees, at: int) -> bool:
    """Whether the event is the main verb of a question."""
    return trees.rels[at] == "root" and any(
        trees.lows[c] == "?" for c in trees.children[at] if trees.rels[c] == "punct"
    )


def _bids(trees: Trees, at: int) -> bool:
    """Whether the event is an imperative: a bare verb at the root with no subject or auxiliary of its own."""
    if trees.rels[at] != "root" or trees.tokens[at].xpos != "VB":
        return False
    return trees.kid(at, "nsubj", "expl", "csubj") is None and not any(
        trees.lemmas[c] != "do" for c in trees.kids(at, "aux")
    )


def _climb(trees: Trees, owner: list[int], at: int, standing: EventStanding) -> None:
    """Let what stands above the event act on it, up to the top of the content it belongs to."""
    voice = owner[at]
    for _ in range(_FARTHEST):
        above = trees.head(at)
        if above < 0 or owner[above] != voice:
            if trees.rels[at] == "advcl" and is_hypothetical(trees, at):
                standing.suppose()
            return
        if not _pass(trees, at, above, standing):
            standing.at_top = False
            return
        at = above


def _pass(trees: Trees, at: int, above: int, standing: EventStanding) -> bool:
    """One step up; False where what is above has no say over the event."""
    rel = trees.rels[at]
    if rel == "conj":
        # A finite clause joined to an infinitive is none of its governor's complements.
        return trees.is_finite_clause(above) or not trees.is_finite_clause(at)
    if rel in ("ccomp", "xcomp", "csubj"):
        _take_from(trees, above, standing, whole=rel == "xcomp")
        return True
    if rel in ("obj", "nsubj", "obl", "nmod", "iobj"):
        return _pass_noun(trees, at, above, standing)
    if rel == "advcl":
        return _pass_adverbial(trees, at, above, standing)
    if rel == "acl" and not trees.is_relative(at):
        _take_from(trees, above, standing)
        if trees.is_infinitive(at) and standing.mode == "actual":
            standing.lower("possible")
        return True
    return False


def _pass_noun(trees: Trees, at: int, above: int, standing: EventStanding) -> bool:
    """An event noun, or the clause of one, as part of another: "denied the attack", "threat of war"."""
    if is_supposed(trees, at):
        standing.suppose()
        return False
    if trees.rels[at] == "nsubj" and not trees.is_passive(above):
        # "The attack did not succeed" does not deny it; "the attack may begin" does leave it open.
        if trees.lemmas[above] in words("standing", "happening"):
            _read_own(trees, above, standing)
            # "no attack began": the word has been read with the noun.
            standing.is_negative ^= _is_nobody(trees, at)
            return True
        return False
    return _take_from(trees, above, standing, noun=at)


def _take_from(
    trees: Trees, above: int, standing: EventStanding, *, whole: bool = False, noun: int | None = None
) -> bool:
    """Let a word act on its complement; False where it is none that does.

    ``whole`` says that the two make one predicate: what negates or softens the one does so for the other.
    ``noun`` is the complement where it is a noun: fewer words act on those.
    """
    lemma = trees.lemmas[above]
    if trees.is_nominal(above) and _is_nobody(trees, above) and effect_of(f"no {lemma}"):
        standing.take(effect_of(f"no {lemma}") or Effect(""))
        return True
    known = effect_on_clause(trees, above) if noun is None else effect_on_noun(trees, above, noun)
    if known is not None:
        negated = Effect("")
        if _is_negated(trees, above) or _is_nobody(trees, above):
            negated = known.negated or Effect("", "positive" if known.polarity == "negative" else "negative")
            standing.take(negated)
        else:
            standing.take(known)
        if whole:
            _soften(trees, above, standing)
        return True
    if whole:
        _read_own(trees, above, standing)
        return True
    return lemma in words("predicates", "light") and _read_light(trees, above, standing)


def _read_light(trees: Trees, above: int, standing: EventStanding) -> bool:
    _read_own(trees, above, standing)
    return True


def _soften(trees: Trees, above: int, standing: EventStanding) -> None:
    """Modals of a verb whose negation has been read already: "may refuse to", "will try to"."""
    own = EventStanding()
    _read_own(trees, above, own)
    standing.lower(own.certainty)
    standing.set_mode(own.mode)


def _pass_adverbial(trees: Trees, at: int, above: int, standing: EventStanding) -> bool:
    """What an adverbial clause says of itself by the word that opens it; True where it is a complement."""
    if is_hypothetical(trees, at):
        standing.suppose()
        return False
    if _is_yet_to_come(trees, at, above):
        standing.set_mode("predicted")
    marks = trees.marks(at)
    if trees.tokens[at].xpos == "VBG" and marks:
        if marks[0] in words("standing", "complement_openers"):
            # "will succeed in taking it"
            _take_from(trees, above, standing, whole=True)
            return True
        if marks[0] == "by":
            # "by taking it he will win": as far off as what it brings about
            _soften(trees, above, standing)
    elif trees.is_infinitive(at) and (demand := demand_of(trees, above)):
        standing.take(demand)
        return True
    elif trees.is_infinitive(at) or "so-that" in marks:
        standing.set_mode("wished")
    elif "as-if" in marks or "as-though" in marks:
        standing.lower("unspecified")
    return False


def _is_yet_to_come(trees: Trees, at: int, above: int) -> bool:
    """Whether a clause in the present tense tells when something foretold will be: "until he resigns"."""
    openers = [trees.lows[c] for c in trees.kids(at, "mark", "advmod") if c < at]
    if trees.tokens[at].xpos not in ("VBZ", "VBP") or not any(
        o in words("standing", "when") for o in openers
    ):
        return False
    tops = [above, trees.head(above)] if trees.rels[above] == "xcomp" else [above]
    return any(
        trees.lows[c] in words("standing", "predicted") for top in tops for c in trees.kids(top, "aux")
    )


def _hear(trees: Trees, voices: Voices, number: int, at: int, standing: EventStanding) -> None:
    """What the cue of the attribution makes of the event."""
    if number < 0:
        return
    if number in voices.rumours:
        standing.lower("unspecified")
    in_first = trees.tokens[at].sentence == voices.first[number]
    for effect in voices.effects[number]:
        standing.lower(effect.certainty)
        if in_first and standing.at_top:
            standing.is_negative ^= effect.polarity == "negative"
            standing.set_mode(effect.mode)
