"""The one place that asks HiGHS: an integer program in, its best solution out."""

from __future__ import annotations

from dataclasses import dataclass, field

LIMITLESS = float("inf")


@dataclass(slots=True)
class IntegerProgram:
    """What to minimise over columns from 0 to ``upper``, under rows ``low <= sum of terms <= high``."""

    costs: list[float] = field(default_factory=list)
    upper: list[float] = field(default_factory=list)
    whole: list[bool] = field(default_factory=list)
    """Which columns take whole numbers only."""
    starts: list[int] = field(default_factory=lambda: [0])
    columns: list[int] = field(default_factory=list)
    factors: list[float] = field(default_factory=list)
    low: list[float] = field(default_factory=list)
    high: list[float] = field(default_factory=list)

    def add_column(self, cost: float, *, upper: float = 1.0, whole: bool = True) -> int:
        """The number of the new column."""
        self.costs.append(cost)
        self.upper.append(upper)
        self.whole.append(whole)
        return len(self.costs) - 1

    def add_row(self, terms: dict[int, float], *, low: float = -LIMITLESS, high: float = LIMITLESS) -> None:
        """One more row: column to factor."""
        self.columns += terms
        self.factors += terms.values()
        self.starts.append(len(self.columns))
        self.low.append(low)
        self.high.append(high)


@dataclass(frozen=True, slots=True)
class Solved:
    """The best values found; ``is_proved`` where nothing better exists."""

    values: tuple[float, ...]
    is_proved: bool


def solve(program: IntegerProgram, *, most_nodes: int = 2000) -> Solved | None:
    """What HiGHS finds, or None where there is no solution, or none within ``most_nodes`` nodes of its tree.

    One thread, no clock: the same program gives the same values on every machine with the same HiGHS.

    >>> program = IntegerProgram()
    >>> both = {program.add_column(-2): 1.0, program.add_column(-3): 1.0}
    >>> program.add_row(both, high=1)
    >>> solve(program).values
    (0.0, 1.0)
    """
    import highspy
    import numpy as np

    highs = highspy.Highs()  # type: ignore[no-untyped-call]
    options = {
        "output_flag": False,
        "threads": 1,
        "random_seed": 0,
        "mip_rel_gap": 0.0,
        "mip_max_nodes": most_nodes,
    }
    for name, value in options.items():
        highs.setOptionValue(name, value)
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(program.costs), len(program.low)
    lp.col_cost_ = np.array(program.costs, dtype=float)
    lp.col_lower_ = np.zeros(lp.num_col_)
    lp.col_upper_ = np.array(program.upper, dtype=float)
    lp.row_lower_ = np.array(program.low, dtype=float)
    lp.row_upper_ = np.array(program.high, dtype=float)
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = np.array(program.starts, dtype=np.int32)
    lp.a_matrix_.index_ = np.array(program.columns, dtype=np.int32)
    lp.a_matrix_.value_ = np.array(program.factors, dtype=float)
    kinds = highspy.HighsVarType
    lp.integrality_ = [kinds.kInteger if whole else kinds.kContinuous for whole in program.whole]
    highs.passModel(lp)
    highs.run()
    values = tuple(highs.getSolution().col_value)
    if len(values) != lp.num_col_ or highs.getInfo().primal_solution_status != 2:  # 2: feasible
        return None
    return Solved(values, highs.getModelStatus() == highspy.HighsModelStatus.kOptimal)
