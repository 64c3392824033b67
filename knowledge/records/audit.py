"""The audit log: who changed what of the cluster's knowledge, when, and from what to what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, insert, select

from knowledge.records.holding_tables import audit_entries


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """``by`` is an e-mail address, or 'operator' for who has a shell on the machine. ``what`` is a verb such as
    'add'; ``before`` and ``after`` hold only what differs, as plain values."""

    at: datetime
    by: str
    what: str
    subject: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]


def note(
    connection: Connection,
    entry: AuditEntry,
) -> None:
    """To be called in the transaction of the change itself, so that neither stands without the other."""
    before, after = _differing(entry.before, entry.after)
    values = {"at": entry.at, "by": entry.by, "what": entry.what, "subject": entry.subject}
    connection.execute(insert(audit_entries).values(**values, before=before, after=after))


class Audit:
    """Reads the log. Nothing here or elsewhere changes an entry."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def entries(self, subject: str = "", limit: int = 200) -> tuple[AuditEntry, ...]:
        """The latest first; of one subject, or of all."""
        query = select(audit_entries).order_by(audit_entries.c.id.desc()).limit(limit)
        if subject:
            query = query.where(audit_entries.c.subject == subject)
        with self._engine.connect() as connection:
            return tuple(
                AuditEntry(row.at, row.by, row.what, row.subject, row.before, row.after)
                for row in connection.execute(query)
            )


def _differing(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    names = [name for name in {**before, **after} if before.get(name) != after.get(name)]
    return (
        {name: before[name] for name in names if name in before},
        {name: after[name] for name in names if name in after},
    )
