"""What is no time expression though it looks like one: a verb "may", a paper "Sun", a count "2000 people"."""

from __future__ import annotations

import re
from functools import cache

from rashomon.situate.time_hits import Hit
from rashomon.situate.time_tokens import look_up, read_tables


@cache
def _words(table: str, key: str) -> frozenset[str]:
    return frozenset(read_tables()[table][key])


@cache
def _plain(name: str) -> frozenset[str]:
    return frozenset(look_up("plain")[name])


def is_whole(hit: Hit) -> bool:
    """Whether no sentence ends within it, and a year at its end counts nothing."""
    page = hit.page
    if any(
        page.lower(at) == "." and page.lower(at - 1) not in _shortened() for at in range(hit.first, hit.end)
    ):
        return False
    is_round = page.lower(hit.end - 1).endswith("00") and hit.has("year")
    return not (is_round and hit.end - hit.first > 1 and _is_counted(hit))


@cache
def _shortened() -> frozenset[str]:
    """Words that a dot may follow within a sentence."""
    return frozenset(look_up("weekday_short")) | {w for w in look_up("month") if len(w) < 5} - {
        "may",
        "june",
        "july",
    }


def _is_counted(hit: Hit) -> bool:
    """Whether the next word names what a number counts."""
    word = hit.page.lower(hit.end)
    if word in _words("counted", "words"):
        return True
    if hit.page.word(hit.end)[:1].isupper() or word in _words("counted", "not_counted"):
        return False
    return len(word) > 3 and word.endswith("s") and not word.endswith("ss")


def _has_capital(hit: Hit) -> bool:
    """A capital that no sentence's start explains."""
    return hit.page.word(hit.first)[:1].isupper() and not hit.page.is_end(hit.first - 1)


def _is_led(hit: Hit, words: frozenset[str]) -> bool:
    """Whether one of the words stands before, with or without "the"."""
    before = hit.page.lower(hit.first - 1)
    if before in ("the", "a", "mid", "-", "early", "late"):
        before = hit.page.lower(hit.first - 2) if before in ("the", "a") else "in"
    return before in words


def is_month_day(hit: Hit) -> bool:
    """Not "in April 20 people", not "Q4 March 5 km"."""
    if hit.page.lower(hit.first - 1) != "in" or hit.has("year") or hit.has("weekday"):
        return True
    return not _is_counted(hit) and hit.page.lower(hit.end) != "more"


def is_month(hit: Hit) -> bool:
    """A month alone: not "may" and "march", nor a woman's name."""
    word, low, after = hit.page.word(hit.first), hit.page.lower(hit.first), hit.page.word(hit.end)
    led = _is_led(hit, _plain("prep")) or hit.page.lower(hit.first - 1) in ("last", "next", "this", "/")
    if low in ("may", "march") or len(low) < 4 or not word[0].isupper() or low == "sept":
        return led and word[0].isupper() and low not in ("mar", "jan") and not after.startswith(("'", "’"))
    if hit.page.word(hit.first - 1)[:1].isupper() and not hit.page.is_end(hit.first - 2):
        return False  # "Black September"
    is_name = after[:1].isupper() and not hit.page.is_end(hit.end)
    return led or not is_name


def is_year(hit: Hit) -> bool:
    """Not "2000 people", "resolution 2254", "at least 1999", a telephone number."""
    page, number = hit.page, hit.first
    while "year" not in page.classes[number]:
        number += 1
    before, year = page.lower(number - 1), int(page.lower(number))
    if number > hit.first:  # "early 2011"
        return not _is_counted(hit)
    after = page.lower(number + 1)
    if before in _words("counted", "before") or before[-1:].isdigit() or after[-1:].isdigit():
        return before in ("about", "around") and _is_led_by_time(hit) and not _is_counted(hit)
    if before in "-–+=#_/" or page.text[max(0, hit.span[0] - 1)] in "-_#/+.,@" or not 1700 <= year <= 2060:
        return bool(before) and before in "–-" and hit.has("last") and 1700 <= year <= 2060
    if _is_counted(hit):
        is_plain = before in ("in", "since", "until", "during", "the") and after not in _words(
            "counted", "words"
        )
        return is_plain and year % 100 != 0
    if after in ("-", "/", "+", "_") and not hit.has("last") and page.starts[number + 1] == page.ends[number]:
        return _is_led(hit, _plain("prep")) and not page.lower(number + 2)[-1:].isdigit()
    return year >= 1900 or before in (
        "in",
        "since",
        "of",
        "until",
        "from",
        "by",
        "to",
        "and",
        "between",
        "after",
    )


