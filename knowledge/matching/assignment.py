"""Which of many possible choices to take together, so that their gain is as large as the limits allow: exactly."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Chosen = NDArray[np.bool_]
# What a solver calls 0 or 1.
_ALL_BUT = 1e-6
# A choice whose reduced cost is larger than what is still open between bound and solution is in no better solution.
_MARGIN = 0.02
_CUTTING_ROUNDS = 30
_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class Program:
    """Maximise ``gains @ x`` under ``rows @ x <= limits`` with every x in 0..1, where the ``whole`` ones are 0 or 1.
    ``rows`` is sparse, of shape (limits, gains); nothing chosen is always allowed."""

    gains: Floats
    rows: Any
    limits: Floats
    whole: Chosen

    def with_rows(self, more: Program | None) -> Program:
        """The same with the rows of another, which have as many columns."""
        from scipy.sparse import vstack

        if more is None:
            return self
        rows = vstack([self.rows, more.rows]).tocsr()
        return Program(self.gains, rows, np.append(self.limits, more.limits), self.whole)


@dataclass(frozen=True, slots=True)
class Solution:
    """``shortfall`` is how much more gain there could be at most: next to nothing where the solver had its time."""

    chosen: Chosen
    gain: float
    shortfall: float


# Rows that every solution in whole numbers keeps and this relaxed one breaks; None where there are none.
Cuts = Callable[[Floats, Program], Program | None]


def best(program: Program, cuts: Cuts, gap: float = 0.0) -> Solution:
    """Solved without whole numbers first: its prices tell which choices cannot matter, and few are left to decide.
    ``gap`` is how large a part of the gain may be left, where the rest takes too long to find."""
    if not len(program.gains):
        return Solution(np.zeros(0, dtype=bool), 0.0, 0.0)
    program, relaxed = _tightened(program, cuts)
    bound = -relaxed.fun
    margin = max(_MARGIN, gap * bound)
    solution = _decided(program, relaxed, margin, gap)
    left = bound - solution.gain
    return _decided(program, relaxed, left, gap) if left > margin else solution


def _tightened(program: Program, cuts: Cuts) -> tuple[Program, Any]:
    relaxed = _relaxed(program)
    for _ in range(_CUTTING_ROUNDS):
        more = cuts(relaxed.x, program) if _is_split(relaxed.x, program) else None
        if more is None:
            break
        program = program.with_rows(more)
        relaxed = _relaxed(program)
    return program, relaxed


def _is_split(x: Floats, program: Program) -> bool:
    return bool(np.any((x[program.whole] > _ALL_BUT) & (x[program.whole] < 1 - _ALL_BUT)))


def _relaxed(program: Program) -> Any:
    # SciPy takes a third of a second to import, and most commands introduce nobody.
    from scipy.optimize import linprog

    return linprog(-program.gains, A_ub=program.rows, b_ub=program.limits, bounds=(0, 1), method="highs")


def _decided(program: Program, relaxed: Any, margin: float, gap: float) -> Solution:
    """Among the choices whose price is within the margin; with any other, the gain is below the bound by more."""
    from scipy.optimize import Bounds, LinearConstraint, milp

    is_open = relaxed.lower.marginals <= margin
    found = milp(
        -program.gains[is_open],
        constraints=LinearConstraint(program.rows[:, is_open], -np.inf, program.limits),
        integrality=program.whole[is_open].astype(int),
        bounds=Bounds(0, 1),
        options={"mip_rel_gap": gap, "time_limit": _SECONDS},
    )
    chosen = np.zeros(len(program.gains), dtype=bool)
    if found.x is not None:
        chosen[np.flatnonzero(is_open)] = found.x > 0.5
    gain = float(program.gains[chosen].sum())
    most = -found.mip_dual_bound if found.mip_dual_bound is not None else -relaxed.fun
    return Solution(chosen, gain, max(0.0, most - gain, -relaxed.fun - margin - gain))
