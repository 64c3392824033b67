"""Document -> passages: small units that are found by themselves, each with its place and a header.

Short units find far better across languages than long ones; the answer joins neighbours again. A unit never
crosses a heading, a page, a slide or a sheet, so that its citation is exact.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from knowledge.language import identify
from knowledge.models import Block, Document, Heading, ListItem, Paragraph, Passage, Place, Table
from knowledge.sentences import split

# Bumped when the same document would give other passages, so that the next sync makes them anew.
VERSION = "2"
_TARGET_WORDS = 40
_MOST_WORDS = 80


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence, a list item or a table row: what a passage is packed from. ``glue`` stands before it."""

    text: str
    section: tuple[str, ...]
    place: Place
    glue: str = "\n"

    @property
    def words(self) -> int:
        return len(self.text.split())


def chunk(
    document: Document, *, text_id: str, title: str, audience: str, day: date | None
) -> tuple[Passage, ...]:
    """The passages of a document, numbered from 0; at least one where the document has a word or a title."""
    units = list(_units(document, title)) or [Unit(title, (), Place())]
    return tuple(
        _passage(text_id, number, group, _header(title, group[0].section, day, audience))
        for number, group in enumerate(_packed(units))
    )


def _header(title: str, section: tuple[str, ...], day: date | None, audience: str) -> str:
    parts = [title, *section, day.isoformat() if day else "", audience]
    return " › ".join(part for part in parts if part)


def _passage(text_id: str, number: int, units: list[Unit], header: str) -> Passage:
    first, last = units[0], units[-1]
    text = first.text + "".join(unit.glue + unit.text for unit in units[1:])
    place = first.place
    if place.rows and last.place.rows:
        place = replace(place, rows=(place.rows[0], last.place.rows[1]))
    # A header alone may be in another language than a body of bare numbers: they are judged together.
    language = identify(text if len(text.split()) > 3 else f"{header} {text}")
    return Passage(text_id, number, text, header, first.section, place, language)


def _units(document: Document, title: str) -> Iterator[Unit]:
    trail: list[Heading] = []
    bare = False
    for block in document.blocks:
        if isinstance(block, Heading):
            if bare and block.level <= trail[-1].level:
                yield _heading_unit(trail, title)
            trail = [*(h for h in trail if h.level < block.level), block]
            bare = True
        else:
            bare = False
            yield from _block_units(block, _section(trail, title))
    if bare:
        yield _heading_unit(trail, title)


def _heading_unit(trail: list[Heading], title: str) -> Unit:
    """A heading that nothing stands under is a text by itself: a slide with one line, a line in a plan."""
    return Unit(trail[-1].text, _section(trail[:-1], title), trail[-1].place)


def _section(trail: list[Heading], title: str) -> tuple[str, ...]:
    texts = (" ".join(heading.text.split()) for heading in trail)
    return tuple(text for text in texts if text and text != title)


def _block_units(block: Block, section: tuple[str, ...]) -> Iterator[Unit]:
    match block:
        case Table():
            yield from _table_units(block, section)
        case ListItem():
            yield from _split(f"{'  ' * block.level}- {' '.join(block.text.split())}", section, block.place)
        case Paragraph():
            yield from _split(block.text.strip(), section, block.place)


def _split(text: str, section: tuple[str, ...], place: Place) -> Iterator[Unit]:
    position = 0
    for sentence in split(text):
        start = text.index(sentence, position)
        glue = text[position:start] or " "
        for number, piece in enumerate(_limited(sentence)):
            yield Unit(piece, section, place, " " if number else (glue if position else "\n"))
        position = start + len(sentence)


def _limited(sentence: str) -> Iterator[str]:
    """Text without sentence ends (tables pasted as text, lists of names) is cut at words, never inside one."""
    words = sentence.split()
    if len(words) <= _MOST_WORDS:
        yield sentence
        return
    for start in range(0, len(words), _TARGET_WORDS):
        yield " ".join(words[start : start + _TARGET_WORDS])


def _table_units(table: Table, section: tuple[str, ...]) -> Iterator[Unit]:
    for offset, row in enumerate(table.rows):
        number = table.first_row + offset
        place = replace(table.place, rows=(number, number))
        line = _row_line(table.header, row)
        if line:
            for piece in _limited(line):
                yield Unit(piece, section, place)
    if not table.rows and any(table.header):
        yield Unit(" | ".join(cell for cell in table.header if cell), section, table.place)


def _row_line(header: tuple[str, ...], row: tuple[str, ...]) -> str:
    cells = [" ".join(cell.split()) for cell in row]
    names = [" ".join(name.split()).rstrip(":") for name in header] + [""] * len(cells)
    return "; ".join(
        f"{name}: {cell}" if name else cell for name, cell in zip(names, cells, strict=False) if cell
    )


def _packed(units: Iterable[Unit]) -> Iterator[list[Unit]]:
    """Neighbouring units of one place, until they reach the target size."""
    for _, group in groupby(units, key=_spot):
        waiting: list[Unit] = []
        for unit in group:
            if (
                waiting
                and sum(u.words for u in waiting) + unit.words > _TARGET_WORDS
                and not _leads_in(waiting)
            ):
                yield waiting
                waiting = []
            waiting.append(unit)
        yield waiting


def _spot(unit: Unit) -> tuple[object, ...]:
    place = unit.place
    return (unit.section, place.page, place.slide, place.notes, place.sheet, place.rows is None)


def _leads_in(units: list[Unit]) -> bool:
    """Whether the last unit announces the next ("Du trenger:") and says nothing without it."""
    return units[-1].text.rstrip().endswith(":") and sum(u.words for u in units) < _MOST_WORDS
