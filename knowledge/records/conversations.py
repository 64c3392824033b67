"""The turns of conversations, kept over restarts."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Engine, delete, insert, or_, select

from knowledge.models import Turn
from knowledge.records.holding_tables import turn_sources
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
        row = {"conversation": conversation, "role": turn.role, "text": turn.text, "audiences": [], "at": at}
        with self._engine.begin() as connection:
            (number,) = connection.execute(insert(turns).values(row)).inserted_primary_key or (0,)
            if turn.sources:
                told = [{"turn": number, "source": source} for source in sorted(set(turn.sources))]
                connection.execute(insert(turn_sources), told)

    def forget_told_from(self, path: str) -> None:
        """Takes away every turn that was told from a document, or from one of the rows of a file."""
        rows = turn_sources.c.source.startswith(f"{path}#", autoescape=True)
        told = select(turn_sources.c.turn).where(or_(turn_sources.c.source == path, rows))
        with self._engine.begin() as connection:
            connection.execute(delete(turns).where(turns.c.id.in_(told)))

    def knows(self, conversation: str) -> bool:
        """Whether anything was ever appended."""
        query = select(turns.c.id).where(turns.c.conversation == conversation).limit(1)
        with self._engine.connect() as connection:
            return connection.scalar(query) is not None