def _is_led_by_time(hit: Hit) -> bool:
    """As in "in about 2015", "since around 2015"; or the sentence's own word."""
    return hit.page.lower(hit.first - 2) in _plain("prep") | {"about", "dating"}


def is_week_on(hit: Hit) -> bool:
    """As in "by Friday week"; not "on a Friday week after week"."""
    return hit.page.lower(hit.end) not in ("after", "of") and hit.page.lower(hit.end - 1) == "week"


def is_span(hit: Hit) -> bool:
    """Not the verb of "it will last a week"."""
    return hit.word("turn") != "last" or hit.words("amount")[:1] not in (["a"], ["an"])


def is_decade(hit: Hit) -> bool:
    """Not "in her 70s", not "1000s of"."""
    word = hit.page.lower(hit.first).lstrip("'’")
    if len(word) == 5:
        return int(word[:4]) >= 1500
    before = hit.page.lower(hit.first - 1)
    is_led = before in ("the", "and", "-") or hit.page.word(hit.first)[0] in "'’"
    return is_led and "2" <= word[0] <= "9" and before not in ("her", "his", "their", "my", "our")


def is_season(hit: Hit) -> bool:
    """Not "the fall of the city", not "may spring"."""
    word, after = hit.page.lower(hit.first), hit.page.lower(hit.end)
    led = _is_led(
        hit, frozenset(["in", "since", "until", "during", "by", "this", "before", "after", "throughout"])
    )
    return led and after not in ("of", "from") and (word != "fall" or hit.page.lower(hit.first - 1) == "the")


def is_quarter(hit: Hit) -> bool:
    """Not "the fourth quarter of the city"."""
    return hit.page.lower(hit.end) != "of" and hit.word("nth") not in ("final", "last")


def is_deictic(hit: Hit) -> bool:
    """Not an outlet's name such as "News Today"."""
    page, number = hit.page, hit.first
    while "deictic" not in page.classes[number]:
        number += 1
    if not page.word(number)[:1].isupper() or page.is_end(number - 1) or number > hit.first:
        return True
    return not page.word(number - 1)[:1].isupper() and not page.word(number + 1)[:1].isupper()


def is_daypart(hit: Hit) -> bool:
    """Not "Golden Dawn", not "the night they"."""
    if hit.page.word(hit.end - 1)[:1].isupper() and not hit.page.is_end(hit.end - 2):
        return False
    if hit.has("turn"):
        return hit.word("turn") in ("last", "this")
    if hit.word("daypart") == "overnight":
        return hit.page.lower(hit.first) == "overnight"
    return _is_led(
        hit,
        frozenset(["in", "at", "by", "before", "until", "since", "after", "around", "during", "from", "on"]),
    )


_THINGS = frozenset(
    [
        "war",
        "conflict",
        "siege",
        "truce",
        "crisis",
        "uprising",
        "regime",
        "rule",
        "ceasefire",
        "battle",
        "campaign",
        "offensive",
        "blockade",
        "insurgency",
        "dictatorship",
        "occupation",
        "dispute",
        "revolt",
        "rebellion",
        "revolution",
        "operation",
        "ban",
        "embargo",
        "government",
        "coalition",
        "deal",
    ]
)
_LEADS_ONE = frozenset(
    [
        "for",
        "in",
        "over",
        "than",
        "within",
        "about",
        "nearly",
        "almost",
        "half",
        "only",
        "took",
        "lasted",
        "take",
        "lasts",
        "last",
        "spent",
        "spend",
        "under",
        "after",
    ]
)
_FOLLOWS_ONE = frozenset(["of", "after", "before", "long", "later", "earlier", "from", "since"])


