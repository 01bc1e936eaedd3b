"""General tables for English text: abbreviations, words that open sentences, verbs of saying."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Always followed by what they belong to.
_BEFORE_NAME = _words(
    """mr mrs ms mx dr prof gen lt col maj capt sgt cpl pvt cmdr adm brig sen rep gov pres rev fr hon
    msgr messrs mme mlle st mt ft supt insp det amb atty vs v cf e.g i.e eg ie approx viz pp p vol fig
    ed eds art sec al-gen lt.gen maj.gen brig.gen lt.col ste sr.lt field-marshal ayat imam-gen engr sh
    univ dept"""
)
# End a sentence as often as not: what follows decides.
_UNDECIDED = _words(
    """inc corp co ltd llc plc jr sr etc bros assn jan feb mar apr jun jul aug sep sept oct nov dec mon
    tue tues wed thu thurs fri sat sun ph.d m.d b.a m.a esq ave blvd rd no nos al ca mass calif fla
    tex ill ariz pa va md conn wash ore minn wis mich tenn ga ala miss ky okla kan neb colo nev est"""
)
_MONTHS = _words("jan feb mar apr jun jul aug sep sept oct nov dec")
_DAY_PARTS = frozenset({"a.m", "p.m", "am", "pm"})
_AFTER_TIME = _words(
    """Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June
    July August September October November December EST EDT ET PT PST PDT CT CET GMT UTC BST MSK
    Eastern Pacific Central Moscow Local"""
)
OPENS_SENTENCE = _words(
    """The A An He She It They We I You This That These Those There Here His Her Its Their Our My Your In
    On At By For From With Without After Before During Since Until When While Where Why How What Who
    Which If As But And Or So Yet Then Now Also However Moreover Meanwhile Although Though Because
    Despite According Not No Nobody Nothing One Two Many Most Some Several Both All Each Every Another
    Other Such Still Even Only Once To Is Are Was Were Do Does Did Can Could Will Would Should May Let
    Earlier Later Last Next Today Yesterday Instead Indeed Perhaps Nevertheless Nor Under Over Asked
    Officials Police Experts Critics"""
)
REPORTING = (
    "said|says|say|saying|told|tells|adds?|added|stated?|states|asks?|asked|repl(?:y|ies|ied)|answer(?:s|ed)"
    "|noted|notes"
    "|explain(?:s|ed)|continue[sd]|insist(?:s|ed)|warn(?:s|ed)|wrote|writes|declare[sd]|claim(?:s|ed)"
    "|believes?|believed|recall(?:s|ed)|conclude[sd]|stress(?:es|ed)|argue[sd]|remark(?:s|ed)|shouted"
    "|announce[sd]|tweeted|thinks|thought|observe[sd]|commented|emphasi[sz]e[sd]|admit(?:s|ted)|wondered|joked"
)


def is_abbreviation(token: str, *, following: str, opens: bool) -> bool:
    """Whether a full stop after ``token`` belongs to it, given the capitalised word that follows.

    ``opens`` says that the following word is one that begins sentences.

    >>> is_abbreviation("Gen", following="Vey", opens=False)
    True
    >>> is_abbreviation("U.S", following="The", opens=True)
    False
    """
    low = token.lower()
    if low in _BEFORE_NAME:
        return bool(following) and not (low in ("v", "p", "art", "ed") and opens)
    if low in ("no", "nos"):
        return following[:1].isdigit()
    if low in _MONTHS:
        return token[0].isupper() and following[:1].isdigit()
    if low in _DAY_PARTS:
        return following in _AFTER_TIME or not following or following[0].isdigit()
    if low in _UNDECIDED:
        return token[0].isupper() and bool(following) and not opens
    if len(token) == 1:
        return token.isupper() and token != "I" and not opens
    return "." in token and not opens and bool(following)
