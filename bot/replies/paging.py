"""A button below a list that is longer than what is shown of it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.replies.buttons import Button, buttons
from bot.replies.catalogue import texts
from bot.replies.message import Message, with_row
from bot.replies.rows import pages_of
from knowledge.outcomes import Answer, RowsAnswered


def with_next_page(messages: Sequence[Message], answer: Answer, id: str, page: int) -> tuple[Message, ...]:
    """``page`` is the one that the messages show, counted from 0; ``id`` names the question."""
    if not messages or not isinstance(answer, RowsAnswered) or page + 1 >= pages_of(answer):
        return tuple(messages)
    said = texts(answer.language)
    return with_row(messages, buttons([Button(said("Show more"), "more", f"{id}:{page + 1}")]))
