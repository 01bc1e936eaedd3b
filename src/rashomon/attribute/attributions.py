"""Who is reported to have said what: the net's candidates joined with marks, layout and plain rules."""

from __future__ import annotations

from collections.abc import Callable

from rashomon.attribute.asides import read_asides
from rashomon.attribute.by_words import claim_figures, claim_words
from rashomon.attribute.citing import cut_sources, read_citing
from rashomon.attribute.edges import pointing_back, round_off
from rashomon.attribute.interviews import answers
from rashomon.attribute.joined import read_joined
from rashomon.attribute.layout import Layout
from rashomon.attribute.nesting import read_inside
from rashomon.attribute.nouns import claim_nouns
from rashomon.attribute.opinions import read_opinions
from rashomon.attribute.participles import read_participles
from rashomon.attribute.partners import find_sources, tidy_sources
from rashomon.attribute.plain import claim_inner_reports, claim_plain_reports
from rashomon.attribute.recipients import name_outlets
from rashomon.attribute.rumours import find_rumours
from rashomon.attribute.screening import in_prose, screen
from rashomon.attribute.settling import by_place, settle
from rashomon.attribute.speech import join_halves, join_speech
from rashomon.attribute.statements import claim_statements, part_joined, widen_statements
from rashomon.attribute.tales import claim_tales, split_tales
from rashomon.attribute.turned import read_turned, widen_turned
from rashomon.attribute.unclaimed import claim_quotations, sign_quotations
from rashomon.attribute.whole_sources import complete_sources
from rashomon.records import Attribution, Document, Span


def find_attributions(
    document: Document,
    *,
    candidates: tuple[Attribution, ...],
    reread: Callable[[Span], tuple[Attribution, ...]],
) -> tuple[Attribution, ...]:
    """Everything in the article that somebody is reported to have said, thought or shown.

    Args:
        document: an article with passages, sentences, paragraphs, quotes, turns and mentions found.
        candidates: what the net found in the whole text; ``reason.score`` is its probability.
        reread: runs the net again on one span alone; what it returns has offsets of the whole text.

    Returns:
        Attributions sorted by span, ids 0..n-1, with ``parent``, ``route`` and ``quotation`` set; nobody is
        named yet (``speaker`` is None).
    """
    layout = Layout(document)
    found = screen(layout, sorted(candidates, key=by_place))
    found = sign_quotations(layout, join_speech(layout, found))
    found = read_asides(layout, round_off(layout, found))
    found = complete_sources(layout, find_sources(layout, tidy_sources(layout, found)))
    found = join_halves(layout, found + claim_quotations(layout, found))
    found = part_joined(layout, widen_statements(layout, found))
    found = find_rumours(layout, split_tales(layout, read_opinions(layout, found)))
    stated = tuple(pointing_back(layout, a) for a in claim_statements(layout, found))
    found = read_turned(layout, widen_turned(layout, found + stated))
    found = read_participles(layout, read_joined(layout, found))
    found += claim_words(layout, found) + claim_figures(layout, found)
    found += claim_nouns(layout, found)
    found, ties = read_citing(layout, cut_sources(layout, found))
    found = name_outlets(layout, found)
    found += claim_plain_reports(layout, found, candidates)
    found = answers(layout, found)
    found = in_prose(layout, found)
    found += read_inside(layout, found, reread)
    found += claim_inner_reports(layout, found)
    return settle(layout, found + claim_tales(layout, found), ties)
