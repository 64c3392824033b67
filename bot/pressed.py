"""A press of a button, a typed command, a shortcut, and a form that was sent, translated in: the last place that sees
such a payload."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Self

# What an element of a form gives: a text, a choice, several choices, or nothing.
Given = str | tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Press:
    """Who used which button, menu or command, and where. ``id`` is the same when Slack tells of it again; ``action`` is
    the element's own name and ``value`` what it carries, what was chosen, or what was typed. ``trigger`` opens a form
    within 3 seconds, ``reply_to`` takes up to five private replies within 30 minutes,
    ``view`` is the form that it was in, "" elsewhere."""

    id: str
    action: str
    value: str
    user: str
    team: str
    trigger: str = ""
    channel: str = ""
    ts: str = ""
    thread: str = ""
    bot_user: str = ""
    reply_to: str = ""
    view: str = ""

    @classmethod
    def from_body(cls, body: Mapping[str, Any], team: str, bot_user: str) -> Self:
        """``team`` is the workspace that the assistant lives in, ``bot_user`` its own user id there."""
        action, place = body["actions"][0], body.get("container") or {}
        user = str(body["user"]["id"])
        return cls(
            id=f"press:{user}:{action.get('action_ts', '')}:{action['action_id']}",
            action=str(action["action_id"]),
            value=_value(action),
            user=user,
            team=team,
            trigger=str(body.get("trigger_id") or ""),
            channel=str(place.get("channel_id") or ""),
            ts=str(place.get("message_ts") or ""),
            thread=str(place.get("thread_ts") or ""),
            bot_user=bot_user,
            reply_to=str(body.get("response_url") or ""),
            view=_form_of(body),
        )

    @classmethod
    def from_command(cls, body: Mapping[str, Any], team: str) -> Self:
        """A slash command; ``team`` is the workspace that the assistant lives in."""
        user = str(body["user_id"])
        return cls(
            id=f"press:{user}:{body['trigger_id']}:command",
            action="command",
            value=str(body.get("text") or ""),
            user=user,
            team=team,
            trigger=str(body["trigger_id"]),
            channel=str(body["channel_id"]),
            reply_to=str(body.get("response_url") or ""),
        )

    @classmethod
    def from_shortcut(cls, body: Mapping[str, Any], team: str) -> Self:
        """A shortcut: of a message, whose words are the value, or of the whole workspace."""
        user, message = str(body["user"]["id"]), body.get("message") or {}
        return cls(
            id=f"press:{user}:{body['trigger_id']}:{body['callback_id']}",
            action=str(body["callback_id"]),
            value=str(message.get("text") or ""),
            user=user,
            team=team,
            trigger=str(body["trigger_id"]),
            channel=str((body.get("channel") or {}).get("id") or ""),
            ts=str(message.get("ts") or ""),
            thread=str(message.get("thread_ts") or ""),
            reply_to=str(body.get("response_url") or ""),
        )

    @classmethod
    def from_json(cls, payload: str) -> Self:
        return cls(**json.loads(payload))

    def to_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False)

    @property
    def name(self) -> str:
        """The action without the number that tells it from others like it in the same message ("ask.2")."""
        stem, _, number = self.action.rpartition(".")
        return stem if number.isdecimal() else self.action


@dataclass(frozen=True, slots=True)
class Submission:
    """A form that somebody sent. ``subject`` is what the form was opened about, ``given`` holds what each of its
    elements has, by the element's name; an element's name is its block's name too. ``view`` is the form on the screen:
    the same when Slack tells of it again."""

    form: str
    subject: str
    user: str
    team: str
    given: Mapping[str, Given]
    view: str = ""

    @classmethod
    def from_body(cls, body: Mapping[str, Any], team: str) -> Self:
        """``team`` is the workspace that the assistant lives in."""
        view = body["view"]
        return cls(
            form=str(view["callback_id"]),
            subject=str(view.get("private_metadata") or ""),
            user=str(body["user"]["id"]),
            team=team,
            given=dict(_given(view["state"]["values"])),
            view=str(view.get("id") or ""),
        )

    def text(self, name: str) -> str:
        """What was written; "" where nothing was."""
        given = self.given.get(name)
        return given.strip() if isinstance(given, str) else ""

    def choices(self, name: str) -> tuple[str, ...]:
        given = self.given.get(name)
        return given if isinstance(given, tuple) else ()


@dataclass(frozen=True, slots=True)
class Faults:
    """What is wrong in a form: a sentence for each of its elements by name."""

    sentences: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Accepted:
    """The form is taken, and closes. ``afterwards`` is what follows once Slack knows, and may be lost; ``then`` is work
    that must be done, also after a restart."""

    afterwards: Callable[[], None] | None = None
    then: Press | None = None


def _form_of(body: Mapping[str, Any]) -> str:
    view = body.get("view") or {}
    return str(view["id"]) if view.get("type") == "modal" else ""


def _value(action: Mapping[str, Any]) -> str:
    chosen = action.get("selected_option") or {}
    return str(
        action.get("value")
        or chosen.get("value")
        or action.get("selected_user")
        or action.get("selected_date")
        or ""
    )


def _given(values: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[str, Given]]:
    for elements in values.values():
        for name, state in elements.items():
            yield name, _of_element(state)


def _of_element(state: Mapping[str, Any]) -> Given:
    for several in ("selected_options", "selected_users"):
        if several in state:
            return tuple(
                str(one["value"]) if isinstance(one, Mapping) else str(one) for one in state[several] or ()
            )
    return _value(state) or None
