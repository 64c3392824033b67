"""Content as a Word document."""

import io

from docx import Document
from docx.document import Document as WordDocument
from docx.shared import Pt
from docx.text.paragraph import Paragraph as WordParagraph

from examples.build_demo.archive import repack
from examples.build_demo.content import Block, Content, Heading, Listing, Note, Paragraph, Table, bold_runs


def render(content: Content) -> bytes:
    document = Document()
    document.styles["Normal"].font.size = Pt(10.5)
    _set_properties(document, content)
    section = document.sections[0]
    section.header.paragraphs[0].text = f"Fjordklyngen | {content.title}"
    section.footer.paragraphs[0].text = content.fictional_line
    document.add_heading(content.title, level=0)
    for block in content.blocks():
        _add(document, block)
    saved = io.BytesIO()
    document.save(saved)
    return repack(saved.getvalue(), content.written)


def _set_properties(document: WordDocument, content: Content) -> None:
    properties = document.core_properties
    properties.title, properties.author = content.title, content.author
    properties.language = content.language
    properties.created = properties.modified = content.written
    properties.last_modified_by, properties.comments = content.author, content.fictional_line


def _add(document: WordDocument, block: Block) -> None:
    match block:
        case Heading(level, text):
            document.add_heading(text, level=level)
        case Paragraph(text):
            _write(document.add_paragraph(), text)
        case Listing(items, ordered):
            for item in items:
                _write(document.add_paragraph(style="List Number" if ordered else "List Bullet"), item)
        case Table():
            _add_table(document, block)
        case Note(text):
            _write(document.add_paragraph(style="Intense Quote"), text)


def _add_table(document: WordDocument, table: Table) -> None:
    grid = document.add_table(rows=0, cols=len(table.header), style="Light Grid Accent 1")
    for row in (table.header, *table.rows):
        for cell, text in zip(grid.add_row().cells, row, strict=True):
            _write(cell.paragraphs[0], text)
    document.add_paragraph()


def _write(paragraph: WordParagraph, text: str) -> None:
    for part, bold in bold_runs(text):
        paragraph.add_run(part).bold = bold
