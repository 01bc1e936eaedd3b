"""A survey stops the collector of garbage while it works, and leaves it as it found it."""

import gc
from collections.abc import Iterator

import pytest
from told_in_short import Told, ledger

from rashomon.findings import Copy
from rashomon.survey.survey import survey

CLAIM = Told(id="open", text="the pass at Keld is open")
FIRST_STEP = "rashomon.survey.survey.find_copies"


@pytest.fixture(autouse=True)
def _collecting() -> Iterator[None]:
    gc.enable()
    yield
    gc.enable()


@pytest.mark.parametrize("is_on", [True, False])
def test_the_collector_is_left_as_it_was(monkeypatch: pytest.MonkeyPatch, is_on: bool) -> None:
    seen: list[bool] = []

    def look(*_: object) -> tuple[Copy, ...]:
        seen.append(gc.isenabled())
        return ()

    monkeypatch.setattr(FIRST_STEP, look)
    (gc.enable if is_on else gc.disable)()
    survey(ledger([CLAIM]))
    assert seen == [False]
    assert gc.isenabled() is is_on


def test_it_runs_again_also_where_a_survey_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> tuple[Copy, ...]:
        raise ValueError("no")

    monkeypatch.setattr(FIRST_STEP, fail)
    with pytest.raises(ValueError, match="no"):
        survey(ledger([CLAIM]))
    assert gc.isenabled()
