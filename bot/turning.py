"""Presses of "show more" below a list."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.incoming import Incoming
from bot.ports import QuestionLog
from bot.pressed import Press
from bot.responder import Responder


class Turning:
    """A list is asked for anew at each press: what is kept of a question is its words, not its rows."""

    def __init__(self, questions: QuestionLog, responder: Responder) -> None:
        self._questions = questions
        self._responder = responder

    @property
    def presses(self) -> Mapping[str, Callable[[Press], None]]:
        return {"more": self._turn}

    def _turn(self, press: Press) -> None:
        """Once for each page, whoever presses, and however often."""
        id, _, page = press.value.rpartition(":")
        asked = self._questions.get(id)
        if asked is None or not page.isdecimal():
            return
        message = Incoming(
            event_id=f"{id}:{page}",
            team=press.team,
            channel=press.channel,
            user=press.user,
            ts=asked.thread,
            text=asked.words,
            bot_user=press.bot_user,
            thread_ts=asked.thread,
            is_direct=press.channel.startswith("D"),
        )
        self._responder.turn_page(message, id, int(page))
