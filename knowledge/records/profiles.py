"""What people say of themselves, kept over restarts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, Integer, Row, String, cast, delete, insert, select, update

from knowledge.introductions.consent import Consent
from knowledge.introductions.profile import Profile
from knowledge.records.consents import consents_of, note_consent
from knowledge.records.introduction_rows import lock
from knowledge.records.tables import facts, profiles
from knowledge.records.text_vectors import forget

# The fact that counts how often anybody has said something: other processes see by it that they must read anew.
VERSION = "profiles"
_PLAIN = tuple(one.name for one in fields(Profile) if one.name != "consent")


class Profiles:
    """Safe from several threads. An e-mail address is in lower case."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def of(self, email: str) -> Profile:
        """An empty one where nothing was said."""
        with self._engine.connect() as connection:
            return next(profiles_of(connection, email), Profile(email))

    def every(self) -> tuple[Profile, ...]:
        """Deleted ones as well: they say no."""
        with self._engine.connect() as connection:
            return tuple(profiles_of(connection))

    def version(self) -> str:
        """Another one once anybody has said something, to whichever process."""
        with self._engine.connect() as connection:
            return connection.scalar(select(facts.c.value).where(facts.c.name == VERSION)) or "0"

    def save(self, profile: Profile, now: datetime) -> Profile:
        """Who edits their profile is back: from a silence, and from a deletion."""
        saved = replace(profile, returned=now, deleted=None)
        with self._engine.begin() as connection:
            _write(connection, saved)
        return saved

    def take_back(self, email: str, now: datetime) -> Profile:
        """Somebody returns after a silence."""
        with self._engine.begin() as connection:
            lock(connection)
            returned = replace(next(profiles_of(connection, email), Profile(email)), returned=now)
            _write(connection, returned)
        return returned

    def erase(self, email: str, now: datetime) -> Profile:
        """Deletes all that was said; that they want no introductions stays, against what a register says."""
        erased = Profile.erased(email, now)
        with self._engine.begin() as connection:
            _write(connection, erased)
        return erased


def profiles_of(connection: Connection, *emails: str) -> Iterator[Profile]:
    """Those of these people, or of all where none is named."""
    query = select(profiles).order_by(profiles.c.email)
    if emails:
        query = query.where(profiles.c.email.in_(emails))
    said = consents_of(connection, "introductions", *emails)
    return (_profile(row, said.get(row.email)) for row in connection.execute(query).all())


def _write(connection: Connection, profile: Profile) -> None:
    lock(connection)
    before = next(profiles_of(connection, profile.email), Profile(profile.email))
    forget(connection, set(before.spoken) - set(profile.spoken))
    connection.execute(delete(profiles).where(profiles.c.email == profile.email))
    connection.execute(insert(profiles).values(_columns(profile)))
    if profile.consent is not None:
        note_consent(connection, profile.email, "introductions", profile.consent)
    count_change(connection)


def count_change(connection: Connection) -> None:
    """Tells everybody who has read profiles to read them anew."""
    counted = cast(cast(facts.c.value, Integer) + 1, String)
    connection.execute(update(facts).where(facts.c.name == VERSION).values(value=counted))


def _columns(profile: Profile) -> dict[str, Any]:
    values = {name: getattr(profile, name) for name in _PLAIN}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}


def _profile(row: Row[Any], consent: Consent | None) -> Profile:
    values = {name: row._mapping[name] for name in _PLAIN}
    values = {name: tuple(value) if isinstance(value, list) else value for name, value in values.items()}
    return Profile(**values, consent=consent)
