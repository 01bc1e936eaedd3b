"""Actors found against actors of the key, by the names that the key lists.

B-cubed (Bagga and Baldwin 1998): for each name in the text, how much of the actor it was given to is right,
and how much of its true actor is there; then the mean. A name of the key that the program did not find at all
has recall 0 and no say in precision. Names that the key does not list are not counted.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from rashomon.names.parsing import title_words
from rashomon.records import Actor, Document, Span
from rashomon.selftest.figures import BCubed, Merge
from rashomon.selftest.key import Key, PlacedArticle

_HALF = 0.5
_ARTICLE_WORDS = {"the", "a", "an"}


@dataclass(frozen=True, slots=True)
class Naming:
    """One name in a text: whom the key means, and whom the program took it for (None: not found)."""

    key: str
    found: str | None
    kind_is_right: bool = False


def b_cubed(namings: Sequence[Naming]) -> BCubed:
    """B-cubed over the names.

    >>> b_cubed([Naming("Orm", "x"), Naming("Arl", "x"), Naming("Arl", None)])
    BCubed(precision=0.5, recall=0.5, items=3, found=2)
    """
    both = Counter((naming.key, naming.found) for naming in namings)
    keys = Counter(naming.key for naming in namings)
    found = Counter(naming.found for naming in namings)
    matched = [naming for naming in namings if naming.found is not None]
    precision = sum(both[item.key, item.found] / found[item.found] for item in matched)
    recall = sum(both[item.key, item.found] / keys[item.key] for item in matched)
    return BCubed(
        precision=precision / len(matched) if matched else float(not namings),
        recall=recall / len(namings) if namings else 1.0,
        items=len(namings),
        found=len(matched),
    )


def name_actors(
    placed: PlacedArticle, document: Document, homes: Mapping[tuple[str, int], str], kinds: Mapping[str, str]
) -> list[Naming]:
    """Whom the program takes each keyed name of one article for.

    ``homes``: (article's name, entity number) to actor id; ``kinds``: the key's actors and their kinds.
    A name of the key that is but the smaller part of a longer name found there, of another kind or better
    matched by another name of the key ("Karst" in "Karst Ministry of Justice"), was not found.
    """
    entity_of = {mention: entity for entity in document.entities for mention in entity.mentions}
    names = [
        (mention.span, number)
        for number, mention in enumerate(document.mentions)
        if mention.form == "name" and number in entity_of
    ]
    chosen = [_overlapping(span, names) for span, _ in placed.names]
    closest: dict[int, float] = defaultdict(float)
    for number, alike in filter(None, chosen):
        closest[number] = max(closest[number], alike)
    namings = []
    for (_, actor), best in zip(placed.names, chosen, strict=True):
        naming = Naming(actor, None)
        if best is not None:
            entity, alike = entity_of[best[0]], best[1]
            is_right = entity.kind == kinds[actor]
            is_part = alike < closest[best[0]] or (alike < _HALF and not is_right)
            # Of two people in one name neither is passed over: that people are kept apart is promised.
            if not is_part or (is_right and entity.kind == "person"):
                home = homes.get((document.article.name, entity.number))
                naming = Naming(actor, home, kind_is_right=is_right)
        namings.append(naming)
    return namings


def _overlapping(span: Span, names: Sequence[tuple[Span, int]]) -> tuple[int, float] | None:
    """The number of the name that shares most with a span, and how much; None where none does."""
    best = max(names, key=lambda name: (likeness_of(span, name[0]), -name[1]), default=None)
    return (best[1], likeness_of(span, best[0])) if best is not None and best[0].overlaps(span) else None


def likeness_of(left: Span, right: Span) -> float:
    """Shared characters by all characters of two spans, 0 to 1.

    >>> likeness_of(Span(0, 4), Span(2, 6))
    0.3333333333333333
    """
    shared = min(left.end, right.end) - max(left.start, right.start)
    return shared / (len(left) + len(right) - shared) if shared > 0 else 0.0


def find_merges(key: Key, namings: Sequence[Naming], actors: Sequence[Actor]) -> list[Merge]:
    """Pairs of different actors of the key that share an actor of the program."""
    kinds = {actor.name: actor.kind for actor in key.actors}
    by_id = {actor.id: actor for actor in actors}
    tenants: dict[str, set[str]] = defaultdict(set)
    for naming in namings:
        if naming.found is not None:
            tenants[naming.found].add(naming.key)
    merges = []
    for home, together in sorted(tenants.items()):
        for first, second in combinations(sorted(together), 2):
            reasons = by_id[home].reasons if home in by_id else ()
            merges.append(
                Merge(
                    first=first,
                    second=second,
                    persons=kinds[first] == kinds[second] == "person",
                    why="; ".join(dict.fromkeys(reason.detail or reason.maker for reason in reasons)),
                )
            )
    return merges


def find_splits(namings: Sequence[Naming]) -> list[tuple[str, int]]:
    """Actors of the key that ended up as more than one, with how many."""
    homes: dict[str, set[str]] = defaultdict(set)
    for naming in namings:
        if naming.found is not None:
            homes[naming.key].add(naming.found)
    return [(name, len(found)) for name, found in sorted(homes.items()) if len(found) > 1]


def same_speaker(key: Key, placed: PlacedArticle) -> Callable[[str, str | None], bool]:
    """Whether a speaker's name found in one article is the one that the key gives.

    It is where both are spellings of one actor of the key in that article, or read the same but for case,
    "the" and what stands before a name of two words or more ("General Ada Orm" for "Ada Orm"). A rank or
    office before a spelling counts for nothing.
    """
    spelled: dict[str, set[str]] = {}
    for actor in key.actors:
        for form in (actor.name, *(quoted.text for quoted in actor.spelled.get(placed.key.name, ()))):
            spelled.setdefault(fold_name(form), set()).add(actor.name)

    def same(wanted: str, found: str | None) -> bool:
        if found is None:
            return False
        left, right = fold_name(wanted), fold_name(found)
        if left == right or (" " in left and right.endswith(f" {left}")):
            return True
        # A spelling that two actors share tells nothing.
        theirs, ours = spelled.get(left, set()), spelled.get(right) or spelled.get(_untitled(right), set())
        return len(ours) == 1 and ours == theirs

    return same


def _untitled(folded: str) -> str:
    """A folded name without the rank or office before it.

    >>> _untitled("general orm"), _untitled("orm")
    ('orm', 'orm')
    """
    words = folded.split()
    while len(words) > 1 and title_words().heads(words[0]):
        words = words[1:]
    return " ".join(words)


def fold_name(name: str) -> str:
    """A name in lower case, words apart by one blank, without an article before it.

    >>> fold_name("The Gull-Herald")
    'gull herald'
    """
    words = "".join(sign if sign.isalnum() else " " for sign in name.casefold()).split()
    return " ".join(words[1:] if words and words[0] in _ARTICLE_WORDS and len(words) > 1 else words)
