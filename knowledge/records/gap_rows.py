"""Gaps as the records keep them: reading groups, and telling how many asked without telling who."""

from __future__ import annotations

import hmac
import secrets
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, delete, exists, func, insert, select

from knowledge.gaps.gap import GapGroup, GapQuestion
from knowledge.records.gap_tables import gap_askings, gap_groups, gap_questions, gap_ways
from knowledge.records.introduction_rows import lock
from knowledge.records.tables import facts

_KEY = "gaps_key"


def asker_of(connection: Connection, person: str) -> str:
    """The same for a person everywhere; who has the database and guesses a person can test the guess."""
    lock(connection)
    key = connection.scalar(select(facts.c.value).where(facts.c.name == _KEY))
    if key is None:
        key = secrets.token_hex(32)
        connection.execute(insert(facts).values(name=_KEY, value=key))
    return hmac.new(bytes.fromhex(key), person.lower().encode(), "sha256").hexdigest()[:32]


def read(connection: Connection, condition: ColumnElement[bool]) -> tuple[GapGroup, ...]:
    """Those of most people first; of as many, the ones that were asked last."""
    rows = connection.execute(select(gap_groups).where(condition)).all()
    held = _held(connection, [row.id for row in rows])
    lost = _undelivered(connection)
    found = [_group(row, *held[row.id], lost.get(row.id, 0)) for row in rows if row.id in held]
    return tuple(sorted(found, key=lambda one: (-one.people, -one.questions[0].at.timestamp(), one.id)))


def drop_empty(connection: Connection) -> None:
    """Groups that nothing is left of."""
    filled = exists().where(gap_questions.c.group == gap_groups.c.id)
    connection.execute(delete(gap_groups).where(~filled))


def _held(
    connection: Connection, groups: Sequence[int]
) -> dict[int, tuple[tuple[GapQuestion, ...], frozenset[str]]]:
    """Of each group its questions, and the digests of who asked them."""
    joined = gap_questions.outerjoin(gap_askings, gap_askings.c.question == gap_questions.c.id)
    asking = (gap_askings.c.asker, gap_askings.c.kind, gap_askings.c.name)
    query = select(gap_questions, *asking).select_from(joined)
    query = query.order_by(gap_questions.c.at.desc(), gap_questions.c.id.desc())
    rows: dict[int, dict[int, list[Row[Any]]]] = defaultdict(lambda: defaultdict(list))
    wanted = set(groups)
    for row in connection.execute(query.where(gap_questions.c.group.is_not(None))):
        if row.group in wanted:
            rows[row.group][row.id].append(row)
    return {
        group: (
            tuple(_question(askings) for askings in questions.values()),
            frozenset(row.asker for askings in questions.values() for row in askings if row.asker),
        )
        for group, questions in rows.items()
    }


def _undelivered(connection: Connection) -> dict[int, int]:
    """By group, to how many places its answer could not be brought."""
    query = (
        select(gap_questions.c.group, func.count().label("places"))
        .join(gap_ways, gap_ways.c.question == gap_questions.c.id)
        .where(gap_ways.c.undelivered)
        .group_by(gap_questions.c.group)
    )
    return {row.group: row.places for row in connection.execute(query)}


def _question(askings: Sequence[Row[Any]]) -> GapQuestion:
    first = askings[0]
    return GapQuestion(
        first.id,
        first.at,
        first.words,
        first.language,
        kinds=_once(row.kind for row in askings if row.kind),
        people=len(_once(row.asker for row in askings if row.asker)),
        names=_once(row.name for row in askings if row.name),
    )


def _group(
    row: Row[Any], questions: tuple[GapQuestion, ...], askers: frozenset[str], undelivered: int
) -> GapGroup:
    settled = (row.answer, row.settled_by, row.settled_at, row.reason, row.audience)
    return GapGroup(row.id, row.state, questions, len(askers), *settled, undelivered)


def _once(values: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(sorted(set(values)))
