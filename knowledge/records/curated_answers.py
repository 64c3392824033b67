"""Curated answers, kept over restarts. Of two who change one at once, the second is told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, fields, replace
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, Engine, Integer, Row, String, cast, insert, select, update

from knowledge.curated.answer import CuratedAnswer, Draft, Edit, Overtaken, Unknown
from knowledge.records.audit import AuditEntry, note
from knowledge.records.curated_tables import curated_answers
from knowledge.records.introduction_rows import lock
from knowledge.records.tables import facts
from knowledge.records.text_vectors import forget

# The fact that counts changes: other processes see by it that they must read anew.
VERSION = "curated answers"
_WRITTEN = tuple(one.name for one in fields(Draft))
_OWN = tuple(one.name for one in fields(CuratedAnswer) if one.name != "draft")
_LISTS = ("forms", "sources")


def _random_id() -> str:
    """Short enough to be typed; whether it is taken is looked for."""
    return uuid4().hex[:8]


class CuratedAnswers:
    """Safe from several threads and replicas. Drafts are tidied, and without a fault."""

    def __init__(self, engine: Engine, new_id: Callable[[], str] = _random_id) -> None:
        self._engine = engine
        self._new_id = new_id

    def add(self, draft: Draft, edit: Edit) -> CuratedAnswer:
        """Who adds an answer stands by it from that day."""
        with self._engine.begin() as connection:
            lock(connection)
            id = self._new_id()
            while _row(connection, id) is not None:
                id = self._new_id()
            added = CuratedAnswer(id, draft, edit.day, edit.by, edit.at, edit.at)
            connection.execute(insert(curated_answers).values(_columns(added)))
            _note(connection, "add", None, added, edit)
            _count(connection)
        return added

    def change(self, id: str, draft: Draft, edit: Edit) -> CuratedAnswer | Overtaken | Unknown:
        """Who changes an answer stands by what it says from that day."""
        return self._written(id, edit, draft)

    def confirm(self, id: str, edit: Edit) -> CuratedAnswer | Overtaken | Unknown:
        """It is still right."""
        return self._written(id, edit, None)

    def remove(self, id: str, edit: Edit) -> CuratedAnswer | Overtaken | Unknown:
        """No question finds it from that moment; it is archived, to be brought back."""
        with self._engine.begin() as connection:
            before = _held(connection, id, edit)
            if not isinstance(before, CuratedAnswer):
                return before
            after = replace(before, archived=edit.at, version=before.version + 1)
            _put(connection, after)
            forget(connection, before.draft.forms)
            _note(connection, "remove", before, None, edit)
        return after

    def restore(self, id: str, edit: Edit) -> CuratedAnswer | Overtaken | Unknown:
        """What was archived is answered again as it was; when it was confirmed last stays as it was."""
        with self._engine.begin() as connection:
            lock(connection)
            row = _row(connection, id)
            if row is None:
                return Unknown(id)
            before = _answer(row)
            if before.archived is None or before.version != edit.version:
                return Overtaken(before)
            after = replace(before, archived=None, version=before.version + 1)
            _put(connection, after)
            _note(connection, "restore", None, after, edit)
        return after

    def archived(self) -> tuple[CuratedAnswer, ...]:
        """The one that was archived last first."""
        is_archived = curated_answers.c.archived.is_not(None)
        query = select(curated_answers).where(is_archived)
        ordered = query.order_by(curated_answers.c.archived.desc(), curated_answers.c.id)
        with self._engine.connect() as connection:
            return tuple(map(_answer, connection.execute(ordered).all()))

    def get(self, id: str) -> CuratedAnswer | Unknown:
        with self._engine.connect() as connection:
            return _read(connection, id)

    def every(self) -> tuple[CuratedAnswer, ...]:
        """Expired ones as well; the oldest first."""
        is_held = curated_answers.c.archived.is_(None)
        query = (
            select(curated_answers).where(is_held).order_by(curated_answers.c.created, curated_answers.c.id)
        )
        with self._engine.connect() as connection:
            return tuple(map(_answer, connection.execute(query).all()))

    def version(self) -> str:
        """Another one after each change of any of them."""
        with self._engine.connect() as connection:
            return connection.scalar(select(facts.c.value).where(facts.c.name == VERSION)) or ""

    def _written(self, id: str, edit: Edit, draft: Draft | None) -> CuratedAnswer | Overtaken | Unknown:
        with self._engine.begin() as connection:
            before = _held(connection, id, edit)
            if not isinstance(before, CuratedAnswer):
                return before
            after = replace(
                before,
                draft=draft or before.draft,
                confirmed_on=edit.day,
                confirmed_by=edit.by,
                changed=edit.at if draft else before.changed,
                version=before.version + 1,
            )
            _put(connection, after)
            forget(connection, set(before.draft.forms) - set(after.draft.forms))
            _note(connection, "change" if draft else "confirm", before, after, edit)
        return after


def _held(connection: Connection, id: str, edit: Edit) -> CuratedAnswer | Overtaken | Unknown:
    """To be changed: nobody else changes it until we are done."""
    lock(connection)
    found = _read(connection, id)
    if isinstance(found, CuratedAnswer) and found.version != edit.version:
        return Overtaken(found)
    return found


def _read(connection: Connection, id: str) -> CuratedAnswer | Unknown:
    row = _row(connection, id)
    return Unknown(id) if row is None or row.archived is not None else _answer(row)


def _row(connection: Connection, id: str) -> Row[Any] | None:
    """Also of what is archived."""
    return connection.execute(select(curated_answers).where(curated_answers.c.id == id)).one_or_none()


def _put(connection: Connection, answer: CuratedAnswer) -> None:
    is_it = curated_answers.c.id == answer.id
    connection.execute(update(curated_answers).where(is_it).values(_columns(answer)))
    _count(connection)


def _note(
    connection: Connection, what: str, before: CuratedAnswer | None, after: CuratedAnswer | None, edit: Edit
) -> None:
    """In the audit log."""
    told = [{} if one is None else _facts(one) for one in (before, after)]
    source = next(one.source for one in (after, before) if one is not None)
    note(connection, AuditEntry(edit.at, edit.by, what, source, told[0], told[1]))


def _facts(answer: CuratedAnswer) -> dict[str, Any]:
    """As plain values."""
    columns = _columns(answer)
    days = {name: columns[name].isoformat() for name in ("expires", "confirmed_on") if columns[name]}
    kept = (*_WRITTEN, "confirmed_on", "confirmed_by", "version")
    return {name: columns[name] for name in kept} | days


def _count(connection: Connection) -> None:
    counted = cast(cast(facts.c.value, Integer) + 1, String)
    connection.execute(update(facts).where(facts.c.name == VERSION).values(value=counted))


def _columns(answer: CuratedAnswer) -> dict[str, Any]:
    values: dict[str, Any] = asdict(answer)
    values |= values.pop("draft")
    return values | {name: list(values[name]) for name in _LISTS}


def _answer(row: Row[Any]) -> CuratedAnswer:
    held = row._mapping
    written = {name: held[name] for name in _WRITTEN} | {name: tuple(held[name]) for name in _LISTS}
    return CuratedAnswer(draft=Draft(**written), **{name: held[name] for name in _OWN})
