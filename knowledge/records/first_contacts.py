"""Whom the assistant has told what it is, and what it keeps: each person once."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Engine, func, insert, select
from sqlalchemy.exc import IntegrityError

from knowledge.records.home_tables import first_contacts
from knowledge.records.limit_tables import admitted_questions


class FirstContacts:
    """Safe from several threads and replicas. A user is an id of the chat system; times are aware."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def untold(self) -> tuple[str, ...]:
        """Who has asked within the last hour and was not told yet, whoever asked first coming first."""
        asked = admitted_questions.c
        query = (
            select(asked.person)
            .where(asked.person.not_in(select(first_contacts.c.user)))
            .group_by(asked.person)
            .order_by(func.min(asked.at), asked.person)
        )
        with self._engine.connect() as connection:
            return tuple(connection.scalars(query))

    def told(self, user: str, at: datetime) -> None:
        """Harmless when said twice."""
        try:
            with self._engine.begin() as connection:
                connection.execute(insert(first_contacts).values(user=user, at=at))
        except IntegrityError:
            return
