"""What the key says across articles: its claims are found in the ledger, and its faults are named."""

from __future__ import annotations

import copy
from dataclasses import replace
from typing import Any

import pytest
from perfect import placed_in
from small_case import KEY, TEXTS, key, ledger, score

from rashomon.errors import RashomonError
from rashomon.findings import Survey
from rashomon.ledger import Ledger, LedgerClaim
from rashomon.records import Span
from rashomon.selftest.case_claims import place_claims
from rashomon.selftest.case_key import KeyClaim
from rashomon.selftest.key import parse_key


def test_a_claim_is_known_by_its_content_source_and_cue_and_a_text_by_most_of_its_words() -> None:
    found = place_claims(key().case, placed_in(key(), TEXTS), ledger())
    assert found[KeyClaim("dam.txt", "a3")] == "dam.txt/a3"
    assert found[KeyClaim("mill.txt", text="Orm took Tolk in April.")] == "mill.txt/Orm took Tolk in April."


def changed(claim: str, **changes: Any) -> Ledger:
    def change(one: LedgerClaim) -> LedgerClaim:
        return replace(one, **changes) if one.id == claim else one

    articles = tuple(replace(one, claims=tuple(map(change, one.claims))) for one in ledger().articles)
    return replace(ledger(), articles=articles)


def test_a_claim_with_other_ends_is_known_by_its_source_and_cue() -> None:
    text = TEXTS["dam.txt"]
    longer = (Span(text.index("Nine men"), len(text)),)
    over = changed("dam.txt/a4", spans=longer)
    assert place_claims(key().case, placed_in(key(), TEXTS), over)[KeyClaim("dam.txt", "a4")] == "dam.txt/a4"
    voices = (ledger().claims["dam.txt/a4"].voices[0],)
    over = changed("dam.txt/a4", spans=longer, voices=voices)
    assert KeyClaim("dam.txt", "a4") not in place_claims(key().case, placed_in(key(), TEXTS), over)


# A key that does not hold together is refused, and every entry at fault named.


def broken(part: str, entry: int, **changes: Any) -> dict[str, Any]:
    raw = copy.deepcopy(KEY)
    raw[part][entry] |= changes
    return raw


BROKEN: dict[str, tuple[dict[str, Any], str]] = {
    "an id that is not there": (
        broken("propositions", 0, hedged=[["mill.txt", "a9"]]),
        r"proposition fell: mill\.txt has no attribution 'a9'",
    ),
    "an article that is not there": (
        broken("copies", 0, **{"in": "hill.txt"}),
        r"copy of dam\.txt: 'hill\.txt' is not an article",
    ),
    "a claim twice": (broken("propositions", 0, hedged=[["dam.txt", "a1"]]), "proposition fell: .*twice"),
    "no claim": (broken("propositions", 0, hedged=["dam.txt"]), "proposition fell: 'dam.txt' is no claim"),
    "neither id nor text": (
        broken("propositions", 0, hedged=[{"article": "dam.txt"}]),
        "proposition fell: .*neither",
    ),
    "origins": (
        broken("propositions", 1, origins={"low": 2, "best": 1, "high": 1}),
        "proposition seven: origins",
    ),
    "a kind": (broken("contradictions", 0, kind="taste"), "contradiction 'fell or not': kind is 'taste'"),
    "one claim against itself": (
        broken("contradictions", 0, claims=[["dam.txt", "a1"], ["dam.txt", "a1"]]),
        "contradiction 'fell or not': it needs two",
    ),
    "a direction": (broken("drift", 0, direction="wobbles"), "drift 'the dam': direction"),
    "a state": (broken("predictions", 0, state="maybe"), "prediction by Ada Orm: state"),
    "a sign": (broken("stances", 0, sign=2), "stance of Ada Orm to the Duke: the sign is 2"),
    "a proposition": (
        broken("versions", 0, holds=["gone"]),
        "version 'lost': there is no proposition 'gone'",
    ),
    "held and fallen": (broken("versions", 0, falls=["fell"]), "version 'lost': 'fell' is in it twice"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_key_at_fault_is_refused_by_the_name_of_its_entry(case: str) -> None:
    raw, message = BROKEN[case]
    with pytest.raises(RashomonError, match=message):
        parse_key(raw)


def test_words_that_an_article_does_not_have_are_refused_by_the_name_of_their_entry() -> None:
    whole = parse_key(
        broken("predictions", 0, settled_by=[{"article": "mill.txt", "text": "Orm lost Tolk."}])
    )
    with pytest.raises(RashomonError, match=r"prediction by Ada Orm: mill\.txt, 'Orm lost Tolk\.'"):
        score(Survey(), whole)
