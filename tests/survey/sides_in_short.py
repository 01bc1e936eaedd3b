"""A ledger of a few lines: who says which proposition, who denies it, what excludes what."""

from __future__ import annotations

from collections.abc import Sequence

from rashomon.findings import Conflict, Member, Origin, Origins, Proposition
from rashomon.ledger import Ledger, LedgerArticle, LedgerClaim, LedgerStance, LedgerVoice
from rashomon.records import Span


def ledger_of(lines: Sequence[str], excluding: Sequence[str] = ()):
    """What `find_versions` takes.

    A line is ``"Orm: open, -shut, ?fell, >burn"``: says open, denies shut, hedges fell, foretells burn. Of
    ``excluding`` each is ``"open/shut"``: the two cannot both be so. An origin is a speaker; a proposition's
    id is its word.
    """
    claims: dict[str, LedgerClaim] = {}
    members: dict[str, list[Member]] = {}
    for line in lines:
        speaker, _, said = line.partition(": ")
        for word in said.split(", "):
            name = word.lstrip("-?>")
            claim = _claim(speaker, word)
            claims[claim.id] = claim
            sign = -1 if "-" in word else 1
            member = Member(claim=claim.id, sign=sign, is_hedged=claim.is_hedged, score_frame=1.0)
            members.setdefault(name, []).append(member)
    article = LedgerArticle(name="a", text="", claims=tuple(claims.values()))
    propositions = [
        Proposition(id=name, text=name, claim=found[0].claim, members=tuple(found))
        for name, found in members.items()
    ]
    conflicts = [_conflict(*pair.split("/"), members=members) for pair in excluding]
    of_speaker: dict[str, list[str]] = {}
    for claim in claims.values():
        of_speaker.setdefault(claim.speaker.name or "", []).append(claim.id)
    origins = Origins(
        origins=tuple(
            Origin(
                id=speaker,
                kind="named",
                name=speaker,
                claims=tuple(sorted(of_speaker[speaker])),
            )
            for speaker in sorted(of_speaker)
        ),
        of_claim={claim.id: claim.speaker.name or "" for claim in claims.values()},
    )
    return Ledger(articles=(article,)), propositions, conflicts, origins


def _claim(speaker: str, word: str) -> LedgerClaim:
    return LedgerClaim(
        id=f"{speaker} {word}",
        article="a",
        number=0,
        spans=(Span(0, 0),),
        text=word,
        voices=(LedgerVoice(name="The Gull", kind="outlet"), LedgerVoice(name=speaker, kind="named")),
        quotation="indirect",
        polarity="negative" if "-" in word else "positive",
        certainty="possible" if "?" in word else "certain",
        mode="predicted" if ">" in word else "actual",
    )


def _conflict(one: str, other: str, members: dict[str, list[Member]]) -> Conflict:
    a, b = (next(member.claim for member in members[name] if member.sign > 0) for name in (one, other))
    return Conflict(
        kind="number",
        a=a,
        b=b,
        propositions=(one, other),
        score=1.0,
        reason="",
        words=(Span(0, 0), Span(0, 0)),
    )


def network_of(lines: Sequence[str]):
    """What `draw_network` takes; a line is ``"Orm: Torvia + Vostra 2023-02"``: who tells it, of when."""
    stances = []
    for at, line in enumerate(lines):
        speaker, _, said = line.partition(": ")
        holder, sign, target, *time = said.split()
        stances.append(
            LedgerStance(
                holder=holder,
                target=target,
                sign=1 if sign == "+" else -1,
                kind="supports" if sign == "+" else "opposes",
                according_to=(LedgerVoice(name=speaker, kind="named"),),
                article="a",
                span=Span(at, at + 1),
                time=time[0] if time else None,
            )
        )
    article = LedgerArticle(name="a", text="", stances=tuple(stances))
    return Ledger(articles=(article,)), Origins(origins=(), of_claim={})
