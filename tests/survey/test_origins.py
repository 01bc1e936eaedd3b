"""Where claims come from: hand-made chains whose origins must come out exactly."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.findings import Copy, OriginCount, Origins
from rashomon.ledger import Ledger, LedgerActor, LedgerArticle, LedgerClaim, LedgerVoice
from rashomon.records import Span
from rashomon.survey.origins import count_origins, trace_origins

DAM = "the upper dam lost two of its gates in the night"
Chain = tuple[LedgerVoice, ...]


def named(name: str, actor: str | None = None, words: str | None = None) -> tuple[LedgerVoice, str]:
    return LedgerVoice(name=name, kind="named", actor=actor), words or name


def unnamed(description: str) -> tuple[LedgerVoice, str]:
    return LedgerVoice(name=description, kind="unnamed"), description


def press(name: str) -> tuple[LedgerVoice, str]:
    return LedgerVoice(name=name, kind="outlet"), name


RUMOUR = LedgerVoice(name=None, kind="rumour"), "it is rumoured"


def article(
    name: str,
    *told: tuple[list[tuple[LedgerVoice, str]], str],
    outlet: str | None = None,
    published: str | None = None,
    credit: str = "",
) -> LedgerArticle:
    """An article of claims: the voices below the outlet with the words that name them, and what is said."""
    text, claims = credit, []
    for number, (voices, content) in enumerate(told):
        chain = [LedgerVoice(name=outlet, kind="outlet")]
        for voice, words in voices:
            chain.append(replace(voice, span=Span(len(text) + 1, len(text) + 1 + len(words))))
            text += f" {words}:"
        start = len(text) + 1
        text += f" {content}."
        claims.append(
            LedgerClaim(
                id=f"{name}{number}",
                article=name,
                number=number,
                spans=(Span(start, start + len(content)),),
                text=content,
                voices=tuple(chain),
                quotation="indirect",
                polarity="positive",
                certainty="certain",
                mode="actual",
                attribution=number if voices else None,
            )
        )
    lines = (Span(0, len(credit)),) if credit else ()
    return LedgerArticle(
        name=name, text=text, outlet=outlet, published=published, credits=lines, claims=tuple(claims)
    )


def count(
    *articles: LedgerArticle, copies: tuple[Copy, ...] = (), actors: tuple[LedgerActor, ...] = ()
) -> OriginCount:
    """Of all claims of the articles."""
    ledger = Ledger(articles=articles, actors={actor.id: actor for actor in actors})
    return count_origins(list(ledger.claims), trace_origins(ledger, copies))


def numbers(counted: OriginCount) -> tuple[int, int, int]:
    return counted.low, counted.best, counted.high


ORLA = named("Orla Venn", "orla")
COUNCIL = LedgerActor(id="council", name="Dermond Council", kind="organisation")
ORLA_ACTOR = LedgerActor(id="orla", name="Orla Venn", kind="person")

CASES = [
    (
        [
            article("a", ([press("The Gull Post")], DAM), outlet="The Heron Times"),
            article("b", ([press("Tern Radio")], DAM), outlet="The Gull Post"),
            article("c", ([press("The Heron Times")], DAM), outlet="Tern Radio"),
        ],
        (0, 0, 1),
        "three outlets that only cite each other: nothing is known outside",
    ),
    (
        [
            article("a", ([press("The Gull Post")], DAM), outlet="The Heron Times", published="2023-04-01"),
            article("b", ([press("The Heron Times")], DAM), outlet="The Gull Post", published="2023-04-02"),
        ],
        (0, 0, 1),
        "a circle of two, of which one would have had to cite the other before it printed",
    ),
    (
        [
            article("a", ([press("The Gull Post")], DAM), outlet="The Heron Times"),
            article("b", ([ORLA], DAM), outlet="The Gull Post"),
            article("c", ([press("The Heron Times")], DAM), outlet="Tern Radio"),
        ],
        (1, 1, 1),
        "a chain of citations that ends at a voice",
    ),
    (
        [article(name, ([ORLA], DAM), outlet=f"The {name} Times") for name in "ab"],
        (1, 1, 1),
        "two outlets quoting one spokesman",
    ),
    (
        [article(name, ([named("Orla Venn")], DAM), outlet=f"The {name} Times") for name in "ab"],
        (1, 1, 1),
        "the same name, though nobody joined it to an actor",
    ),
    (
        [
            article("a", ([press("The Gull Post"), unnamed("mill industry sources")], DAM),
                    ([press("Tern Radio"), unnamed("mill industry sources")], DAM), outlet="The Heron Times"),
        ],
        (1, 1, 1),
        "two newspapers citing one unnamed source in one sentence",
    ),
    (
        [
            article("a", ([press("The Gull Post"), unnamed("two engineers of the mill")], DAM), outlet="A"),
            article("b", ([press("Gull Post"), unnamed("Two engineers of the mill")], DAM), outlet="B"),
        ],
        (1, 1, 1),
        "two articles tell of one outlet's unnamed source",
    ),
    (
        [article(name, ([unnamed("a mill engineer")], DAM), outlet=f"The {name} Times") for name in "ab"],
        (1, 2, 2),
        "the same description in unrelated articles may be one, and is not taken to be",
    ),
    (
        [
            article("a", ([unnamed("two engineers of the mill")], DAM),
                    ([unnamed("the same engineers")], "the gates are gone"), outlet="The Heron Times"),
        ],
        (1, 1, 1),
        "taken up in the same article",
    ),
    (
        [article("a", ([RUMOUR], DAM), outlet="The Heron Times")],
        (0, 0, 1),
        "nobody stands for a rumour",
    ),
    (
        [article("a", ([RUMOUR], DAM), outlet="A Times"), article("b", ([ORLA], DAM), outlet="Gull Post")],
        (1, 1, 2),
        "a rumour and a witness, of whom the rumour may come",
    ),
    (
        [article(name, ([], DAM), outlet=f"The {name} Times") for name in "ab"],
        (2, 2, 2),
        "two outlets in their own voice",
    ),
    (
        [article(name, ([], DAM), outlet="The Heron Times") for name in "ab"],
        (1, 1, 1),
        "one outlet twice",
    ),
    (
        [article(name, ([], DAM)) for name in "ab"],
        (2, 2, 2),
        "two articles of which no outlet is known",
    ),
    (
        [article("a", ([], DAM), outlet="The Heron Times"),
         article("b", ([], "gates fall"), outlet="Gull Post", credit="PORT (The Heron Times)")],
        (1, 1, 1),
        "a credit line says whose text it is",
    ),
    (
        [article("a", ([], DAM), outlet="The Heron Times"),
         article("b", ([], "gates fall"), outlet="Gull Post", credit="Photo: The Heron Times")],
        (2, 2, 2),
        "a credit for a picture does not",
    ),
    (
        [article("a", ([], DAM), ([ORLA], DAM), outlet="The Heron Times")],
        (1, 1, 2),
        "what an outlet says itself and has a voice say too it has from the voice",
    ),
    (
        [article("a", ([ORLA], DAM), ([named("Pim Dral", "pim")], "the gates lie in the mud"), outlet="A")],
        (2, 2, 2),
        "two voices",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("articles", "expected", "why"), CASES, ids=[why for _, _, why in CASES])
def test_independent_origins(articles: list[LedgerArticle], expected: tuple[int, int, int], why: str) -> None:
    assert numbers(count(*articles, actors=(ORLA_ACTOR,))) == expected, why


def test_a_circle_is_shown_as_one() -> None:
    origins = trace_origins(Ledger(articles=tuple(CASES[0][0])))
    (origin,) = origins.origins
    assert origin.circular
    assert (origin.kind, origin.claims) == ("unknown", ("a0", "b0", "c0"))
    assert "no known outside origin" in count_origins(["a0", "b0"], origins).why


def test_a_spokesman_and_whom_he_speaks_for() -> None:
    spokesman = named("Orla Venn", "orla", "Orla Venn, spokeswoman of Dermond Council,")
    told = article(
        "a", ([spokesman], DAM), ([named("Dermond Council", "council")], DAM), outlet="The Heron Times"
    )
    counted = count(told, actors=(ORLA_ACTOR, COUNCIL))
    assert numbers(counted) == (1, 1, 2)
    assert counted.why.startswith("all go back to")


def test_the_same_odd_number_may_be_one_count() -> None:
    text = "dead in the market fire of the old town"
    articles = [
        article("a", ([named("the guild")], f"37 {text}"), outlet="A Times"),
        article("b", ([named("the bakers")], f"37 {text}"), outlet="B Times"),
    ]
    assert numbers(count(*articles)) == (1, 2, 2)
    round_number = [
        article("a", ([named("the guild")], f"40 {text}"), outlet="A Times"),
        article("b", ([named("the bakers")], f"40 {text}"), outlet="B Times"),
    ]
    assert numbers(count(*round_number)) == (2, 2, 2), "a round number is anybody's guess"


def test_a_short_name_of_a_ministry_is_the_one_ministry_of_the_case() -> None:
    actors = (
        LedgerActor(id="short", name="Ministry of Health", kind="organisation"),
        LedgerActor(id="long", name="Health Ministry of the Government of Dermond", kind="organisation"),
    )
    articles = [article(one.id, ([named(one.name, one.id)], DAM), outlet=f"{one.id} Times") for one in actors]
    assert numbers(count(*articles, actors=actors)) == (1, 1, 1)
    rival = LedgerActor(id="rival", name="Health Ministry of the Republic of Vostra", kind="organisation")
    assert numbers(count(*articles, actors=(*actors, rival))) == (2, 2, 2), (
        "of which of the two, nobody can tell"
    )


def _copied(child: LedgerArticle, parent: LedgerArticle) -> Copy:
    whole = (Span(0, len(child.text)), Span(0, len(parent.text)))
    return Copy(
        child=child.name,
        parent=parent.name,
        kind="copy",
        score=0.99,
        direction=0.9,
        containment=1.0,
        passages=(whole,),
    )


COPIED = [
    ([], "the outlet's own voice"),
    ([unnamed("a mill engineer")], "a source without a name"),
    ([RUMOUR], "a rumour"),
    ([ORLA], "a named voice"),
]


@pytest.mark.parametrize(("voices", "why"), COPIED, ids=[why for _, why in COPIED])
def test_a_copied_claim_goes_back_to_the_first_article(
    voices: list[tuple[LedgerVoice, str]], why: str
) -> None:
    first, second, third = (article(name, (voices, DAM), outlet=f"The {name} Times") for name in "abc")
    copies = (_copied(second, first), _copied(third, second))
    origins = trace_origins(Ledger(articles=(first, second, third)), copies)
    assert len(set(origins.of_claim.values())) == 1, why
    if not voices:
        assert origins.origins[0].name == "The a Times"


def test_copies_of_one_another_have_the_earliest_as_origin() -> None:
    """Where the direction was not known, the inferred edges may form a circle; that is no circular report."""
    first, second = (
        article(name, ([], DAM), outlet=f"The {name} Times", published=day)
        for name, day in (("b", "2023-04-01"), ("a", "2023-04-02"))
    )
    origins = trace_origins(
        Ledger(articles=(first, second)), (_copied(first, second), _copied(second, first))
    )
    (origin,) = origins.origins
    assert (origin.name, origin.circular) == ("The b Times", False)


def test_claims_that_are_not_in_the_case_have_no_origin() -> None:
    assert numbers(count_origins(["nowhere"], trace_origins(Ledger(articles=())))) == (0, 0, 0)


_NAMES = ["The Heron Times", "The Gull Post", "Tern Radio"]
_VOICES = st.one_of(
    st.just([]),
    st.sampled_from([[press(name)] for name in _NAMES]),
    st.sampled_from([[ORLA], [unnamed("a mill engineer")], [RUMOUR]]),
    st.sampled_from([[press(name), unnamed("two engineers")] for name in _NAMES]),
)
_TEXTS = st.sampled_from([DAM, "37 boats were sunk at the old pier", "the mill of the town stands still"])
_ARTICLES = st.lists(
    st.tuples(st.sampled_from(_NAMES), st.lists(st.tuples(_VOICES, _TEXTS), min_size=1, max_size=3)),
    min_size=1,
    max_size=6,
)
Drawn = list[tuple[str, list[tuple[list[tuple[LedgerVoice, str]], str]]]]


def _drawn(drawn: Drawn) -> list[LedgerArticle]:
    return [article(f"{place}", *told, outlet=outlet) for place, (outlet, told) in enumerate(drawn)]


@settings(max_examples=40, deadline=None)
@given(_ARTICLES, st.randoms())
def test_the_order_of_articles_does_not_matter(drawn: Drawn, chance: random.Random) -> None:
    articles = _drawn(drawn)
    shuffled = chance.sample(articles, len(articles))
    assert _plain(articles) == _plain(shuffled)


def _plain(articles: list[LedgerArticle]) -> Origins:
    return trace_origins(Ledger(articles=tuple(articles)))


@settings(max_examples=40, deadline=None)
@given(_ARTICLES)
def test_every_claim_has_one_origin_and_counts_are_in_order(drawn: Drawn) -> None:
    ledger = Ledger(articles=tuple(_drawn(drawn)))
    origins = trace_origins(ledger)
    listed = [claim for origin in origins.origins for claim in origin.claims]
    assert sorted(listed) == sorted(ledger.claims)
    counted = count_origins(ledger.claims, origins)
    assert 0 <= counted.low <= counted.best <= counted.high <= len(origins.origins)
    assert count_origins(reversed(list(ledger.claims)), origins) == counted
