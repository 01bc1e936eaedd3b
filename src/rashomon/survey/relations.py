"""What the pair net says of claims that are near each other.

The net reads the words claimed, without the voice. Whoever denies those words says the contrary of them: what
the net takes for the same is then opposed, and what it takes for opposed is the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rashomon.cues.negations import any_negates
from rashomon.ledger import LedgerClaim, Relation
from rashomon.survey.comparing import Compare
from rashomon.survey.contents import Content
from rashomon.survey.plainness import plain_text

Pair = tuple[str, str]


def relate_claims(
    pairs: Iterable[Pair], contents: Mapping[str, Content], net: Compare
) -> Mapping[Pair, Relation]:
    """What the claims of each pair are to each other, by their words and by who denies them."""
    asked = sorted(pairs)
    texts = [(plain_text(contents[a].claim), plain_text(contents[b].claim)) for a, b in asked]
    return {
        pair: _turned(relation) if is_turned(contents, pair) else relation
        for pair, relation in zip(asked, net.judge(texts) if texts else (), strict=True)
    }


def is_turned(contents: Mapping[str, Content], pair: Pair) -> bool:
    """Whether one of two claims, and not the other, is denied by its voice."""
    one, other = (denies_its_words(contents[claim].claim) for claim in pair)
    return one != other


def _turned(relation: Relation) -> Relation:
    return relation._replace(same=relation.opposed, opposed=relation.same, on="polarity")


def denies_its_words(claim: LedgerClaim) -> bool:
    """Whether a voice speaks against the words, rather than the words being a "not" themselves."""
    if claim.polarity != "negative":
        return False
    start = claim.span.start
    inside = (b for b in claim.because if any(span.contains(b) for span in claim.spans))
    return not any_negates(claim.text[b.start - start : b.end - start] for b in inside)
