"""Who was erased, and so is not read again from registers that still name them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from sqlalchemy import Engine, delete, insert, select, update

from knowledge.privacy.seal import Seal
from knowledge.records.profiles import profiles_of
from knowledge.records.rows import chunks
from knowledge.records.tables import files
from knowledge.records.tombstone_tables import tombstones


class Tombstones:
    def __init__(self, engine: Engine, seal: Seal) -> None:
        self._engine = engine
        self._seal = seal

    def set(self, email: str, now: datetime) -> None:
        """Once for a person; harmless when said twice."""
        person = self._seal.of(email)
        with self._engine.begin() as connection:
            connection.execute(delete(tombstones).where(tombstones.c.person == person))
            connection.execute(insert(tombstones).values(person=person, erased=now))

    def erased(self) -> Callable[[str], bool]:
        """A question for each address, as it stands now."""
        with self._engine.connect() as connection:
            standing = frozenset(connection.scalars(select(tombstones.c.person)))
        if not standing:
            return lambda email: False
        return lambda email: bool(email.strip()) and self._seal.of(email) in standing

    def lift_returned(self) -> None:
        """Who has agreed anew in a profile of their own is back, and the registers are read again for them."""
        with self._engine.connect() as connection:
            if connection.scalar(select(tombstones.c.person).limit(1)) is None:
                return
            agreed = [one.email for one in profiles_of(connection) if one.consent and one.consent.given]
        self._lift([self._seal.of(email) for email in agreed])

    def _lift(self, people: Sequence[str]) -> None:
        with self._engine.begin() as connection:
            lifted = sum(
                connection.execute(delete(tombstones).where(tombstones.c.person.in_(part))).rowcount
                for part in chunks(people)
            )
            if lifted:
                connection.execute(update(files).where(files.c.kind != "documents").values(pipeline=""))
