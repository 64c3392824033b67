"""Words of a PDF that stand in columns without lines around them: tables, and running text set in two columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.loaders.grid import Row
from ingest.loaders.pdf_lines import Cell, Line
from ingest.loaders.pdf_tables import RuledTable

_FEWEST_ROWS = 3
_FEWEST_ROWS_OF_MANY_COLUMNS = 2
_FEWEST_LINES_OF_TEXT = 4
# Rows of a table stand closer than this many letter heights.
_CLOSE = 4.0
_WORDY = 3.5
_MARKER = re.compile(r"[•●▪◦‣*–-]|\(?(?:\d{1,2}|[a-z])[.)]")

Column = tuple[float, float]


def aligned_tables(lines: Sequence[Line]) -> tuple[RuledTable, ...]:
    """Tables without rules, in order; ``lines`` are those that stand in no ruled one."""
    found = (_table(run) for run in _runs(lines))
    return tuple(table for tables in found for table in tables)


def unwoven(lines: Sequence[Line]) -> list[Line]:
    """The same lines, with running text in two columns told one column after the other."""
    told: list[Line] = []
    position = 0
    for run in _runs(lines):
        start = lines.index(run[0], position)
        told += lines[position:start]
        position = start + len(run)
        told += _one_by_one(run) if _is_text(run) else run
    return told + list(lines[position:])


def _runs(lines: Sequence[Line]) -> list[list[Line]]:
    """Neighbouring lines of several cells each."""
    runs: list[list[Line]] = []
    open_run: list[Line] = []
    for line in lines:
        close = bool(open_run) and 0 < open_run[-1].y - line.y <= _CLOSE * max(line.size, 1.0)
        if len(line.cells) < 2 or not close:
            runs += [open_run] if open_run else []
            open_run = []
        if len(line.cells) > 1:
            open_run.append(line)
    return [*runs, open_run] if open_run else runs


def _columns(run: Sequence[Line]) -> list[Column]:
    """Where the columns stand: cells that overlap from row to row are of one column."""
    columns: list[Column] = []
    for left, right in sorted((cell.left, cell.right) for line in run for cell in line.cells):
        if columns and left <= columns[-1][1]:
            columns[-1] = (columns[-1][0], max(columns[-1][1], right))
        else:
            columns.append((left, right))
    return columns


def _table(run: Sequence[Line]) -> tuple[RuledTable, ...]:
    columns = _columns(run)
    fewest = _FEWEST_ROWS if len(columns) == 2 else _FEWEST_ROWS_OF_MANY_COLUMNS
    if len(columns) < 2 or len(run) < fewest or _is_text(run) or _is_list(run):
        return ()
    placed = [[_position(cell, columns) for cell in line.cells] for line in run]
    if any(len(set(positions)) < len(positions) for positions in placed):
        return ()
    rows = tuple(_row(line, positions, len(columns)) for line, positions in zip(run, placed, strict=True))
    left, right = columns[0][0], columns[-1][1]
    bold = run[0].bold and not run[1].bold
    return (RuledTable(rows, left, run[-1].y, right, run[0].y, bold),)


def _position(cell: Cell, columns: Sequence[Column]) -> int:
    return next(n for n, (left, right) in enumerate(columns) if left <= cell.left <= right)


def _row(line: Line, positions: Sequence[int], width: int) -> Row:
    cells = [""] * width
    for position, cell in zip(positions, line.cells, strict=True):
        cells[position] = cell.text
    return tuple(cells)


def _is_text(run: Sequence[Line]) -> bool:
    """Whether two columns hold running text: many words in nearly every line of both."""
    if len(run) < _FEWEST_LINES_OF_TEXT or any(len(line.cells) != 2 for line in run):
        return False
    sides = ([len(line.cells[side].text.split()) for line in run] for side in (0, 1))
    return len(_columns(run)) == 2 and all(sum(words) / len(words) >= _WORDY for words in sides)


def _is_list(run: Sequence[Line]) -> bool:
    """Whether each line begins with a list's marker, set off from its text."""
    return all(_MARKER.fullmatch(line.cells[0].text.strip()) for line in run)


def _one_by_one(run: Sequence[Line]) -> list[Line]:
    return [_only(line, side) for side in (0, 1) for line in run]


def _only(line: Line, side: int) -> Line:
    cell = line.cells[side]
    return replace(line, text=cell.text, x=cell.left, cells=(cell,))
