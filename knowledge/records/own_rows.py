"""Which rows of which tables belong to a person: one list for giving them out and for erasing them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import ColumnElement, Connection, Select, Table, false, or_, select

from knowledge.privacy.identity import Identity
from knowledge.records.consent_tables import consents
from knowledge.records.curated_tables import curated_answers
from knowledge.records.digest_tables import digests
from knowledge.records.gap_rows import asker_of
from knowledge.records.gap_tables import gap_askings, gap_questions, gap_ways
from knowledge.records.holding_tables import audit_entries, holding_versions, holdings
from knowledge.records.home_tables import first_contacts, opened_homes, preferences
from knowledge.records.inbox_tables import inbox
from knowledge.records.limit_tables import admitted_questions
from knowledge.records.reminder_tables import reminders
from knowledge.records.tables import (
    asked_questions,
    introduction_notices,
    introduction_steps,
    introductions,
    listening_channels,
    profiles,
    turns,
)

# Rows that are the person's, by the columns that say whose they are.
_THEIRS: tuple[tuple[Table, tuple[str, ...]], ...] = (
    (introduction_notices, ("person",)),
    (introduction_steps, ("by",)),
    (introductions, ("asker", "first", "second")),
    (gap_ways, ("person",)),
    (asked_questions, ("asker",)),
    (admitted_questions, ("person",)),
    (reminders, ("owner", "addressee")),
    (digests, ("person",)),
    (preferences, ("person",)),
    (opened_homes, ("user",)),
    (first_contacts, ("user",)),
    (consents, ("person",)),
    (profiles, ("email",)),
)
# Rows of the cluster that name whom they were made, kept or confirmed by.
CARED_FOR: tuple[tuple[Table, tuple[str, ...]], ...] = (
    (holdings, ("owner", "confirmed_by")),
    (holding_versions, ("by",)),
    (curated_answers, ("owner", "confirmed_by")),
    (listening_channels, ("by",)),
    (audit_entries, ("by",)),
)


def theirs(connection: Connection, identity: Identity) -> Iterator[tuple[Table, ColumnElement[bool]]]:
    """Each table with the condition of the rows that are the person's; what hangs on others comes before them."""
    yield turns, _said_in_threads_of(connection, identity)
    asked = [asker_of(connection, key) for key in identity.keys]
    yield gap_questions, gap_questions.c.id.in_(_asked_by_nobody_else(asked))
    yield gap_askings, gap_askings.c.asker.in_(asked)
    for table, columns in _THEIRS:
        yield table, is_of(identity, table, columns)
    yield inbox, inbox.c.event_id.in_(_events(connection, identity))


def is_of(identity: Identity, table: Table, columns: tuple[str, ...]) -> ColumnElement[bool]:
    return or_(*(table.c[column].in_(identity.keys) for column in columns))


def _said_in_threads_of(connection: Connection, identity: Identity) -> ColumnElement[bool]:
    """Turns carry no name; those of a thread are the person's where they asked in it."""
    asked = select(asked_questions.c.channel, asked_questions.c.thread).distinct()
    asked = asked.where(asked_questions.c.asker.in_(identity.keys), asked_questions.c.thread != "")
    threads = [
        or_(
            turns.c.conversation.endswith(f":{row.channel}:{row.thread}", autoescape=True),
            turns.c.conversation.contains(f":{row.channel}:{row.thread}:", autoescape=True),
        )
        for row in connection.execute(asked)
    ]
    return or_(false(), *threads)


def _asked_by_nobody_else(askers: Sequence[str]) -> Select[tuple[int]]:
    own = select(gap_askings.c.question).where(gap_askings.c.asker.in_(askers))
    others = select(gap_askings.c.question).where(gap_askings.c.asker.not_in(askers))
    return select(gap_questions.c.id).where(gap_questions.c.id.in_(own), gap_questions.c.id.not_in(others))


def _events(connection: Connection, identity: Identity) -> list[str]:
    """Events are JSON as it came, with letters beyond ASCII as they are or escaped: addresses and ids have none. Some
    bear the id of whom they are about in their names."""
    query = select(inbox.c.event_id, inbox.c.payload)
    return [
        row.event_id
        for row in connection.execute(query)
        if identity.is_in(row.payload) or identity.is_in(row.event_id)
    ]
