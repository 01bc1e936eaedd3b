"""Predictions as articles tell them: the day they were said, told again, and settled in passing."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from rashomon.findings import Origins, Prediction
from rashomon.ledger import (
    Ledger,
    LedgerActor,
    LedgerArgument,
    LedgerArticle,
    LedgerClaim,
    LedgerEvent,
    LedgerVoice,
)
from rashomon.names.folding import fold
from rashomon.records import Mode, Polarity, Span
from rashomon.survey.due import Elsewhere, find_due
from rashomon.survey.predictions import settle_predictions

ACTORS = {
    fold(name): LedgerActor(id=f"id:{fold(name)}", name=name, kind="person")
    for name in ("Ada Orm", "Bela Sorn", "Ketter")
}


@dataclass(frozen=True)
class Said:
    """A claim: its words in the article, whose it is ("" for the outlet), the word of saying before it."""

    words: str
    who: str = ""
    cue: str = ""
    mode: Mode = "actual"
    polarity: Polarity = "positive"
    acts: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = ()
    """Verbs with (role, words)."""
    refers: tuple[tuple[str, str], ...] = ()
    """(words, id of the actor that they mean)."""
    time: str | None = None
    """EDTF: the day that it names."""


def article(name: str, published: str, text: str, *said: Said) -> LedgerArticle:
    """An article with these claims."""
    claims = tuple(_claim(name, text, number, one) for number, one in enumerate(said))
    return LedgerArticle(name=name, text=text, outlet=name, published=published, claims=claims)


def _claim(name: str, text: str, number: int, one: Said) -> LedgerClaim:
    start = text.index(one.words)
    voices = [LedgerVoice(name=name, kind="outlet")]
    if one.who:
        known = ACTORS.get(fold(one.who))
        cue = text.rindex(one.cue, 0, start) if one.cue else 0
        voices.append(
            LedgerVoice(
                name=known.name if known else one.who,
                kind="named" if known else "unnamed",
                actor=known.id if known else None,
                cue=Span(cue, cue + len(one.cue)) if one.cue else None,
            )
        )

    def find(words: str) -> Span:
        at = start + one.words.index(words)
        return Span(at, at + len(words))

    return LedgerClaim(
        id=f"{name}.{number}",
        article=name,
        number=number,
        spans=(Span(start, start + len(one.words)),),
        text=one.words,
        voices=tuple(voices),
        quotation="indirect",
        polarity=one.polarity,
        certainty="certain",
        mode=one.mode,
        time=one.time,
        actors=(
            *((find(actor.name), actor.id) for actor in ACTORS.values() if actor.name in one.words),
            *((find(words), actor) for words, actor in one.refers),
        ),
        events=tuple(
            LedgerEvent(
                number=10 * number + place,
                span=find(verb),
                text=verb,
                lemma=verb,
                factuality=0,
                polarity=one.polarity,
                certainty="certain",
                mode="predicted" if one.mode == "predicted" else "actual",
                arguments=tuple(
                    LedgerArgument(role=role, text=words, span=find(words)) for role, words in parts
                ),
            )
            for place, (verb, parts) in enumerate(one.acts)
        ),
    )


def first(*articles: LedgerArticle) -> Prediction:
    """The first prediction of a case of these articles."""
    ledger = Ledger(articles=articles, actors={actor.id: actor for actor in ACTORS.values()})
    return settle_predictions(ledger, (), Origins(origins=(), of_claim={}), ())[0]


def orm(words: str, cue: str = "said", **more: object) -> Said:
    """A forecast of Ada Orm."""
    return Said(words, "Ada Orm", cue, "predicted", **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "due", "why"),
    [
        ("it will fall “by the fifteenth”", "2031-04-15", "a day of the month that runs"),
        ("it will be reached by the fifth of the month", "2031-05-05", "over in this month"),
        ("it will be done before the 20th", "2031-04-19", "before a day is by the day before"),
        ("it will stop with the first snow", None, "no day"),
        ("it will end before the second round", None, "no day either"),
        ("it will fall by Friday", "2031-04-11", "the next one, not one of last week"),
        ("open by mid-May", "2031-05-20", "the next one, whatever the tense"),
        ("he will be gone before the month is out", "2031-04-30", "the month's last day"),
        ("open by year-end", "2031-12-31", "the year's last day"),
        ("by the end of the summer it will be open", "2031-08", "the season's last month"),
        ("it will be over by noon on Thursday", "2031-04-10", "the day beside the hour"),
        ("back in two or three days", "2031-04-10", "the longer"),
        ("done in under a month", "2031-05-07", "at most"),
        ("it will last three weeks", "2031-04-28~", "no three weeks that are over"),
        ("she will not live to see June", "2031-06-01", "dead when it begins"),
        ("she will not see the end of June", "2031-06-21~/2031-06-30", "before it is over"),
    ],
)
def test_days_that_are_told_without_a_date(text: str, due: str | None, why: str) -> None:
    assert find_due(text, "2031-04-07").value == due, why


@pytest.mark.parametrize(
    ("text", "elsewhere", "due", "why"),
    [
        ("it will be open by then", Elsewhere(then="2031-05-02"), "2031-05-02", "the day told before"),
        (
            "they will yield before the deadline",
            Elsewhere(deadline="2031-04-20"),
            "2031-04-20",
            "told elsewhere",
        ),
        ("to be there by Sunday", Elsewhere(is_over=True), "2031-04-06", "the one that is past"),
        ("to be there by March 30", Elsewhere(is_over=True), "2031-03-30", "not that of next year"),
        ("to be there by April 20", Elsewhere(is_over=True), "2031-04-20", "the nearest"),
        ("to be there in ten days", Elsewhere(is_over=True), None, "from a day that nobody tells"),
    ],
)
def test_days_that_words_point_to(text: str, elsewhere: Elsewhere, due: str | None, why: str) -> None:
    assert find_due(text, "2031-04-07", elsewhere=elsewhere).value == due, why


@pytest.mark.parametrize(
    ("text", "said", "due", "why"),
    [
        (
            "Ada Orm spoke to the guild on 3 April. She assured them that the mill will turn within a week.",
            orm("the mill will turn within a week", "assured"),
            "2031-04-10",
            "counted from the speech",
        ),
        (
            "Ada Orm promised repairs before the end of the year and left.",
            Said("repairs", "Ada Orm", "promised"),
            "2031-12-31",
            "a thing promised, and when",
        ),
        (
            "The guild gave the millers until 20 April to pay. It was their last ultimatum. Ada Orm said that"
            " they would give way before the deadline.",
            orm("they would give way before the deadline"),
            "2031-04-20",
            "the deadline told before",
        ),
        (
            "The strike was extended to 2 May. Ada Orm said that the mill would open by then.",
            orm("the mill would open by then"),
            "2031-05-02",
            "the day told before",
        ),
        (
            "Ada Orm said that a truce will be signed. She gave it no more: it will not survive two days.",
            orm("a truce will be signed"),
            None,
            "none",
        ),
    ],
)
def test_the_words_around_tell_when(text: str, said: Said, due: str | None, why: str) -> None:
    assert first(article("a", "2031-04-07", text, said)).due == due, why


FIRST = article(
    "a",
    "2031-04-07",
    "Ada Orm said that her men would be in Ketter by the fifteenth.",
    orm("her men would be in Ketter by the fifteenth"),
)


@pytest.mark.parametrize(
    ("text", "again", "rest", "state", "why"),
    [
        (
            "Ada Orm, who had vowed to be in Ketter by April 15, is still a day's march away.",
            "to be in Ketter by April 15",
            "Ada Orm, who had vowed to be in Ketter by April 15, is still a day's march away.",
            "no",
            "still elsewhere",
        ),
        (
            "Ada Orm had vowed to be in Ketter by April 15. She was not.",
            "to be in Ketter by April 15",
            "She was not.",
            "no",
            "a short answer",
        ),
        (
            "Ada Orm had vowed to be in Ketter by April 15. She was.",
            "to be in Ketter by April 15",
            "She was.",
            "yes",
            "a short answer",
        ),
        (
            "Ada Orm had vowed to be in Ketter by April 15. The bakers open at four.",
            "to be in Ketter by April 15",
            "The bakers open at four.",
            "expired",
            "nothing is told of it",
        ),
    ],
)
def test_what_is_told_where_it_is_told_again(text: str, again: str, rest: str, state: str, why: str) -> None:
    later = article("b", "2031-04-20", text, Said(rest), orm(again, "had vowed"))
    found = first(FIRST, later)
    assert (found.state, found.due, found.copies) == (state, "2031-04-15", ("b.1",)), why


def test_what_is_not_so_with_time_left_may_still_come() -> None:
    text = "Ada Orm said that her men would be in Ketter by 20 April. They are not."
    words = "her men would be in Ketter by 20 April"
    found = first(article("a", "2031-04-15", text, orm(words), Said("They are not.")))
    assert (found.state, found.due) == ("open", "2031-04-20")


def test_still_is_no_word_against_what_was_to_last() -> None:
    text = "Ada Orm, who had vowed to hold the mill until May, is still there."
    later = article("b", "2031-04-20", text, Said(text), orm("to hold the mill until May", "had vowed"))
    assert first(later).state == "open"


@pytest.mark.parametrize(
    ("text", "state", "joined", "why"),
    [
        (
            "The council is still in charge, three weeks after Ada Orm gave it two.",
            "no",
            True,
            "told by its length",
        ),
        ("The council is still in charge.", "no", False, "it has not fallen"),
        (
            "The council is still in charge, three weeks after Bela Sorn gave it two.",
            "no",
            False,
            "another's",
        ),
        ("Three weeks ago Ada Orm gave it four.", "expired", False, "another length"),
        ("The bridge is still standing.", "expired", False, "another thing"),
    ],
)
def test_what_was_to_end_is_still_there(text: str, state: str, joined: bool, why: str) -> None:
    foretold = article(
        "a",
        "2031-04-07",
        "Ada Orm said the council would fall within two weeks.",
        orm("the council would fall within two weeks", acts=(("fall", (("patient", "the council"),)),)),
    )
    found = first(foretold, article("b", "2031-04-28", text, Said(text)))
    assert (found.state, found.copies) == (state, ("b.0",) if joined else ()), why


@pytest.mark.parametrize(
    ("text", "state", "why"),
    [
        ("The ovens have been cold since Sunday, whatever Ada Orm promised about flour.", "no", "broken"),
        ("The ovens are cold despite Ada Orm's promises of flour.", "no", "broken"),
        ("The lamps are out, whatever Ada Orm promised.", "expired", "perhaps another promise"),
        ("The ovens are out of flour, whatever Bela Sorn promised.", "expired", "another's promise"),
        ("Every bakery has flour, as Ada Orm had promised.", "yes", "kept"),
        ("The lamps are lit, as Ada Orm had promised.", "expired", "perhaps another promise"),
    ],
)
def test_a_promise_told_to_be_broken(text: str, state: str, why: str) -> None:
    promise = article(
        "a",
        "2031-04-07",
        "Ada Orm said there would be flour in every bakery within a week.",
        orm("there would be flour in every bakery within a week"),
    )
    assert first(promise, article("b", "2031-04-20", text, Said(text))).state == state, why


def test_what_is_not_so_yet_breaks_no_promise() -> None:
    text = "The ovens are cold, whatever Ada Orm promised about flour."
    words = "there would be flour in every bakery within a week"
    promise = article("a", "2031-04-07", f"Ada Orm said {words}.", orm(words))
    assert first(promise, article("b", "2031-04-09", text, Said(text))).state == "open"


@pytest.mark.parametrize(
    ("foretold", "text", "state", "why"),
    [
        ("they would give way before the deadline", "The ultimatum ran out on Sunday.", "no", "they had not"),
        ("they would let the deadline pass", "The ultimatum ran out on Sunday.", "yes", "they had"),
        ("they would give way before the deadline", "The bakers open at four.", "expired", "nobody tells"),
        (
            "they would give way before the deadline",
            "The deadline passed after they gave way.",
            "expired",
            "they had",
        ),
    ],
)
def test_a_deadline_that_ran_out(foretold: str, text: str, state: str, why: str) -> None:
    before = article(
        "a",
        "2031-04-07",
        f"The guild's ultimatum to the millers runs until 20 April. Ada Orm said {foretold}.",
        orm(foretold),
    )
    assert first(before, article("b", "2031-04-22", text, Said(text))).state == state, why


@pytest.mark.parametrize(
    ("text", "day", "state", "why"),
    [
        ("The 20th passed without a loaf.", "2031-04-20", "no", "the day it was due went by without it"),
        ("The 20th came and went, but nobody baked.", "2031-04-20", "expired", "nothing says without what"),
        ("The 21st passed without a loaf.", "2031-04-21", "expired", "another day"),
        ("The 20th passed in the rain.", "2031-04-20", "expired", "it may have come about all the same"),
    ],
)
def test_the_day_that_it_was_due_passed_without_it(text: str, day: str, state: str, why: str) -> None:
    words = "the ovens would be lit by 20 April"
    promise = article("a", "2031-04-07", f"Ada Orm said {words}.", orm(words))
    assert first(promise, article("b", "2031-04-28", text, Said(text, time=day))).state == state, why


NO_LEVIES = article(
    "b",
    "2031-04-07",
    "Ada Orm said no levies will follow.",
    orm("no levies will follow", polarity="negative", acts=(("follow", (("agent", "no levies"),)),)),
)


@pytest.mark.parametrize(
    ("texts", "state", "why"),
    [
        (["The levies hurt.", "Bakers curse the levies."], "no", "two speak of them as there"),
        (["The levies hurt."], "open", "one alone"),
        (["Some want levies.", "Others want levies too."], "open", "wanted only"),
    ],
)
def test_a_thing_that_is_there_by_now(texts: list[str], state: str, why: str) -> None:
    later = [article(f"c{n}", "2031-04-20", text, Said(text)) for n, text in enumerate(texts)]
    assert first(NO_LEVIES, *later).state == state, why


def test_a_thing_that_was_there_before_is_no_sign() -> None:
    known = article("a", "2031-04-01", "The levies of old are gone.", Said("The levies of old are gone."))
    later = [article(f"c{n}", "2031-04-20", "The levies hurt.", Said("The levies hurt.")) for n in range(2)]
    assert first(known, NO_LEVIES, *later).state == "open"


def test_there_will_be_none_and_there_are() -> None:
    words = "There will be no bread queues"
    before = article("a", "2031-04-07", f"Ada Orm said: {words}.", orm(words, polarity="negative"))
    texts = [
        "The bread queues grew.",
        "Bakers blame the bread queues on Orm.",
        "The queues at the mill are old.",
    ]
    later = [article(f"b{n}", "2031-04-20", text, Said(text)) for n, text in enumerate(texts)]
    assert first(before, *later).settled_by == ("b0.0", "b1.0")
    assert first(before, later[0], later[2]).state == "open"


def test_a_condition_without_an_if() -> None:
    words = "Without repair, Ada Orm said, the mill will not see June"
    before = article(
        "a",
        "2031-04-07",
        "Bela Sorn said: Without repair, the mill will not see June.",
        Said(
            "Without repair, the mill will not see June",
            "Bela Sorn",
            "said",
            "predicted",
            "negative",
            (("repair", (("patient", "mill"),)), ("see", (("agent", "the mill"),))),
        ),
    )
    text = "The mill was repaired on Sunday."
    later = article("b", "2031-04-20", text, Said(text, acts=(("repaired", (("patient", "The mill"),)),)))
    found = first(before, later)
    assert (found.condition, found.due, found.state) == ("Without repair", "2031-06-01", "void"), words


@pytest.mark.parametrize(
    ("text", "act", "state", "why"),
    [
        (
            "Her men entered Ketter",
            ("entered", (("agent", "Her men"), ("place", "Ketter"))),
            "yes",
            "they are in",
        ),
        (
            "The shells came from Ketter",
            ("came", (("agent", "The shells"), ("place", "Ketter"))),
            "open",
            "out of it",
        ),
        (
            "They took a mill in Ketter",
            ("took", (("patient", "a mill"), ("place", "Ketter"))),
            "open",
            "a part of it",
        ),
        ("Bela Sorn wanted to be in Ketter", ("wanted", (("agent", "Bela Sorn"),)), "open", "a wish"),
    ],
)
def test_who_is_in_the_town(
    text: str, act: tuple[str, tuple[tuple[str, str], ...]], state: str, why: str
) -> None:
    assert first(FIRST, article("b", "2031-04-12", text, Said(text, acts=(act,)))).state == state, why


def test_a_truce_in_force_has_been_signed() -> None:
    act = ("sign", (("patient", "a truce"),))
    before = article(
        "a", "2031-04-07", "Ada Orm said they will sign a truce.", orm("they will sign a truce", acts=(act,))
    )
    text = "Shots fell a day after a truce took effect."
    assert first(before, article("b", "2031-04-20", text, Said(text))).state == "yes"


def test_a_claim_that_only_reports_the_forecast_is_told_again() -> None:
    text = "Bela Sorn wrote. Ada Orm said that she expected the mill to open by May."
    reports = Said("that she expected the mill to open by May", "Ada Orm", "said")
    inner = orm("the mill to open by May", "expected")
    assert first(article("a", "2031-04-07", text, reports, inner)).copies == ("a.0",)


@pytest.mark.parametrize(
    ("words", "refers", "by", "why"),
    [
        ("she would leave within a week", (("she", "id:ada orm"),), "Ada Orm", "of herself"),
        ("he would leave within a week", (), "The chief", "nobody knows who"),
        ("Bela Sorn would leave within a week", (), "The chief", "of another"),
    ],
)
def test_who_says_what_he_will_do(words: str, refers: tuple[tuple[str, str], ...], by: str, why: str) -> None:
    said = Said(words, "The chief", "announced", "predicted", refers=refers)
    assert first(article("a", "2031-04-07", f"The chief announced that {words}.", said)).by == by, why


@pytest.mark.xfail(strict=True, reason="which strike is meant is told only by the words around it")
def test_another_strike_settles_nothing() -> None:
    words = "the strike would end by Friday"
    before = article(
        "a", "2031-04-07", f"Ada Orm said {words}.", orm(words, acts=(("end", (("patient", "the strike"),)),))
    )
    text = "The strike at the mill in Ostby ended."
    ended = Said(text, acts=(("ended", (("patient", "The strike at the mill in Ostby"),)),))
    assert first(before, article("b", "2031-04-09", text, ended)).state == "open"
