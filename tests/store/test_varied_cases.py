"""The large cases that `benchmarks/pages.py` is run on are sound, and as large as asked."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

from rashomon.case import open_case
from rashomon.store.store import Store
from short_road import ShortRoad

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"


def test_a_case_is_grown_to_as_many_articles_as_asked(
    tmp_path: Path, articles: Path, road: ShortRoad
) -> None:
    sys.path.append(str(BENCHMARKS))
    spec = importlib.util.spec_from_file_location("varied_cases", BENCHMARKS / "varied_cases.py")
    assert spec is not None
    assert spec.loader is not None
    varied_cases = importlib.util.module_from_spec(spec)
    sys.modules["varied_cases"] = varied_cases
    spec.loader.exec_module(varied_cases)
    with (
        open_case(tmp_path / "small.case", road=road) as small,
        Store.open(tmp_path / "large.case", create=True) as large,
    ):
        small.read([str(articles)])
        varied_cases.grow(small.store, large, articles=7)
        assert len(large.names()) == 7
        assert large.faults() == []
        # Two whole cases fit in; of the third there is one article, and nothing is said across it.
        assert len(large.survey().propositions) == 2 * len(small.survey().propositions)
        texts = {large.text(name) for name in large.names()}
        assert len(texts) == 7
