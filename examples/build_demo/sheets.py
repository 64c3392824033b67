"""Content as an Excel workbook: each level-one heading is a sheet."""

import io
import re

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from examples.build_demo.archive import repack
from examples.build_demo.content import Block, Content, Heading, Listing, Note, Paragraph, Table, without_bold

NUMBER = re.compile(r"-?\d+(\.\d+)?")
MAX_WIDTH = 60


def render(content: Content) -> bytes:
    book = Workbook()
    book.remove(book.active)
    book.properties.title, book.properties.creator = content.title, content.author
    book.properties.created = content.written
    for block in content.blocks():
        if isinstance(block, Heading):
            book.create_sheet(block.text)
        else:
            _add(book.worksheets[-1], block)
    for sheet in book.worksheets:
        _fit_columns(sheet)
        sheet.append([])
        sheet.append([content.fictional_line])
    saved = io.BytesIO()
    book.save(saved)
    return repack(saved.getvalue(), content.written)


def _add(sheet: Worksheet, block: Block) -> None:
    match block:
        case Paragraph(text) | Note(text):
            sheet.append([without_bold(text)])
        case Listing(items, _):
            for item in items:
                sheet.append([without_bold(item)])
        case Table(header, rows):
            sheet.append([])
            sheet.append(list(header))
            for cell in sheet[sheet.max_row]:
                cell.font = Font(bold=True)
            for row in rows:
                sheet.append([_value(text) for text in row])


def _value(text: str) -> str | int | float | None:
    if NUMBER.fullmatch(text):
        return float(text) if "." in text else int(text)
    return without_bold(text) or None


def _fit_columns(sheet: Worksheet) -> None:
    """Widths from the tables alone: a line of prose runs over its neighbours and sets no width."""
    for column in sheet.columns:
        texts = [str(cell.value or "") for cell in column if sheet.cell(cell.row, 2).value is not None]
        width = max((len(text) for text in texts), default=10)
        sheet.column_dimensions[column[0].column_letter].width = min(width + 2, MAX_WIDTH)
