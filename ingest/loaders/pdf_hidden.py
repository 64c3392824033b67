"""Text of a PDF's page that nobody sees: too small, or white, transparent or invisible where it leaves no mark.

Whether it leaves a mark is seen by drawing the page with it and without it: white words in a dark box do. Invisible
words over a picture stay, since that is how a scan carries its text.

*Not covered*: text in another colour than white that what lies behind it has too, text that a drawing covers, hidden
layers, and whatever of this lies over a picture.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import pypdfium2.raw as pdfium
from numpy.typing import NDArray
from pypdfium2 import PdfMatrix

from ingest.loaders.colours import NEARLY_WHITE

TextObject = Any  # pypdfium2 has no types
Box = tuple[float, float, float, float]
_Pixels = NDArray[np.uint8]

_FORMS_WITHIN_FORMS = 5
_UNREADABLE = 1.0
_FAINTEST = 10
_FILLED = (pdfium.FPDF_TEXTRENDERMODE_FILL, pdfium.FPDF_TEXTRENDERMODE_FILL_CLIP)
# A pixel for each point, and as many as a side of the drawing has at most.
_SCALE = 1.0
_LONGEST_SIDE = 2_000
# Of 255: what an eye does not tell apart, and what is as white as NEARLY_WHITE does not exceed on white.
_SAME = 10


def leave_out_hidden(page: Any) -> int:
    """Takes what nobody sees out of a page's text; how many pieces."""
    texts = [
        text
        for text in page.get_objects([pdfium.FPDF_PAGEOBJ_TEXT], _FORMS_WITHIN_FORMS)
        if _has_extent(text)
    ]
    suspects = [text for text in texts if _is_tiny(text) or _is_faint(text)]
    if suspects:
        pictures = [_box(one) for one in page.get_objects([pdfium.FPDF_PAGEOBJ_IMAGE], _FORMS_WITHIN_FORMS)]
        suspects = [text for text in suspects if not _lies_on(text, pictures)]
    tiny = [text for text in suspects if _is_tiny(text)]
    hidden = tiny + _without_mark(page, [text for text in suspects if not _is_tiny(text)])
    _show(hidden, False)
    return len(hidden)


def _is_faint(text: TextObject) -> bool:
    mode = pdfium.FPDFTextObj_GetTextRenderMode(text.raw)
    if mode == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE:
        return True
    red, green, blue, opacity = (ctypes.c_uint() for _ in range(4))
    if mode not in _FILLED or not pdfium.FPDFPageObj_GetFillColor(text.raw, red, green, blue, opacity):
        return False
    return opacity.value <= _FAINTEST or min(red.value, green.value, blue.value) >= NEARLY_WHITE


def _is_tiny(text: TextObject) -> bool:
    """Of the font's size as its matrices scale it on the page."""
    size = ctypes.c_float()
    pdfium.FPDFTextObj_GetFontSize(text.raw, size)
    matrix = _on_page(text, text.get_matrix())
    return abs(size.value) * max(math.hypot(matrix.a, matrix.b), math.hypot(matrix.c, matrix.d)) < _UNREADABLE


def _has_extent(text: TextObject) -> bool:
    """Spaces have none: they need no colour."""
    left, bottom, right, top = text.get_bounds()
    return bool(left < right and bottom < top)


def _box(thing: Any) -> Box:
    """Around a text or picture, on the page."""
    left, bottom, right, top = thing.get_bounds()
    matrix = _on_page(thing, PdfMatrix())
    corners = [matrix.on_point(x, y) for x in (left, right) for y in (bottom, top)]
    across, up = zip(*corners, strict=True)
    return min(across), min(up), max(across), max(up)


def _on_page(thing: Any, matrix: Any) -> Any:
    """A matrix as the forms around a thing place it on the page."""
    around = thing.container
    while around is not None:
        matrix, around = matrix.multiply(around.get_matrix()), around.container
    return matrix


def _lies_on(text: TextObject, pictures: Sequence[Box]) -> bool:
    """By its middle: a scan's words may reach over the edge of it."""
    left, bottom, right, top = _box(text)
    x, y = (left + right) / 2, (bottom + top) / 2
    return any(box[0] <= x <= box[2] and box[1] <= y <= box[3] for box in pictures)


def _without_mark(page: Any, texts: list[TextObject]) -> list[TextObject]:
    """Those after which the page looks as it does without all of them."""
    if not texts:
        return []
    scale = min(_SCALE, _LONGEST_SIDE / max(page.get_size()))
    drawing = page.render(scale=scale, draw_annots=False)
    _show(texts, False)
    without = page.render(scale=scale, draw_annots=False)
    _show(texts, True)
    places = drawing.get_posconv(page)
    areas = [(text, _area(_box(text), places)) for text in texts]
    return [text for text, area in areas if _is_same(drawing.to_numpy()[area], without.to_numpy()[area])]


def _is_same(one: _Pixels, other: _Pixels) -> bool:
    return not (np.maximum(one, other) - np.minimum(one, other) > _SAME).any()


def _area(box: Box, places: Any) -> tuple[slice, slice]:
    """The pixels of a box, and those that its edges touch."""
    left, bottom, right, top = box
    first, last = places.to_bitmap(left, bottom), places.to_bitmap(right, top)
    across, down = (
        slice(max(min(ends) - 1, 0), max(max(ends) + 2, 0)) for ends in zip(first, last, strict=True)
    )
    return down, across


def _show(texts: list[TextObject], shown: bool) -> None:
    for text in texts:
        pdfium.FPDFPageObj_SetIsActive(text.raw, shown)
