"""One of several clusters while it is served in its workspace."""

from __future__ import annotations

from contextlib import ExitStack

from slack_bolt import App, BoltRequest
from slack_bolt.response import BoltResponse

from bot.app import build_app
from bot.gathering.watch import watch_channels
from bot.services import Services
from bot.slack_side import make_ready, services_of, syncing_of, watch_of
from bot.wiring import Parts


class Running:
    """Between ``open`` and ``close``. ``workspace`` is Slack's id of where it is served."""

    def __init__(self, workspace: str, parts: Parts, token: str) -> None:
        """Raises ConfigurationError when Slack does not take the token or cannot be reached."""
        self.workspace = workspace
        self.parts = parts
        self.token = token
        self._services = services_of(parts, token=lambda: self.token)
        self._app = build_app(self._services)
        self._open = ExitStack()

    @property
    def is_left(self) -> bool:
        """Whether the app was removed from the workspace."""
        return self._services.leaving.is_set()

    @property
    def services(self) -> Services:
        return self._services

    @property
    def app(self) -> App:
        return self._app

    def open(self) -> None:
        make_ready(self.parts)
        syncing = syncing_of(self.parts, self._services)
        watch_channels(self._app, watch_of(self.parts, syncing.wake))
        # What is opened first is closed last: somebody else may have the seat once all is done.
        self._open.callback(self.parts.seat.leave)
        self._open.enter_context(self.parts.traces)
        self._open.callback(self._services.close)
        self._open.enter_context(syncing)
        self._services.resume()
        self._services.start()

    def close(self) -> None:
        """Finishes what is under way."""
        self._open.close()

    def dispatch(self, request: BoltRequest) -> BoltResponse:
        return self._app.dispatch(request)
