"""Slack's agent view: somebody opens the conversation, looks elsewhere beside it, or presses Slack's stop button; and
the app is removed from the workspace."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from slack_bolt import App

from bot.openings import Opening
from bot.reception import Reception
from bot.stops import Stops

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class AgentDesk:
    """Who takes these events. ``leave`` ends the program: nothing can be said any more."""

    reception: Reception
    stops: Stops
    leave: Callable[[], None]


def take_opening(event: Mapping[str, Any], body: Mapping[str, Any], desk: AgentDesk) -> None:
    desk.reception.receive(Opening.from_body(body))


def take_context(event: Mapping[str, Any], body: Mapping[str, Any], desk: AgentDesk) -> None:
    desk.reception.look_along(Opening.from_body(body))


def take_stop(event: Mapping[str, Any], body: Mapping[str, Any], desk: AgentDesk) -> None:
    if event.get("thread_ts"):
        desk.stops.stop(str(event["channel"]), str(event["thread_ts"]), str(event["event_ts"]))


def take_removal(event: Mapping[str, Any], body: Mapping[str, Any], desk: AgentDesk) -> None:
    _log.warning("the app was removed from the workspace (%s), so it stops", event["type"])
    desk.leave()


def take_revocation(event: Mapping[str, Any], body: Mapping[str, Any], desk: AgentDesk) -> None:
    """A person's own token says nothing of the assistant's."""
    if (event.get("tokens") or {}).get("bot"):
        take_removal(event, body, desk)


AGENT_LISTENERS: Mapping[str, Callable[[Mapping[str, Any], Mapping[str, Any], AgentDesk], None]] = {
    "app_home_opened": take_opening,
    "app_context_changed": take_context,
    "agent_session_stopped": take_stop,
    "app_uninstalled": take_removal,
    "tokens_revoked": take_revocation,
}


def register_agent(app: App, desk: AgentDesk) -> None:
    """Before all other listeners: the Home is opened by an event of the same name."""
    for name, listener in AGENT_LISTENERS.items():
        matchers = [_is_conversation] if name == "app_home_opened" else []
        app.event(name, matchers=matchers)(_taking(listener, desk))


def _taking(
    listener: Callable[[Mapping[str, Any], Mapping[str, Any], AgentDesk], None], desk: AgentDesk
) -> Callable[..., None]:
    def take(event: dict[str, Any], body: dict[str, Any]) -> None:
        listener(event, body, desk)

    return take


def _is_conversation(event: dict[str, Any]) -> bool:
    return event.get("tab") == "messages"
