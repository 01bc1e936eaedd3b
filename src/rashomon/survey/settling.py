"""What came of a forecast: which later claims, of others, tell that it came about or did not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from rashomon.ledger import Ledger, Sign
from rashomon.survey.acts import Act, acts_of, tables
from rashomon.survey.beside import same_proposition, told_beside
from rashomon.survey.evidence import Evidence, Open, evidence_of, in_time, is_later, is_of_others
from rashomon.survey.forecasts import Forecast, is_lack
from rashomon.survey.told import Case, Index, Told
from rashomon.survey.wording import head_of, stem

_ID = re.compile(r"[0-9a-f]{16}")
_TO_DO = re.compile(r"\W*to\s+\w", re.IGNORECASE)


def acts_foretold(members: Sequence[Forecast], ledger: Ledger) -> tuple[tuple[Act, ...], tuple[Act, ...]]:
    """The acts that a forecast and its copies foretell, and those that they hang on."""
    acts: dict[Act, None] = {}
    conditions: dict[Act, None] = {}
    for one in members:
        # "the airport, lost on Tuesday, would be back within days": what was lost is not foretold.
        to_come = [event for event in one.events if event.mode != "actual"]
        for act in acts_of(one.claim, to_come, ledger.actors, one.content):
            acts[_with_agent(act, one, ledger)] = None
        for act in acts_of(one.claim, one.condition_events, ledger.actors, one.condition_text or ""):
            conditions[_with_things(act, one)] = None
    return tuple(acts), tuple(conditions)


def _with_agent(act: Act, one: Forecast, ledger: Ledger) -> Act:
    """Who promises "to be in the town" is the one who will be."""
    if act.agents or not _TO_DO.match(one.content) or one.holder not in ledger.actors:
        return act
    return replace(act, agents=frozenset([one.holder, head_of(ledger.actors[one.holder].name)]))


def _with_things(act: Act, one: Forecast) -> Act:
    """On whom it is done, where the rest tells it ("without an operation he will die")."""
    sign: Sign = 1 if is_lack(one.condition_text) else act.sign
    inside = (actor for span, actor in one.claim.actors if one.span.contains(span))
    return replace(act, sign=sign, things=act.things or frozenset(inside))


def find_evidence(one: Open, index: Index, case: Case) -> list[Evidence]:
    """All that later claims of others say for or against a forecast, the earliest first.

    What has come about settles at any time; that a thing is not so, only when its day is over. Whether the
    condition failed may be told by anybody, the forecaster too.
    """
    found: dict[tuple[str, str], Evidence] = {}
    own = {case.origins.of_claim.get(member.claim.id) for member in one.members} - {None}
    for told in _candidates(one.acts, index):
        for act in one.acts if is_of_others(one, told, own) else ():
            _keep(found, _weigh(one, act, told))
    for told in _candidates(one.conditions, index):
        for act in one.conditions:
            _keep(found, _weigh_condition(one, act, told))
    for evidence in (*told_beside(one, case), *same_proposition(one, case)):
        _keep(found, evidence)
    return sorted(found.values(), key=lambda evidence: (evidence.day, evidence.claim, evidence.verdict))


def _keep(found: dict[tuple[str, str], Evidence], evidence: Evidence | None) -> None:
    if evidence is not None:
        found.setdefault((evidence.claim, evidence.verdict), evidence)


def _weigh(one: Open, act: Act, told: Told) -> Evidence | None:
    """What ``told`` says of the act that is foretold."""
    if not is_later(told, one.made) or not _is_one_thing(act, told.act):
        return None
    is_so = _is_so(act, told.act)
    if is_so is None:
        return None
    came_about = told.act.sign > 0 and is_so and not (told.act.is_lasting and act.is_lasting)
    if "lasts" in told.act.names:
        came_about = False
    is_over = told.act.is_over and act.is_lasting
    settles_now = came_about or is_over
    return in_time(one, told, agrees=is_so == (act.sign > 0), settles_now=settles_now)


def _is_so(act: Act, told: Act) -> bool | None:
    """Whether what is told means that the thing done by ``act`` is so; None where it says neither.

    The forecast's own "not" stays out of it.
    """
    if "lasts" in told.names:
        return True if act.is_lasting else False if _ends(act) else None
    if act.is_lasting and told.is_over:
        return False if told.sign > 0 else None
    if told.is_remote:
        return False if {"enter", "take"} & act.names and not act.is_lasting else None
    if _is_kept_by_other(act, told):
        return False
    if not _is_one_act(act, told):
        return None
    if not _agents_fit(act, told) and not (act.is_again and told.is_again):
        return None
    return told.sign > 0


def _ends(act: Act) -> bool:
    """Whether it is the end of the thing itself: it falls, it is overthrown."""
    return act.is_over or "dismiss" in act.names


def _is_one_act(act: Act, told: Act) -> bool:
    shared = act.names & told.names
    if any(not name.startswith(("also:", "~")) for name in shared):
        return True
    told_also = {name.removeprefix("also:") for name in told.names if name.startswith("also:")}
    act_also = {name.removeprefix("also:") for name in act.names if name.startswith("also:")}
    return bool(told_also & act.names or act_also & told.names or told_also & act_also)


def _is_kept_by_other(act: Act, told: Act) -> bool:
    """Whether it is told that another has what was to be taken: "the guard still holds the town"."""
    if not {"take", "enter"} & act.names or act.is_lasting or told.sign < 0 or "hold" not in told.names:
        return False
    if act.agents and told.agents:
        # "The government" and "the republic" may be one: only of two that are known can one be another.
        return not act.agents & told.agents and _are_known(act.agents) and _are_known(told.agents)
    return told.is_still


def _are_known(agents: frozenset[str]) -> bool:
    """Whether one of them is an actor's id, not the stem of a word for somebody."""
    return any(_ID.fullmatch(agent) for agent in agents)


