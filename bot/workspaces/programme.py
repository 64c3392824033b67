"""All clusters of an installation at once: each is served while its workspace has the app installed."""

from __future__ import annotations

import logging
import threading
from collections.abc import Mapping
from http import HTTPStatus
from types import TracebackType

from slack_bolt import BoltRequest
from slack_bolt.response import BoltResponse

from bot.metrics import Metrics
from bot.wiring.installation import Installation
from bot.workspaces.gate import Gate
from bot.workspaces.installations import Installations
from bot.workspaces.running import Running
from knowledge.errors import ConfigurationError, KlyngebotError
from knowledge.settings import load_cluster

_log = logging.getLogger(__name__)
_LOOK_SECONDS = 5.0


class Programme:
    """Looks again and again who has installed the app, or removed it: also at another replica. One cluster that
    cannot be opened stops none of the others."""

    def __init__(self, installation: Installation, installations: Installations, signing_secret: str) -> None:
        self._installation = installation
        self._installations = installations
        self._gate = Gate(signing_secret)
        self._running: dict[str, Running] = {}
        self._left: list[Running] = []
        self._troubles: dict[str, str] = {}
        self._closing = threading.Event()
        self._looking = threading.Lock()
        self._thread = threading.Thread(target=self._look_on, name="programme", daemon=True)

    def __enter__(self) -> Programme:
        self.look()
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._closing.set()
        self._thread.join()
        closing = [threading.Thread(target=one.close) for one in (*self._running.values(), *self._left)]
        for thread in closing:
            thread.start()
        for thread in closing:
            thread.join()

    def dispatch(self, request: BoltRequest) -> BoltResponse:
        """To the cluster of the workspace that it comes from, which checks the signature. What comes from none is
        acknowledged, so that Slack does not send it again."""
        running = self._running.get(request.context.team_id or "")
        if running is not None:
            response = running.dispatch(request)
            if running.is_left:
                self._leave(running)
            return response
        return self._gate.answer(request) or BoltResponse(status=HTTPStatus.OK)

    def look(self) -> None:
        """Opens and closes what is to be."""
        with self._looking:
            wanted = workspaces(self._installation)
            for running in [*self._running.values()]:
                self._look_at(running, wanted)
            while self._left:
                self._left.pop().close()
            for workspace, name in wanted.items():
                self._attend(workspace, name)

    def ready(self) -> str:
        """Why no question can be answered; "" where some can."""
        if not self._running:
            return "no workspace has installed the app"
        faults = [one.parts.readings.fault() for one in self._running.values()]
        return "" if "" in faults else faults[0]

    def metrics(self) -> Mapping[str, Metrics]:
        """Of the clusters that are served now, by their names."""
        return {one.parts.name: one.parts.metrics for one in self._running.values()}

    def _look_at(self, running: Running, wanted: Mapping[str, str]) -> None:
        if running.is_left:
            self._leave(running)
        elif wanted.get(running.workspace) != running.parts.name or not self._installations.of(
            running.workspace
        ):
            self._set_aside(running)

    def _leave(self, running: Running) -> None:
        """At once: the next token for this workspace is that of a new installation."""
        if self._set_aside(running):
            self._installations.remove(running.workspace)

    def _set_aside(self, running: Running) -> bool:
        """To be closed; False where it is already."""
        if self._running.pop(running.workspace, None) is None:
            return False
        self._left.append(running)
        return True

    def _attend(self, workspace: str, name: str) -> None:
        try:
            bot = self._installations.renewed(workspace)
            if bot is not None and bot.bot_token:
                self._serve(workspace, name, bot.bot_token)
        except KlyngebotError as error:
            if self._troubles.get(workspace) != str(error):
                _log.error("%s is not served: %s", name, error)
            self._troubles[workspace] = str(error)
        else:
            self._troubles.pop(workspace, None)

    def _serve(self, workspace: str, name: str, token: str) -> None:
        if running := self._running.get(workspace):
            running.token = token
            return
        self._installation.forget(name)
        running = Running(workspace, self._installation.parts(name), token)
        running.open()
        self._running[workspace] = running
        _log.info("%s is served in %s", name, workspace)

    def _look_on(self) -> None:
        while not self._closing.wait(_LOOK_SECONDS):
            try:
                self.look()
            except Exception as error:  # noqa: BLE001 - the edge: what runs goes on, and the next look may see more
                _log.error("who has installed the app is unknown: %s", type(error).__name__)
                _log.debug("the cause", exc_info=error)


def workspaces(installation: Installation) -> Mapping[str, str]:
    """The clusters by the workspaces that they name. One whose file cannot be used has none."""
    found: dict[str, str] = {}
    for name in installation.clusters.names():
        try:
            workspace = load_cluster(installation.clusters.file_of(name)).slack.workspace
        except ConfigurationError as error:
            _log.error("%s cannot be served: %s", name, error)
            continue
        if workspace in found:
            raise ConfigurationError(
                f"'{found[workspace]}' and '{name}' both name the workspace {workspace}; a workspace has one cluster."
            )
        if workspace:
            found[workspace] = name
    return found
