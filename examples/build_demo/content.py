"""Content files: a few `key: value` lines, then Markdown. Each becomes one demo document."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

FOLDER = Path(__file__).parent / "content"
FICTIONAL = {"nb": "Fjordklyngen – fiktivt eksempel", "en": "Fjordklyngen – fictional example"}


@dataclass(frozen=True, slots=True)
class Heading:
    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str


@dataclass(frozen=True, slots=True)
class Listing:
    items: tuple[str, ...]
    ordered: bool


@dataclass(frozen=True, slots=True)
class Table:
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Note:
    """A block quote: speaker notes on a slide, a set-off remark elsewhere."""

    text: str


Block = Heading | Paragraph | Listing | Table | Note


@dataclass(frozen=True, slots=True)
class Content:
    """One content file: where its document goes, its fields, and its body in Markdown."""

    target: PurePosixPath
    fields: dict[str, str]
    body: str

    @property
    def title(self) -> str:
        return self.fields["title"]

    @property
    def language(self) -> str:
        return self.fields["language"]

    @property
    def written(self) -> datetime:
        """The date in the front matter, at nine in the morning."""
        return datetime.fromisoformat(self.fields["date"]).replace(hour=9)

    @property
    def author(self) -> str:
        return self.fields.get("author", "Fjordklyngen")

    @property
    def fictional_line(self) -> str:
        return FICTIONAL[self.language]

    def blocks(self) -> list[Block]:
        """The body as blocks, in order."""
        tree = SyntaxTreeNode(MarkdownIt("commonmark").enable("table").parse(self.body))
        return [_block(node) for node in tree.children]


def read_all(folder: Path = FOLDER) -> list[Content]:
    """Every content file below `folder`, sorted; `a/b.docx.md` is the source of `a/b.docx`."""
    return [_read(path, folder) for path in sorted(folder.rglob("*.md"))]


def bold_runs(text: str) -> Iterator[tuple[str, bool]]:
    """Split `plain **bold** plain` into (text, is bold) pairs."""
    for number, part in enumerate(text.split("**")):
        if part:
            yield part, number % 2 == 1


def without_bold(text: str) -> str:
    return text.replace("**", "")


def _read(path: Path, folder: Path) -> Content:
    _, front, body = path.read_text("utf-8").split("---\n", 2)
    fields = dict(line.split(": ", 1) for line in front.splitlines())
    return Content(
        PurePosixPath(path.relative_to(folder).with_suffix("").as_posix()), fields, body.lstrip("\n")
    )


def _block(node: SyntaxTreeNode) -> Block:
    match node.type:
        case "heading":
            return Heading(int(node.tag[1]), _text(node))
        case "bullet_list" | "ordered_list":
            items = tuple(_text(item) for item in node.children)
            return Listing(items, ordered=node.type == "ordered_list")
        case "table":
            header, *rows = [tuple(_text(cell) for cell in row.children) for row in _table_rows(node)]
            return Table(header, tuple(rows))
        case "blockquote":
            return Note(_text(node))
        case "paragraph":
            return Paragraph(_text(node))
    raise ValueError(f"content files have no place for a {node.type!r} block")


def _table_rows(table: SyntaxTreeNode) -> Iterator[SyntaxTreeNode]:
    for part in table.children:
        yield from part.children


def _text(node: SyntaxTreeNode) -> str:
    """The node's inline source with line ends as spaces; `**` stays for `bold_runs`."""
    return " ".join(inline.content.replace("\n", " ") for inline in node.walk() if inline.type == "inline")
