"""Buttons below a message. What one carries must fit; nothing is shortened here but the words on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from bot.replies.fields import Option, option
from bot.replies.inert import visible
from bot.replies.limits import BUTTON_CHARACTERS, Block
from bot.replies.message import context, section

Style = Literal["", "primary", "danger"]


@dataclass(frozen=True, slots=True)
class Confirm:
    """Asked before a press counts."""

    title: str
    text: str
    yes: str
    no: str


@dataclass(frozen=True, slots=True)
class Button:
    """``action`` is unique in its message; ``value`` is what a press brings."""

    label: str
    action: str
    value: str
    style: Style = ""
    confirm: Confirm | None = None


@dataclass(frozen=True, slots=True)
class Menu:
    """What is chosen in it counts at once, as a press that brings its value. ``chosen`` is the value that holds now."""

    label: str
    action: str
    options: Sequence[Option]
    chosen: str = ""


def buttons(several: Sequence[Button | Menu]) -> Block:
    """A row of buttons and menus."""
    elements = [_menu(one) if isinstance(one, Menu) else _element(one) for one in several]
    return {"type": "actions", "elements": elements}


def chooser(mrkdwn: str, menu: Menu) -> Block:
    """Words, and beside them a menu."""
    return section(mrkdwn) | {"accessory": _menu(menu)}


def with_words_for(blocks: Sequence[Block], action: str, words: str) -> list[Block]:
    """A message's blocks as Slack tells of them, with ``words`` in the place of the row that holds this button."""
    return [
        context(words) if _holds(block, action) else _cards_with(block, action, words) for block in blocks
    ]


def _cards_with(block: Block, action: str, words: str) -> Block:
    """The same for a card that holds it: the words stand below its title, where such a card says nothing else."""
    if block.get("type") != "carousel":
        return block
    shown = {"type": "mrkdwn", "text": words, "verbatim": True}
    cards = [
        {name: value for name, value in card.items() if name != "actions"} | {"subtitle": shown}
        if any(button.get("action_id") == action for button in card.get("actions", ()))
        else card
        for card in block["elements"]
    ]
    return block | {"elements": cards}


def _holds(block: Block, action: str) -> bool:
    return any(element.get("action_id") == action for element in block.get("elements", ()))


def beside(mrkdwn: str, button: Button) -> Block:
    """Words, and beside them a button."""
    return section(mrkdwn) | {"accessory": _element(button)}


def _menu(menu: Menu) -> dict[str, Any]:
    shown = {one.value: option(one) for one in menu.options}
    element: dict[str, Any] = {
        "type": "static_select",
        "action_id": menu.action,
        "placeholder": {"type": "plain_text", "text": visible(menu.label)},
        "options": list(shown.values()),
    }
    return element | ({"initial_option": shown[menu.chosen]} if menu.chosen else {})


def _element(button: Button) -> dict[str, Any]:
    label = visible(button.label)
    short = label if len(label) <= BUTTON_CHARACTERS else f"{label[: BUTTON_CHARACTERS - 1].rstrip()}…"
    element: dict[str, Any] = {
        "type": "button",
        "action_id": button.action,
        "value": button.value,
        "text": {"type": "plain_text", "text": short, "emoji": True},
    }
    if button.confirm:
        element["confirm"] = _confirm(button.confirm)
    return element | ({"style": button.style} if button.style else {})


def _confirm(confirm: Confirm) -> dict[str, Any]:
    said = {"title": confirm.title, "text": confirm.text, "confirm": confirm.yes, "deny": confirm.no}
    shown: dict[str, Any] = {name: {"type": "plain_text", "text": text} for name, text in said.items()}
    return shown | {"style": "danger"}
