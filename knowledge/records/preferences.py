"""What people choose of how the assistant treats them: their language, and how often they want a digest."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

from sqlalchemy import Engine, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from knowledge.records.home_tables import preferences

Spoken = Literal["", "nb", "en"]
Digest = Literal["off", "weekly", "monthly"]
SPOKEN: tuple[Spoken, ...] = get_args(Spoken)
DIGESTS: tuple[Digest, ...] = get_args(Digest)


@dataclass(frozen=True, slots=True)
class Preference:
    """``language`` is "" where the language of their Slack decides; ``changed`` is None where nothing was chosen."""

    person: str
    language: Spoken = ""
    digest: Digest = "off"
    changed: datetime | None = None


class Preferences:
    """Safe from several threads and processes. A person is an e-mail address in lower case; times are aware."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def of(self, person: str) -> Preference:
        """The usual where nothing was chosen."""
        query = select(preferences).where(preferences.c.person == person)
        with self._engine.connect() as connection:
            row = connection.execute(query).one_or_none()
        return Preference(**row._mapping) if row else Preference(person)

    def subscribers(self) -> tuple[Preference, ...]:
        """Who has chosen a digest, in order of their addresses."""
        query = select(preferences).where(preferences.c.digest != "off").order_by(preferences.c.person)
        with self._engine.connect() as connection:
            return tuple(Preference(**row._mapping) for row in connection.execute(query))

    def choose_language(self, person: str, language: Spoken, at: datetime) -> None:
        self._write(person, language=language, changed=at)

    def choose_digest(self, person: str, digest: Digest, at: datetime) -> None:
        self._write(person, digest=digest, changed=at)

    def forget(self, person: str) -> None:
        with self._engine.begin() as connection:
            connection.execute(delete(preferences).where(preferences.c.person == person))

    def _write(self, person: str, **chosen: object) -> None:
        """Only what was chosen: the other choice may be made at the same moment."""
        usual = Preference(person)
        change = update(preferences).where(preferences.c.person == person).values(chosen)
        first = insert(preferences).values(
            {"person": person, "language": usual.language, "digest": usual.digest} | chosen
        )
        with self._engine.begin() as connection:
            if connection.execute(change).rowcount:
                return
        try:
            with self._engine.begin() as connection:
                connection.execute(first)
        except IntegrityError:
            with self._engine.begin() as connection:
                connection.execute(change)
