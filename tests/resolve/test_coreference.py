"""Which phrases a text has and which of them are one; cases in chains.toml, trees written by hand."""

from __future__ import annotations

import tomllib
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from marked_trees import read

from rashomon.resolve.coreference import find_chains
from rashomon.resolve.noun_phrases import find_phrases

CASES = tomllib.loads(Path(__file__).with_name("chains.toml").read_text(encoding="utf-8"))["case"]


def words(text, tokens, phrase):
    return text[tokens[phrase.first].span.start : tokens[phrase.last].span.end]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_phrases(case):
    text, tokens = read(case["trees"])
    assert [words(text, tokens, phrase) for phrase in find_phrases(tokens)] == case["phrases"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_chains(case):
    text, tokens = read(case["trees"])
    phrases = find_phrases(tokens)
    found = [[words(text, tokens, phrases[i]) for i in chain] for chain in find_chains(text, tokens, phrases)]
    assert found == case["chains"]


def test_the_net_is_heard():
    """A net that holds every phrase for new parts chains; one that holds none for new parts none."""

    def always(odds):
        def score(places, keys):
            scores = np.full((len(places), 1 + len(places)), odds, np.float32)
            scores[:, 0] = 0.0
            return scores

        return score

    def joined(score):
        parts = [read(case["trees"]) for case in CASES]
        return sum(len(c) - 1 for text, t in parts for c in find_chains(text, t, find_phrases(t), score))

    assert joined(always(-50.0)) < joined(None) <= joined(always(50.0))


@given(st.lists(st.sampled_from([case["trees"].strip() for case in CASES]), max_size=6))
def test_chains_are_apart_and_whole(parts):
    """Every phrase is in one chain at most, chains have two and more, phrases hold their heads."""
    text, tokens = read("\n".join(parts)) if parts else ("", [])
    phrases = find_phrases(tokens)
    chains = find_chains(text, tokens, phrases)
    members = [i for chain in chains for i in chain]
    assert len(members) == len(set(members))
    assert all(len(chain) > 1 and list(chain) == sorted(chain) for chain in chains)
    assert all(phrase.first <= phrase.head <= phrase.last < len(tokens) for phrase in phrases)
    assert len({(phrase.first, phrase.last, phrase.head) for phrase in phrases}) == len(phrases)
