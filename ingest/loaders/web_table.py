"""An HTML table -> Table, or the insight that it is only there for the layout."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ingest.loaders.grid import Row, joined_names, names_columns, table
from knowledge.models import Block, Paragraph

Element = Any  # lxml has no types

_OWN_ROWS = "./tr | ./thead/tr | ./tbody/tr | ./tfoot/tr"
_WIDEST_SPAN = 50


def is_data_table(element: Element) -> bool:
    """Layout tables hold other tables, headings or lists, or have a single column or row."""
    if element.get("role") in ("presentation", "none"):
        return False
    if element.xpath(".//table | .//h1 | .//h2 | .//h3 | .//ul | .//ol"):
        return bool(element.xpath(".//th")) and not element.xpath(".//table | .//h1 | .//h2")
    rows = element.xpath(_OWN_ROWS)
    return len(rows) > 1 and max(len(row.xpath("./td | ./th")) for row in rows) > 1


def read_table(element: Element) -> Iterator[Block]:
    caption = " ".join(" ".join(element.xpath("./caption//text()")).split())
    if caption:
        yield Paragraph(caption)
    elements = element.xpath(_OWN_ROWS)
    rows = _spread(elements)
    heads = _header_rows(elements, rows)
    if any(any(row) for row in rows[heads:]):
        yield table(rows[heads:], joined_names(rows[:heads]) if heads else None, first_row=heads + 1)
    elif heads:
        yield table(rows)


def _header_rows(elements: list[Element], rows: list[Row]) -> int:
    """How many rows at the top name the columns."""
    heads = 0
    for element in elements:
        if element.getparent().tag != "thead" and not _all_heads(element):
            break
        heads += 1
    if heads or len(rows) < 2:
        return heads
    bold = all(cell.xpath(".//b | .//strong") for cell in elements[0].xpath("./td | ./th"))
    width = max(map(len, rows))
    return int(names_columns(rows[0], width) and (bold or (width > 2 and not elements[0].xpath("./th"))))


def _all_heads(row: Element) -> bool:
    return bool(row.xpath("./th")) and not row.xpath("./td[normalize-space()]") and len(row.xpath("./th")) > 1


def _spread(elements: list[Element]) -> list[Row]:
    """The cells of each row, with those that span rows or columns repeated."""
    rows: list[Row] = []
    hanging: dict[int, tuple[int, str]] = {}
    for element in elements:
        cells: list[str] = []
        below: dict[int, tuple[int, str]] = {}
        for cell in [*element.xpath("./td | ./th"), None]:
            while len(cells) in hanging:
                left, text = hanging.pop(len(cells))
                below |= {len(cells): (left - 1, text)} if left > 1 else {}
                cells.append(text)
            if cell is not None:
                text, down = _text(cell), _span(cell, "rowspan")
                for _ in range(_span(cell, "colspan")):
                    below |= {len(cells): (down - 1, text)} if down > 1 else {}
                    cells.append(text)
        hanging = {**hanging, **below}
        if any(cells):
            rows.append(tuple(cells))
    return rows


def _text(cell: Element) -> str:
    return " ".join(" ".join(cell.xpath(".//text()")).split())


def _span(cell: Element, name: str) -> int:
    value = cell.get(name, "1")
    return min(int(value), _WIDEST_SPAN) if value.isascii() and value.isdigit() and 0 < len(value) < 5 else 1
