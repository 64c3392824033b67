"""The turns of conversations, kept over restarts."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Engine, insert, select

from knowledge.models import Turn
from knowledge.records.tables import turns


class Conversations:
    """Safe from several threads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def turns(self, conversation: str, limit: int) -> tuple[Turn, ...]:
        """The latest turns, oldest first."""
        query = (
            select(turns.c.role, turns.c.text)
            .where(turns.c.conversation == conversation)
            .order_by(turns.c.id.desc())
            .limit(limit)
        )
        with self._engine.connect() as connection:
            rows = connection.execute(query).all()
        return tuple(Turn(row.role, row.text) for row in reversed(rows))

    def append(self, conversation: str, turn: Turn, at: datetime) -> None:
        with self._engine.begin() as connection:
            connection.execute(
                insert(turns).values(
                    conversation=conversation, role=turn.role, text=turn.text, audiences=[], at=at
                )
            )

    def knows(self, conversation: str) -> bool:
        """Whether anything was ever appended."""
        query = select(turns.c.id).where(turns.c.conversation == conversation).limit(1)
        with self._engine.connect() as connection:
            return connection.scalar(query) is not None
