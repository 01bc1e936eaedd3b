"""How articles were taken in: title page data, and furniture kept out of the claims."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rashomon.records import Article, Document
from rashomon.selftest.attributions import covered, word_spans
from rashomon.selftest.figures import Portion, Rate, Score, Share, count_sets, count_values
from rashomon.selftest.key import Key, PlacedArticle

# Titles, headings and datelines are the article's own words; these are not.
_FURNITURE = ("furniture", "credit", "disclaimer")


def score_intake(key: Key, taken: Mapping[str, Article]) -> list[Rate]:
    """Which articles were taken in, and what was found out about each."""
    names = {article.name for article in key.articles}
    lines = [("taken in", Score(len(names & set(taken)), len(set(taken) - names), len(names - set(taken))))]
    pairs = [(article, taken[article.name]) for article in key.articles if article.name in taken]
    lines += [
        ("outlet", count_values((theirs.outlet, ours.outlet) for theirs, ours in pairs)),
        ("date", count_values((_day(theirs.published), _day(ours.published)) for theirs, ours in pairs)),
        ("opinion", count_values((theirs.opinion or None, ours.opinion or None) for theirs, ours in pairs)),
    ]
    return [Rate(step="articles", what=what, score=score) for what, score in lines]


def _day(date: str | None) -> str | None:
    """An EDTF date without its time of day, which keys do not state."""
    return date and date.partition("T")[0]


def score_furniture(
    pairs: Sequence[tuple[PlacedArticle, Document]],
) -> tuple[list[Rate], list[Portion]]:
    """Whether furniture was marked, and how much of it became claims all the same."""
    marked = Score()
    in_claims = furniture_words = stray_claims = claims = 0
    for placed, document in pairs:
        words = word_spans(document.text)
        furniture = covered(words, placed.furniture)
        passages = [item.span for item in document.article.passages if item.kind in _FURNITURE]
        marked += count_sets(furniture, covered(words, passages))
        claimed: set[int] = set()
        for claim in document.claims:
            content = covered(words, claim.spans)
            claimed |= content
            stray_claims += 2 * len(content & furniture) > len(content)
        claims += len(document.claims)
        in_claims += len(furniture & claimed)
        furniture_words += len(furniture)
    rates = [Rate(step="furniture", what="words marked", score=marked)]
    portions = [
        Portion(
            step="furniture",
            what="its words in claims",
            share=Share(in_claims, furniture_words),
            note="want 0",
        ),
        Portion(step="furniture", what="claims made of it", share=Share(stray_claims, claims), note="want 0"),
    ]
    return rates, portions
