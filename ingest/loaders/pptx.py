"""PowerPoint: titles, bullets, tables, charts, diagrams and speaker notes, slide by slide, with python-pptx."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER

from ingest.loaders.archive import checked
from ingest.loaders.grid import Row, joined_names, second_row_names, shown_number, table
from ingest.loaders.pptx_hidden import leave_out_hidden, lies_outside
from knowledge.errors import AllHidden, Damaged, NoText
from knowledge.models import Block, Document, Heading, ListItem, Paragraph, Place, Table

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
# Of a slide, where a file does not state it.
_SIZE = (9_144_000, 6_858_000)
_FURNITURE = {PP_PLACEHOLDER.SLIDE_NUMBER, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.HEADER}


def load(content: bytes, name: str) -> tuple[Document, ...]:
    try:
        show = Presentation(checked(content, "ppt"))
        size = (show.slide_width or _SIZE[0], show.slide_height or _SIZE[1])
        slides = list(enumerate(show.slides, 1))
        hidden = [number for number, slide in slides if slide._element.get("show") == "0"]
        shown = [(number, slide) for number, slide in slides if number not in hidden]
        told = [sentence for number, slide in shown for sentence in _without_hidden(slide, number, size)]
    except (KeyError, ValueError) as error:
        raise Damaged from error
    blocks = tuple(block for number, slide in shown for block in _slide(slide, number))
    warnings = (*(f"slide {number} is hidden and left out" for number in hidden), *told)
    if not blocks:
        raise AllHidden if warnings else NoText
    core = show.core_properties
    moment = core.modified or core.created
    return (
        Document(_title(core.title, blocks), blocks, moment.date() if moment else None, warnings=warnings),
    )


def _without_hidden(slide: Any, number: int, size: tuple[int, int]) -> Iterator[str]:
    """Takes what nobody sees out of a slide, and tells it."""
    if pieces := leave_out_hidden(slide, size):
        yield f"hidden text is left out on slide {number} ({pieces} {'piece' if pieces == 1 else 'pieces'})"
    if any(lies_outside(shape, size) and any(_shape(shape, Place(slide=number))) for shape in slide.shapes):
        yield f"text outside slide {number} is read, since an animation may bring it in"


def _slide(slide: Any, number: int) -> Iterator[Block]:
    place = Place(slide=number)
    title = slide.shapes.title
    if title is not None and title.text_frame.text.strip():
        yield Heading(" ".join(title.text_frame.text.split()), 1, place)
    for shape in slide.shapes:
        if title is None or shape.shape_id != title.shape_id:
            yield from _shape(shape, place)
    if slide.has_notes_slide:
        notes = slide.notes_slide.notes_text_frame
        if notes is not None and notes.text.strip():
            yield Paragraph(notes.text.strip(), Place(slide=number, notes=True))


def _shape(shape: Any, place: Place) -> Iterator[Block]:
    if shape.is_placeholder and shape.placeholder_format.type in _FURNITURE:
        return
    if hasattr(shape, "shapes"):
        for inner in shape.shapes:
            yield from _shape(inner, place)
    elif getattr(shape, "has_table", False):
        yield _table(shape.table, place)
    elif getattr(shape, "has_chart", False):
        yield from _chart(shape.chart, place)
    elif shape.has_text_frame:
        yield from _items(shape.text_frame, place)
    else:
        yield from _diagram(shape, place)


def _items(frame: Any, place: Place) -> Iterator[Block]:
    for paragraph in frame.paragraphs:
        if text := " ".join(paragraph.text.split()):
            yield ListItem(text, paragraph.level, place)


def _table(grid: Any, place: Place) -> Table:
    whole = _whole_cells(grid)
    rows = [
        tuple("" if cell._tc.hMerge else text for cell, text in zip(row.cells, texts, strict=True))
        for row, texts in zip(grid.rows, whole, strict=True)
    ]
    if grid.first_row and len(rows) > 2 and second_row_names(whole[0], whole[1]):
        return table(rows[2:], joined_names(whole[:2]), place, first_row=3)
    if grid.first_row and len(rows) > 1:
        return table(rows[1:], rows[0], place, first_row=2)
    return table(rows, None, place)


def _whole_cells(grid: Any) -> list[Row]:
    """Every cell with its text, also where a cell beside or above it is merged over it."""
    rows = [[" ".join(cell.text.split()) for cell in row.cells] for row in grid.rows]
    for top, row in enumerate(grid.rows):
        for left, cell in enumerate(row.cells):
            if cell.is_merge_origin:
                for below in range(top, top + cell.span_height):
                    rows[below][left : left + cell.span_width] = [rows[top][left]] * cell.span_width
    return [tuple(row) for row in rows]


def _chart(chart: Any, place: Place) -> Iterator[Block]:
    """A chart as the table that it is drawn from."""
    if chart.has_title and chart.chart_title.has_text_frame:
        yield from _items(chart.chart_title.text_frame, place)
    for plot in chart.plots:
        series = list(plot.series)
        names = [str(category) for category in plot.categories] or [""] * max(
            (len(one.values) for one in series), default=0
        )
        rows = [(name, *(_number(one.values, n) for one in series)) for n, name in enumerate(names)]
        yield table(rows, ("", *(one.name for one in series)), place, first_row=2)


def _number(values: Sequence[float | None], n: int) -> str:
    value = values[n] if n < len(values) else None
    return "" if value is None else shown_number(value)


def _diagram(shape: Any, place: Place) -> Iterator[Block]:
    """The texts of a SmartArt drawing, which lie in a part of their own."""
    for relation_id in shape._element.xpath(".//*[local-name()='relIds']/@r:dm"):
        root = etree.fromstring(shape.part.related_part(relation_id).blob)
        for paragraph in root.iter(f"{_DRAWING}p"):
            if text := " ".join("".join(t.text or "" for t in paragraph.iter(f"{_DRAWING}t")).split()):
                yield ListItem(text, 0, place)


def _title(stated: str | None, blocks: tuple[Block, ...]) -> str:
    if stated and not stated.lower().startswith(("powerpoint", "untitled", "presentation")):
        return stated
    return next((block.text for block in blocks if isinstance(block, Heading)), "")
