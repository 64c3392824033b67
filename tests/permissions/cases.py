"""How many random cases each layer runs: a part of them in the usual run, and all where PERMISSION_FUZZ=all."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

ALL = "PERMISSION_FUZZ"
_USUAL_SHARE = 0.05
ROOMS, HISTORIES, ANSWERS, FRONT_DOOR = 15_000, 3_000, 2_000, 800


def cases(number: int) -> settings:
    """Settings for ``number`` cases in all."""
    share = 1.0 if os.environ.get(ALL) == "all" else _USUAL_SHARE
    return settings(
        max_examples=max(8, round(number * share)),
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
