"""What a person may do with an answer: share one that only they see, or pass a question on to a human being."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.replies.buttons import Button, buttons
from bot.replies.catalogue import Texts
from bot.replies.inert import shown
from bot.replies.limits import Block, pages
from bot.replies.message import Message, message_of, section
from knowledge.outcomes import Abstained, Answer

_LONGEST_QUOTE = 600
_LONGEST_NAME = 100


def with_choices(
    messages: Sequence[Message], answer: Answer, id: str, shareable: bool, reachable: bool, said: Texts
) -> tuple[Message, ...]:
    """Below an answer "share here", where others read; below an abstention "ask a coordinator", where one is there."""
    if isinstance(answer, Abstained):
        return with_coordinator(messages, id, said) if reachable else tuple(messages)
    if not shareable:
        return tuple(messages)
    return _with_row(messages, buttons([Button(said("Share here"), "answer.share", id)]))


def with_coordinator(messages: Sequence[Message], id: str, said: Texts) -> tuple[Message, ...]:
    """``id`` is that of the question."""
    return _with_row(messages, buttons([Button(said("Ask a coordinator"), "question.coordinator", id)]))


def opened(messages: Sequence[Message], opening: str) -> tuple[Message, ...]:
    """With a paragraph before them; in a message of its own where the first has no room."""
    first, *rest = messages
    joined = Message(f"{opening}\n\n{first.text}", (section(opening), *first.blocks))
    return (joined, *rest) if _fits(joined) else (message_of([opening]), *messages)


def shared_opening(name: str, words: str, said: Texts) -> str:
    return said("*{name}* asked: “{question}”", name=shown(name, _LONGEST_NAME), question=shown(words, _LONGEST_QUOTE))


def handed_letter(name: str, address: str, words: str, said: Texts) -> Message:
    """To a coordinator: a question that somebody wants a human being to answer. ``address`` leads to them in Slack; it and
    ``name`` are ready for a message."""
    return message_of(
        [
            said("{name} has a question that I could not answer.", name=name),
            said("In their words: “{need}”", need=shown(words, _LONGEST_QUOTE)),
            said("Answer {address} here in Slack.", address=address),
        ]
    )


def _with_row(messages: Sequence[Message], row: Block) -> tuple[Message, ...]:
    """Buttons are for the eye and not in the text; where the last message is full, they open one of their own."""
    *before, last = messages
    joined = replace(last, blocks=(*last.blocks, row))
    return (*before, joined) if _fits(joined) else (*messages, Message("…", (row,)))


def _fits(message: Message) -> bool:
    return len(list(pages(message.blocks))) == 1
