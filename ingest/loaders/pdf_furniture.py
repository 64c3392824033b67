"""What stands on every page of a PDF and says nothing: headers, footers, page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.loaders.pdf_lines import Line
from ingest.loaders.pdf_tables import RuledTable

_PAGE_NUMBER = re.compile(
    r"[-–—|]?\s*(?:side|page|s\.|p\.)?\s*\d+\s*(?:(?:av|of|/)\s*\d+)?\s*[-–—|]?", re.IGNORECASE
)
_ENDS_IN_PAGE_NUMBER = re.compile(r"\b(side|page)\s+\d+(\s*(av|of|/)\s*\d+)?$", re.IGNORECASE)
_LONGEST_FOOTER = 15
# The outer part of a page, in which smaller letters than the body's are a header or footer.
_MARGIN = 0.08
_SMALLER = 0.95
# A running header may count ("Sak 3") in the outer part of the page; a heading of larger letters counts for itself.
_RUNNING = 0.12
_LARGER = 1.1


@dataclass(frozen=True, slots=True)
class Page:
    """``lines`` in the order of the page's content, ``tables`` from its top down; ``height`` in points."""

    number: int
    lines: tuple[Line, ...]
    height: float
    tables: tuple[RuledTable, ...] = ()


def body_size(pages: Sequence[Page]) -> float:
    """The size of most letters, in points; 0 without any."""
    sizes = Counter[float]()
    for page in pages:
        for line in page.lines:
            sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def without_furniture(pages: Sequence[Page]) -> list[Page]:
    """Drops edge lines that most pages repeat, small print in the margins, and page numbers."""
    edges = [_edges(page.lines) for page in pages]
    body = body_size(pages)
    small = body * _SMALLER
    shapes = [
        {line: _shape(line, page, body) for line in edge} for page, edge in zip(pages, edges, strict=True)
    ]
    times = Counter(shape for page_shapes in shapes for shape in set(page_shapes.values()))
    often = {shape for shape, count in times.items() if len(pages) > 1 and count > len(pages) / 2}
    return [
        replace(
            page,
            lines=tuple(
                line
                for line in page.lines
                if line not in edge
                or not (edge[line] in often or _tells_page(line) or _in_margin(line, page, small))
            ),
        )
        for page, edge in zip(pages, shapes, strict=True)
    ]


def _edges(lines: Sequence[Line]) -> list[Line]:
    """The two highest and the two lowest lines of a page."""
    heights = sorted({line.y for line in lines})
    outer = {*heights[:2], *heights[-2:]}
    return [line for line in lines if line.y in outer]


def _tells_page(line: Line) -> bool:
    ends_in_number = _ENDS_IN_PAGE_NUMBER.search(line.text) and len(line.text.split()) <= _LONGEST_FOOTER
    return bool(_PAGE_NUMBER.fullmatch(line.text) or ends_in_number)


def _in_margin(line: Line, page: Page, small: float) -> bool:
    return _in_outer(line, page, _MARGIN) and line.size < small


def _in_outer(line: Line, page: Page, part: float) -> bool:
    return not part * page.height <= line.y <= (1 - part) * page.height


def _shape(line: Line, page: Page, body: float) -> tuple[str, float]:
    """What makes two edge lines the same one: their size and words, but for the digits of a running header."""
    counts = line.size <= body * _LARGER and _in_outer(line, page, _RUNNING)
    return re.sub(r"\d+", "#", line.text) if counts else line.text, line.size
