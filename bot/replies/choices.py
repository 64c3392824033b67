"""What may be done with an answer: judged, read on, shared where only one sees it; and what with a question that has
none: passed on to a human being."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from bot.replies.buttons import Button, buttons
from bot.replies.catalogue import Texts, texts
from bot.replies.feedback import with_thumbs
from bot.replies.inert import shown
from bot.replies.limits import pages
from bot.replies.message import Message, laid_out, message_of, section, with_row
from bot.replies.paging import with_next_page
from bot.replies.rows import pages_of
from knowledge.outcomes import Abstained, Answer, RowsAnswered

_LONGEST_QUOTE = 600
_LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class Private:
    """A question that was asked in private, by its id; ``page`` is the one that is shown, counted from 0. ``beside``
    says who else reads where it was asked."""

    id: str
    beside: Literal["others", "nobody"]
    page: int = 0


def with_next_steps(
    messages: Sequence[Message], answer: Answer, id: str, coordinators: Sequence[str]
) -> tuple[Message, ...]:
    """Where it stays: an answer may be judged, and a long list read on. That there is no answer is nobody's fault, and
    a coordinator may know. ``id`` is that of the question."""
    if isinstance(answer, Abstained):
        return _with_coordinator(messages, answer, id, coordinators)
    return with_thumbs(with_next_page(messages, answer, id, 0), id, texts(answer.language))


def with_private_steps(
    messages: Sequence[Message], answer: Answer, asked: Private, coordinators: Sequence[str]
) -> tuple[Message, ...]:
    """Where only the asker sees it: an answer may be shared with the others who read there, and a long list read on."""
    if isinstance(answer, Abstained):
        return _with_coordinator(messages, answer, asked.id, coordinators)
    said = texts(answer.language)
    row: list[Button] = []
    if asked.beside == "others":
        row.append(Button(said("Share here"), "answer.share", asked.id))
    if isinstance(answer, RowsAnswered) and asked.page + 1 < pages_of(answer):
        row.append(Button(said("Show more"), "answer.more", f"{asked.id}:{asked.page + 1}"))
    return with_row(messages, buttons(row)) if row else tuple(messages)


def _with_coordinator(
    messages: Sequence[Message], answer: Abstained, id: str, coordinators: Sequence[str]
) -> tuple[Message, ...]:
    if not coordinators:
        return tuple(messages)
    said = texts(answer.language)
    row = [
        Button(said("Ask a coordinator"), "question.coordinator", id),
        Button(said("… with my name"), "question.named", id),
    ]
    return with_row(messages, buttons(row))


def offered_in_private(id: str, said: Texts) -> Message:
    """To the asker of a question alone, by its ``id``: that they may be told more than all who read with them."""
    words = said(
        "There is more that I may tell you, but not everyone who reads here. Only you see this message."
    )
    return message_of([words], buttons([Button(said("Answer me in private"), "answer.alone", id)]))


def opened(messages: Sequence[Message], opening: str) -> tuple[Message, ...]:
    """With a paragraph before them; in a message of its own where the first has no room."""
    first, *rest = messages
    blocks = (section(opening), *first.blocks)
    if first.blocks and len(list(pages(blocks))) == 1:
        return (laid_out(f"{opening}\n\n{first.text}", blocks), *rest)
    return (message_of([opening]), *messages)


def shared_opening(name: str, words: str, said: Texts) -> str:
    return said(
        "*{name}* asked: “{question}”", name=shown(name, _LONGEST_NAME), question=shown(words, _LONGEST_QUOTE)
    )


def asked_opening(words: str, said: Texts) -> str:
    return said("You asked: “{question}”", question=shown(words, _LONGEST_QUOTE))


def handed_letter(name: str, address: str, words: str, said: Texts) -> Message:
    """To a coordinator: a question that somebody wants a human being to answer.

    ``address`` leads to them in Slack; it and ``name`` are ready for a message.
    """
    return message_of(
        [
            said("{name} has a question that I could not answer.", name=name),
            said("In their words: “{need}”", need=shown(words, _LONGEST_QUOTE)),
            said("Answer {address} here in Slack.", address=address),
        ]
    )


def nameless_letter(words: str, said: Texts) -> Message:
    """To a coordinator: a question that somebody wants a human being to answer, and who they are is not told."""
    return message_of(
        [
            said("Somebody has a question that I could not answer."),
            said("In their words: “{need}”", need=shown(words, _LONGEST_QUOTE)),
            said("You find it among the unanswered ones on my Home; I bring your answer back to them."),
        ]
    )
