"""Somebody writes on in a thread, without naming the assistant."""

from __future__ import annotations

from bot.desk import Desk
from bot.incoming import Incoming
from bot.wording import addresses_another, names_assistant


def take_follow_up(message: Incoming, desk: Desk) -> None:
    """Only in threads that the assistant takes part in, and only what is not meant for somebody else.

    A message that names the assistant comes as a mention too, and is taken there.
    """
    if not message.thread_ts or names_assistant(message.text, message.bot_user):
        return
    if desk.takes_part(message.thread) and not addresses_another(message.text, message.bot_user):
        desk.accept(message)
