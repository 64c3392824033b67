"""Lists of objects in JSON -> the rows of a sheet: the keys of all objects are its columns."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from ingest.loaders.encoding import clean, decode
from ingest.loaders.sheets import Sheet
from knowledge.errors import WrongFormat

_DEEPEST = 5


def read_json(text: str) -> Any:
    """What a JSON text holds; line ends inside its texts are let pass. Raises WrongFormat with the place of a fault."""
    try:
        return json.loads(text, strict=False)
    except json.JSONDecodeError as error:
        fault = f"line {error.lineno}, column {error.colno}: {error.msg.lower()}"
        raise WrongFormat(f"it is not JSON ({fault})", "mend it there, or export it again") from error
    except (ValueError, RecursionError) as error:
        raise WrongFormat(f"it is not JSON that can be read ({type(error).__name__})") from error


def read_json_file(content: bytes) -> tuple[Any, tuple[str, ...]]:
    """Likewise of a file, and what was doubtful about its encoding."""
    decoded = decode(content)
    return read_json(decoded.text), decoded.warnings


def sheet_of(data: Any) -> Sheet:
    """The objects of a list, numbered from 1; the list may stand under a key. Raises WrongFormat where none is."""
    rows = [dict(_cells(one, "")) for one in _objects(data)]
    header = tuple(dict.fromkeys(name for row in rows for name in row))
    return Sheet("", (header, *(tuple(row.get(name, "") for name in header) for row in rows)), 0)


def _objects(data: Any) -> list[Mapping[str, Any]]:
    if isinstance(data, dict):
        lists = [value for value in data.values() if isinstance(value, list) and _all_objects(value)]
        data = lists[0] if len(lists) == 1 else [data]
    if isinstance(data, list) and _all_objects(data):
        return data
    raise WrongFormat(
        "it is no list of objects", "export it as a list with an object a row, or as a table (.csv)"
    )


def _all_objects(values: list[Any]) -> bool:
    return bool(values) and all(isinstance(value, dict) for value in values)


def _cells(one: Mapping[str, Any], above: str, depth: int = 1) -> Iterator[tuple[str, str]]:
    """What stands deeper is called by both keys: {"contact": {"email": …}} fills the column "contact email"."""
    for key, value in one.items():
        name = " ".join(clean(f"{above} {key}").text.split())
        if isinstance(value, dict) and depth < _DEEPEST:
            yield from _cells(value, name, depth + 1)
        else:
            yield name, _cell(value)


def _cell(value: Any) -> str:
    if isinstance(value, list):
        return "\n".join(filter(None, map(_cell, value)))
    if isinstance(value, bool):
        return "ja" if value else "nei"
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else clean(str(value)).text.strip()
