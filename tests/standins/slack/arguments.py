"""From a request's body to a method's arguments, held against Slack's published ones."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .errors import ApiError, Payload
from .facts import ArgumentFacts, MethodFacts

# slack_sdk adds it to every call of a client that Bolt made, whatever the method.
_ALWAYS_ALLOWED = {"team_id"}
_TRUE, _FALSE = {"1", "true", "True"}, {"0", "false", "False", ""}


@dataclass(frozen=True, slots=True)
class Incoming:
    """A call as it came over the line; `fault` is set when the body could not be read."""

    method: str
    token: str | None
    values: Payload
    encoding: str
    fault: ApiError | None = None


def from_json(method: str, token: str | None, body: str) -> Incoming:
    """A JSON body; only its `token` is taken out."""
    try:
        values = json.loads(body)
    except json.JSONDecodeError:
        return Incoming(method, token, {}, "json", ApiError("invalid_json"))
    if not isinstance(values, dict):
        return Incoming(method, token, {}, "json", ApiError("json_not_object"))
    said = values.pop("token", None)
    return Incoming(method, token or said, values, "json")


def from_form(
    method: str, token: str | None, fields: Mapping[str, Any], facts: MethodFacts | None
) -> Incoming:
    """A form or query string; structured fields arrive as JSON text and are decoded where possible."""
    values = {key: _decoded(key, value, facts) for key, value in fields.items() if key != "token"}
    return Incoming(method, token or fields.get("token"), values, "form")


def check(incoming: Incoming, facts: MethodFacts) -> Payload:
    """The arguments with their types, or the error that Slack gives."""
    if incoming.fault is not None:
        raise incoming.fault
    if incoming.encoding == "json" and not facts.json_allowed:
        raise ApiError("invalid_arguments", f"{facts.name} does not take application/json, send a form")
    given = {key: value for key, value in incoming.values.items() if value is not None}
    unknown = sorted(set(given) - set(facts.arguments) - _ALWAYS_ALLOWED)
    if unknown:
        raise ApiError("invalid_arguments", *(f"{facts.name} has no argument `{key}`" for key in unknown))
    missing = [key for key in facts.required if given.get(key) in (None, "", [])]
    if missing:
        raise ApiError("invalid_arguments", *(f"missing required field: {key}" for key in missing))
    known = {key: value for key, value in given.items() if key in facts.arguments}
    return {key: _typed(key, value, facts.arguments[key]) for key, value in known.items()}


def _decoded(key: str, value: Any, facts: MethodFacts | None) -> Any:
    structured = facts is not None and key in facts.arguments and facts.arguments[key].kind == "json"
    if not structured or not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except json.JSONDecodeError:
        return value


def _typed(key: str, value: Any, facts: ArgumentFacts) -> Any:
    match facts.kind:
        case "boolean":
            value = _boolean(key, value)
        case "number" | "integer":
            value = _number(key, value)
        case "string":
            _check_string(key, value)
        case "json" if isinstance(value, str):
            # A string of JSON inside a JSON body, which Slack takes as well.
            value = _parsed(key, value)
    _check_bounds(key, value, facts)
    return value


def _boolean(key: str, value: Any) -> bool:
    if isinstance(value, bool):
        return value
    if str(value) in _TRUE | _FALSE:
        return str(value) in _TRUE
    raise ApiError("invalid_arguments", f"must be a boolean [json-pointer:/{key}]")


def _number(key: str, value: Any) -> int:
    try:
        return int(value)
    except (TypeError, ValueError):
        raise ApiError("invalid_arguments", f"must be a number [json-pointer:/{key}]") from None


def _check_string(key: str, value: Any) -> None:
    if not isinstance(value, str):
        raise ApiError("invalid_arguments", f"must be a string [json-pointer:/{key}]")


def _parsed(key: str, value: str) -> Any:
    try:
        return json.loads(value)
    except json.JSONDecodeError:
        error = "invalid_blocks_format" if key == "blocks" else "invalid_arguments"
        raise ApiError(error, f"must be valid JSON [json-pointer:/{key}]") from None


def _check_bounds(key: str, value: Any, facts: ArgumentFacts) -> None:
    at = f"[json-pointer:/{key}]"
    if facts.enum and value not in facts.enum:
        raise ApiError("invalid_arguments", f"must be one of {', '.join(facts.enum)} {at}")
    if facts.minimum is not None and value < facts.minimum:
        raise ApiError("invalid_arguments", f"must be at least {facts.minimum} {at}")
    if facts.maximum is not None and value > facts.maximum:
        raise ApiError("invalid_arguments", f"must be at most {facts.maximum} {at}")
    if facts.max_length is not None and len(value) > facts.max_length:
        raise ApiError("invalid_arguments", f"must be less than {facts.max_length + 1} characters {at}")
    if facts.max_items is not None or facts.item_max_length is not None:
        _check_items(value, facts, at)


def _check_items(value: Any, facts: ArgumentFacts, at: str) -> None:
    if not isinstance(value, list):
        raise ApiError("invalid_arguments", f"must be an array {at}")
    if not (facts.min_items or 0) <= len(value) <= (facts.max_items or len(value)):
        raise ApiError("invalid_arguments", f"must hold {facts.min_items} to {facts.max_items} items {at}")
    longest = facts.item_max_length
    if longest is not None and any(not 0 < len(item) <= longest for item in value):
        raise ApiError("invalid_arguments", f"each item must be 1 to {longest} characters {at}")
