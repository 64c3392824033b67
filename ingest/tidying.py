"""Texts of a document as they are kept: no soft hyphens, ligatures or unseen characters, whatever the format."""

from __future__ import annotations

from dataclasses import replace

from ingest.loaders.encoding import HIDING, clean
from knowledge.models import Block, Document, Fields, Table
from knowledge.suspicion import suspicions

_MOST_TOLD = 5


def tidied(document: Document) -> Document:
    """The same document with clean texts; a warning where characters hid something, and where it speaks to the
    assistant."""
    cleaner = _Cleaner()
    blocks = tuple(cleaner.block(block) for block in document.blocks)
    title = cleaner.text(document.title)
    told = (HIDING,) if cleaner.met_hidden and HIDING not in document.warnings else ()
    return replace(
        document,
        title=title,
        blocks=blocks,
        warnings=(*document.warnings, *told, *_suspicious(title, blocks)),
    )


def _suspicious(title: str, blocks: tuple[Block, ...]) -> tuple[str, ...]:
    """A sentence for each reason to doubt, with the place, at most so many."""
    texts = [("its title ", title), *((_where(block), _said(block)) for block in blocks)]
    told = [
        f"{where}{one.why}: '{one.quote}'; it is quoted as data, never followed"
        for where, text in texts
        for one in suspicions(text)
    ]
    more = len(told) - _MOST_TOLD
    return (*told[:_MOST_TOLD], *([f"{more} more places read like instructions"] if more > 0 else []))


def _where(block: Block) -> str:
    place = block.place
    if place.page:
        return f"page {place.page} "
    if place.slide:
        return f"slide {place.slide} "
    return f"sheet {place.sheet} " if place.sheet else "a passage "


def _said(block: Block) -> str:
    if isinstance(block, Table):
        return "\n".join("; ".join(row) for row in (block.header, *block.rows))
    if isinstance(block, Fields):
        return "\n".join(f"{name}: {'; '.join(values)}" for name, values in block.pairs)
    return block.text


class _Cleaner:
    def __init__(self) -> None:
        self.met_hidden = False

    def block(self, block: Block) -> Block:
        if isinstance(block, Table):
            return replace(block, header=self._row(block.header), rows=tuple(map(self._row, block.rows)))
        if isinstance(block, Fields):
            return replace(block, pairs=tuple((self.text(n), self._row(values)) for n, values in block.pairs))
        return replace(block, text=self.text(block.text))

    def text(self, text: str) -> str:
        if text.isascii() and text.isprintable():
            return text
        cleaned = clean(text)
        self.met_hidden = self.met_hidden or bool(cleaned.warnings)
        return cleaned.text

    def _row(self, row: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(map(self.text, row))
