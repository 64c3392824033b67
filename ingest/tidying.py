"""Texts of a document as they are kept: no soft hyphens, ligatures or unseen characters, whatever the format."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice

from ingest.loaders.encoding import HIDING, clean
from knowledge.models import Block, Document, Doubt, Fields, Place, Table
from knowledge.suspicion import suspicions

# Of one document: a coordinator who has seen so many knows what it is.
_MOST_KEPT = 20


def tidied(document: Document) -> Document:
    """The same document with clean texts; a warning where characters hid something, and a doubt where it speaks to
    the assistant."""
    cleaner = _Cleaner()
    blocks = tuple(cleaner.block(block) for block in document.blocks)
    title = cleaner.text(document.title)
    told = (HIDING,) if cleaner.met_hidden and HIDING not in document.warnings else ()
    return replace(
        document,
        title=title,
        blocks=blocks,
        warnings=(*document.warnings, *told),
        doubts=_doubts(title, blocks),
    )


def _doubts(title: str, blocks: tuple[Block, ...]) -> tuple[Doubt, ...]:
    """One for each place and reason."""
    texts: list[tuple[Place | None, str]] = [
        (None, title),
        *((block.place, _said(block)) for block in blocks),
    ]
    found = (Doubt(one.why, one.quote, place) for place, text in texts for one in suspicions(text))
    return tuple(islice(found, _MOST_KEPT))


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
