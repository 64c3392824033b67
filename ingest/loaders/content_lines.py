"""Bytes -> the lines of a calendar or of cards, put together where they were folded, even inside a character."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.loaders.encoding import decode

_FOLD = re.compile(rb"(?:\r\n|\r|\n)[ \t]")
_FOLD_IN_TEXT = re.compile(r"\n[ \t]")


@dataclass(frozen=True, slots=True)
class ContentLines:
    """Each line with the number of its first one in the file."""

    lines: tuple[tuple[int, str], ...]
    warnings: tuple[str, ...]


def read_content_lines(content: bytes) -> ContentLines:
    """Raises EmptyFile for white space, WrongFormat for what is no text."""
    decoded = decode(content if b"\0" in content else _FOLD.sub(b"", content))
    lines = _FOLD_IN_TEXT.sub("", decoded.text).split("\n")
    return ContentLines(
        tuple(zip(_numbers(content, len(lines)), lines, strict=True)),
        decoded.warnings,
    )


def _numbers(content: bytes, count: int) -> Sequence[int]:
    """The number in the file of each unfolded line; those of the text itself where they cannot be matched."""
    raw = re.split(rb"\r\n|\r|\n", content)
    begins = [
        number for number, line in enumerate(raw, 1) if number == 1 or not line.startswith((b" ", b"\t"))
    ]
    return begins if len(begins) == count else range(1, count + 1)
