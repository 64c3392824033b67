"""Lines and tables of a PDF's pages -> blocks: headings by their size, paragraphs by their gaps."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.loaders.hyphens import rejoined
from ingest.loaders.pdf_furniture import Page, body_size, without_furniture
from ingest.loaders.pdf_lines import Line
from ingest.loaders.pdf_tables import TableReader
from knowledge.models import Block, Heading, ListItem, Paragraph, Place

_BULLET = re.compile(r"^[•▪◦●‣–*·-]\s+")
_NUMBERED = re.compile(r"^(?:§\s*)?(\d{1,3}(?:\.\d+)*)[.)]?\s+\S")
_HEADING_WORDS = 15
_LARGER = 1.1
_SHORT_LINE = 0.6


def blocks_of(pages: Sequence[Page]) -> Iterator[Block]:
    """All blocks of the file, each with the number of its page."""
    body = body_size(pages)
    sizes = {line.size for page in pages for line in page.lines if line.size > body * _LARGER}
    levels = {size: level for level, size in enumerate(sorted(sizes, reverse=True), 1)}
    reader = TableReader()
    for page in without_furniture(pages):
        yield from _PageReader(page, body, levels, reader).blocks()


class _PageReader:
    """Turns the lines of one page into blocks, in order."""

    def __init__(self, page: Page, body: float, levels: dict[float, int], tables: TableReader) -> None:
        self._page = page
        self._place = Place(page=page.number)
        self._body = body
        self._levels = levels
        self._tables = tables
        self._longest = max((len(line.text) for line in page.lines), default=0)
        self._open: list[Line] = []

    def blocks(self) -> Iterator[Block]:
        told: set[int] = set()
        started = False
        for line in self._page.lines:
            holder = next((t for t in self._page.tables if t.holds(line.x, line.y)), None)
            if holder is None:
                yield from self._take(line)
            elif id(holder) not in told:
                yield from self._close()
                told.add(id(holder))
                yield self._tables.read(holder, self._place, at_top=not started)
            started = True
        yield from self._close()

    def _take(self, line: Line) -> Iterator[Block]:
        if self._open and self._starts_anew(line):
            yield from self._close()
        self._open.append(line)

    def _starts_anew(self, line: Line) -> bool:
        last = self._open[-1]
        if (line.size, line.bold) != (last.size, last.bold) or line.gap:
            return True
        if _BULLET.match(line.text) or self._opens_item(line):
            return True
        return self._heading_level(last) == 0 and len(last.text) < self._longest * _SHORT_LINE

    def _opens_item(self, line: Line) -> bool:
        """A number begins an item after a full sentence, or where it follows the number of the open item."""
        number = _NUMBERED.match(line.text)
        if number is None:
            return False
        before = _NUMBERED.match(self._open[0].text)
        follows = before is not None and number[1].isdigit() and before[1] == str(int(number[1]) - 1)
        return follows or self._open[-1].text[-1] in ".:;!?"

    def _close(self) -> Iterator[Block]:
        lines, self._open = self._open, []
        if not lines:
            return
        text = _joined(lines)
        level = self._heading_level(lines[0])
        if _BULLET.match(text):
            yield ListItem(_BULLET.sub("", text), 0, self._place)
        elif level and len(text.split()) <= _HEADING_WORDS and text[-1] not in ".,;:!":
            yield Heading(text, level, self._place)
        else:
            yield Paragraph(text, self._place)

    def _heading_level(self, line: Line) -> int:
        """0 = body text. Bold lines of the body's size are the lowest headings."""
        if line.size in self._levels:
            return self._levels[line.size]
        return len(self._levels) + 1 if line.bold and line.size >= self._body else 0


def _joined(lines: list[Line]) -> str:
    text = lines[0].text
    for line in lines[1:]:
        hyphenated = len(text) > 1 and text[-1] in "-\u2010" and text[-2].isalnum()
        text = rejoined(text[:-1], line.text) if hyphenated else f"{text} {line.text}"
    return text
