"""Plain text: paragraphs, lists, aligned columns, and the headings that people type."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.loaders.encoding import decode
from ingest.loaders.grid import first_row_names, table
from knowledge.models import Block, Document, Heading, ListItem, Paragraph, Table

_MARKER = re.compile(r"^(\s*)(?:[-*•–]|(?P<number>\d{1,3}[.)]))\s+(?=\S)")
_RULE = re.compile(r"^\s*[=\-_]{3,}\s*$")
_NUMBERED = re.compile(r"^(?:§\s*\d+|\d+(?:\.\d+)+|\d+\.)\s+\S")
_COLUMN_GAP = re.compile(r"\t+| {2,}")
_HEADING_LENGTH = 80
_FEWEST_ROWS = 2


def load(content: bytes, name: str) -> tuple[Document, ...]:
    decoded = decode(content)
    blocks = tuple(blocks_of(decoded.text))
    title = blocks[0].text if blocks and isinstance(blocks[0], Heading) else ""
    return (Document(title, blocks, warnings=decoded.warnings),)


def blocks_of(text: str) -> Iterator[Block]:
    """The blocks of a typed text, such as a file or the body of a mail."""
    for part in re.split(r"\n\s*\n", text):
        yield from _part([line for line in part.split("\n") if line.strip()])


def _part(lines: list[str]) -> Iterator[Block]:
    """The blocks of lines that no empty line divides."""
    position = 0
    while position < len(lines):
        rows = _aligned(lines[position:])
        if rows:
            yield _table(rows)
            position += len(rows)
        elif _RULE.match(lines[position]):
            position += 1
        else:
            block, taken = _block(lines, position)
            yield block
            position += taken


def _block(lines: list[str], position: int) -> tuple[Block, int]:
    """The block that begins at a line, and how many lines it takes."""
    line, following = lines[position], lines[position + 1 : position + 2]
    if _is_heading(line, following, alone=len(lines) == 1):
        level = 2 if (following and "-" in following[0]) or _NUMBERED.match(line) else 1
        return Heading(line.strip(), level), 1
    marker = _MARKER.match(line)
    taken = [line]
    for later in lines[position + 1 :]:
        if not _goes_on(later, marker):
            break
        taken.append(later)
    if marker is None:
        return Paragraph(_joined(taken)), len(taken)
    number = f"{marker['number']} " if marker["number"] else ""
    text = number + _joined([line[marker.end() :], *taken[1:]])
    return ListItem(text, len(marker[1].expandtabs(4)) // 2), len(taken)


def _goes_on(line: str, marker: re.Match[str] | None) -> bool:
    """Whether a line belongs to the block above it; to a list item only where it is indented below its text."""
    if _MARKER.match(line) or _RULE.match(line) or len(_cells(line)) > 1:
        return False
    indent = len(line) - len(line.lstrip())
    return not _shouts(line) and (marker is None or indent > len(marker[1]))


def _is_heading(line: str, following: Sequence[str], *, alone: bool) -> bool:
    text = line.strip()
    if following and _RULE.match(following[0]) and not _MARKER.match(line):
        return True
    if len(text) > _HEADING_LENGTH or text[-1:] in ".,;:!?":
        return False
    return _shouts(line) or (bool(_NUMBERED.match(line)) and (alone or _opens_text(following)))


def _opens_text(following: Sequence[str]) -> bool:
    """Whether a sentence, and not the next item or the rest of this one, follows a numbered line."""
    return bool(following) and not _MARKER.match(following[0]) and following[0][:1].isupper()


def _shouts(line: str) -> bool:
    text = line.strip()
    return text.isupper() and len(text) > 3 and len(text) <= _HEADING_LENGTH and text[-1] not in ".,;:!?"


def _joined(lines: Sequence[str]) -> str:
    return " ".join(" ".join(line.split()) for line in lines)


def _aligned(lines: Sequence[str]) -> list[tuple[str, ...]]:
    """The rows at the start of ``lines`` whose cells stand in columns, divided by tabs or several spaces."""
    rows: list[tuple[str, ...]] = []
    for line in lines:
        cells = _cells(line)
        if len(cells) < 2 or _MARKER.match(line) or (rows and len(cells) != len(rows[0])):
            break
        rows.append(cells)
    return rows if len(rows) >= _FEWEST_ROWS else []


def _cells(line: str) -> tuple[str, ...]:
    return tuple(cell for cell in _COLUMN_GAP.split(line.strip()) if cell)


def _table(rows: list[tuple[str, ...]]) -> Table:
    return table(rows[1:], rows[0], first_row=2) if first_row_names(rows) else table(rows)
