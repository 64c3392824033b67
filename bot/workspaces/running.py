"""One of several clusters while it is served in its workspace."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from typing import Any

from slack_bolt import App, BoltRequest
from slack_bolt.response import BoltResponse

from bot.app import build_app
from bot.client import fleeting_client
from bot.edge import Edge
from bot.gathering.watch import watch_channels
from bot.languages import Languages
from bot.people import People, Profile
from bot.replies.catalogue import Texts
from bot.services import Services
from bot.slack_side import make_ready, services_of, syncing_of, watch_of
from bot.wiring import Parts


class Running:
    """Between ``open`` and ``close``."""

    def __init__(self, parts: Parts, token: Callable[[], str], edge: Edge) -> None:
        """Raises ConfigurationError when Slack does not take the token or cannot be reached."""
        self.parts = parts
        self._services = services_of(parts, token=token, edge=edge)
        self._app = build_app(self._services)
        self._people = People(fleeting_client(self._services.client), parts.audiences)
        self._languages = Languages(parts.house, self._people, parts.preferences)
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

    def dispatch(self, body: Mapping[str, Any], headers: Mapping[str, Sequence[str]]) -> BoltResponse:
        """What is known to be Slack's."""
        # As Bolt takes what comes by a socket, which needs no signature.
        request = BoltRequest(body=dict(body), headers=dict(headers), mode="socket_mode")
        return self._app.dispatch(request)

    def known(self, user: str) -> Profile:
        """Whoever has this id of Slack's. Raises what Slack raises."""
        return self._people.known(user)

    def has_member(self, profile: Profile, workspace: str) -> bool:
        return self._people.is_member(profile, workspace)

    def said_to(self, user: str) -> Texts:
        """The texts in the language of whoever reads them."""
        return self._languages.of(user)
