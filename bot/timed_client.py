"""A client of Slack's Web API whose calls are timed, and whose token may be replaced while it is in use."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse

from knowledge.stages import UNTIMED, Stages


class TimedClient(WebClient):
    """Each call is a stage by the name of its method, with waiting and trying again; what is sent is not looked at."""

    stages: Stages = UNTIMED
    token_now: Callable[[], str] | None = None

    def api_call(self, api_method: str, **arguments: Any) -> SlackResponse:
        if self.token_now is not None:
            self.token = self.token_now()
        with self.stages.stage("slack", api_method) as stage:
            try:
                response = super().api_call(api_method, **arguments)
            except SlackApiError as error:
                stage.note(status=int(getattr(error.response, "status_code", 0)))
                raise
            stage.note(status=response.status_code)
            return response


def stages_of(client: WebClient) -> Stages:
    """Those that the calls of a client are told to."""
    return client.stages if isinstance(client, TimedClient) else UNTIMED
