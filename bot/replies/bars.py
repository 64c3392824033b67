"""A small chart of numbers in a line of text. The numbers themselves must stand beside it."""

from __future__ import annotations

from collections.abc import Sequence

_BARS = "▁▂▃▄▅▆▇█"


def bars(counts: Sequence[int]) -> str:
    """A bar for each, the highest count the highest bar; none at all is the lowest."""
    highest = max(counts, default=0)
    return "".join(_BARS[round(count / highest * (len(_BARS) - 1)) if highest else 0] for count in counts)
