"""Whether two voices speak for one side: one actor, actors that are tied, or one office by their names."""

from __future__ import annotations

import re

from rashomon.ledger import Ledger, LedgerClaim
from rashomon.survey.wording import content_words

_BESIDE = 80
"""How many characters after a name its office stands in ("Ada Orm, spokeswoman of the Port Ministry,")."""
_OFFICE = re.compile(r"^,([^,.;:!?\"“”\n]+),")
_OFFICE_WORDS = 2
"""Words that two descriptions must share to be of one office: "the ministry" alone is anybody's."""


def are_of_one_side(ledger: Ledger, one: LedgerClaim, other: LedgerClaim, texts: tuple[str, str]) -> bool:
    """Whether the speakers of two claims are one, tied to each other, or of one office by their names.

    Args:
        ledger: The case.
        one: A claim.
        other: Another.
        texts: Of their articles.
    """
    a, b = one.speaker, other.speaker
    if a.kind in ("rumour", "outlet") or b.kind in ("rumour", "outlet"):
        return a.kind == b.kind == "outlet" and a.name is not None and a.name == b.name
    if (
        a.actor is not None
        and b.actor is not None
        and (a.actor == b.actor or _are_tied(ledger, a.actor, b.actor))
    ):
        return True
    return len(_office(one, texts[0]) & _office(other, texts[1])) >= _OFFICE_WORDS


def _are_tied(ledger: Ledger, one: str, other: str) -> bool:
    def tied(actor: str) -> set[str]:
        return {to for _, to in ledger.actors[actor].ties} if actor in ledger.actors else set()

    return other in tied(one) or one in tied(other)


def _office(claim: LedgerClaim, text: str) -> frozenset[str]:
    """The stems of the words by which a speaker is named, and of the office told after the name."""
    voice = claim.speaker
    words = content_words(voice.name or "")
    if voice.span is None:
        return words
    after = _OFFICE.match(text[voice.span.end : voice.span.end + _BESIDE])
    return words | content_words(voice.span.of(text)) | content_words(after.group(1) if after else "")