def _agents_fit(act: Act, told: Act) -> bool:
    return not act.agents or not told.agents or bool(act.agents & told.agents)


def _is_one_thing(act: Act, told: Act) -> bool:
    if not (act.things & told.things) - told.where:
        return False
    return not act.places or not told.places or bool(act.places & told.places)


def _weigh_condition(one: Open, act: Act, told: Told) -> Evidence | None:
    """That the condition has not come about, whoever tells it: the forecaster loses nothing by it."""
    if not is_later(told, one.made) or not _is_one_thing(act, told.act) or told.day is None:
        return None
    if not act.names & told.act.names or (not _agents_fit(act, told.act) and told.act.sign > 0):
        return None
    words = one.lead.condition_text
    is_unless = (words or "").lower().startswith("unless") or is_lack(words)
    is_met = (told.act.sign == act.sign) != is_unless
    if is_met:
        return None
    # "Has not attacked" may still do; "never attacked", and what did come about, is past.
    is_past = (
        told.act.sign > 0 or told.is_never or (one.due.last is not None and told.day.first > one.due.last)
    )
    return evidence_of(told, "void", told.day.first, "") if is_past else None


def _candidates(acts: Sequence[Act], index: Index) -> list[Told]:
    keys = {(name, thing) for act in acts for name in wanted_names(act) for thing in act.things}
    found: dict[tuple[str, Act], Told] = {}
    for key in sorted(keys):
        for told in index.get(key, ()):
            found[told.claim, told.act] = told
    return list(found.values())


def wanted_names(act: Act) -> frozenset[str]:
    """The names by which an act of others may speak for or against ``act``."""
    names = act.names
    if "enter" in names or "take" in names:
        names |= {"also:enter", "also:take", "hold", "enter", "take"}
    if act.is_lasting:
        names |= {f"={word}" for word in _over()} | {"breach", "end"}
    if act.is_lasting or _ends(act):
        names |= {"lasts"}
    return names


@cache
def _over() -> frozenset[str]:
    return frozenset(stem(word) for word in tables()["over"]["words"].split())
