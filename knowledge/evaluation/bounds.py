"""The floors and ceilings that an evaluation has to keep."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from knowledge.errors import ConfigurationError
from knowledge.evaluation.scoreboard import ALL, MEASURES, Row

Side = Literal["floor", "ceiling"]
State = Literal["kept", "broken", "unmeasured"]
_WRITTEN = re.compile(r"(?:(?P<direction>[\w-]+):)?(?P<measure>[^=:]+)=(?P<limit>.+)")


@dataclass(frozen=True, slots=True)
class Bound:
    """``limit`` itself is allowed. ``direction`` is 'all' or one such as 'nb-en'."""

    side: Side
    measure: str
    direction: str
    limit: float

    def __str__(self) -> str:
        direction = "" if self.direction == ALL else f"{self.direction}:"
        return f"--{self.side} {direction}{self.measure}={self.limit:g}"


@dataclass(frozen=True, slots=True)
class Check:
    """What a bound came to; ``value`` is None where the set has no question to measure it with."""

    bound: Bound
    value: float | None

    @property
    def state(self) -> State:
        if self.value is None:
            return "unmeasured"
        # As precise as it is shown: nobody should puzzle over "0.85 is below 0.85".
        value, limit = round(self.value, 4), round(self.bound.limit, 4)
        return "kept" if (value >= limit if self.bound.side == "floor" else value <= limit) else "broken"


def parse_bound(side: Side, written: str) -> Bound:
    """``MEASURE=LIMIT`` or ``DIRECTION:MEASURE=LIMIT``; raises ConfigurationError."""
    found = _WRITTEN.fullmatch(written.strip())
    if not found:
        raise ConfigurationError(f"--{side} {written}: write a measure and a limit, such as recall@5=0.85.")
    measure = found["measure"].strip().lower()
    if measure not in MEASURES:
        raise ConfigurationError(
            f"--{side} {written}: there is no measure '{measure}'; use one of: {', '.join(MEASURES)}."
        )
    return Bound(side, measure, found["direction"] or ALL, _limit(side, written, found["limit"]))


def _limit(side: Side, written: str, number: str) -> float:
    try:
        limit = float(number)
    except ValueError:
        limit = -1.0
    if not 0 <= limit <= 1:
        raise ConfigurationError(
            f"--{side} {written}: '{number}' is not from 0 to 1; write 0.85 for 85 per cent."
        )
    return limit


def check(bounds: Sequence[Bound], rows: Sequence[Row]) -> tuple[Check, ...]:
    values = {row.direction: row.values for row in rows}
    return tuple(Check(bound, values.get(bound.direction, {}).get(bound.measure)) for bound in bounds)
