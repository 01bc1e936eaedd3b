"""Everything that was read, against everything in the key."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import PurePosixPath

from rashomon.records import Actor, Document
from rashomon.selftest.actors import Naming, b_cubed, find_merges, find_splits, name_actors
from rashomon.selftest.attributions import (
    Tally,
    kind_rows,
    miss_article,
    portion_lines,
    rate_lines,
    tally_article,
)
from rashomon.selftest.depth import score_depth
from rashomon.selftest.figures import Portion, Rate, Report, Share
from rashomon.selftest.intake import score_furniture, score_intake
from rashomon.selftest.key import Key, KeyArticle, PlacedArticle, place_article
from rashomon.version import __version__

_ARTICLE_WORDS = {"the", "a", "an"}


def score_case(
    key: Key,
    documents: Mapping[str, Document],
    actors: Sequence[Actor],
    homes: Mapping[tuple[str, int], str],
    *,
    skipped: Sequence[str] = (),
) -> Report:
    """All error rates of what was read, by article name as the key has it.

    ``homes``: (name of the article, entity number) to actor id.

    Raises:
        RashomonError: the key quotes what an article does not have.
    """
    pairs = [
        (_place(key, article, documents[article.name]), documents[article.name])
        for article in key.articles
        if article.name in documents
    ]
    tally = Tally()
    for placed, document in pairs:
        tally_article(placed, document, same_speaker(key, placed), tally)
    for article in key.articles:
        if article.name not in documents:
            rows = [(item.id, item.kind, item.parent is not None) for item in article.attributions]
            miss_article(rows, article.name, tally)
    namings = _namings(key, pairs, homes)
    furniture_rates, furniture_portions = score_furniture(pairs)
    actor_rates, actor_portions = _actor_lines(namings)
    depth_rates, depth_portions = score_depth(key.happenings, documents)
    taken = {name: document.article for name, document in documents.items()}
    return Report(
        version=__version__,
        articles=len(key.articles),
        attributions=sum(len(article.attributions) for article in key.articles),
        actors=len(key.actors),
        rates=(*score_intake(key, taken), *furniture_rates, *rate_lines(tally), *actor_rates, *depth_rates),
        portions=(*furniture_portions, *portion_lines(tally), *actor_portions, *depth_portions),
        kinds=tuple(kind_rows(tally)),
        false_finds=tuple(sorted(tally.false_finds.items())),
        merges=tuple(find_merges(key, namings, actors)),
        splits=tuple(find_splits(namings)),
        skipped=tuple(skipped),
        fates=tuple(tally.fates),
    )


def _place(key: Key, article: KeyArticle, document: Document) -> PlacedArticle:
    suffix = PurePosixPath(article.name.partition("#")[0]).suffix
    return place_article(key, article, document.text, extracted=suffix not in ("", ".txt"))


def _namings(
    key: Key, pairs: Sequence[tuple[PlacedArticle, Document]], homes: Mapping[tuple[str, int], str]
) -> list[Naming]:
    kinds = {actor.name: actor.kind for actor in key.actors}
    return [naming for placed, document in pairs for naming in name_actors(placed, document, homes, kinds)]


def _actor_lines(namings: Sequence[Naming]) -> tuple[list[Rate], list[Portion]]:
    found = [naming for naming in namings if naming.found is not None]
    rates = [Rate(step="actors", what="B-cubed over names", score=b_cubed(namings))]
    portions = [
        Portion(step="actors", what="names found", share=Share(len(found), len(namings))),
        Portion(
            step="actors", what="kind", share=Share(sum(naming.kind_is_right for naming in found), len(found))
        ),
    ]
    return rates, portions


def same_speaker(key: Key, placed: PlacedArticle) -> Callable[[str, str | None], bool]:
    """Whether a speaker's name found in one article is the one that the key gives.

    It is where both are spellings of one actor of the key in that article, or read the same but for case,
    "the" and what stands before a name of two words or more ("General Ada Orm" for "Ada Orm").
    """
    spelled: dict[str, set[str]] = {}
    for actor in key.actors:
        for form in (actor.name, *(quoted.text for quoted in actor.spelled.get(placed.key.name, ()))):
            spelled.setdefault(_fold(form), set()).add(actor.name)

    def same(wanted: str, found: str | None) -> bool:
        if found is None:
            return False
        left, right = _fold(wanted), _fold(found)
        if left == right or (" " in left and right.endswith(f" {left}")):
            return True
        # A spelling that two actors share tells nothing.
        theirs, ours = spelled.get(left, set()), spelled.get(right, set())
        return len(ours) == 1 and ours == theirs

    return same


def _fold(name: str) -> str:
    words = "".join(sign if sign.isalnum() else " " for sign in name.casefold()).split()
    return " ".join(words[1:] if words and words[0] in _ARTICLE_WORDS and len(words) > 1 else words)
