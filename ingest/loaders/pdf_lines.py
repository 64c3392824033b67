"""Pages of a PDF as lines of text, with what a heading is known by: size and weight."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import reduce
from typing import Any

import pypdfium2.raw as pdfium

from ingest.loaders.hyphens import rejoined

_BOLD = 600
# Lines of a paragraph stand closer than this many letter heights.
_GAP = 1.9
_SMALLEST = 4.0
_SAME_HEIGHT = 0.5
_LONGEST_NAME = 128
# Words stand in cells of their own where more than so many letter heights part them.
_WIDE = 1.2
# What pdfium puts in the place of a hyphen at a line end.
_DIVIDED = "\ufffe"


@dataclass(frozen=True, slots=True)
class Cell:
    """A part of a line that wide empty space parts from the others; from ``left`` to ``right`` in points."""

    text: str
    left: float
    right: float


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
    cells: tuple[Cell, ...] = ()


@dataclass(frozen=True, slots=True)
class _Span:
    """A line's letters as the file has them, from ``start`` on."""

    start: int
    raw: str

    @property
    def text(self) -> str:
        return shown(self.raw)


@dataclass(frozen=True, slots=True)
class PageText:
    """Lines in the order of the page's content; ``outside`` counts those that lie outside the page's box."""

    lines: list[Line]
    outside: int


def text_of(page: Any) -> PageText:
    text_page = page.get_textpage()
    found: list[Line] = []
    outside = 0
    for span in _spans(text_page.get_text_range()):
        line = _line(text_page.raw, span, found[-1] if found else None)
        if not _on_page(line, page.get_bbox()):
            outside += 1
            continue
        if found and _goes_on(found[-1], line):
            line = _in_one(found.pop(), line)
        found.append(line)
    return PageText(found, outside)


def _goes_on(before: Line, line: Line) -> bool:
    """Whether a line stands at the right of the one before it: cells far apart come as lines of their own."""
    if not before.cells or not line.cells or abs(before.y - line.y) > _SAME_HEIGHT:
        return False
    return before.size == line.size and line.cells[0].left > before.cells[-1].right


def _in_one(before: Line, line: Line) -> Line:
    return replace(before, text=f"{before.text} {line.text}", cells=before.cells + line.cells)


def _on_page(line: Line, box: tuple[float, float, float, float]) -> bool:
    left, bottom, right, top = box
    return left - 1 <= line.x <= right and bottom - 1 <= line.y <= top


def _spans(text: str) -> Iterator[_Span]:
    position = 0
    for raw in text.split("\n"):
        if shown(raw):
            margin = len(raw) - len(raw.lstrip())
            yield _Span(position + margin, raw.strip("\r \t\u00a0"))
        position += len(raw) + 1


def shown(raw: str) -> str:
    """As a reader sees it, words that a line end divides in one."""
    pieces = raw.strip("\r \t\u00a0").replace("\u00ad", "").split(_DIVIDED)
    return " ".join(reduce(rejoined, pieces).split())


def _line(raw: Any, span: _Span, before: Line | None) -> Line:
    middle = span.start + _middle(span.raw)
    size = round(pdfium.FPDFText_GetFontSize(raw, middle), 1)
    bold = _is_bold(raw, middle)
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(raw, span.start, x, y)
    gap = before is not None and abs(before.y - y.value) > _GAP * max(size, before.size, _SMALLEST)
    return Line(span.text, size, bold, x.value, y.value, gap, tuple(_cells(raw, span, size)))


def _is_bold(raw: Any, index: int) -> bool:
    """By the letter's weight, or by its font's name: fonts that a file only names have no weight."""
    if pdfium.FPDFText_GetFontWeight(raw, index) >= _BOLD:
        return True
    name, flags = ctypes.create_string_buffer(_LONGEST_NAME), ctypes.c_int()
    pdfium.FPDFText_GetFontInfo(raw, index, name, _LONGEST_NAME, flags)
    return b"bold" in name.value.lower()


def _middle(raw: str) -> int:
    """A letter that speaks for its line: the first may be a bullet in a font of its own, and a space has none."""
    half = len(raw) // 2
    return next((n for n in range(half, len(raw)) if raw[n].isalnum()), half)


def _cells(raw: Any, span: _Span, size: float) -> Iterator[Cell]:
    """The line's cells: cut where a space that is not in the file stands for a wide empty one."""
    ends = [n for n, letter in enumerate(span.raw) if letter == " " and _is_wide(raw, span.start + n, size)]
    for first, end in zip([0, *(n + 1 for n in ends)], [*ends, len(span.raw)], strict=True):
        text = shown(span.raw[first:end])
        if text:
            left, _ = _sides(raw, span.start + first)
            _, right = _sides(raw, span.start + end - 1)
            yield Cell(text, left, right)


def _is_wide(raw: Any, index: int, size: float) -> bool:
    if pdfium.FPDFText_IsGenerated(raw, index) != 1:
        return False
    return _sides(raw, index + 1)[0] - _sides(raw, index - 1)[1] > _WIDE * max(size, _SMALLEST)


def _sides(raw: Any, index: int) -> tuple[float, float]:
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    pdfium.FPDFText_GetCharBox(raw, index, left, right, bottom, top)
    return left.value, right.value
