"""The straight lines that a PDF's page draws, as pdfplumber's table finder takes them.

They are read with pdfium: pdfplumber's own reading of a page takes a hundred times as long.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pypdfium2.raw as pdfium

Point = tuple[float, float]

# A table is ruled with at least as many lines or boxes.
_FEWEST_PATHS = 4
_MOST_PATHS = 20_000
_STRAIGHT = 1.0
_DEPTH = 2


def rules_of(page: Any) -> list[dict[str, Any]]:
    """Horizontal and vertical lines; heights count downwards from the page's lower edge (so they are negative)."""
    paths = list(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=_DEPTH))
    if not _FEWEST_PATHS <= len(paths) <= _MOST_PATHS:
        return []
    return [rule for path in paths for start, end in _segments(path) for rule in _rule(start, end)]


def _segments(path: Any) -> Iterator[tuple[Point, Point]]:
    """The straight parts of a path, in the page's coordinates."""
    matrix = path.get_matrix()
    if path.container is not None:
        matrix = matrix.multiply(path.container.get_matrix())
    for points in _outlines(path.raw):
        yield from pairwise([matrix.on_point(*point) for point in points])


def _outlines(raw: Any) -> Iterator[list[Point]]:
    """Each part of a path that is drawn without lifting the pen; a closed one ends where it began."""
    points: list[Point] = []
    for number in range(pdfium.FPDFPath_CountSegments(raw)):
        segment = pdfium.FPDFPath_GetPathSegment(raw, number)
        if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO:
            yield points
            points = []
        x, y = ctypes.c_float(), ctypes.c_float()
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        points.append((x.value, y.value))
        if pdfium.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    yield points


def _rule(start: Point, end: Point) -> Iterator[dict[str, Any]]:
    left, right = sorted((start[0], end[0]))
    top, bottom = sorted((-start[1], -end[1]))
    width, height = right - left, bottom - top
    if min(width, height) > _STRAIGHT or max(width, height) <= _STRAIGHT:
        return
    orientation = "h" if width > height else "v"
    sides = {"x0": left, "x1": right, "top": top, "bottom": bottom, "width": width, "height": height}
    yield {**sides, "orientation": orientation, "object_type": "line"}
