"""What people think of an answer: two thumbs below it, and one question to who holds theirs down."""

from __future__ import annotations

from collections.abc import Sequence

from bot.replies.buttons import Button, buttons
from bot.replies.catalogue import Texts
from bot.replies.limits import Block
from bot.replies.message import Message, message_of, with_row


def with_thumbs(messages: Sequence[Message], id: str, said: Texts) -> tuple[Message, ...]:
    """The thumbs stand below the last of the messages; they are for the eye and not in its text."""
    return with_row(messages, thumbs(id, said))


def why_message(id: str, said: Texts) -> Message:
    choices = (
        (said("It is wrong"), "wrong"),
        (said("It is out of date"), "old"),
        (said("Not what I asked"), "beside"),
        (said("Too long"), "long"),
    )
    row = [
        Button(label, f"feedback.why.{place}", f"{why}:{id}") for place, (label, why) in enumerate(choices)
    ]
    return message_of([said("Thank you for saying so. What is amiss?")], buttons(row))


def thanks_message(said: Texts) -> Message:
    return message_of([said("Thank you! It is noted, without your name.")])


def unknown_message(said: Texts) -> Message:
    return message_of([said("That answer is too old to be judged now. Just ask again.")])


def thumbs(id: str, said: Texts) -> Block:
    good, bad = said("Good answer"), said("Poor answer")
    return {
        "type": "context_actions",
        "elements": [
            {
                "type": "feedback_buttons",
                "action_id": "feedback",
                "positive_button": {
                    "text": {"type": "plain_text", "text": good},
                    "accessibility_label": good,
                    "value": f"good:{id}",
                },
                "negative_button": {
                    "text": {"type": "plain_text", "text": bad},
                    "accessibility_label": bad,
                    "value": f"bad:{id}",
                },
            }
        ],
    }
