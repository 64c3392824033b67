"""Document -> passages, each with its place, a header, and the small units that are found by themselves.

Units of a sentence or two find far better across languages than whole paragraphs; a paragraph around them is what
keywords are counted in and what an answer is read from. A passage never crosses a heading, a page, a slide or a
sheet, so that its citation is exact.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from knowledge.language import identify
from knowledge.models import (
    TONGUE_OF,
    Block,
    Document,
    Fields,
    Heading,
    Language,
    ListItem,
    Paragraph,
    Passage,
    Place,
    Table,
    Tongue,
)
from knowledge.sentences import split

# Bumped when the same document would give other passages, so that the next sync makes them anew.
VERSION = "7"
_UNIT_WORDS = 40
_PASSAGE_WORDS = 120
_LONGEST_PIECE = 80
_FACT_WORDS = 6


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence, a list item or a table row: what a unit is packed from. ``glue`` stands before it.

    What stands ``apart`` is a unit by itself: of a row's offers each is compared alone, in its own ``language``; None
    is that of the passage.
    """

    text: str
    section: tuple[str, ...]
    place: Place
    glue: str = "\n"
    language: Language | None = None

    @property
    def apart(self) -> bool:
        return self.language is not None

    @property
    def words(self) -> int:
        return len(self.text.split())


Unit = list[Piece]


def chunk(
    document: Document, *, text_id: str, title: str, audience: str, day: date | None
) -> tuple[Passage, ...]:
    """The passages of a document, numbered from 0; at least one where the document has a word or a title."""
    pieces = list(_pieces(document, title)) or [Piece(title, (), Place())]
    # A row names itself in its text, and its values would drown in a header that is longer than they are.
    headed = not any(isinstance(block, Fields) for block in document.blocks)
    return tuple(
        _passage(text_id, number, units, _header(title, units[0][0].section, day, audience) if headed else "")
        for number, units in enumerate(_grouped(pieces))
    )


def _header(title: str, section: tuple[str, ...], day: date | None, audience: str) -> str:
    parts = [title, *section, day.isoformat() if day else "", audience]
    return " › ".join(part for part in parts if part)


def _passage(text_id: str, number: int, units: Sequence[Unit], header: str) -> Passage:
    first, last = units[0][0], units[-1][-1]
    text, spans = _joined(units)
    place = first.place
    if place.rows and last.place.rows:
        place = replace(place, rows=(place.rows[0], last.place.rows[1]))
    # A header alone may be in another language than a body of bare numbers: they are judged together.
    judged = text if len(text.split()) > 3 else f"{header} {text}"
    return Passage(
        text_id, number, text, header, first.section, place, first.language or identify(judged), spans
    )


