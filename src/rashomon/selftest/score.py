"""Everything that was read, against everything in the key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath

from rashomon.findings import Survey
from rashomon.ledger import Ledger
from rashomon.records import Actor, Document
from rashomon.selftest.actors import Naming, b_cubed, find_merges, find_splits, name_actors, same_speaker
from rashomon.selftest.attributions import (
    Tally,
    kind_rows,
    miss_article,
    portion_lines,
    rate_lines,
    tally_article,
)
from rashomon.selftest.case_score import score_survey
from rashomon.selftest.depth import score_depth
from rashomon.selftest.figures import Portion, Rate, Report, Share
from rashomon.selftest.intake import score_furniture, score_intake
from rashomon.selftest.key import Key, KeyArticle, PlacedArticle, place_article
from rashomon.version import __version__


def score_case(
    key: Key,
    documents: Mapping[str, Document],
    actors: Sequence[Actor],
    homes: Mapping[tuple[str, int], str],
    *,
    skipped: Sequence[str] = (),
    case: tuple[Ledger, Survey] | None = None,
) -> Report:
    """All error rates of what was read, by article name as the key has it.

    ``homes``: (name of the article, entity number) to actor id. ``case``: the ledger of these documents and
    what was found across them; without it there are no lines on that.

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
    case_rates, case_portions = _case_lines(key, [placed for placed, _ in pairs], case)
    taken = {name: document.article for name, document in documents.items()}
    return Report(
        version=__version__,
        articles=len(key.articles),
        attributions=sum(len(article.attributions) for article in key.articles),
        actors=len(key.actors),
        rates=(
            *score_intake(key, taken),
            *furniture_rates,
            *rate_lines(tally),
            *actor_rates,
            *depth_rates,
            *case_rates,
        ),
        portions=(
            *furniture_portions,
            *portion_lines(tally),
            *actor_portions,
            *depth_portions,
            *case_portions,
        ),
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


def _case_lines(
    key: Key, placed: Sequence[PlacedArticle], case: tuple[Ledger, Survey] | None
) -> tuple[list[Rate], list[Portion]]:
    if case is None:
        return [], []
    return score_survey(key, {one.key.name: one for one in placed}, *case)


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
