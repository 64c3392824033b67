"""Standard Markdown becomes Slack's mrkdwn, in pieces that fit into sections.

mrkdwn in sections, not Slack's ``markdown`` block: there ``verbatim`` turns off every automatic link and name, three
escaped characters cover all markup, and the workspace's plan does not matter.
"""

from __future__ import annotations

from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from bot.replies.inert import escaped, inert
from bot.replies.limits import SECTION_CHARACTERS, WORD_CHARACTERS
from bot.replies.message import LINE, PARAGRAPH
from bot.replies.runs import BOLD, Links, Run, rendered, runs_of

# Raw HTML is text. A reference definition would turn every "[1]" into a link of its choice, so it is text too.
_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"]).disable("reference")
_INDENT = "    "
_FENCE = "```"

Piece = tuple[str, str]


def tree_of(markdown: str) -> SyntaxTreeNode:
    return SyntaxTreeNode(_MARKDOWN.parse(markdown))


def pieces_of(markdown: str, links: Links) -> list[Piece]:
    """(glue before it, mrkdwn) in reading order, each short enough for a section; only ``links`` stay links."""
    return list(_Writer(links).block(tree_of(markdown), ""))


class _Writer:
    """Walks the tree of blocks. ``indent`` is what every line of a block begins with."""

    def __init__(self, links: Links) -> None:
        self._links = links

    def block(self, node: SyntaxTreeNode, indent: str) -> Iterator[Piece]:
        match node.type:
            case "paragraph":
                yield from self._text(self._runs(node), indent, PARAGRAPH)
            case "heading":
                bold = [Run(run.text, run.style | {BOLD}, run.url) for run in self._runs(node)]
                yield from self._text(bold, indent, PARAGRAPH)
            case "bullet_list" | "ordered_list":
                yield from self._list(node, indent)
            case "blockquote":
                yield from self._children(node, f"{indent}> ")
            case "fence" | "code_block":
                yield from _code(node.content)
            case "hr":
                yield PARAGRAPH, f"{indent}———"
            case "table":
                yield from self._table(node, indent)
            case _:
                yield from self._children(node, indent)

    def _children(self, node: SyntaxTreeNode, indent: str) -> Iterator[Piece]:
        for child in node.children:
            yield from self.block(child, indent)

    def _runs(self, node: SyntaxTreeNode) -> list[Run]:
        return [run for child in node.children for run in runs_of(child, self._links)]

    def _text(self, runs: list[Run], indent: str, glue: str, mark: str = "") -> Iterator[Piece]:
        """A paragraph; ``mark`` stands before its first line, a bullet for instance."""
        hanging = indent + (_INDENT if mark else "")
        room = SECTION_CHARACTERS - len(hanging) - len(mark)
        for number, text in enumerate(rendered(runs, room, len(hanging))):
            first = f"{indent}{mark}" if number == 0 else hanging
            yield (glue if number == 0 else LINE), first + text.replace("\n", f"\n{hanging}")

    def _list(self, node: SyntaxTreeNode, indent: str) -> Iterator[Piece]:
        start = int(node.attrs.get("start", 1))
        first = LINE if indent or _is_close(node) else PARAGRAPH
        for number, item in enumerate(node.children, start):
            mark = f"{number}. " if node.type == "ordered_list" else "• "
            yield from self._item(item, indent, mark, first if number == start else LINE)

    def _item(self, item: SyntaxTreeNode, indent: str, mark: str, glue: str) -> Iterator[Piece]:
        if not item.children:
            yield glue, f"{indent}{mark}".rstrip()
        for position, child in enumerate(item.children):
            if position == 0 and child.type == "paragraph":
                yield from self._text(self._runs(child), indent, glue, mark)
            else:
                yield from self.block(child, indent + _INDENT)

    def _table(self, node: SyntaxTreeNode, indent: str) -> Iterator[Piece]:
        """Row by row with the headings repeated: readable at any width, and aloud."""
        rows = [
            [self._runs(cell) for cell in row.children] for part in node.children for row in part.children
        ]
        header, *body = rows
        for number, row in enumerate(body or [header]):
            runs = _row(header if body else [], row)
            yield from self._text(runs, indent, LINE if number else PARAGRAPH, "• ")


def _is_close(node: SyntaxTreeNode) -> bool:
    """Whether the text stands right below what it belongs to, with no empty line between."""
    before = node.previous_sibling
    return bool(before and before.map and node.map and before.map[1] == node.map[0])


def _row(header: list[list[Run]], cells: list[list[Run]]) -> list[Run]:
    runs: list[Run] = []
    for number, cell in enumerate(cells):
        heading = header[number] if number < len(header) else []
        if not cell:
            continue
        runs += [Run(" · ")] if runs else []
        runs += [Run(run.text, run.style | {BOLD}, run.url) for run in heading]
        runs += [Run(": "), *cell] if heading else cell
    return runs


def _code(content: str) -> Iterator[Piece]:
    """Code in fences; what is too long for one goes on in the next, cut between lines."""
    room = SECTION_CHARACTERS - 2 * len(_FENCE) - 2
    lines: list[str] = []
    glue = PARAGRAPH
    for line in _code_lines(content):
        if lines and sum(map(len, lines)) + len(lines) + len(line) > room:
            yield glue, "\n".join([_FENCE, *lines, _FENCE])
            lines, glue = [], LINE
        lines.append(line)
    yield glue, "\n".join([_FENCE, *lines, _FENCE])


def _code_lines(content: str) -> Iterator[str]:
    for line in inert(content.replace(_FENCE, "ˋˋˋ")).rstrip("\n").split("\n"):
        for start in range(0, max(len(line), 1), WORD_CHARACTERS):
            yield escaped(line[start : start + WORD_CHARACTERS])
