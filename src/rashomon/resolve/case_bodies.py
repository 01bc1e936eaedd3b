"""Which cards of different articles are one organisation, place or people."""

from __future__ import annotations

from collections import defaultdict

from rashomon.names.countries import country_of
from rashomon.names.folding import coarse_skeleton, fold
from rashomon.names.institutions import (
    acronym_letters,
    body_class,
    content_classes,
    initials,
    is_acronym,
    is_translation,
)
from rashomon.records import Reason
from rashomon.resolve.bodies import shortens, spelled_alike
from rashomon.resolve.cards import Card
from rashomon.resolve.clusters import Cluster, Clusters, blocks


def join_bodies(cards: list[Card], clusters: Clusters) -> None:
    """Joins the cards that are not people: equal names, acronyms, translations, spellings, short forms."""
    firm = [card for card in cards if any(not is_generic(text) for text, _ in card.names)]
    known = {id(card) for card in firm}
    loose = [card for card in cards if id(card) not in known]
    _join_equal(firm, clusters)
    bodies = [clusters.of(card) for card in firm]
    bodies = list({id(cluster): cluster for cluster in bodies}.values())
    _join_acronyms(bodies, clusters)
    _join_pairs(bodies, clusters)
    _attach_generic(loose, firm, clusters)


def is_generic(text: str) -> bool:
    """Whether a name is but a common word for a body, e.g. "the Council": it names no single one.

    >>> is_generic("the Council"), is_generic("Council of Dermond"), is_generic("Reuters")
    (True, False, False)
    """
    classes = content_classes(text)
    return all(word.startswith(("+", "~")) for word in classes) and len(classes) < 2


def slot_of(text: str) -> str:
    """What two names must share to be one name: country, acronym letters, or folded words."""
    found = country_of(text)
    if found is not None and found.role in ("country", "people"):
        return f"{found.role}:{found.country}"
    if is_acronym(text):
        return acronym_letters(text).lower()
    words = [word for word in fold(text).split() if word not in ("the", "of", "a")]
    return " ".join(words) or fold(text)


def _join_equal(cards: list[Card], clusters: Clusters) -> None:
    homes: dict[str, Card] = {}
    for card in cards:
        clusters.add(card)
        for slot in sorted({slot_of(text) for text, _ in card.names if not is_generic(text)}):
            first = homes.get(slot)
            if first is not None:
                reason = Reason(maker="same-name", detail=f"the same name {card.name} in several articles")
                # One article holds a name twice only where its kinds wavered.
                twice = slot_of(first.name) == slot_of(card.name)
                clusters.join(clusters.of(first), clusters.of(card), reason, force=twice)
            homes.setdefault(slot, card)


def _texts(cluster: Cluster) -> list[str]:
    return sorted(cluster.texts)


def _join_acronyms(bodies: list[Cluster], clusters: Clusters) -> None:
    """An acronym goes to the only long name of the case with its initials."""
    long: dict[str, list[Cluster]] = defaultdict(list)
    for cluster in bodies:
        for made in sorted(
            {letters for text in _texts(cluster) if not is_acronym(text) for letters in initials(text)}
        ):
            long[made].append(cluster)
    for cluster in bodies:
        short = [text for text in _texts(cluster) if is_acronym(text) and country_of(text) is None]
        if len(short) != len(_texts(cluster)):
            continue
        found = {
            id(clusters.of(c.cards[0])): c for text in short for c in long.get(acronym_letters(text), ())
        }
        if len(found) == 1:
            other = next(iter(found.values()))
            detail = f"{short[0]} are the initials of {other.cards[0].name} and of no other name of the case"
            reason = Reason(maker="initials", score=0.85, detail=detail)
            clusters.join(clusters.of(other.cards[0]), clusters.of(cluster.cards[0]), reason)


def _block_keys(cluster: Cluster) -> list[str]:
    keys = []
    for text in _texts(cluster):
        keys.append("c:" + "|".join(sorted(content_classes(text))))
        keys.append("s:" + "-".join(coarse_skeleton(word) for word in fold(text).split()))
    return keys


def _join_pairs(bodies: list[Cluster], clusters: Clusters) -> None:
    done: set[frozenset[int]] = set()
    for block in blocks(bodies, _block_keys):
        for place, left in enumerate(block[:100]):
            for right in block[place + 1 : 100]:
                mine, theirs = clusters.of(left.cards[0]), clusters.of(right.cards[0])
                pair = frozenset((id(left), id(right)))
                if mine is theirs or pair in done:
                    continue
                done.add(pair)
                reason = _same_body(mine, theirs)
                if reason is not None:
                    clusters.join(mine, theirs, reason)


def _same_body(left: Cluster, right: Cluster) -> Reason | None:
    shared = left.company & right.company
    for one in _texts(left):
        for two in _texts(right):
            if is_translation(one, two) and (shared or _same_words(one, two)):
                beside = f", and both stand beside {sorted(shared)[0].title()}" if shared else ""
                detail = f"{two} says in other words what {one} says{beside}"
                return Reason(maker="translation", score=0.8, detail=detail)
            if spelled_alike(one, two) and left.cards[0].kind == right.cards[0].kind:
                return Reason(maker="spelling", score=0.8, detail=f"{two} is read as a spelling of {one}")
    return None


def _same_words(one: str, two: str) -> bool:
    return sorted(fold(one).split()) == sorted(fold(two).split())


def _attach_generic(loose: list[Card], firm: list[Card], clusters: Clusters) -> None:
    """A common word for a body ("the League") goes to the only body of the case that it shortens."""
    for card in loose:
        clusters.add(card)
    said = clusters.judged.cards
    left = _shorten([card for card in loose if id(card) not in said], firm, clusters)
    if said:
        # Two that it may shorten may be one now.
        clusters.unite()
        left = _shorten([card for card in loose if len(clusters.of(card).cards) == 1], firm, clusters)
    alone: dict[str, Card] = {}
    for card in left:
        first = alone.setdefault(slot_of(card.name), card)
        if first is not card:
            reason = Reason(
                maker="same-name", score=0.6, detail=f"the same name {card.name} in several articles"
            )
            clusters.join(clusters.of(first), clusters.of(card), reason)


def _shorten(loose: list[Card], firm: list[Card], clusters: Clusters) -> list[Card]:
    """Those of the common words that shorten no body of the case, or several; the others are joined."""
    by_kind: dict[str, dict[int, Cluster]] = defaultdict(dict)
    for card in firm:
        kind = body_class(card.name)
        if kind:
            by_kind[kind][id(clusters.of(card))] = clusters.of(card)
    left = []
    for card in loose:
        kind = body_class(card.name)
        homes = [
            c for c in by_kind.get(kind or "", {}).values() if any(shortens(t, card.name) for t in _texts(c))
        ]
        homes = [clusters.of(home.cards[0]) for home in homes if card.article not in home.articles]
        if len({id(home) for home in homes}) == 1:
            detail = (
                f"{card.name} in {card.article}: of the case it can only shorten {homes[0].cards[0].name}"
            )
            clusters.join(homes[0], clusters.of(card), Reason(maker="short-form", score=0.7, detail=detail))
        else:
            left.append(card)
    return left
