"""A client of Slack's Web API whose calls are timed and pass an edge, and whose token may be replaced while it is in
use."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse

from bot.edge import NO_EDGE, Body, Edge
from knowledge.stages import UNTIMED, Stages

# Where slack_sdk puts what goes with a call, by method.
_PLACES = ("json", "params")


class TimedClient(WebClient):
    """Each call is a stage by the name of its method, with waiting and trying again; what is sent is not looked at."""

    stages: Stages = UNTIMED
    edge: Edge = NO_EDGE
    token_now: Callable[[], str] | None = None

    def api_call(self, api_method: str, **arguments: Any) -> SlackResponse:
        place = next((one for one in _PLACES if arguments.get(one)), "")
        body: Body = arguments.get(place) or {}
        going = self.edge.sent(api_method, body)
        if going is None:
            return _unsent(self, api_method)
        response = self._called(api_method, arguments | ({place: going} if place else {}))
        if isinstance(response.data, dict):
            response.data = dict(self.edge.received(api_method, body, response.data))
        return response

    def _called(self, method: str, arguments: dict[str, Any]) -> SlackResponse:
        if self.token_now is not None:
            self.token = self.token_now()
        with self.stages.stage("slack", method) as stage:
            try:
                response = super().api_call(method, **arguments)
            except SlackApiError as error:
                stage.note(status=int(getattr(error.response, "status_code", 0)))
                raise
            stage.note(status=response.status_code)
            return response


def _unsent(client: WebClient, method: str) -> SlackResponse:
    return SlackResponse(
        client=client,
        http_verb="POST",
        api_url=method,
        req_args={},
        data={"ok": True},
        headers={},
        status_code=200,
    )


def stages_of(client: WebClient) -> Stages:
    """Those that the calls of a client are told to."""
    return client.stages if isinstance(client, TimedClient) else UNTIMED


def edge_of(client: WebClient) -> Edge:
    """The one that the calls of a client pass."""
    return client.edge if isinstance(client, TimedClient) else NO_EDGE
