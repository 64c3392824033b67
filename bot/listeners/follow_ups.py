"""Somebody writes in a channel or on in a thread, without naming the assistant."""

from __future__ import annotations

from dataclasses import replace

from bot.desk import Desk
from bot.incoming import Incoming
from bot.room_questions import asks_the_room
from bot.wording import addresses_another, names_assistant


def take_follow_up(message: Incoming, desk: Desk) -> None:
    """What is dropped in the channel for knowledge; in threads that the assistant takes part in, what is not meant for
    somebody else; outside of threads, questions to a channel that it listens to.

    A message that names the assistant comes as a mention too, and is taken there.
    """
    if names_assistant(message.text, message.bot_user):
        return
    if message.has_files and desk.keeps_files_in(message.channel):
        desk.accept(replace(message, put_to="shelf"))
    elif not message.thread_ts:
        _take_question_to_the_room(message, desk)
    elif desk.takes_part(message.thread) and not addresses_another(message.text, message.bot_user):
        desk.accept(message)


def _take_question_to_the_room(message: Incoming, desk: Desk) -> None:
    if message.is_shared or message.has_files or not asks_the_room(message.text):
        return
    if desk.listens_in(message.channel):
        desk.accept(replace(message, put_to="room"))
