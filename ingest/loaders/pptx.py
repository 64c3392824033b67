"""PowerPoint: titles, bullets, tables and speaker notes, slide by slide, with python-pptx."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER

from ingest.loaders.archive import checked
from knowledge.errors import Damaged, NoText
from knowledge.models import Block, Document, Heading, ListItem, Paragraph, Place, Table

_FURNITURE = {PP_PLACEHOLDER.SLIDE_NUMBER, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.HEADER}


def load(content: bytes, name: str) -> tuple[Document, ...]:
    try:
        show = Presentation(checked(content))
    except (KeyError, ValueError) as error:
        raise Damaged from error
    slides = list(enumerate(show.slides, 1))
    hidden = [number for number, slide in slides if slide._element.get("show") == "0"]
    blocks = tuple(b for number, slide in slides if number not in hidden for b in _slide(slide, number))
    if not blocks:
        raise NoText
    core = show.core_properties
    warnings = tuple(f"slide {number} is hidden and left out" for number in hidden)
    moment = core.modified or core.created
    return (
        Document(_title(core.title, blocks), blocks, moment.date() if moment else None, warnings=warnings),
    )


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
    elif getattr(shape, "has_table", False) and shape.has_table:
        rows = [tuple(cell.text.strip() for cell in row.cells) for row in shape.table.rows]
        yield Table(rows[0], tuple(rows[1:]), place, first_row=2)
    elif shape.has_text_frame:
        for paragraph in shape.text_frame.paragraphs:
            text = "".join(run.text for run in paragraph.runs).strip()
            if text:
                yield ListItem(text, paragraph.level, place)


def _title(stated: str | None, blocks: tuple[Block, ...]) -> str:
    if stated and not stated.lower().startswith(("powerpoint", "untitled", "presentation")):
        return stated
    return next((block.text for block in blocks if isinstance(block, Heading)), "")
