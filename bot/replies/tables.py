"""Rows of a table as a table: in Markdown where they were quoted line by line, and as a block of Slack's.

A table helps from three rows with two columns on, and where it is narrow enough to be read; fewer stay sentences.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from markdown_it.tree import SyntaxTreeNode

from bot.replies.inert import inert
from bot.replies.limits import TABLE_CHARACTERS, TABLE_COLUMNS, TABLE_ROWS, Block, Newer, block_length
from bot.replies.runs import Links, runs_of

_FEWEST_ROWS = 3
_FEWEST_COLUMNS = 2
# A line of the terminal; wider tables are broken there, and scroll in Slack.
_WIDEST = 110
_LONGEST_NAME = 40
# What a table may take of a message: its answer's words and sources stand beside it.
_MOST_CHARACTERS = 6_000
_EMPTY = "–"

Row = dict[str, str]


def tabled(text: str) -> str:
    """Markdown in which lines such as "Kind: SME; Price: 10 000", three or more below each other and with the same
    names, are a table. Every other line stays as it is."""
    lines: list[str] = []
    for is_row, group in groupby(text.split("\n"), key=lambda line: len(_cells(line)) >= _FEWEST_COLUMNS):
        those = list(group)
        table = _table([_cells(line) for line in those]) if is_row else []
        # A table is a paragraph: what stands right below it would be a row of it.
        if lines and lines[-1] and (table or lines[-1].startswith("| ")):
            lines.append("")
        lines += table or those
    return "\n".join(lines)


def table_block(node: SyntaxTreeNode, usual: Sequence[Block]) -> Block | None:
    """A Markdown table, where it helps and fits; ``usual`` blocks say the same."""
    rows = [[_plain(cell) for cell in row.children] for part in node.children for row in part.children]
    block: Block = {
        "type": "table",
        "column_settings": [{"is_wrapped": True}] * min(len(rows[0]), TABLE_COLUMNS),
        "rows": [[{"type": "raw_text", "text": cell} for cell in row] for row in rows],
    }
    helps = len(rows) > _FEWEST_ROWS and len(rows[0]) >= _FEWEST_COLUMNS
    fits = len(rows) <= TABLE_ROWS and len(rows[0]) <= TABLE_COLUMNS
    size = sum(len(cell) for row in rows for cell in row)
    if helps and fits and size <= TABLE_CHARACTERS and block_length(block) <= _MOST_CHARACTERS:
        return Newer(block, usual)
    return None


def _plain(cell: SyntaxTreeNode) -> str:
    runs = (run for child in cell.children for run in runs_of(child, Links(())))
    return inert(" ".join("".join(run.text for run in runs).split())) or _EMPTY


def _cells(line: str) -> Row:
    """Names and values of a row that is written as a line; nothing where it is another kind of line."""
    row: Row = {}
    for part in line.split("; "):
        name, colon, value = part.partition(": ")
        is_name = colon and value and 0 < len(name) <= _LONGEST_NAME and name[0].isalnum()
        if not is_name or name in row:
            return {}
        row[name] = value
    return {} if "…" in line else row


def _table(rows: Sequence[Row]) -> list[str]:
    """Nothing where it would not help, or the rows do not have the same columns in the same order."""
    longest: Row = max(rows, key=len)
    names = list(longest)
    alike = all([name for name in names if name in row] == list(row) for row in rows)
    if len(rows) < _FEWEST_ROWS or not alike:
        return []
    cells = [names, *([row.get(name, "") for name in names] for row in rows)]
    lines = list(_aligned([[cell.replace("|", "\\|") for cell in row] for row in cells]))
    return lines if max(map(len, lines)) <= _WIDEST else []


def _aligned(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(3, *(len(row[place]) for row in rows)) for place in range(len(rows[0]))]
    for number, row in enumerate(rows):
        yield f"| {' | '.join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))} |"
        if number == 0:
            yield f"| {' | '.join('-' * width for width in widths)} |"
