"""What people consented to, when, and to which text: written with their profile, in its transaction."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from knowledge.introductions.consent import Consent, Purpose
from knowledge.records.consent_tables import consents


def consents_of(connection: Connection, purpose: Purpose, *people: str) -> Mapping[str, Consent]:
    """What each of these people said last, or of all where none is named."""
    query = select(consents).where(consents.c.purpose == purpose).order_by(consents.c.id)
    if people:
        query = query.where(consents.c.person.in_(people))
    return {row.person: _consent(row) for row in connection.execute(query)}


def note_consent(connection: Connection, person: str, purpose: Purpose, said: Consent) -> None:
    """What was said before stays on record; a no takes back every yes. Harmless when said twice."""
    before = consents_of(connection, purpose, person).get(person)
    if before is not None and _is_same(before, said):
        return
    if before is not None and before.given and not said.given:
        standing = (
            consents.c.person == person,
            consents.c.purpose == purpose,
            consents.c.withdrawn_at.is_(None),
        )
        connection.execute(update(consents).where(*standing).values(withdrawn_at=said.at))
        return
    when = {"given_at": said.at} if said.given else {"withdrawn_at": said.at}
    connection.execute(
        insert(consents).values(
            person=person, purpose=purpose, text_version=said.version, language=said.language, **when
        )
    )


def _is_same(before: Consent, said: Consent) -> bool:
    """A no is on record with the text of the yes that it took back."""
    same_text = before.version == said.version or not said.given
    return same_text and (before.given, before.at) == (said.given, said.at)


def _consent(row: Row[Any]) -> Consent:
    given = row.withdrawn_at is None
    return Consent(given, row.given_at if given else row.withdrawn_at, row.text_version, row.language)
