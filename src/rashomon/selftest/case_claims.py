"""The claims and actors that the key points at, found among those of the ledger."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rashomon.errors import RashomonError
from rashomon.ledger import Ledger, LedgerArticle, LedgerClaim
from rashomon.records import Span, Spans
from rashomon.selftest.actors import fold_name, likeness_of
from rashomon.selftest.anchors import Collapsed
from rashomon.selftest.attributions import Parts, covered, likeness, match, overlap, parts_of, word_spans
from rashomon.selftest.case_key import CaseKey, KeyClaim
from rashomon.selftest.key import KeyActor, PlacedArticle

_METONYM = "metonym"
# Share of the words of the key in a claim, or of the signs of a name in a mention, for it to be meant.
_MOSTLY = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """Who in the ledger is who in the key."""

    actors: Mapping[str, frozenset[str]]
    """The key's name of an actor to the ids that are that actor."""
    names: Mapping[str, frozenset[str]]
    """Folded spelling to the ids that have it: for those whom the key names, but not among its actors."""

    def ids(self, name: str) -> frozenset[str]:
        """The ids of the actor that the key calls ``name``; none where there is none."""
        return self.actors.get(name) or self.names.get(fold_name(name), frozenset())

    def is_same(self, name: str, actor: str | None, found: str | None) -> bool:
        """Whether somebody found, by id or else by name, is whom the key calls ``name``."""
        if actor is not None and actor in self.ids(name):
            return True
        return found is not None and fold_name(found) == fold_name(name)


def place_claims(key: CaseKey, placed: Mapping[str, PlacedArticle], ledger: Ledger) -> Mapping[KeyClaim, str]:
    """The key's claims and the ids of the ledger's that are the same; without those that were not found.

    An attribution of the key is the claim whose content, source and cue are most like its own, as the
    attributions are scored (content of half the words that either has, one to one), else one of the same
    source and cue whose content has other ends, else a sentence of the outlet that has most of its words.
    Words of the key are the claim that has most of them, half at least, and little else.

    Raises:
        RashomonError: the key quotes what an article does not have; the message names each entry.
    """
    articles = {article.name: article for article in ledger.articles}
    pointed = list(key.pointed())
    _raise_absent(pointed, articles)
    wanted: dict[str, list[KeyClaim]] = defaultdict(list)
    for claim in dict.fromkeys(claim for _, claim in pointed):
        wanted[claim.article].append(claim)
    found: dict[KeyClaim, str] = {}
    for name, claims in wanted.items():
        if name in articles and name in placed:
            found |= _place(claims, placed[name], articles[name])
    return found


def _raise_absent(pointed: Sequence[tuple[str, KeyClaim]], articles: Mapping[str, LedgerArticle]) -> None:
    quoting = [(where, one, one.text) for where, one in pointed if one.text and one.article in articles]
    texts = {name: Collapsed(articles[name].text) for name in {one.article for _, one, _ in quoting}}
    absent = [f"{where}: {one}" for where, one, text in quoting if not texts[one.article].find(text)]
    if absent:
        listed = "\n  ".join(dict.fromkeys(absent))
        raise RashomonError(
            f"The answer key quotes what the articles do not have, {len(absent)} places:\n  {listed}\n",
            hint="Mend the key or the articles.",
        )


def _place(
    wanted: Sequence[KeyClaim], placed: PlacedArticle, article: LedgerArticle
) -> Iterator[tuple[KeyClaim, str]]:
    words, text = word_spans(article.text), Collapsed(article.text)
    parts = {claim.id: _parts(words, claim) for claim in article.claims}
    attributions = _match_attributions(words, placed, article.claims, parts)
    for claim in wanted:
        if claim.text is None:
            home = attributions.get(claim.id or "")
        else:
            home = _match_words(frozenset(covered(words, text.find(claim.text)[:1])), parts)
        if home is not None:
            yield claim, home


def _parts(words: Spans, claim: LedgerClaim) -> Parts:
    voice = claim.speaker
    source = (voice.span,) if voice.span is not None else ()
    cue = (voice.cue,) if voice.cue is not None else ()
    return parts_of(words, source, cue, claim.spans, None)


