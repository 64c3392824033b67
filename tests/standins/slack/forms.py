"""Interactive elements: where they are among blocks, what a press on one says, and a form's values."""

from collections.abc import Iterator, Mapping
from typing import Any

from .errors import Payload, StandInError

_SINGLE = {"static_select", "external_select", "radio_buttons", "overflow"}
_MULTI = {"multi_static_select", "multi_external_select", "checkboxes"}
_SELECTED = {
    "users_select": "selected_user",
    "multi_users_select": "selected_users",
    "conversations_select": "selected_conversation",
    "multi_conversations_select": "selected_conversations",
    "channels_select": "selected_channel",
    "multi_channels_select": "selected_channels",
    "datepicker": "selected_date",
    "timepicker": "selected_time",
    "datetimepicker": "selected_date_time",
}
_BUTTONS = {"button", "workflow_button", "icon_button", "feedback_buttons"}
# Slack names a block without block_id itself; here by its place.
_UNNAMED = "block-{}"


def elements_of(blocks: list[Payload]) -> Iterator[tuple[str, Payload]]:
    """Every element with an action_id, at any depth, with the id of its outermost block."""
    for position, block in enumerate(blocks):
        block_id = block.get("block_id") or _UNNAMED.format(position)
        yield from ((block_id, element) for element in _interactive(block))


def action_of(element: Payload, value: Any) -> Payload:
    """The entry in `actions` for one press or choice."""
    kind, base = element["type"], {"type": element["type"], "action_id": element["action_id"]}
    if kind == "feedback_buttons":
        chosen = [
            element[key] for key in ("positive_button", "negative_button") if element[key]["value"] == value
        ]
        if not chosen:
            raise StandInError(f"the feedback buttons have no value {value!r}")
        return {**base, "value": value, "text": chosen[0]["text"]}
    if kind in _BUTTONS:
        return {**base, **{key: element[key] for key in ("text", "value") if key in element}}
    return {**base, **_filled(element, value)}


def state_of(blocks: list[Payload], values: Mapping[str, Any], complete: bool = False) -> Payload:
    """`state.values` of a form filled with `values` by action_id, else with its initial values.

    With `complete` a required input may not be empty.
    """
    state: dict[str, Payload] = {}
    left = set(values)
    for block_id, element in elements_of(blocks):
        if element["type"] in _BUTTONS:
            continue
        given = values.get(element["action_id"], _initial(element))
        left.discard(element["action_id"])
        state.setdefault(block_id, {})[element["action_id"]] = {
            "type": element["type"],
            **_filled(element, given),
        }
        if complete and given in (None, "", []) and _is_required(blocks, element):
            raise StandInError(f"the input {element['action_id']!r} is required and empty")
    if left:
        raise StandInError(f"the form has no {sorted(left)}")
    return state


def _interactive(node: Any) -> Iterator[Payload]:
    if isinstance(node, dict):
        if "action_id" in node and "type" in node:
            yield node
        for value in node.values():
            yield from _interactive(value)
    elif isinstance(node, list):
        for value in node:
            yield from _interactive(value)


def _filled(element: Payload, value: Any) -> Payload:
    kind = element["type"]
    if kind in _SINGLE:
        return {"selected_option": None if value is None else _option(element, value)}
    if kind in _MULTI:
        return {"selected_options": [_option(element, one) for one in value or []]}
    if kind in _SELECTED:
        return {_SELECTED[kind]: value}
    if kind == "rich_text_input":
        return {"rich_text_value": value}
    return {"value": value}


def _option(element: Payload, value: Any) -> Payload:
    options = [
        *element.get("options", []),
        *(o for g in element.get("option_groups", []) for o in g["options"]),
    ]
    found: Payload | None = next((option for option in options if option["value"] == value), None)
    if found is not None:
        return found
    if "external" in element["type"]:
        return {"text": {"type": "plain_text", "text": str(value)}, "value": value}
    raise StandInError(f"{element['action_id']!r} has no option {value!r}")


def _initial(element: Payload) -> Any:
    if element["type"] in _SINGLE:
        option = element.get("initial_option")
        return option and option["value"]
    if element["type"] in _MULTI:
        return [option["value"] for option in element.get("initial_options", [])]
    return next((value for key, value in element.items() if key.startswith("initial_")), None)


def _is_required(blocks: list[Payload], element: Payload) -> bool:
    return any(
        block["type"] == "input" and block.get("element") is element and not block.get("optional")
        for block in blocks
    )
