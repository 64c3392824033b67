"""The elements of a form. Each has one name, for its block and for what it gives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.replies.inert import visible
from bot.replies.limits import INPUT_CHARACTERS, OPTION_CHARACTERS, Block

_LONGEST_LINE = 150


@dataclass(frozen=True, slots=True)
class Field:
    """What stands beside an element; ``hint`` below it."""

    name: str
    label: str
    hint: str = ""
    required: bool = False


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    label: str


def line(field: Field, value: str = "") -> Block:
    """A text on one line; one that is longer already may stay so."""
    return _input(field, _text(value, min(max(_LONGEST_LINE, len(value)), INPUT_CHARACTERS)))


def lines(field: Field, values: Sequence[str] = ()) -> Block:
    """Several texts, one a line; as many of those that are there as it holds."""
    return _input(field, _text(_fitting(values), INPUT_CHARACTERS) | {"multiline": True})


def paragraph(field: Field, longest: int, value: str = "") -> Block:
    return _input(field, _text(value, longest) | {"multiline": True})


def choice(field: Field, options: Sequence[Option], chosen: str) -> Block:
    """One of several; ``chosen`` is one of them."""
    shown = {one.value: option(one) for one in options}
    element = {"type": "static_select", "options": list(shown.values()), "initial_option": shown[chosen]}
    return _input(field, element)


def checkboxes(field: Field, options: Sequence[Option], chosen: Sequence[str]) -> Block:
    shown = [option(one) for one in options]
    ticked = [one for one in shown if one["value"] in chosen]
    # Slack takes no empty list here.
    initial = {"initial_options": ticked} if ticked else {}
    return _input(field, {"type": "checkboxes", "options": shown} | initial)


def day_picker(field: Field, value: date | None) -> Block:
    initial = {"initial_date": value.isoformat()} if value else {}
    return _input(field, {"type": "datepicker"} | initial)


def people_picker(field: Field, users: Sequence[str]) -> Block:
    initial = {"initial_users": list(users)} if users else {}
    return _input(field, {"type": "multi_users_select"} | initial)


def person_picker(field: Field, user: str = "") -> Block:
    initial = {"initial_user": user} if user else {}
    return _input(field, {"type": "users_select"} | initial)


def option(one: Option) -> dict[str, Any]:
    label = visible(one.label)
    short = label if len(label) <= OPTION_CHARACTERS else f"{label[: OPTION_CHARACTERS - 1].rstrip()}…"
    return {"text": _plain(short), "value": one.value}


def _text(value: str, longest: int) -> dict[str, Any]:
    initial = {"initial_value": visible(value)[:longest]} if value else {}
    return {"type": "plain_text_input", "max_length": longest} | initial


def _fitting(values: Sequence[str]) -> str:
    text = ""
    for value in values:
        joined = f"{text}\n{value}" if text else value
        if len(joined) > INPUT_CHARACTERS:
            break
        text = joined
    return text


def _input(field: Field, element: dict[str, Any]) -> Block:
    block = {
        "type": "input",
        "block_id": field.name,
        "label": _plain(field.label),
        "element": element | {"action_id": field.name},
        "optional": not field.required,
    }
    return block | ({"hint": _plain(field.hint)} if field.hint else {})


def _plain(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text}
