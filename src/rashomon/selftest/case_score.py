"""Everything that was found across articles, against everything that the key says across them."""

from __future__ import annotations

from collections.abc import Mapping

from rashomon.findings import Survey
from rashomon.ledger import Ledger
from rashomon.selftest.case_claims import find_cast, place_claims
from rashomon.selftest.case_conflicts import score_conflicts, score_copies, score_drifts
from rashomon.selftest.case_predictions import score_predictions
from rashomon.selftest.case_propositions import find_counterparts, score_propositions
from rashomon.selftest.case_stances import score_stances
from rashomon.selftest.case_versions import score_versions
from rashomon.selftest.figures import Portion, Rate
from rashomon.selftest.key import Key, PlacedArticle


def score_survey(
    whole: Key, placed: Mapping[str, PlacedArticle], ledger: Ledger, survey: Survey
) -> tuple[list[Rate], list[Portion]]:
    """The lines on copies, propositions, origins, contradictions, drift, predictions, stances and versions.

    ``placed``: the articles of the key by name, tied to their texts, which are those of ``ledger``. There are
    no lines on what the key does not have.

    Raises:
        RashomonError: the key quotes what an article does not have.
    """
    key = whole.case
    claims, cast = place_claims(key, placed, ledger), find_cast(whole.actors, placed, ledger)
    counterparts = find_counterparts(key, claims, survey)
    proposition_rates, proposition_portions = score_propositions(key, claims, survey, counterparts)
    conflict_rates, conflict_portions = score_conflicts(key, claims, survey)
    rates = [
        *score_copies(key, survey),
        *proposition_rates,
        *conflict_rates,
        *score_stances(key, cast, ledger, survey),
    ]
    portions = [
        *proposition_portions,
        *conflict_portions,
        *score_drifts(key, claims, survey),
        *score_predictions(key, claims, survey),
        *score_versions(key, cast, survey, counterparts),
    ]
    return rates, portions
