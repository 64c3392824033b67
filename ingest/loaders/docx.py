"""Word documents, on python-docx: it resolves styles and table grids, where mammoth drops hidden text into the open."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import docx
from docx.oxml.ns import qn
from docx.table import Table as WordTable

from ingest.loaders.archive import checked
from ingest.loaders.docx_backgrounds import Backgrounds
from ingest.loaders.docx_styles import Styles, select
from ingest.loaders.docx_text import Notes, TextReader
from ingest.loaders.grid import first_row_names, joined_names, second_row_names, table
from knowledge.errors import AllHidden, Damaged, NoText
from knowledge.models import Block, Document, Heading, ListItem, Paragraph, Table

_WRAPPERS = {qn(name) for name in ("w:ins", "w:customXml", "w:smartTag", "w:sdtContent", "w:moveTo")}
_BOLD_HEADING_WORDS = 12


def load(content: bytes, name: str) -> tuple[Document, ...]:
    """One document; raises EmptyFile, Encrypted, Damaged, TooDense, AllHidden, or NoText."""
    try:
        word = docx.Document(checked(content, "word"))
        reader = _BodyReader(word)
        blocks = tuple(reader.blocks(word.element.body))
    except (KeyError, ValueError) as error:
        raise Damaged from error
    if not blocks:
        raise AllHidden if reader.warnings else NoText
    core = word.core_properties
    moment = core.modified or core.created
    day = moment.date() if moment else None
    return (Document(_title(core.title, blocks), blocks, day, warnings=reader.warnings),)


class _BodyReader:
    def __init__(self, word: Any) -> None:
        self._word = word
        self._styles = Styles(word)
        self._text = TextReader(self._styles, Backgrounds(word, self._styles), Notes(word))

    @property
    def warnings(self) -> tuple[str, ...]:
        return ("hidden text is left out",) if self._text.met_hidden else ()

    def blocks(self, parent: Any) -> Iterator[Block]:
        for element in parent:
            if element.tag == qn("w:p"):
                yield from self._paragraph(element)
            elif element.tag == qn("w:tbl"):
                yield self._table(element)
            elif (element.tag == qn("w:sdt") and not _is_contents(element)) or element.tag in _WRAPPERS:
                yield from self.blocks(element)

    def _paragraph(self, element: Any) -> Iterator[Block]:
        read = self._text.read(element)
        style = self._styles.of(element)
        if read.text and not style.is_contents:
            yield self._block(element, read.text)
        yield from (Paragraph(note) for note in read.notes)
        for box in read.boxes:
            yield from self.blocks(box)

    def _block(self, element: Any, text: str) -> Block:
        style = self._styles.of(element)
        if style.level:
            return Heading(text, style.level)
        if style.list_level is not None:
            return ListItem(text, style.list_level)
        short = len(text.split()) <= _BOLD_HEADING_WORDS and text[-1] not in ".,;:!"
        return Heading(text, 6) if short and self._styles.all_bold(element) else Paragraph(text)

    def _table(self, element: Any) -> Table:
        grid = WordTable(element, self._word)
        rows = [row for row in (tuple(self._cells(row)) for row in grid.rows) if any(row)]
        heads = [tuple(self._text.all_text(cell._tc) for cell in row.cells) for row in list(grid.rows)[:2]]
        if len(rows) > 2 and second_row_names(*heads):
            return table(rows[2:], joined_names(heads), first_row=3)
        if len(rows) > 1 and (self._shows_head(element) or first_row_names(rows)):
            return table(rows[1:], rows[0], first_row=2)
        return table(rows)

    def _shows_head(self, element: Any) -> bool:
        """Whether the first row repeats on each page, is set in bold, or is set apart by the table's style."""
        names = select(element, "./w:tr[1]/w:tc/w:p[.//w:t]")
        bold = bool(names) and all(self._styles.all_bold(paragraph) for paragraph in names)
        return bold or bool(select(element, "./w:tr[1]/w:trPr/w:tblHeader")) or self._styles.heads(element)

    def _cells(self, row: Any) -> Iterator[str]:
        seen: set[Any] = set()
        for cell in row.cells:
            # A merged cell is given once for each column that it spans.
            yield "" if cell._tc in seen else self._text.all_text(cell._tc)
            seen.add(cell._tc)


def _is_contents(element: Any) -> bool:
    """Whether a content control holds the table of contents, which only repeats the headings."""
    return bool(select(element, "./w:sdtPr/w:docPartObj/w:docPartGallery[@w:val='Table of Contents']"))


def _title(stated: str | None, blocks: tuple[Block, ...]) -> str:
    if stated and not stated.lower().startswith(("microsoft word", "word document", "untitled")):
        return stated
    return next((block.text for block in blocks if isinstance(block, Heading) and block.level == 1), "")
