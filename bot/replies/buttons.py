"""Buttons below a message. What one carries must fit; nothing is shortened here but the words on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from bot.replies.inert import visible
from bot.replies.limits import BUTTON_CHARACTERS, VALUE_CHARACTERS, Block

Style = Literal["", "primary", "danger"]


@dataclass(frozen=True, slots=True)
class Button:
    """``action`` is unique in its message; ``value`` is what a press brings."""

    label: str
    action: str
    value: str
    style: Style = ""


def buttons(several: Sequence[Button]) -> Block:
    """A row of buttons. Raises ValueError for a value that is too long for Slack."""
    return {"type": "actions", "elements": [_element(one) for one in several]}


def _element(button: Button) -> dict[str, Any]:
    if len(button.value) > VALUE_CHARACTERS:
        raise ValueError(f"the button {button.action} carries {len(button.value)} characters")
    label = visible(button.label)
    short = label if len(label) <= BUTTON_CHARACTERS else f"{label[: BUTTON_CHARACTERS - 1].rstrip()}…"
    element = {
        "type": "button",
        "action_id": button.action,
        "value": button.value,
        "text": {"type": "plain_text", "text": short, "emoji": True},
    }
    return element | ({"style": button.style} if button.style else {})
