"""JSON Lines of questions: one mapping a line, or what is wrong with it."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class BadLine:
    """``error`` is one sentence; ``id`` is the line's own, as far as it could be read."""

    error: str
    id: Any = None


def lines_of(stream: Iterable[bytes], key: str) -> Iterator[Row | BadLine]:
    """One item for each line that is not empty, as it comes in. A row holds ``key`` as text, and no nulls."""
    for number, line in enumerate(stream, 1):
        written = line.removeprefix(codecs.BOM_UTF8) if number == 1 else line
        if written.strip():
            yield _read(written, number, key)


def _read(line: bytes, number: int, key: str) -> Row | BadLine:
    try:
        row = json.loads(line.decode("utf-8"), parse_constant=_refused)
    except UnicodeDecodeError:
        return BadLine(f"line {number} is not UTF-8; save the file as UTF-8")
    except json.JSONDecodeError as error:
        return BadLine(f"line {number} is not JSON: {error.msg}")
    except (ValueError, RecursionError):
        # Python's own limits, on the digits of a number and on nesting.
        return BadLine(f"line {number} is not JSON that can be read: a number or the nesting has no limit")
    if not isinstance(row, Mapping):
        return BadLine(f"line {number} is not a JSON object")
    given = {name: value for name, value in row.items() if value is not None}
    if not isinstance(given.get(key), str) or not given[key].strip():
        return BadLine(f"line {number} has no '{key}'; add it as text", given.get("id"))
    return given


def _refused(constant: str) -> None:
    raise json.JSONDecodeError(f"{constant} is no JSON value", constant, 0)
