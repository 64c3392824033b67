"""An HTML tree -> blocks in reading order. Works for pages, for e-mail bodies and for HTML inside Markdown."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree, html

from ingest.loaders.web_furniture import remove_unseen
from ingest.loaders.web_table import is_data_table, read_table
from knowledge.errors import Damaged
from knowledge.models import Block, Heading, ListItem, Paragraph

Element = Any  # lxml has no types

_INLINE = {
    "a",
    "abbr",
    "acronym",
    "b",
    "bdi",
    "bdo",
    "big",
    "cite",
    "code",
    "data",
    "dfn",
    "em",
    "font",
    "i",
    "ins",
    "kbd",
    "label",
    "mark",
    "nobr",
    "q",
    "ruby",
    "rt",
    "samp",
    "small",
    "span",
    "strong",
    "sub",
    "sup",
    "time",
    "tt",
    "u",
    "var",
    "wbr",
}
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_LISTS = ("ul", "ol", "dir")


def parse(text: str) -> Element:
    """The tree of a page or a piece of one. Raises Damaged where elements are nested beyond what the parser reads."""
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        tree = html.document_fromstring(text.encode("utf-8", "replace") or b"<p></p>", parser=parser)
    except etree.ParserError:
        # Nothing but comments, or an element that was never finished.
        tree = html.document_fromstring("<p></p>")
    if any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log):
        raise Damaged("its elements are nested thousands deep")
    for odd in tree.xpath("//*[contains(name(), ':')]"):  # Word's <o:p>
        odd.drop_tag()
    return tree


def fragment_blocks(text: str) -> tuple[Block, ...]:
    """The blocks of a piece of HTML that has no page around it."""
    if not text.strip():
        return ()
    tree = parse(text)
    remove_unseen(tree)
    return element_blocks(tree)


def element_blocks(root: Element) -> tuple[Block, ...]:
    """Headings, paragraphs, list items and tables under ``root``; walked without recursion, however deep."""
    walk = _Walk()
    steps = etree.iterwalk(root, events=("start", "end"))
    for event, element in steps:
        if event == "end":
            walk.leave(element, tail=element is not root)
        elif element.tag == "table" and is_data_table(element):
            walk.take_table(element)
            steps.skip_subtree()
        else:
            walk.enter(element)
    walk.flush()
    return tuple(walk.blocks)


class _Walk:
    """What has been read so far, and the text that waits for its block to end."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._waiting: list[str] = []
        self._lead = ""  # a term before its definition
        self._lists: list[int | None] = []  # the next number of each open list; None where it has none
        self._item = ""  # the mark of an item whose text has not come yet
        self._in_item = False
        self._verbatim = 0

    def enter(self, element: Element) -> None:
        tag = element.tag
        if tag == "br":
            self._waiting.append("\n")
        elif tag not in _INLINE and not (tag == "p" and self._in_item and not self._waiting):
            self.flush()
        if tag in _LISTS:
            self._lists.append(_start(element) if tag == "ol" else None)
        elif tag == "li":
            self._open_item(element)
        self._verbatim += tag == "pre"
        self._add(element.text)

    def leave(self, element: Element, tail: bool) -> None:
        tag = element.tag
        if tag in _HEADINGS:
            self._end_heading(_HEADINGS[tag])
        elif tag == "dt":
            self._lead, self._waiting = _folded("".join(self._waiting)).rstrip(":"), []
        elif tag not in _INLINE and tag != "br":
            self.flush()
        if tag in _LISTS and self._lists:
            self._lists.pop()
        if tag == "li":
            self._item, self._in_item = "", False
        self._verbatim -= tag == "pre"
        if tag in ("td", "th"):
            self._waiting.append(" ")
        if tail:
            self._add(element.tail)

    def take_table(self, element: Element) -> None:
        self.flush()
        self.blocks.extend(read_table(element))

    def flush(self) -> None:
        """Ends the block that is being read."""
        text = _folded("".join(self._waiting))
        self._waiting = []
        if not text:
            return
        if self._lead:
            text, self._lead = f"{self._lead}: {text}", ""
        if self._in_item:
            self.blocks.append(ListItem(self._item + text, max(len(self._lists) - 1, 0)))
            self._item, self._in_item = "", False
        else:
            self.blocks.append(Paragraph(text))

    def _open_item(self, element: Element) -> None:
        number = self._lists[-1] if self._lists else None
        if number is not None:
            self._item = f"{element.get('value') or number}. "
            self._lists[-1] = number + 1
        else:
            self._item = ""
        self._in_item = True

    def _end_heading(self, level: int) -> None:
        text = " ".join("".join(self._waiting).split())
        self._waiting = []
        if text:
            self.blocks.append(Heading(text, level))

    def _add(self, text: str | None) -> None:
        if text:
            self._waiting.append(text if self._verbatim else re.sub(r"\s+", " ", text))


def _folded(text: str) -> str:
    """Lines as the page shows them: single spaces, line breaks where they were asked for."""
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def _start(element: Element) -> int:
    start = element.get("start", "1")
    return int(start) if start.isascii() and start.isdigit() and len(start) < 6 else 1
