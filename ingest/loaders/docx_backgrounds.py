"""White words of a Word file: whether anything is known to lie behind them that lets them be seen.

*Not covered*: white by the document's defaults or a table's style, other colours than white, and white words in text
boxes or in a file that sets a picture behind its text: what such show is not laid out here, so they are read.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import qn
from lxml import etree

from ingest.loaders.colours import is_white
from ingest.loaders.docx_styles import Styles, select

Element = Any  # lxml has no types

_NO_FILL = ("", "auto")
_NO_PATTERN = ("", "clear", "nil")
# With one of these, white letters are seen on white.
_TRACES = ("w:outline", "w:shadow", "w:emboss", "w:imprint")
_EFFECTS = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_ANCHOR = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}anchor"
_BOX = qn("w:txbxContent")
_HOLDERS = [qn(name) for name in ("w:p", "w:tc", "w:tr", "w:tbl")]
_HEADERS = ("/header", "/footer")


class Backgrounds:
    """What lies behind the words of a file."""

    def __init__(self, word: Any, styles: Styles) -> None:
        self._styles = styles
        self._is_white_paper = not any(_colours_the_paper(root) for root in _parts(word))

    def swallow(self, run: Element) -> bool:
        """Whether a run is white, and lies on nothing but white paper."""
        return (
            self._is_white_paper
            and self._is_white(run)
            and not self._leaves_traces(run)
            and not any(_is_filled(shading) for shading in self._shadings(run))
            and next(run.iterancestors(_BOX), None) is None
        )

    def _is_white(self, run: Element) -> bool:
        colour = self._styles.stated(run, "w:color")
        return colour is not None and is_white(colour.get(qn("w:val"), ""))

    def _leaves_traces(self, run: Element) -> bool:
        marker = self._styles.stated(run, "w:highlight")
        marked = marker is not None and marker.get(qn("w:val")) not in ("none", "white")
        effects = any(str(child.tag).startswith(_EFFECTS) for child in run.iterfind(f"{qn('w:rPr')}/*"))
        return marked or effects or any(self._styles.run_is(run, trace) for trace in _TRACES)

    def _shadings(self, run: Element) -> Iterator[Element]:
        """Those of the run, of its paragraph, and of the tables that it stands in, by themselves or by their styles."""
        for holder in (run, *self._styles.chain_of_run(run)):
            yield from select(holder, "./w:rPr/w:shd | ./w:pPr/w:shd")
        for around in run.iterancestors(*_HOLDERS):
            yield from select(around, "./w:pPr/w:shd | ./w:tcPr/w:shd | ./w:tblPrEx/w:shd | ./w:tblPr/w:shd")
            for style in self._styles.chain_of_table(around):
                yield from style.iter(qn("w:shd"))


def _parts(word: Any) -> Iterator[Element]:
    """The document, its headers and its footers; one that is broken is none."""
    yield word.element
    for relation in word.part.rels.values():
        if relation.reltype.endswith(_HEADERS) and not relation.is_external:
            try:
                yield parse_xml(relation.target_part.blob)
            except etree.XMLSyntaxError:
                continue


def _colours_the_paper(root: Element) -> bool:
    """Whether a page has a colour of its own, or a drawing set behind its text."""
    behind = any(anchor.get("behindDoc") not in (None, "0", "false") for anchor in root.iter(_ANCHOR))
    old = any(
        "z-index:-" in (shape.get("style") or "") for shape in root.iter("{urn:schemas-microsoft-com:vml}*")
    )
    return behind or old or bool(select(root, "./w:background"))


def _is_filled(shading: Element) -> bool:
    """Whether a shading has a colour that is not white, or a pattern."""
    fill, pattern = shading.get(qn("w:fill"), ""), shading.get(qn("w:val"), "")
    return pattern not in _NO_PATTERN or (fill not in _NO_FILL and not is_white(fill))
