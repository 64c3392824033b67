"""In which channels the assistant answers questions that nobody put to it, and when it did."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Engine, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from knowledge.records.tables import listening_channels, unasked_answers

_HOUR = timedelta(hours=1)
_KEPT = timedelta(days=1)


class Listening:
    """Safe from several threads and processes. ``channel`` and ``by`` are ids of the chat system; times are aware."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def is_on(self, channel: str) -> bool:
        query = select(listening_channels.c.channel).where(listening_channels.c.channel == channel)
        with self._engine.connect() as connection:
            return connection.scalar(query) is not None

    def switch_on(self, channel: str, by: str, at: datetime) -> None:
        """Harmless where it is on: who did it first stays."""
        try:
            with self._engine.begin() as connection:
                connection.execute(insert(listening_channels).values(channel=channel, by=by, at=at))
        except IntegrityError:
            return

    def switch_off(self, channel: str) -> None:
        with self._engine.begin() as connection:
            connection.execute(delete(listening_channels).where(listening_channels.c.channel == channel))

    def claim(self, channel: str, message: str, most: int, at: datetime) -> bool:
        """Whether ``message`` may be answered: the channel is still on, and it is one of at most ``most`` within an
        hour. One that was claimed before may be, so that a restart does not lose its answer."""
        on = update(listening_channels).where(listening_channels.c.channel == channel).values(channel=channel)
        old = delete(unasked_answers).where(unasked_answers.c.at <= at - _KEPT)
        own = select(unasked_answers.c.message).where(unasked_answers.c.message == message)
        lately = select(func.count()).where(
            unasked_answers.c.channel == channel, unasked_answers.c.at > at - _HOUR
        )
        with self._engine.begin() as connection:
            # Writing to the channel's row locks it, so that two claims at once do not both get the last place.
            if not connection.execute(on).rowcount:
                return False
            connection.execute(old)
            if connection.scalar(own) is not None:
                return True
            if (connection.scalar(lately) or 0) >= most:
                return False
            connection.execute(insert(unasked_answers).values(message=message, channel=channel, at=at))
        return True