def _joined(units: Sequence[Unit]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The text of a passage, and where in it each unit stands."""
    text, spans = "", []
    for unit in units:
        glue = unit[0].glue if text else unit[0].glue.lstrip()
        body = unit[0].text + "".join(piece.glue + piece.text for piece in unit[1:])
        spans.append((len(text) + len(glue), len(text) + len(glue) + len(body)))
        text += glue + body
    return text, tuple(spans)


def _pieces(document: Document, title: str) -> Iterator[Piece]:
    trail: list[Heading] = []
    bare = False
    for block in document.blocks:
        if isinstance(block, Heading):
            if bare and block.level <= trail[-1].level:
                yield _heading_piece(trail, title)
            trail = [*(h for h in trail if h.level < block.level), block]
            bare = True
        else:
            bare = False
            yield from _block_pieces(block, _section(trail, title))
    if bare:
        yield _heading_piece(trail, title)


def _heading_piece(trail: list[Heading], title: str) -> Piece:
    """A heading that nothing stands under is a text by itself: a slide with one line, a line in a plan."""
    return Piece(trail[-1].text, _section(trail[:-1], title), trail[-1].place)


def _section(trail: list[Heading], title: str) -> tuple[str, ...]:
    texts = (" ".join(heading.text.split()) for heading in trail)
    return tuple(text for text in texts if text and text != title)


def _block_pieces(block: Block, section: tuple[str, ...]) -> Iterator[Piece]:
    match block:
        case Table():
            yield from _table_pieces(block, section)
        case Fields():
            yield from _field_pieces(block, section)
        case ListItem():
            yield from _split(f"{'  ' * block.level}- {' '.join(block.text.split())}", section, block.place)
        case Paragraph():
            yield from _split(block.text.strip(), section, block.place)


def _split(text: str, section: tuple[str, ...], place: Place) -> Iterator[Piece]:
    position = 0
    for sentence in split(text):
        start = text.index(sentence, position)
        glue = text[position:start] or " "
        for number, piece in enumerate(_limited(sentence)):
            yield Piece(piece, section, place, " " if number else (glue if position else "\n"))
        position = start + len(sentence)


def _limited(sentence: str) -> Iterator[str]:
    """Text without sentence ends (tables pasted as text, lists of names) is cut at words, never inside one."""
    words = sentence.split()
    if len(words) <= _LONGEST_PIECE:
        yield sentence
        return
    for start in range(0, len(words), _UNIT_WORDS):
        yield " ".join(words[start : start + _UNIT_WORDS])


def _table_pieces(table: Table, section: tuple[str, ...]) -> Iterator[Piece]:
    for offset, row in enumerate(table.rows):
        number = table.first_row + offset
        place = replace(table.place, rows=(number, number))
        line = _row_line(table.header, row)
        if line:
            for piece in _limited(line):
                yield Piece(piece, section, place)
    if not table.rows and any(table.header):
        yield Piece(" | ".join(cell for cell in table.header if cell), section, table.place)


def _row_line(header: tuple[str, ...], row: tuple[str, ...]) -> str:
    cells = [" ".join(cell.split()) for cell in row]
    names = [" ".join(name.split()).rstrip(":") for name in header] + [""] * len(cells)
    return "; ".join(
        f"{name}: {cell}" if name else cell for name, cell in zip(names, cells, strict=False) if cell
    )


def _field_pieces(fields: Fields, section: tuple[str, ...]) -> Iterator[Piece]:
    """Facts of a few words stay together; each value of a list, each sentence and each telling value stands apart, and
    with those of its language: an English offer is no Norwegian text for standing in a Norwegian row."""
    apart: dict[Tongue, list[tuple[str, str, Language]]] = {}
    for name, values in fields.pairs:
        if name not in fields.telling and len(values) == 1 and len(values[0].split()) <= _FACT_WORDS:
            yield Piece(f"{name}: {values[0]}", section, fields.place)
            continue
        for sentence in (sentence for value in values for sentence in split(value)):
            language = identify(sentence)
            apart.setdefault(TONGUE_OF[language], []).append((name, sentence, language))
    for told in apart.values():
        before = ""
        for name, sentence, language in told:
            glue = "; " if name == before else f"\n{name}: "
            yield Piece(sentence, section, fields.place, glue, language)
            before = name


def _grouped(pieces: Sequence[Piece]) -> Iterator[list[Unit]]:
    """The units of each passage: those of one place, shared out evenly where they are too many for one."""
    for _, group in groupby(pieces, key=_spot):
        units = list(_packed(group))
        total = sum(map(_words, units))
        target = total / max(1, round(total / _PASSAGE_WORDS))
        passage: list[Unit] = []
        for unit in units:
            # Half a unit more or less: the break nearest to the even share.
            if (
                passage
                and sum(map(_words, passage)) + _words(unit) / 2 > target
                and not _leads_in(passage[-1])
            ):
                yield passage
                passage = []
            passage.append(unit)
        yield passage


def _packed(pieces: Iterator[Piece]) -> Iterator[Unit]:
    """Neighbouring pieces of one place, until they reach the size of a unit."""
    waiting: Unit = []
    for piece in pieces:
        full = waiting and _words(waiting) + piece.words > _UNIT_WORDS and not _leads_in(waiting)
        if waiting and (full or piece.apart or waiting[-1].apart):
            yield waiting
            waiting = []
        waiting.append(piece)
    yield waiting


def _words(unit: Unit) -> int:
    return sum(piece.words for piece in unit)


def _spot(piece: Piece) -> tuple[object, ...]:
    place = piece.place
    tongue = TONGUE_OF[piece.language] if piece.language else ""
    return (piece.section, place.page, place.slide, place.notes, place.sheet, place.rows is None, tongue)


def _leads_in(unit: Unit) -> bool:
    """Whether the last piece announces the next ("Du trenger:") and says nothing without it."""
    return unit[-1].text.rstrip().endswith(":") and _words(unit) < _LONGEST_PIECE
