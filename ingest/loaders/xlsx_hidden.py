"""Cells of a sheet that nobody sees: white on no colour or on white, or with a format that shows nothing.

*Not covered*: colours by the numbers of an old palette, and a picture behind the whole sheet; of registers, all of it.
Cells in a table with a style, or whose colour depends on a condition, are taken to be seen.
"""

from __future__ import annotations

import re
from typing import Any

from openpyxl.worksheet.cell_range import MultiCellRange

from ingest.loaders.colours import is_white

Cell = Any  # openpyxl has no types that fit

# In a theme the first colour is that of the sheet, and white in every theme that does not say otherwise.
_SHEET = 0
_WHITE_SHEET = re.compile(
    rb'<a:lt1>\s*<a:(?:sysClr\b[^>]*lastClr="FFFFFF"|srgbClr\s+val="FFFFFF")', re.IGNORECASE
)
_SHOWS_NOTHING = ";;;"


def leave_out_hidden(sheet: Any) -> int:
    """Empties the cells that nobody sees; how many."""
    coloured = _coloured_by_rule(sheet)
    whites = _Whites(sheet)
    hidden = [
        cell
        for cell in sheet._cells.values()
        if cell.value is not None and whites.hides(cell) and cell.coordinate not in coloured
    ]
    for cell in hidden:
        cell.value = None
    return len(hidden)


def _coloured_by_rule(sheet: Any) -> MultiCellRange:
    found = MultiCellRange([table.ref for table in sheet.tables.values()])
    for rule in sheet.conditional_formatting:
        for area in rule.sqref:
            found.add(area)
    return found


class _Whites:
    """Looks each style of a sheet's workbook up once: sheets have far more cells than styles."""

    def __init__(self, sheet: Any) -> None:
        theme = sheet.parent.loaded_theme
        self._white_sheet = theme is None or bool(_WHITE_SHEET.search(theme))
        self._known: dict[int, bool] = {}

    def hides(self, cell: Cell) -> bool:
        if not cell.has_style:
            return False
        if cell.style_id not in self._known:
            self._known[cell.style_id] = cell.number_format == _SHOWS_NOTHING or self._is_white_on_white(cell)
        return self._known[cell.style_id]

    def _is_white_on_white(self, cell: Cell) -> bool:
        fill = cell.fill.fill_type
        return self._is_white(cell.font.color) and (
            fill is None or (fill == "solid" and self._is_white(cell.fill.fgColor))
        )

    def _is_white(self, colour: Any) -> bool:
        if colour is None or colour.tint:
            return False
        if colour.type == "theme":
            return bool(colour.theme == _SHEET and self._white_sheet)
        # The first two digits say how opaque it is; Excel does not look at them.
        return bool(colour.type == "rgb" and is_white(colour.rgb[2:]))
