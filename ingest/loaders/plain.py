"""Plain text: paragraphs, list markers, and the headings that people type."""

from __future__ import annotations

import re

from ingest.loaders.encoding import decode
from knowledge.models import Block, Document, Heading, ListItem, Paragraph

_MARKER = re.compile(r"^(\s*)(?:[-*•–]|\d+[.)])\s+(?=\S)")
_RULE = re.compile(r"^\s*[=\-_]{3,}\s*$")
_NUMBERED = re.compile(r"^(?:§\s*\d+|\d+(?:\.\d+)+|\d+\.)\s+\S")
_HEADING_LENGTH = 80


def load(content: bytes, name: str) -> tuple[Document, ...]:
    decoded = decode(content)
    blocks = tuple(block for part in re.split(r"\n\s*\n", decoded.text) for block in _part(part.strip("\n")))
    title = blocks[0].text if blocks and isinstance(blocks[0], Heading) else ""
    return (Document(title, blocks, warnings=decoded.warnings),)


def _part(part: str) -> list[Block]:
    lines = [line for line in part.split("\n") if line.strip()]
    blocks: list[Block] = []
    for number, line in enumerate(lines):
        following = lines[number + 1] if number + 1 < len(lines) else ""
        if _RULE.match(line):
            continue
        if _RULE.match(following) or _looks_like_heading(line, alone=len(lines) == 1):
            blocks.append(Heading(line.strip(), 2 if "-" in following or _NUMBERED.match(line) else 1))
        elif marker := _MARKER.match(line):
            blocks.append(ListItem(line[marker.end() :].strip(), len(marker[1]) // 2))
        elif blocks and isinstance(blocks[-1], Paragraph):
            blocks[-1] = Paragraph(f"{blocks[-1].text} {line.strip()}")
        else:
            blocks.append(Paragraph(line.strip()))
    return blocks


def _looks_like_heading(line: str, *, alone: bool) -> bool:
    text = line.strip()
    if len(text) > _HEADING_LENGTH or text[-1:] in ".,;:!?":
        return False
    return (text.isupper() and len(text) > 3) or (alone and bool(_NUMBERED.match(text)))
