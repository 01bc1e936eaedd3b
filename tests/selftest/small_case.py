"""A case of three articles with its key, and what a survey of it scores."""

from __future__ import annotations

from functools import cache
from typing import Any

from perfect import perfect_ledger, perfect_survey, placed_in

from rashomon.findings import Survey
from rashomon.ledger import Ledger
from rashomon.selftest.case_score import score_survey
from rashomon.selftest.figures import BCubed, Portion, Score
from rashomon.selftest.key import Key, parse_key

TEXTS = {
    "dam.txt": """General Ada Orm said the dam at Sollum fell. The Crown denied that the dam had fallen.
Seven men died, Orm said. Nine men died, the Crown said. Orm said she would take Tolk by May.
Orm backs the Duke.""",
    "copy.txt": """General Ada Orm said the dam at Sollum fell. Seven men died, Orm said.""",
    "mill.txt": """It is rumoured that the dam at Sollum may be gone. Nine are dead, a monk said.
The dam at Sollum lies in ruins. Orm took Tolk in April.""",
}


def attribution(
    number: int, source: str, cue: str, content: str, nth: int = 1, **other: Any
) -> dict[str, Any]:
    return {
        "id": f"a{number}",
        "source": [source] if source else [],
        "cue": [cue],
        "content": [{"text": content, "nth": nth}],
        "speaker": source or None,
        "speaker_kind": "named" if source else "rumour",
        "quotation": "indirect",
        "kind": "indirect" if source else "rumour",
        "parent": None,
        "polarity": "positive",
        "certainty": "certain",
        "mode": "actual",
    } | other


def article(name: str, outlet: str, *attributions: dict[str, Any]) -> dict[str, Any]:
    return {"article": name, "outlet": outlet, "furniture": [], "attributions": list(attributions)}


KEY: dict[str, Any] = {
    "articles": [
        article(
            "dam.txt",
            "The Gull",
            attribution(1, "General Ada Orm", "said", "the dam at Sollum fell"),
            attribution(2, "The Crown", "denied", "that the dam had fallen"),
            attribution(3, "Orm", "said", "Seven men died"),
            attribution(4, "the Crown", "said", "Nine men died"),
            attribution(5, "Orm", "said", "she would take Tolk by May"),
        ),
        article(
            "copy.txt",
            "The Heron",
            attribution(1, "General Ada Orm", "said", "the dam at Sollum fell"),
            attribution(2, "Orm", "said", "Seven men died"),
        ),
        article(
            "mill.txt",
            "The Mill",
            attribution(1, "", "rumoured", "that the dam at Sollum may be gone"),
            attribution(2, "a monk", "said", "Nine are dead"),
        ),
    ],
    "actors": [
        {"name": "Ada Orm", "kind": "person", "spelled": {"dam.txt": ["General Ada Orm", "Orm"]}},
        {"name": "the Duke", "kind": "person", "spelled": {"dam.txt": ["the Duke"]}},
    ],
    "copies": [{"of": "dam.txt", "in": "copy.txt", "how": "cut"}],
    "propositions": [
        {
            "name": "fell",
            "for": [
                ["dam.txt", "a1"],
                ["copy.txt", "a1"],
                {"article": "mill.txt", "text": "The dam at Sollum lies in ruins."},
            ],
            "against": [["dam.txt", "a2"]],
            "hedged": [["mill.txt", "a1"]],
        },
        {
            "name": "seven",
            "for": [["dam.txt", "a3"], ["copy.txt", "a2"]],
            "origins": {"low": 1, "best": 1, "high": 1},
        },
        {
            "name": "nine",
            "for": [["dam.txt", "a4"], ["mill.txt", "a2"]],
            "origins": {"low": 1, "best": 2, "high": 2},
        },
    ],
    "contradictions": [
        {"kind": "polarity", "claims": [["dam.txt", "a1"], ["dam.txt", "a2"]], "why": "fell or not"},
        {"kind": "number", "claims": [["dam.txt", "a3"], ["dam.txt", "a4"]], "why": "seven or nine"},
    ],
    "drift": [
        {
            "what": "the dam",
            "direction": "hardens",
            "steps": [
                {"article": "mill.txt", "id": "a1", "standing": "rumour"},
                {"article": "mill.txt", "text": "The dam at Sollum lies in ruins.", "standing": "fact"},
            ],
        }
    ],
    "predictions": [
        {
            "by": "Ada Orm",
            "article": "dam.txt",
            "id": "a5",
            "due": "2031-05",
            "state": "yes",
            "settled_by": [{"article": "mill.txt", "text": "Orm took Tolk in April."}],
        }
    ],
    "stances": [
        {
            "holder": "Ada Orm",
            "target": "the Duke",
            "sign": 1,
            "according_to": "The Gull",
            "article": "dam.txt",
            "id": "a1",
        },
        {
            "holder": "The Gull",
            "target": "Ada Orm",
            "sign": -1,
            "according_to": "The Gull",
            "article": "dam.txt",
        },
    ],
    "versions": [
        {"name": "lost", "holds": ["fell", "nine"], "falls": ["seven"], "backers": ["Ada Orm"]},
        {"name": "held", "holds": ["seven"], "falls": ["fell", "nine"], "backers": ["The Crown"]},
    ],
}

Lines = dict[tuple[str, str], float | None]


@cache
def key() -> Key:
    return parse_key(KEY)


@cache
def ledger() -> Ledger:
    return perfect_ledger(key(), TEXTS)


@cache
def perfect() -> Survey:
    return perfect_survey(key(), ledger())


def score(survey: Survey, whole: Key | None = None, over: Ledger | None = None) -> dict[tuple[str, str], Any]:
    """What each line holds: a `Score`, a `BCubed` or a `Portion`."""
    whole, over = whole or key(), over or ledger()
    texts = {one.name: one.text for one in over.articles}
    rates, portions = score_survey(whole, placed_in(whole, texts), over, survey)
    return {(line.step, line.what): line.score for line in rates} | {
        (line.step, line.what): line for line in portions
    }


def value(line: Score | BCubed | Portion) -> float | None:
    """0 to 1; None where there was nothing to be right about."""
    if isinstance(line, Portion):
        return line.share.value if line.share.whole else None
    return line.f1


def values(survey: Survey) -> Lines:
    return {what: value(line) for what, line in score(survey).items()}
