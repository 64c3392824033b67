"""What comes from a workspace that several clusters share goes to the one that it is for. Where nothing tells which
that is, the person is asked, and what they sent waits until they have chosen."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from slack_bolt import BoltRequest
from slack_bolt.response import BoltResponse

from bot.client import SLACK_ERRORS, reason
from bot.edge import Body
from bot.workspaces.addressing import Address, address_of, first_of, held_in, unmarked
from bot.workspaces.choosing import (
    CHANGING,
    CHOOSING,
    asks_to_change,
    change,
    chosen,
    gone,
    once_more,
    question,
)
from bot.workspaces.ledger import Ledger
from bot.workspaces.running import Running
from bot.workspaces.usher import Usher
from bot.workspaces.workspace import Workspace
from knowledge.errors import KlyngebotError

_log = logging.getLogger(__name__)
# What people put to the assistant, so that they wait for something.
_ASKED = {"said", "command", "shortcut", "home"}

Headers = Mapping[str, Sequence[str]]


class Switchboard:
    """Of one workspace. Requests are known to be Slack's."""

    def __init__(self, workspace: Workspace, ledger: Ledger) -> None:
        self._workspace = workspace
        self._ledger = ledger
        self._usher = Usher(workspace)

    def dispatch(self, request: BoltRequest) -> BoltResponse:
        body, address = request.body, address_of(request.body)
        if address.kind == "everyone's":
            return self._to_all(body, request.headers)
        try:
            return self._own(body, address) or self._passed_on(body, address, request.headers)
        except (KlyngebotError, *SLACK_ERRORS) as error:
            # An event is sent again.
            _log.warning("for whom a request (%s) is, is not known: %s", address.kind, reason(error))
            return BoltResponse(status=HTTPStatus.SERVICE_UNAVAILABLE)

    def _own(self, body: Body, address: Address) -> BoltResponse | None:
        """For no cluster: somebody chooses one, or wants to. None for what is for one."""
        pressed = first_of(body, "actions")
        if pressed.get("block_id") == CHOOSING:
            return self._choose(body, address, str(pressed.get("value") or ""))
        if pressed.get("block_id") == CHANGING:
            return self._usher.show_home(address.user)
        if asks_to_change(address.kind, address.words):
            said = self._workspace.said_to(address.user)
            return self._usher.say(address, change(self._workspace.open_to(address.user), said))
        return None

    def _passed_on(self, body: Body, address: Address, headers: Headers) -> BoltResponse:
        name = self._workspace.whose(address)
        if not name:
            return self._ask(body, address) if address.kind in _ASKED else _taken()
        running = self._workspace.running.get(name)
        if running is None:
            # It may be soon: an event is sent again. Nobody else takes what is that cluster's.
            _log.warning("something for %s, which is not served, is turned away", name)
            return BoltResponse(status=HTTPStatus.SERVICE_UNAVAILABLE)
        self._workspace.note(address, name)
        return running.dispatch(unmarked(body, name), headers)

    def _to_all(self, body: Body, headers: Headers) -> BoltResponse:
        for running in [*self._workspace.running.values()]:
            running.dispatch(body, headers)
        return _taken()

    def _ask(self, body: Body, address: Address) -> BoltResponse:
        """What came by a menu cannot wait: Slack opens its form within three seconds."""
        called, said = self._workspace.open_to(address.user), self._workspace.said_to(address.user)
        if address.kind == "shortcut":
            return self._usher.say(address, once_more(called, said))
        if address.kind == "home":
            answer = self._usher.show_home(address.user)
        else:
            answer = self._usher.say(address, question(called, said))
        self._ledger.hold(self._workspace.id, address.id, address.user, body)
        return answer

    def _choose(self, body: Body, address: Address, name: str) -> BoltResponse:
        running, said = self._workspace.running.get(name), self._workspace.said_to(address.user)
        if running is None:
            return self._usher.answer(body, gone(said))
        self._ledger.choose(self._workspace.id, address.user, name)
        self._let_go(running, name, address.user)
        if body.get("view"):
            running.dispatch(_opening(body, address), {})
        return self._usher.answer(body, chosen(self._workspace.called(name), said))

    def _let_go(self, running: Running, name: str, user: str) -> None:
        """What they sent before they chose. A cluster takes what it is told twice once."""
        for id, body in self._ledger.held(self._workspace.id, user):
            self._workspace.note(address_of(body), name)
            running.dispatch(body, {})
            self._ledger.let_go(self._workspace.id, id)


def _taken() -> BoltResponse:
    return BoltResponse(status=HTTPStatus.OK)


def _opening(body: Body, address: Address) -> dict[str, Any]:
    """As if they opened the Home now."""
    team = str(held_in(body, "team").get("id") or "")
    return {
        "type": "event_callback",
        "event_id": f"chosen:{address.id}",
        "team_id": team,
        "api_app_id": body.get("api_app_id"),
        "authorizations": [{"team_id": team, "is_bot": True}],
        "event": {"type": "app_home_opened", "tab": "home", "user": address.user, "channel": ""},
    }
