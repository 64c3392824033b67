"""Pages of a PDF as lines of text, with what a heading is known by: size and weight."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

_BOLD = 600
# Lines of a paragraph stand closer than this many letter heights.
_GAP = 1.9
_SMALLEST = 4.0


@dataclass(frozen=True, slots=True)
class Line:
    """``size`` in points; ``x`` and ``y`` of its first letter, from the page's lower left corner.

    ``gap`` says that empty space stands before it.
    """

    text: str
    size: float = 0.0
    bold: bool = False
    x: float = 0.0
    y: float = 0.0
    gap: bool = False


def lines_of(page: Any) -> list[Line]:
    """Lines in the order of the page's content; what lies outside the page's box is left out."""
    text_page = page.get_textpage()
    found: list[Line] = []
    for start, text in _spans(text_page.get_text_range()):
        line = _line(text_page.raw, start, text, found[-1] if found else None)
        if _on_page(line, page.get_bbox()):
            found.append(line)
    return found


def _on_page(line: Line, box: tuple[float, float, float, float]) -> bool:
    left, bottom, right, top = box
    return left - 1 <= line.x <= right and bottom - 1 <= line.y <= top


def _spans(text: str) -> Iterator[tuple[int, str]]:
    position = 0
    for raw in text.split("\n"):
        shown = raw.strip("\r \t\u00a0").replace("\ufffe", "").replace("\u00ad", "")
        if shown:
            yield position + len(raw) - len(raw.lstrip()), " ".join(shown.split())
        position += len(raw) + 1


def _line(raw: Any, start: int, text: str, before: Line | None) -> Line:
    # The first letter may be a bullet in a font of its own.
    middle = start + len(text) // 2
    size = pdfium.FPDFText_GetFontSize(raw, middle)
    bold = pdfium.FPDFText_GetFontWeight(raw, middle) >= _BOLD
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(raw, start, x, y)
    gap = before is not None and abs(before.y - y.value) > _GAP * max(size, before.size, _SMALLEST)
    return Line(text, round(size, 1), bold, x.value, y.value, gap)
