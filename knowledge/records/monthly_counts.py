"""Monthly figures without words and without people: what is counted from outlives nobody, the counts stay.

Questions are forgotten after a while, so a month is what is still there of it and what was; once all of it is forgotten
it stands as it was. What is answered of gaps is counted when it happens.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime, time, timedelta
from typing import Literal, NamedTuple
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta
from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    Table,
    and_,
    delete,
    func,
    insert,
    select,
    update,
)

from knowledge.records.digest_tables import monthly_counts
from knowledge.records.gap_tables import gap_questions
from knowledge.records.introduction_rows import lock
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


class _Key(NamedTuple):
    month: str
    noun: Noun
    kind: str
    language: str


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
    """Safe from several threads and replicas; ``zone`` is the cluster's, by which months begin and end. ``kept`` is for
    how long questions are."""

    def __init__(self, engine: Engine, zone: ZoneInfo, kept: timedelta) -> None:
        self._engine = engine
        self._zone = zone
        self._kept = kept

    def bring_up_to_date(self, now: datetime) -> None:
        """Counts each month anew of which anything is kept, the present one included; writes what differs."""
        with self._engine.begin() as connection:
            lock(connection)
            for first in self._months(now):
                self._recount(connection, first)

    def of_year(self, year: int) -> tuple[Count, ...]:
        """In order of their months."""
        told = [monthly_counts.c[one.name] for one in fields(Count)]
        query = select(*told).where(monthly_counts.c.month.startswith(f"{year:04}-"))
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
        while self._begin(first + relativedelta(months=1)) > now - self._kept:
            yield first
            first -= relativedelta(months=1)

    def _begin(self, first: date) -> datetime:
        return datetime.combine(first, time(), self._zone)

    def _recount(self, connection: Connection, first: date) -> None:
        month = f"{first:%Y-%m}"
        span = self._begin(first), self._begin(first + relativedelta(months=1))
        is_ours = (monthly_counts.c.month == month) & monthly_counts.c.noun.in_(_COUNTED_ANEW)
        stored = connection.execute(select(monthly_counts).where(is_ours)).mappings()
        known = {_Key(*(row[name] for name in _Key._fields)): row for row in stored}
        now = Counter(dict(_counted(connection, month, *span)))
        now.update({key: row["forgotten"] for key, row in known.items()})
        for key in {*known, *now}:
            if key in known and known[key]["count"] != now[key]:
                connection.execute(update(monthly_counts).where(_is(key)).values(count=now[key]))
            elif key not in known:
                connection.execute(insert(monthly_counts).values(key._asdict() | {"count": now[key]}))
        connection.execute(delete(monthly_counts).where(is_ours, monthly_counts.c.count == 0))


def fold(connection: Connection, is_old: ColumnElement[bool], zone: ZoneInfo) -> None:
    """To be called in the transaction that forgets these questions, before it: their months go on counting them.

    Somebody is counted among a month's people once nothing that they asked in it is kept. *Not covered*: who asks again
    in a month after all that they asked in it was forgotten counts twice, which takes questions that are kept for less
    than a month.
    """
    going = _going(connection, is_old, zone)
    for month in sorted({key.month for key in going}):
        first = datetime.combine(date.fromisoformat(f"{month}-01"), time(), zone)
        there = dict(_counted(connection, month, first, first + relativedelta(months=1)))
        for key in [key for key in going if key.month == month]:
            _fold_one(connection, key, there[key], going[key])


def _going(connection: Connection, is_old: ColumnElement[bool], zone: ZoneInfo) -> Counter[_Key]:
    """What falls away from each count: questions, and people of whom nothing of that month stays."""
    told = [asked_questions.c[name] for name in ("at", "outcome", "language", "asker")]
    old = [(_month(row.at, zone), row) for row in connection.execute(select(*told).where(is_old))]
    going = Counter(_Key(month, "question", row.outcome, row.language) for month, row in old)
    askers = {row.asker for _, row in old if row.asker}
    stays = connection.execute(select(*told).where(~is_old, asked_questions.c.asker.in_(askers)))
    staying = {(_month(row.at, zone), row.asker) for row in stays}
    people = {(month, row.asker) for month, row in old if row.asker} - staying
    going.update(_Key(month, "asker", "", "") for month, _ in people)
    return going


def _fold_one(connection: Connection, key: _Key, there: int, going: int) -> None:
    """``there`` is how many are still kept, ``going`` how many of them will not be."""
    stored = connection.execute(select(monthly_counts).where(_is(key))).mappings().one_or_none()
    known, forgotten = (stored["count"], stored["forgotten"]) if stored else (0, 0)
    values = {"count": max(known, forgotten + there), "forgotten": forgotten + going}
    if stored:
        connection.execute(update(monthly_counts).where(_is(key)).values(values))
    else:
        connection.execute(insert(monthly_counts).values(key._asdict() | values))


def _month(at: datetime, zone: ZoneInfo) -> str:
    return f"{at.astimezone(zone):%Y-%m}"


def count_answered_gap(connection: Connection, asked: datetime, answered: datetime) -> None:
    """In the transaction of the answer, so that each is counted once. The month is that of ``answered`` in its zone."""
    pace = next((name for name, longest in PACES if answered - asked <= longest), "later")
    values = {"month": f"{answered:%Y-%m}", "noun": "gap_answered", "kind": pace, "language": ""}
    its = [monthly_counts.c[name] == value for name, value in values.items()]
    more = update(monthly_counts).where(*its).values(count=monthly_counts.c.count + 1)
    if not connection.execute(more).rowcount:
        connection.execute(insert(monthly_counts).values(values | {"count": 1}))


def _counted(
    connection: Connection, month: str, start: datetime, end: datetime
) -> Iterator[tuple[_Key, int]]:
    kind, language = asked_questions.c.outcome, asked_questions.c.language
    query = select(kind, language, func.count()).where(_within(asked_questions, start, end))
    for row in connection.execute(query.group_by(kind, language)):
        yield _Key(month, "question", row[0], row[1]), row[2]
    if people := _people(connection, start, end):
        yield _Key(month, "asker", "", ""), people
    noted = select(func.count()).select_from(gap_questions).where(_within(gap_questions, start, end))
    if gaps := connection.scalar(noted):
        yield _Key(month, "gap", "", ""), gaps


def _is(key: _Key) -> ColumnElement[bool]:
    return and_(*(monthly_counts.c[name] == value for name, value in key._asdict().items()))


def _people(connection: Connection, start: datetime, end: datetime) -> int:
    """How many different ones asked, of those whose address is known and who have not been forgotten."""
    asker = asked_questions.c.asker
    query = select(func.count(func.distinct(asker))).where(_within(asked_questions, start, end), asker != "")
    return connection.scalar(query) or 0


def _within(table: Table, start: datetime, end: datetime) -> ColumnElement[bool]:
    return (table.c.at >= start) & (table.c.at < end)
