"""Cells of Excel files that nobody sees, and cells that only look like such."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Color, Font, GradientFill, PatternFill
from openpyxl.worksheet.table import Table as SheetTable
from openpyxl.worksheet.table import TableStyleInfo

from ingest.loaders.xlsx import load

_DARK = PatternFill("solid", fgColor="003366")
_TOLD = ("hidden text is left out of sheet 'Priser' (1 cell)",)


def _read(mark: Callable[[Any], None]) -> tuple[tuple[tuple[str, ...], ...], tuple[str, ...]]:
    """The rows of a sheet in which ``mark`` sets the last cell of the second row."""
    book = openpyxl.Workbook()
    book.active.title = "Priser"
    for row in (("Rom", "Merknad"), ("Fyret", "Ring først"), ("Naustet", "Ta med nøkkel")):
        book.active.append(row)
    mark(book.active["B2"])
    stream = io.BytesIO()
    book.save(stream)
    document = load(stream.getvalue(), "a.xlsx")[0]
    return document.blocks[1].rows, document.warnings


def _white(cell: Any) -> None:
    cell.font = Font(color="FFFFFFFF")


def _nearly_white(cell: Any) -> None:
    cell.font = Font(color="FFFCFDFC")


def _white_by_the_theme(cell: Any) -> None:
    cell.font = Font(color=Color(theme=0))


def _white_on_stated_white(cell: Any) -> None:
    _white(cell)
    cell.fill = PatternFill("solid", fgColor="FFFFFF")


def _without_a_look(cell: Any) -> None:
    cell.number_format = ";;;"


@pytest.mark.parametrize(
    "mark", [_white, _nearly_white, _white_by_the_theme, _white_on_stated_white, _without_a_look]
)
def test_a_cell_that_nobody_sees_is_left_out_and_told(mark: Callable[[Any], None]):
    assert _read(mark) == ((("Fyret", ""), ("Naustet", "Ta med nøkkel")), _TOLD)


def _on_dark(cell: Any) -> None:
    _white(cell)
    cell.fill = _DARK


def _on_a_gradient(cell: Any) -> None:
    _white(cell)
    cell.fill = GradientFill(stop=("003366", "006699"))


def _in_a_table_with_a_style(cell: Any) -> None:
    _white(cell)
    table = SheetTable(displayName="Rom", ref="A1:B3")
    table.tableStyleInfo = TableStyleInfo("TableStyleDark1", showRowStripes=True)
    cell.parent.add_table(table)


def _coloured_on_a_condition(cell: Any) -> None:
    _white(cell)
    cell.parent.conditional_formatting.add("B2:B3", CellIsRule("notEqual", ['""'], fill=_DARK))


def _grey(cell: Any) -> None:
    cell.font = Font(color=Color(theme=0, tint=-0.5))


@pytest.mark.parametrize(
    "mark", [_on_dark, _on_a_gradient, _in_a_table_with_a_style, _coloured_on_a_condition, _grey]
)
def test_a_cell_that_somebody_sees_is_read(mark: Callable[[Any], None]):
    assert _read(mark) == ((("Fyret", "Ring først"), ("Naustet", "Ta med nøkkel")), ())
