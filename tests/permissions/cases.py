"""How many random cases each layer runs: a part of them in the usual run, and all where PERMISSION_FUZZ=all."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

ALL = "PERMISSION_FUZZ"
_USUAL_SHARE = 0.05
ROOMS, HISTORIES, ANSWERS, FRONT_DOOR, CROSSINGS, SHARED = 15_000, 3_000, 2_000, 800, 10_000, 1_000


def cases(number: int) -> settings:
    """Settings for ``number`` cases in all."""
    return settings(
        max_examples=many(number),
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )


def many(number: int) -> int:
    """How many of ``number`` cases this run has."""
    share = 1.0 if os.environ.get(ALL) == "all" else _USUAL_SHARE
    return max(8, round(number * share))
