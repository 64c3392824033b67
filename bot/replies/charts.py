"""Charts as SVG within a page, drawn from the table that stands beside each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lxml.html.builder import E

_ROW, _BAR, _LABELS, _WIDTH, _END = 26, 16, 200, 640, 60
# Told apart by lightness as well, so that a print in grey and colour-blind readers have them too.
COLOURS = ("#1f5673", "#e0a458", "#9fb8ad", "#6b6b6b", "#c5c5c5")
_LONGEST_LABEL = 28


def chart(rows: Sequence[tuple[str, Sequence[int]]], described: str) -> Any:
    """A bar for each row, made of its parts one after the other; the sum stands at its end."""
    height = _ROW * len(rows) + 4
    longest = max((sum(parts) for _, parts in rows), default=0) or 1
    drawn = [piece for place, row in enumerate(rows) for piece in _bar(place, row, longest)]
    size = {"viewBox": f"0 0 {_WIDTH} {height}", "width": str(_WIDTH), "height": str(height)}
    return E("svg", *drawn, size | {"role": "img", "aria-label": described})


def key(labels: Sequence[str]) -> Any:
    """Which colour is which part."""
    parts = [
        E(
            "span",
            E("span", "", {"class": "swatch", "style": f"background:{COLOURS[place % len(COLOURS)]}"}),
            label,
        )
        for place, label in enumerate(labels)
    ]
    return E("p", *parts, {"class": "key", "aria-hidden": "true"})


def _bar(place: int, row: tuple[str, Sequence[int]], longest: int) -> list[Any]:
    label, parts = row
    top, reach = place * _ROW + 4, _WIDTH - _LABELS - _END
    short = label if len(label) <= _LONGEST_LABEL else f"{label[: _LONGEST_LABEL - 1].rstrip()}…"
    text = {"x": str(_LABELS - 8), "y": str(top + 13), "text-anchor": "end"}
    drawn, left = [E("text", short, text)], float(_LABELS)
    for number, part in enumerate(parts):
        width = part / longest * reach
        box = {"x": f"{left:.1f}", "y": str(top), "width": f"{width:.1f}", "height": str(_BAR)}
        drawn.append(E("rect", box | {"fill": COLOURS[number % len(COLOURS)]}))
        left += width
    return [*drawn, E("text", str(sum(parts)), {"x": f"{left + 6:.1f}", "y": str(top + 13)})]
