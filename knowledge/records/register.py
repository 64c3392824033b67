"""What registers and calendars say, row by row, as far as an asker may read it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from pydantic import TypeAdapter
from sqlalchemy import ColumnElement, Engine, select, true

from knowledge.models import SourceInfo, SourceKind
from knowledge.records.rows import chunks, source_info
from knowledge.records.tables import documents, rows
from knowledge.rows import EventRow, MemberRow, PersonRow, Row

R = TypeVar("R", MemberRow, PersonRow, EventRow)
_ANY: TypeAdapter[Row] = TypeAdapter(Row)
_KIND_OF: dict[type, SourceKind] = {MemberRow: "members", PersonRow: "people", EventRow: "events"}
_NOUN_OF: dict[SourceKind, TypeAdapter[Row]] = {kind: TypeAdapter(noun) for noun, kind in _KIND_OF.items()}


@dataclass(frozen=True, slots=True)
class Told(Generic[R]):
    """A row, and the source that it stands in."""

    row: R
    source: SourceInfo


class RegisterRows:
    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def of(self, noun: type[R], audiences: frozenset[str]) -> tuple[Told[R], ...]:
        """The rows of one noun in sources that these audiences may read, in the order of their sources."""
        return self._told(noun, documents.c.audience.in_(sorted(audiences)))

    def every(self, noun: type[R]) -> tuple[Told[R], ...]:
        """Likewise, whoever may read them: for the operator."""
        return self._told(noun, true())

    def held_by(self, paths: Sequence[str]) -> dict[str, dict[str, Row]]:
        """For each of these files its rows by their sources, whoever may read them."""
        held: dict[str, dict[str, Row]] = {path: {} for path in paths}
        query = select(documents.c.path, documents.c.source, documents.c.kind, rows.c.content).join(
            rows, rows.c.source == documents.c.source
        )
        with self._engine.connect() as connection:
            for part in chunks(paths):
                for found in connection.execute(query.where(documents.c.path.in_(part))):
                    held[found.path][found.source] = _NOUN_OF[found.kind].validate_json(found.content)
        return held

    def _told(self, noun: type[R], condition: ColumnElement[bool]) -> tuple[Told[R], ...]:
        query = (
            select(documents, rows.c.content)
            .join(rows, rows.c.source == documents.c.source)
            .where(documents.c.kind == _KIND_OF[noun], condition)
            .order_by(documents.c.path, documents.c.source)
        )
        load = TypeAdapter(noun).validate_json
        with self._engine.connect() as connection:
            return tuple(Told(load(found.content), source_info(found)) for found in connection.execute(query))


def dump(row: Row) -> str:
    """A row as the records keep it."""
    return _ANY.dump_json(row, exclude_defaults=True).decode()
