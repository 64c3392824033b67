"""Which digest went to whom: each once for a person and a period, whoever sends it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Engine, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from knowledge.records.digest_tables import digests

# Who claimed one and was killed before it was sent, or could not send it, leaves it to others after this long.
LEASE = timedelta(minutes=10)
# Longer than any period is open for.
_KEPT = timedelta(days=45)


@dataclass(frozen=True, slots=True)
class DigestClaimed:
    """Send it now, and settle it."""


@dataclass(frozen=True, slots=True)
class DigestTaken:
    """Somebody else has it in hand, or it was sent."""


class Digests:
    """Safe from several threads and replicas. A person is an e-mail address in lower case, a period a name such as
    weekly-2027-W03; times are aware."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def taken(self, period: str, now: datetime) -> frozenset[str]:
        """Whose digest of this period was sent, or is in hand."""
        query = select(digests.c.person).where(digests.c.period == period, ~_is_free(now))
        with self._engine.connect() as connection:
            return frozenset(connection.scalars(query))

    def claim(self, person: str, period: str, now: datetime) -> DigestClaimed | DigestTaken:
        anew = update(digests).where(_is(person, period), _is_free(now)).values(claimed=now)
        first = insert(digests).values(person=person, period=period, claimed=now, sent=None)
        with self._engine.begin() as connection:
            if connection.execute(anew).rowcount:
                return DigestClaimed()
        try:
            with self._engine.begin() as connection:
                connection.execute(first)
        except IntegrityError:
            return DigestTaken()
        return DigestClaimed()

    def settle(self, person: str, period: str, now: datetime) -> None:
        """It is sent, or there was nothing to send, or nobody to send it to."""
        with self._engine.begin() as connection:
            connection.execute(update(digests).where(_is(person, period)).values(sent=now))

    def forget_old(self, now: datetime) -> None:
        """Called often, and writes only where there is something to forget."""
        is_old = digests.c.claimed < now - _KEPT
        with self._engine.connect() as connection:
            if connection.scalar(select(digests.c.person).where(is_old).limit(1)) is None:
                return
        with self._engine.begin() as connection:
            connection.execute(delete(digests).where(is_old))


def _is(person: str, period: str) -> ColumnElement[bool]:
    return (digests.c.person == person) & (digests.c.period == period)


def _is_free(now: datetime) -> ColumnElement[bool]:
    """Claimed so long ago that whoever did is gone."""
    return digests.c.sent.is_(None) & (digests.c.claimed <= now - LEASE)
