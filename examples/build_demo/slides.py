"""Content as a PowerPoint file: each level-one heading is a slide, each quote its speaker notes."""

import io

from pptx import Presentation
from pptx.presentation import Presentation as SlideDeck
from pptx.slide import Slide
from pptx.util import Cm, Pt

from examples.build_demo.archive import repack
from examples.build_demo.content import Block, Content, Heading, Listing, Note, Paragraph, Table, without_bold

TITLE_SLIDE, TITLE_AND_BODY, TITLE_ONLY = 0, 1, 5


def render(content: Content) -> bytes:
    deck = Presentation()
    _set_properties(deck, content)
    cover = deck.slides.add_slide(deck.slide_layouts[TITLE_SLIDE])
    cover.shapes.title.text = content.title
    cover.placeholders[1].text = f"{content.author}, {content.fields['date']}\n{content.fictional_line}"
    for title, blocks in _by_slide(content.blocks()):
        _add_slide(deck, title, blocks)
    saved = io.BytesIO()
    deck.save(saved)
    return repack(saved.getvalue(), content.written)


def _set_properties(deck: SlideDeck, content: Content) -> None:
    properties = deck.core_properties
    properties.title, properties.author = content.title, content.author
    properties.language = content.language
    properties.created = properties.modified = content.written
    properties.last_modified_by = content.author


def _by_slide(blocks: list[Block]) -> list[tuple[str, list[Block]]]:
    slides: list[tuple[str, list[Block]]] = []
    for block in blocks:
        if isinstance(block, Heading):
            slides.append((block.text, []))
        else:
            slides[-1][1].append(block)
    return slides


def _add_slide(deck: SlideDeck, title: str, blocks: list[Block]) -> None:
    has_table = any(isinstance(block, Table) for block in blocks)
    slide = deck.slides.add_slide(deck.slide_layouts[TITLE_ONLY if has_table else TITLE_AND_BODY])
    slide.shapes.title.text = title
    lines: list[str] = []
    for block in blocks:
        match block:
            case Table():
                _add_table(slide, block)
            case Listing(items, _):
                lines += items
            case Paragraph(text):
                lines.append(text)
            case Note(text):
                slide.notes_slide.notes_text_frame.text = without_bold(text)
    _add_lines(slide, lines, below_table=has_table)


def _add_lines(slide: Slide, lines: list[str], *, below_table: bool) -> None:
    if not lines:
        return
    box = slide.shapes.add_textbox(Cm(1.3), Cm(15), Cm(22), Cm(3)) if below_table else slide.placeholders[1]
    box.text_frame.text = "\n".join(without_bold(line) for line in lines)
    for paragraph in box.text_frame.paragraphs:
        paragraph.font.size = Pt(14 if below_table else 20)


def _add_table(slide: Slide, table: Table) -> None:
    rows = (table.header, *table.rows)
    shape = slide.shapes.add_table(
        len(rows), len(table.header), Cm(1.3), Cm(4.5), Cm(22.8), Cm(1) * len(rows)
    )
    for y, row in enumerate(rows):
        for x, text in enumerate(row):
            cell = shape.table.cell(y, x)
            cell.text = without_bold(text)
            cell.text_frame.paragraphs[0].font.size = Pt(14)
