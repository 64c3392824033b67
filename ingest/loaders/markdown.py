"""Markdown files: CommonMark with tables and struck-out text, and front matter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from markdown_it import MarkdownIt
from markdown_it.token import Token

from ingest.dates import find_dates
from ingest.loaders.encoding import decode
from ingest.loaders.web_blocks import fragment_blocks
from knowledge.errors import NoText
from knowledge.models import Block, Document, Heading, ListItem, Paragraph, Table

# Read by pattern and not as YAML: people write `title: Kontingent: satser`, which YAML refuses.
_FRONT_MATTER = re.compile(r"\A(?:---|\+\+\+)[ \t]*\n(.*?)\n(?:---|\+\+\+|\.\.\.)[ \t]*(?:\n|\Z)", re.S)
_FIELD = re.compile(r"([\w -]{1,40}?)[ \t]*[:=][ \t]*(.*)")
_TITLES = ("title", "tittel")
_DATES = ("updated", "oppdatert", "modified", "last_modified", "lastmod", "sist endret", "date", "dato")
_COMMENT_OR_CODE = re.compile(
    r"<!--(?P<comment>.*?)(?:-->|\Z)"
    r"|(?P<code>^ {0,3}(?P<fence>```+|~~~+).*?(?:^ {0,3}(?P=fence)|\Z)|`[^`\n]+`)",
    re.S | re.M,
)
_BREAK = re.compile(r"<br\s*/?>", re.I)
_LONGEST_HEADING = 200
_NESTING = 100


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The fields above a text: those that a document has of its own, and the rest as they stand."""

    title: str = ""
    modified: date | None = None
    others: tuple[str, ...] = ()


def load(content: bytes, name: str) -> tuple[Document, ...]:
    """One document; its title is that of the front matter, else the first heading of level 1."""
    decoded = decode(content)
    front, body = _front_matter(decoded.text)
    text, comments = _without_comments(body)
    blocks = tuple(_blocks(_parser().parse(text)))
    if front.others:
        blocks = (Paragraph("\n".join(front.others)), *blocks)
    if not blocks and not front.title:
        raise NoText("it holds no text, only remarks or pictures", "write its text, or remove the file")
    title = front.title or next((b.text for b in blocks if isinstance(b, Heading) and b.level == 1), "")
    return (Document(title, blocks, front.modified, warnings=decoded.warnings + comments),)


def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"maxNesting": _NESTING}).enable(["table", "strikethrough"])


def _front_matter(text: str) -> tuple[FrontMatter, str]:
    match = _FRONT_MATTER.match(text.lstrip("\n"))
    if not match or not all(_is_field(line) for line in match[1].splitlines()):
        return FrontMatter(), text
    front, others = FrontMatter(), []
    for line in match[1].splitlines():
        field = _FIELD.match(line)
        key, value = (field[1].strip().lower(), field[2].strip().strip("\"'")) if field else ("", "")
        if key in _TITLES:
            front = replace(front, title=value)
        elif key in _DATES and find_dates(value):
            latest = max(find_dates(value)[0], front.modified or date.min)
            front = replace(front, modified=latest)
        elif value:
            others.append(f"{field[1].strip() if field else ''}: {value}")
    return replace(front, others=tuple(others)), text.lstrip("\n")[match.end() :]


def _is_field(line: str) -> bool:
    """A field, or a line that belongs to one: a list below it, a remark, an empty line."""
    return bool(_FIELD.match(line)) or line[:1] in ("", " ", "\t", "-", "#", "]", "}")


def _without_comments(text: str) -> tuple[str, tuple[str, ...]]:
    """Comments never reach readers, so they must not reach answers; code that shows one keeps it."""
    hidden = any(re.search(r"\w", found["comment"] or "") for found in _COMMENT_OR_CODE.finditer(text))
    kept = _COMMENT_OR_CODE.sub(lambda found: found["code"] or "", text)
    return kept, ("a comment (<!-- … -->) holds text that is not read",) if hidden else ()


def _blocks(tokens: Sequence[Token]) -> Iterator[Block]:
    lists: list[int | None] = []  # the next number of each open list; None where it has none
    mark: str | None = None  # of a list item whose text has not come yet
    position = 0
    while position < len(tokens):
        token = tokens[position]
        match token.type:
            case "bullet_list_open":
                lists.append(None)
            case "ordered_list_open":
                lists.append(int(token.attrs.get("start", 1)))
            case "bullet_list_close" | "ordered_list_close":
                lists.pop()
            case "list_item_open":
                mark, lists = _marked(lists)
            case "heading_open":
                yield from _heading(token, _plain(tokens[position + 1]))
                position += 2
            case "table_open":
                end = _closing(tokens, position)
                yield from _table(tokens[position:end])
                position = end
            case "inline" | "fence" | "code_block":
                text = _plain(token) if token.type == "inline" else token.content.rstrip()
                if text:
                    yield Paragraph(text) if mark is None else ListItem(mark + text, len(lists) - 1)
                    mark = None
            case "html_block":
                yield from fragment_blocks(token.content)
        position += 1


def _marked(lists: list[int | None]) -> tuple[str, list[int | None]]:
    """The mark of the next item ('3. ' in a numbered list) and the lists counted on."""
    number = lists[-1]
    if number is None:
        return "", lists
    return f"{number}. ", [*lists[:-1], number + 1]


def _heading(token: Token, text: str) -> Iterator[Heading]:
    if text:
        yield Heading(text[:_LONGEST_HEADING], int(token.tag[1:]))


def _plain(token: Token) -> str:
    """The words of a line: marks, addresses and pictures left out."""
    parts: list[str] = []
    for child in token.children or ():
        if child.type in {"text", "code_inline"}:
            parts.append(child.content)
        elif child.type == "html_inline" and _BREAK.fullmatch(child.content):
            parts.append("\n")
        elif child.type in {"softbreak", "hardbreak"}:
            parts.append(" " if child.type == "softbreak" else "\n")
    return re.sub(r"[ \t\u00a0]{2,}", " ", "".join(parts)).strip()


def _closing(tokens: Sequence[Token], position: int) -> int:
    return next(n for n in range(position, len(tokens)) if tokens[n].type == "table_close")


def _table(tokens: Sequence[Token]) -> Iterator[Table]:
    rows: list[tuple[str, ...]] = []
    for token in tokens:
        if token.type == "tr_open":
            rows.append(())
        elif token.type == "inline":
            rows[-1] = (*rows[-1], _plain(token))
    if rows:
        yield Table(rows[0], tuple(rows[1:]), first_row=2)
