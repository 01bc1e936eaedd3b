"""How many of what: counts by different words meet in one class, and what only looks like a count is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.survey.amounts import can_both_hold, find_amounts

COUNTS = [
    ("41\xa0dead", [(41, 41, "dead", "exact")], "the shortest form"),
    (
        "Forty-one miners were killed.",
        [(41, 41, "dead miner", "exact")],
        "an unknown trade is a unit of its own",
    ),
    ("Forty-one people were killed.", [(41, 41, "dead", "exact")], "killed people are dead"),
    ("Nine people died in the mill.", [(9, 9, "dead", "exact")], "so are those who died"),
    ("The flood killed nine.", [(9, 9, "dead", "exact")], "and whom something killed"),
    ("The death toll has risen to nine.", [(9, 9, "dead", "exact")], "a toll counts the dead"),
    ("The number of miners killed is put at 23.", [(23, 23, None, "exact")], "miners are no such word"),
    ("The number of people killed in the mill is put at 23.", [(23, 23, "dead", "exact")], "far before it"),
    ("The dead in the tram were six.", [(6, 6, "dead", "exact")], "the dead numbered"),
    ("We laid 23 people in the morgue.", [(23, 23, "dead", "exact")], "where the dead are laid"),
    ("It registered 14,300 displaced people.", [(14300, 14300, "displaced", "exact")], "before the noun"),
    ("The count of refugees exceeded 40 thousand", [(40000, 40000, "displaced", "at least")], "a count of"),
    ("Some 900 people left their homes.", [(900, 900, "displaced", "about")], "left for good"),
    ("Nine of our men fell.", [(9, 9, "person", "exact")], "men fall from ladders, too"),
    ("Nine of our soldiers fell.", [(9, 9, "dead fighter", "exact")], "soldiers fall"),
    ("Nine of our soldiers fell back.", [(9, 9, "fighter", "exact")], "but not back"),
    ("They found three mass graves.", [(3, 3, None, "exact")], "in which lie more than three"),
    ("the number of dead in the mill at 28", [(28, 28, "dead", "exact")], "words between"),
    ("Six miners paid with their lives.", [(6, 6, "dead miner", "exact")], "lives that were paid"),
    ("Four thousands of men fell.", [(4000, 4000, "person", "exact")], "as some say it"),
    ("Six bodies lay there.", [(6, 6, "dead", "exact")], "a body is a dead"),
    ("By noon on Tuesday he had counted 34 bodies.", [(34, 34, "dead", "at least")], "and went on counting"),
    ("By the river he had counted 34 bodies.", [(34, 34, "dead", "exact")], "where, not up to when"),
    ("Three soldiers died.", [(3, 3, "dead fighter", "exact")], "of one sort only"),
    (
        "Three soldiers killed two farmers.",
        [(3, 3, "fighter", "exact"), (2, 2, "dead farmer", "exact")],
        "who did",
    ),
    (
        "At least 12 people were killed and 50 wounded",
        [(12, 12, "dead", "at least"), (50, 50, "wounded", "exact")],
        "two",
    ),
    ("It left 300 people dead.", [(300, 300, "dead", "exact")], "the act comes last"),
    ("between sixty and seventy men", [(60, 70, "person", "exact")], "a range"),
    ("sixty or seventy trucks", [(60, 70, "vehicle", "exact")], "a range by or"),
    ("60-70 lorries", [(60, 70, "vehicle", "exact")], "a range by a dash"),
    ("two hundred and twelve boats", [(212, 212, "ship", "exact")], "words joined by and"),
    ("some 300 thousand tons of salt", [(300000, 300000, "ton", "about")], "roughly"),
    ("no more than 40 crates", [(40, 40, "crate", "at most")], "the longer phrase wins over 'more than'"),
    ("1,250 votes", [(1250, 1250, "vote", "exact")], "a comma between thousands"),
    ("dozens of villagers", [(20, 199, "person", "exact")], "a vague number"),
    ("$4 million", [(4e6, 4e6, "money", "exact")], "a sum"),
    ("12", [(12, 12, None, "exact")], "an answer that is only a number"),
    ("30 per cent of them", [(30, 30, "percent", "exact")], "a share"),
]

NONE = [
    ("a boy of nineteen", "an age"),
    ("the 19-year-old", "an age"),
    ("She was 19 years old.", "an age"),
    ("On 5 May 2031 and on May 6", "dates"),
    ("since 2031", "a year"),
    ("at 8:30 am, at 9 pm", "clock times"),
    ("the 14th brigade", "an ordinal"),
    ("a T-72, an MH17 and a B-52", "models"),
    ("resolution 2254, Article 5, page 12", "numbers of papers"),
    ("They won 3-2 and 3/4.", "a score, a ratio"),
    ("No one of one mind.", "one that does not count"),
]


@pytest.mark.parametrize(("text", "expected", "why"), COUNTS)
def test_counts(text, expected, why):
    found = [(one.low, one.high, one.unit, one.bound) for one in find_amounts(text)]
    assert found == expected, why


@pytest.mark.parametrize(("text", "why"), NONE)
def test_no_counts(text, why):
    assert find_amounts(text) == (), why


@pytest.mark.parametrize(
    ("text", "is_part"),
    [
        ("including nine children", True),
        ("Two of them ran away.", True),
        ("Twelve others drowned.", True),
        ("He had counted “sixty of them”.", False),
        ("Nine children drowned.", False),
    ],
)
def test_a_part_says_nothing_of_the_whole(text, is_part):
    assert [one.is_part for one in find_amounts(text)] == [is_part]


def test_what_is_denied_is_marked():
    assert [one.is_denied for one in find_amounts("Twelve died, not forty-one.")] == [False, True]


PAIRS = [
    ("41 dead", "12 dead", False, "two exact counts"),
    ("41 dead", "at least 12 dead", True, "at least leaves room"),
    ("12 dead", "at least 41 dead", False, "but only upwards"),
    ("41 dead", "about 40 dead", True, "about"),
    ("41 dead", "dozens dead", True, "dozens"),
    ("41 dead", "hundreds dead", False, "hundreds are more"),
    ("sixty or seventy men", "65 men", True, "inside the range"),
    ("sixty or seventy men", "nearer to two hundred men", False, "far off"),
    ("98 dead", "100 dead", True, "a round number is seldom meant to the man"),
    ("no more than 12 dead", "41 dead", False, "a ceiling"),
]


@pytest.mark.parametrize(("a", "b", "expected", "why"), PAIRS)
def test_both_may_hold(a, b, expected, why):
    one, two = find_amounts(a)[0], find_amounts(b)[0]
    assert can_both_hold(one, two) is expected, why
    assert can_both_hold(two, one) is expected, "whichever is asked first"


@given(st.integers(2, 10**9), st.sampled_from(["", "at least ", "up to ", "about "]))
def test_figures_are_read_as_written_and_agree_with_themselves(number, bound):
    (amount,) = find_amounts(f"{bound}{number:,} soldiers")
    assert (amount.low, amount.unit) == (number, "fighter")
    assert can_both_hold(amount, amount)


@given(st.text())
def test_spans_lie_in_the_text(text):
    for amount in find_amounts(text, 10):
        assert 10 <= amount.span.start < amount.span.end <= 10 + len(text)


MORE = [
    ("Among the dead were four nurses.", True, "a part of the dead"),
    ("Two women were among the dead.", True, "the same, the other way round"),
    ("a family of four", True, "not four families"),
]


@pytest.mark.parametrize(("text", "is_part", "why"), MORE)
def test_some_of_those_who_are_counted_elsewhere(text, is_part, why):
    assert all(one.is_part is is_part for one in find_amounts(text)), why


def test_dead_and_hurt_in_one_breath():
    found = find_amounts("Two guards killed, 3 injured; the toll stood at least at 85.")
    assert [(one.low, one.unit, one.bound) for one in found] == [
        (2, "dead fighter", "exact"),
        (3, "wounded", "exact"),
        (85, "dead", "at least"),
    ]


@pytest.mark.parametrize(
    ("text", "is_denied"),
    [
        ("Those who speak of sixty dead count the living.", True),
        ("Those who prattle of 41 or even of 118 count the graves.", True),
        ("Those who speak count 60 dead.", False),
    ],
)
def test_what_others_are_said_to_speak_of_is_not_said(text: str, is_denied: bool) -> None:
    assert {amount.is_denied for amount in find_amounts(text)} == {is_denied}