def _match_attributions(
    words: Spans, placed: PlacedArticle, claims: Sequence[LedgerClaim], parts: Mapping[str, Parts]
) -> dict[str, str]:
    """The key's attributions by id, and the claims that they are."""
    key = {
        item.key.id: parts_of(words, item.source, item.cue, item.content, None)
        for item in placed.attributions
    }
    ids = list(key)
    rows = [claim.id for claim in claims if claim.attribution is not None]
    own = {claim.id: parts[claim.id] for claim in claims if claim.attribution is None}
    pairs = match(list(key.values()), [parts[row] for row in rows], likeness)
    matched = {ids[i]: rows[j] for i, j in pairs.items()}
    for id_, part in key.items():
        if id_ not in matched:
            best = max(((_has_other_ends(part, parts[row]), row) for row in rows), default=(0.0, ""))
            home = best[1] if best[0] else _match_words(part.content, own)
            matched |= {id_: home} if home is not None else {}
    return matched


def _has_other_ends(key: Parts, found: Parts) -> float:
    """How much of the content is shared, if source and cue are the same; those that are empty are not."""
    if not key.cue & found.cue or not key.source & found.source:
        return 0.0
    return overlap(key.content, found.content)


def _match_words(wanted: frozenset[int], parts: Mapping[str, Parts]) -> str | None:
    scored = [
        (len(wanted & part.content) / len(wanted), overlap(wanted, part.content), id_)
        for id_, part in parts.items()
        if wanted & part.content
    ]
    best = max(scored, default=None)
    return best[2] if best is not None and best[0] >= _MOSTLY else None


def find_cast(key: Sequence[KeyActor], placed: Mapping[str, PlacedArticle], ledger: Ledger) -> Cast:
    """Who is who: an id of the ledger is the key's actor that it is called after.

    Where its name is no spelling of one of them alone, it is the one whose names it has most often. What is
    tied to an actor as its metonym (the capital that speaks for a state) counts as that actor too.
    """
    spelled: dict[str, set[str]] = defaultdict(set)
    for one in key:
        for form in (one.name, *(quoted.text for forms in one.spelled.values() for quoted in forms)):
            spelled[fold_name(form)].add(one.name)
    called = {id_: spelled.get(fold_name(actor.name), set()) for id_, actor in ledger.actors.items()}
    homes = _votes(placed, ledger) | {id_: min(names) for id_, names in called.items() if len(names) == 1}
    actors: dict[str, set[str]] = defaultdict(set)
    for id_, name in homes.items():
        actors[name].add(id_)
    names: dict[str, set[str]] = defaultdict(set)
    for actor in ledger.actors.values():
        for spelling in (actor.name, *actor.names):
            names[fold_name(spelling)].add(actor.id)
    return Cast(
        actors={name: frozenset(ids | _tied(ids, ledger)) for name, ids in actors.items()},
        names={name: frozenset(ids) for name, ids in names.items()},
    )


def _votes(placed: Mapping[str, PlacedArticle], ledger: Ledger) -> dict[str, str]:
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for article in ledger.articles:
        named = sorted(set(_named(article)))
        for span, name in placed[article.name].names if article.name in placed else ():
            best = max(named, key=lambda one: likeness_of(one[0], span), default=None)
            if best is not None and _is_name(best[0], span):
                votes[best[1]][name] += 1
    return {id_: min(counts, key=lambda name: (-counts[name], name)) for id_, counts in votes.items()}


def _is_name(found: Span, key: Span) -> bool:
    """Whether a mention is of the name: little else is in it, or only what stands before a name."""
    return found.overlaps(key) and (found.end == key.end or likeness_of(found, key) >= _MOSTLY)


def _tied(ids: Collection[str], ledger: Ledger) -> set[str]:
    return {
        actor.id
        for actor in ledger.actors.values()
        for relation, other in actor.ties
        if other in ids and _METONYM in relation
    }


def _named(article: LedgerArticle) -> Iterator[tuple[Span, str]]:
    for claim in article.claims:
        yield from claim.actors
        for voice in claim.voices:
            if voice.span is not None and voice.actor is not None:
                yield voice.span, voice.actor
        for event in claim.events:
            yield from ((one.span, one.actor) for one in event.arguments if one.actor is not None)
