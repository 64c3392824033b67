"""What two places must agree in: how many rows, and a sum over them that knows neither their order nor the database."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any

from knowledge.errors import DataFolderError

_MODULUS = 2**256


@dataclass(frozen=True, slots=True)
class Copied:
    """A table or a collection. ``checksum`` is 64 hexadecimal digits."""

    name: str
    count: int
    checksum: str


def sum_of(name: str, rows: Iterable[Sequence[Any]]) -> Copied:
    """The digests of all rows added up: databases sort differently, and a row that is there twice counts twice."""
    total = count = 0
    for row in rows:
        total = (total + int.from_bytes(sha256(canonical(row)).digest(), "big")) % _MODULUS
        count += 1
    return Copied(name, count, f"{total:064x}")


def equal(source: Copied, target: Copied) -> Copied:
    """Either. Raises DataFolderError where they differ."""
    if source != target:
        raise DataFolderError(
            f"{source.name} is not the same at both places ({source.count} and {target.count} were read); "
            "nothing was kept of the copy, so run this again."
        )
    return target


def canonical(row: Sequence[Any]) -> bytes:
    """The same for the same values, whichever database gave them; different values give different bytes."""
    return b"".join(b"%c%d:%b" % (kind, len(content), content) for kind, content in map(_value, row))


def _value(value: Any) -> tuple[bytes, bytes]:
    """Its kind, a letter, and its content. What a JSON column holds may be any of these."""
    match value:
        case None:
            return b"n", b""
        case bool() | int() | float() | list() | tuple() | dict():
            return b"j", json.dumps(value, sort_keys=True).encode()
        case str():
            return b"s", value.encode("utf-8", "surrogatepass")
        case bytes() | bytearray() | memoryview():
            return b"x", bytes(value)
        case datetime():
            return b"t", in_utc(value).isoformat(timespec="microseconds").encode()
        case date():
            return b"d", value.isoformat().encode()
    raise TypeError(f"no column of the records holds a {type(value).__name__}")


def in_utc(moment: datetime) -> datetime:
    """SQLite gives a column of times without the zone, which is always UTC."""
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
