"""Monthly figures without words and without people: what is counted from outlives nobody, the counts stay.

Questions are forgotten after half a year, so each month is counted anew as long as all of it is still there, and then
stands as it was. What is answered of gaps is counted when it happens.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta
from sqlalchemy import ColumnElement, Connection, Engine, Table, delete, func, insert, select, update

from knowledge.records.digest_tables import monthly_counts
from knowledge.records.gap_tables import gap_questions
from knowledge.records.introduction_rows import lock
from knowledge.records.questions import KEPT
from knowledge.records.tables import asked_questions

# ``kind`` of a question is its outcome; of an answered gap how soon the answer came. Others have none.
Noun = Literal["question", "asker", "gap", "gap_answered"]
Pace = Literal["day", "week", "month", "later"]
PACES: tuple[tuple[Pace, timedelta], ...] = (
    ("day", timedelta(days=1)),
    ("week", timedelta(days=7)),
    ("month", timedelta(days=30)),
)
_COUNTED_ANEW: tuple[Noun, ...] = ("question", "asker", "gap")


@dataclass(frozen=True, slots=True)
class Count:
    """``month`` is such as 2027-03; ``kind`` and ``language`` are "" where a noun has none."""

    month: str
    noun: Noun
    kind: str
    language: str
    count: int


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked in a stretch of time: how many questions by their outcome, and how many people asked."""

    outcomes: Mapping[str, int]
    people: int


class MonthlyCounts:
    """Safe from several threads and replicas; ``zone`` is the cluster's, by which months begin and end."""

    def __init__(self, engine: Engine, zone: ZoneInfo) -> None:
        self._engine = engine
        self._zone = zone

    def bring_up_to_date(self, now: datetime) -> None:
        """Counts each month anew of which nothing is forgotten yet, the present one included; writes what differs."""
        with self._engine.begin() as connection:
            lock(connection)
            for first in self._months(now):
                self._recount(connection, first)

    def of_year(self, year: int) -> tuple[Count, ...]:
        """In order of their months."""
        query = select(monthly_counts).where(monthly_counts.c.month.startswith(f"{year:04}-"))
        with self._engine.connect() as connection:
            rows = connection.execute(query.order_by(*monthly_counts.primary_key.columns)).all()
        return tuple(Count(**row._mapping) for row in rows)

    def begins(self) -> str:
        """The first month of which anything is counted; "" where nothing is."""
        with self._engine.connect() as connection:
            return connection.scalar(select(func.min(monthly_counts.c.month))) or ""

    def asked(self, start: datetime, end: datetime) -> Asked:
        """From what is still kept."""
        with self._engine.connect() as connection:
            outcomes = connection.execute(
                select(asked_questions.c.outcome, func.count())
                .where(_within(asked_questions, start, end))
                .group_by(asked_questions.c.outcome)
            )
            return Asked({row[0]: row[1] for row in outcomes}, _people(connection, start, end))

    def _months(self, now: datetime) -> Iterator[date]:
        first = now.astimezone(self._zone).date().replace(day=1)
        while self._begin(first) > now - KEPT:
            yield first
            first -= relativedelta(months=1)

    def _begin(self, first: date) -> datetime:
        return datetime.combine(first, time(), self._zone)

    def _recount(self, connection: Connection, first: date) -> None:
        month = f"{first:%Y-%m}"
        span = self._begin(first), self._begin(first + relativedelta(months=1))
        is_ours = (monthly_counts.c.month == month) & monthly_counts.c.noun.in_(_COUNTED_ANEW)
        known = {Count(**row._mapping) for row in connection.execute(select(monthly_counts).where(is_ours))}
        counted = set(_counted(connection, month, *span))
        if counted == known:
            return
        connection.execute(delete(monthly_counts).where(is_ours))
        for one in counted:
            connection.execute(insert(monthly_counts).values(asdict(one)))


def count_answered_gap(connection: Connection, asked: datetime, answered: datetime) -> None:
    """In the transaction of the answer, so that each is counted once. The month is that of ``answered`` in its zone."""
    pace = next((name for name, longest in PACES if answered - asked <= longest), "later")
    values = {"month": f"{answered:%Y-%m}", "noun": "gap_answered", "kind": pace, "language": ""}
    its = [monthly_counts.c[name] == value for name, value in values.items()]
    more = update(monthly_counts).where(*its).values(count=monthly_counts.c.count + 1)
    if not connection.execute(more).rowcount:
        connection.execute(insert(monthly_counts).values(values | {"count": 1}))


def _counted(connection: Connection, month: str, start: datetime, end: datetime) -> Iterator[Count]:
    kind, language = asked_questions.c.outcome, asked_questions.c.language
    query = select(kind, language, func.count()).where(_within(asked_questions, start, end))
    for row in connection.execute(query.group_by(kind, language)):
        yield Count(month, "question", row[0], row[1], row[2])
    if people := _people(connection, start, end):
        yield Count(month, "asker", "", "", people)
    noted = select(func.count()).select_from(gap_questions).where(_within(gap_questions, start, end))
    if gaps := connection.scalar(noted):
        yield Count(month, "gap", "", "", gaps)


def _people(connection: Connection, start: datetime, end: datetime) -> int:
    """How many different ones asked, of those whose address is known and who have not been forgotten."""
    asker = asked_questions.c.asker
    query = select(func.count(func.distinct(asker))).where(_within(asked_questions, start, end), asker != "")
    return connection.scalar(query) or 0


def _within(table: Table, start: datetime, end: datetime) -> ColumnElement[bool]:
    return (table.c.at >= start) & (table.c.at < end)
