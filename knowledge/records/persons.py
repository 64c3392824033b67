"""All that the records hold of a person: gathered for them, and taken out.

Erasing is the one thing that changes the audit log: who did something then is 'erased person'.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Connection, Engine, String, Table, and_, delete, select, update

from knowledge.introductions.profile import Profile
from knowledge.privacy.identity import ERASED, Identity
from knowledge.records.audit import AuditEntry, note
from knowledge.records.gap_rows import drop_empty
from knowledge.records.holding_tables import turn_sources
from knowledge.records.introduction_rows import lock
from knowledge.records.own_rows import CARED_FOR, is_of, theirs
from knowledge.records.profiles import count_change, profiles_of
from knowledge.records.register import RegisterRows
from knowledge.records.schema import metadata
from knowledge.records.tables import documents, files, passages, rows, texts, turns
from knowledge.records.text_vectors import forget
from knowledge.rows import MemberRow, PersonRow

# What is read from files: changed by reading them, never by hand.
_READ = (files, documents, rows, texts, passages)
_OF_THE_OTHER = {"first": ("said_second", "told_second"), "second": ("said_first", "told_first")}


class Persons:
    def __init__(self, engine: Engine, register: RegisterRows) -> None:
        self._engine = engine
        self._register = register

    def identify(self, email: str, users: tuple[str, ...] = ()) -> Identity:
        """The person with the names that registers and their own profile know them by."""
        email = email.strip().lower()
        people = [one.row.name for one in self._register.every(PersonRow) if one.row.email.lower() == email]
        members = self._register.every(MemberRow)
        contacts = [one.row.contact_name for one in members if one.row.contact_email.lower() == email]
        with self._engine.connect() as connection:
            told = next(profiles_of(connection, email), Profile(email)).name
        names = dict.fromkeys(name for name in (*people, *contacts, told) if name)
        return Identity(email, tuple(names), users)

    def registered(self, identity: Identity) -> dict[str, str]:
        """By source, the file of each row of a register that is the person's, or has them as a contact."""
        members, people = self._register.every(MemberRow), self._register.every(PersonRow)
        told = [one.source.source for one in people if one.row.email.lower() == identity.email]
        told += [one.source.source for one in members if one.row.contact_email.lower() == identity.email]
        query = select(documents.c.source, documents.c.path).where(documents.c.source.in_(told))
        with self._engine.connect() as connection:
            return {row.source: row.path for row in connection.execute(query)}

    def mentions(self, identity: Identity) -> tuple[str, ...]:
        """Documents whose text names the person: they are the cluster's, and only their authors can change them."""
        query = select(documents.c.source, documents.c.title, passages.c.body, passages.c.header)
        query = query.join(passages, passages.c.text_id == documents.c.text_id)
        with self._engine.connect() as connection:
            found = connection.execute(query.order_by(documents.c.source))
            named = (
                row.source for row in found if any(map(identity.is_in, (row.title, row.body, row.header)))
            )
            return tuple(dict.fromkeys(named))

    def told(self, identity: Identity) -> dict[str, list[dict[str, Any]]]:
        """By table, every row that is the person's; what others said in confidence of them is not theirs to read."""
        with self._engine.begin() as connection:
            wanted = [*theirs(connection, identity)]
            wanted += [(table, is_of(identity, table, columns)) for table, columns in CARED_FOR]
            found = {table.name: _rows(connection, table, which) for table, which in wanted}
            registered = documents.c.source.in_(self.registered(identity))
            found["documents"] = _rows(connection, documents, registered)
            held = select(documents.c.source).where(registered)
            found["rows"] = _rows(connection, rows, rows.c.source.in_(held))
            held = select(documents.c.text_id).where(registered)
            found["passages"] = _rows(connection, passages, passages.c.text_id.in_(held))
        found["introductions"] = [_own_side(row, identity) for row in found["introductions"]]
        return {name: held for name, held in found.items() if held}

    def erase(self, identity: Identity, by: str, now: datetime) -> dict[str, int]:
        """By table, how many rows went or were changed. What was read from files is not touched. The audit log
        says that ``by`` erased somebody, and not whom."""
        with self._engine.begin() as connection:
            lock(connection)
            self._forget_vectors(connection, identity)
            _forget_told_from(connection, self.registered(identity))
            counted = {
                table.name: connection.execute(delete(table).where(which)).rowcount
                for table, which in [*theirs(connection, identity)]
            }
            for table, columns in CARED_FOR:
                if "owner" in columns:
                    owned = table.c.owner.in_(identity.keys)
                    counted[table.name] = connection.execute(
                        update(table).where(owned).values(owner="")
                    ).rowcount
            for table in metadata.sorted_tables:
                if table not in _READ:
                    counted[table.name] = counted.get(table.name, 0) + _sweep(connection, table, identity)
            drop_empty(connection)
            count_change(connection)
            counted = {name: count for name, count in counted.items() if count}
            by = ERASED if identity.is_in(by) else by
            note(connection, AuditEntry(now, by, "erase", "a person", {}, {"rows": counted}))
        return counted

    def _forget_vectors(self, connection: Connection, identity: Identity) -> None:
        for profile in profiles_of(connection, identity.email):
            forget(connection, profile.spoken)


def _rows(connection: Connection, table: Table, which: Any) -> list[dict[str, Any]]:
    return [dict(row) for row in connection.execute(select(table).where(which)).mappings()]


def _own_side(row: dict[str, Any], identity: Identity) -> dict[str, Any]:
    """Without what the other said: a no is never shown to the one it is about."""
    hidden = [name for side, names in _OF_THE_OTHER.items() if row[side] == identity.email for name in names]
    return {name: value for name, value in row.items() if name not in hidden}


def _forget_told_from(connection: Connection, sources: Collection[str]) -> None:
    told = select(turn_sources.c.turn).where(turn_sources.c.source.in_(list(sources)))
    connection.execute(delete(turns).where(turns.c.id.in_(told)))


def _sweep(connection: Connection, table: Table, identity: Identity) -> int:
    """Takes the person out of whatever else names them: rows whose key does go, as do turns, which say more of who is
    named; other values say 'erased person'."""
    keys = list(table.primary_key.columns)
    told = [column for column in table.columns if isinstance(column.type, String | JSON)]
    swept = 0
    for row in connection.execute(select(*dict.fromkeys([*keys, *told]))).mappings().all():
        named = [column.name for column in told if identity.is_in(row[column.name])]
        if not named:
            continue
        this = and_(*(key == row[key.name] for key in keys))
        if table is turns or any(key.name in named for key in keys):
            connection.execute(delete(table).where(this))
        else:
            values = {name: identity.out_of(row[name]) for name in named}
            connection.execute(update(table).where(this).values(values))
        swept += 1
    return swept
