"""Why a proposition falls in a version is told so that it can be read."""

import pytest

from rashomon.findings import Placed, Proposition
from rashomon.tell.disputes import placed_words

KNOWN = {
    one: Proposition(id=one, text=text, claim=f"{one}-claim", members=())
    for one, text in (("stands", "the bridge stands"), ("fell", "the bridge fell on Monday"))
}


@pytest.mark.parametrize(
    ("placed", "told"),
    [
        (Placed(proposition="stands", state="holds"), "holds"),
        (
            Placed(proposition="stands", state="falls", because=("fell",)),
            "falls, as it excludes “the bridge fell on Monday”",
        ),
        (Placed(proposition="stands", state="falls", because=("stands",)), "falls, as its contrary holds"),
        (Placed(proposition="stands", state="falls", because=("gone",)), "falls"),
    ],
    ids=["it holds", "another excludes it", "its other side holds", "what excludes it is not shown"],
)
def test_why_a_proposition_falls(placed: Placed, told: str) -> None:
    assert placed_words(placed, KNOWN) == told
