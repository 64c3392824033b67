"""Forgetting by kind what has been kept for as long as cluster.toml says."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta
from sqlalchemy import ColumnElement, Connection, Engine, Table, delete, select

from knowledge.introductions.introduction import UNFINISHED
from knowledge.privacy_settings import PrivacySection
from knowledge.records import gap_rows
from knowledge.records.gap_tables import gap_questions
from knowledge.records.inbox_tables import inbox
from knowledge.records.introduction_rows import lock
from knowledge.records.monthly_counts import fold
from knowledge.records.tables import asked_questions, introductions, turns
from knowledge.records.text_vectors import forget as forget_vectors

_Forgets = Callable[[Connection, ColumnElement[bool]], None]


class Retention:
    """Safe from several threads and replicas. ``zone`` is the cluster's, by which months are counted."""

    def __init__(self, engine: Engine, kept: PrivacySection, zone: ZoneInfo) -> None:
        self._engine = engine
        self._kept = kept
        self._zone = zone

    def attend(self, now: datetime) -> None:
        """Called often, and writes only where there is something to forget."""
        kept = self._kept
        questions = now - kept.questions_kept
        self._forget(asked_questions, asked_questions.c.at < questions, self._forget_questions)
        self._forget(turns, turns.c.at < questions)
        self._forget(gap_questions, gap_questions.c.at < now - kept.gaps_kept, _forget_gaps)
        last_step = introductions.c.since < now - relativedelta(months=kept.introductions_months)
        self._forget(introductions, last_step & introductions.c.state.not_in(UNFINISHED))
        handled = inbox.c.taken_at < now - timedelta(days=kept.logs_days)
        self._forget(inbox, handled & inbox.c.done)

    def _forget(self, table: Table, is_old: ColumnElement[bool], forget: _Forgets | None = None) -> None:
        with self._engine.connect() as connection:
            if connection.scalar(select(*table.primary_key.columns).where(is_old).limit(1)) is None:
                return
        with self._engine.begin() as connection:
            lock(connection)
            if forget is None:
                connection.execute(delete(table).where(is_old))
            else:
                forget(connection, is_old)

    def _forget_questions(self, connection: Connection, is_old: ColumnElement[bool]) -> None:
        fold(connection, is_old, self._zone)
        connection.execute(delete(asked_questions).where(is_old))


def _forget_gaps(connection: Connection, is_old: ColumnElement[bool]) -> None:
    old = connection.scalars(select(gap_questions.c.words).where(is_old)).all()
    connection.execute(delete(gap_questions).where(is_old))
    gap_rows.drop_empty(connection)
    forget_vectors(connection, old)
