"""What was wrong with curated answers when they were tested last, kept over restarts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import astuple
from datetime import date
from typing import Any

from sqlalchemy import Connection, Engine, Row, delete, insert, select

from knowledge.curated.regression import AnswerFinding
from knowledge.curated.troubles import Trouble, Wrong, troubles_after
from knowledge.records.curated_tables import answer_troubles
from knowledge.records.introduction_rows import lock


class AnswerTroubles:
    """Safe from several threads and replicas."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def brought_up(self, findings: Sequence[AnswerFinding], day: date) -> tuple[Trouble, ...]:
        """All that is wrong after a test; written only where something has changed."""
        with self._engine.connect() as connection:
            before = _read(connection)
        if (after := troubles_after(before, findings, day)) != before:
            with self._engine.begin() as connection:
                lock(connection)
                after = troubles_after(_read(connection), findings, day)
                _write(connection, after.values())
        return tuple(one for one in after.values() if one.wrong)

    def of(self, answer: str) -> Trouble | None:
        """None where nothing was ever wrong with it."""
        with self._engine.connect() as connection:
            return _read(connection).get(answer)


def _read(connection: Connection) -> dict[str, Trouble]:
    rows = connection.execute(select(answer_troubles).order_by(answer_troubles.c.answer)).all()
    return {row.answer: _trouble(row) for row in rows}


def _write(connection: Connection, troubles: Iterable[Trouble]) -> None:
    connection.execute(delete(answer_troubles))
    columns = [
        {
            "answer": one.answer,
            "number": one.number,
            "since": one.since,
            "wrong": [list(astuple(wrong)) for wrong in one.wrong],
        }
        for one in troubles
    ]
    if columns:
        connection.execute(insert(answer_troubles), columns)


def _trouble(row: Row[Any]) -> Trouble:
    wrong = tuple(Wrong(complaint, detail) for complaint, detail in row.wrong)
    return Trouble(row.answer, row.number, row.since, wrong)