def is_loose(hit: Hit) -> bool:
    """Not "as soon as"."""
    return "as" not in (hit.page.lower(hit.first - 1), hit.page.lower(hit.end))


def is_past_alone(hit: Hit) -> bool:
    """As in "in the past"; not "the past war"."""
    after = hit.page.lower(hit.end)
    return hit.page.lower(hit.first - 1) in ("in", "of", "from") and after in (
        "",
        ".",
        ",",
        ";",
        ")",
        "and",
        "but",
    )


def is_duration(hit: Hit) -> bool:
    """Not an age, not "one day they will"."""
    page, unit = hit.page, hit.word("unit")
    after = page.lower(hit.end)
    if (
        page.word(hit.groups["unit"][0])[0].isupper()
        and page.word(hit.first)[0].isupper()
        and _has_capital(hit)
    ):
        return False
    if "old" in (page.lower(hit.end - 1), after, page.lower(hit.end + 1) if after in "-–" else ""):
        nearby = [page.lower(hit.end + step) for step in range(3)]
        return any(word in _THINGS for word in nearby)
    if page.lower(hit.first - 1) in ("aged", "age"):
        return False
    amount = hit.words("amount")
    if "some" in amount or "few" in amount or "many" in amount:
        return unit in _plurals()
    if len(amount) == 1 and amount[0] in ("a", "an", "one"):
        return is_a_rate(hit) or after in _FOLLOWS_ONE or page.lower(hit.first - 1) in _LEADS_ONE
    return page.lower(hit.end - 2) != "." and not re.fullmatch(r"(?:19|20)\d\d", page.lower(hit.first))


@cache
def _plurals() -> frozenset[str]:
    return frozenset(word + "s" for word in look_up("unit"))


def is_a_rate(hit: Hit) -> bool:
    """Whether "a year" is "each year": after a count, "15 a year"."""
    before = hit.first - 1
    return before >= 0 and bool(hit.page.classes[before] & {"count", "number", "times"})


def is_bare_duration(hit: Hit) -> bool:
    """As in "for days", "years of war", "months later"; not "the days of old"."""
    page, first = hit.page, hit.first
    if hit.end - first > 1:
        return True
    if page.word(first)[0].isupper() and not page.is_end(first - 1):
        return False
    before, after = page.lower(first - 1), page.lower(hit.end)
    if before in ("for", "over", "within", "after", "in", "took", "lasted", "last", "take", "spent"):
        return True
    return after in ("later", "earlier", "after", "before", "ago") or (
        after == "of" and before in ("by", "despite")
    )


def is_rate(hit: Hit) -> bool:
    """Not the name of a paper."""
    return not _has_capital(hit) and not hit.page.word(hit.end)[:1].isupper()


def is_clock(hit: Hit) -> bool:
    """A clock time that its sign, its zone or the words before it vouch for."""
    page = hit.page
    hour, minute = ([int(n) for n in re.findall(r"\d\d?(?=\d\d|\D|$)|\d\d", page.word(hit.first))] + [0])[:2]
    if hour > 24 or minute > 59:
        return False
    if hit.has("zone") or re.search("[ap]", page.lower(hit.first)):
        return True
    led = _is_led(
        hit,
        frozenset(
            [
                "at",
                "by",
                "around",
                "about",
                "until",
                "from",
                "to",
                "after",
                "before",
                "since",
                "between",
                "till",
            ]
        ),
    )
    before = page.classes[hit.first - 1] if hit.first else frozenset()
    return led or bool(before & {"year", "month", "weekday", "daypart", "deictic"})


def is_day_alone(hit: Hit) -> bool:
    """Not "the 5th floor"."""
    if hit.has("turn"):
        return True
    after = hit.page.word(hit.end)
    return hit.page.lower(hit.first - 1) in ("on", "until", "since", "by") and (not after or after in ".,;:)")
