"""All clusters of an installation at once: each is served while its workspace has the app installed."""

from __future__ import annotations

import logging
import threading
from collections.abc import Mapping
from http import HTTPStatus
from types import TracebackType

from slack_bolt import BoltRequest
from slack_bolt.response import BoltResponse

from bot.edge import NO_EDGE
from bot.metrics import Metrics
from bot.wiring.installation import Installation
from bot.workspaces.gate import Gate
from bot.workspaces.ledger import Ledger
from bot.workspaces.marking import Marking
from bot.workspaces.running import Running
from bot.workspaces.switchboard import Switchboard
from bot.workspaces.tenants import NOBODY, Tenant, tenancies
from bot.workspaces.tokens import Tokens
from bot.workspaces.workspace import Workspace
from knowledge.errors import KlyngebotError

_log = logging.getLogger(__name__)
_LOOK_SECONDS = 5.0


class Programme:
    """Looks again and again who has installed the app, or removed it: also at another replica. One cluster that
    cannot be opened stops none of the others."""

    def __init__(self, installation: Installation, tokens: Tokens, ledger: Ledger) -> None:
        self._installation = installation
        self._tokens = tokens
        self._ledger = ledger
        self._gate = Gate(installation.environment.slack_signing_secret)
        self._workspaces: dict[str, Workspace] = {}
        self._tenancies = NOBODY
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
        closing = [threading.Thread(target=one.close) for one in (*self._running(), *self._left)]
        for thread in closing:
            thread.start()
        for thread in closing:
            thread.join()

    def dispatch(self, request: BoltRequest) -> BoltResponse:
        """To the cluster that it is for. What comes from a workspace without any is acknowledged, so that Slack does
        not send it again."""
        if (answered := self._gate.answer(request)) is not None:
            return answered
        workspace = self._workspaces.get(request.context.team_id or "")
        if workspace is None or not workspace.running:
            return BoltResponse(status=HTTPStatus.OK)
        if only := workspace.only:
            response = only.dispatch(request.body, request.headers)
        else:
            response = Switchboard(workspace, self._ledger).dispatch(request)
        if workspace.is_left:
            self._leave(workspace)
        return response

    def look(self) -> None:
        """Opens and closes what is to be. Raises ConfigurationError where two clusters would take the same place."""
        with self._looking:
            self._tenancies = tenancies(self._installation, self._tenancies)
            for name, fault in self._tenancies.faults.items():
                self._trouble(name, fault)
            wanted = self._tenancies.found
            for workspace in [*self._workspaces.values()]:
                self._look_at(workspace, wanted.get(workspace.id, {}))
            while self._left:
                self._left.pop().close()
            for id, several in wanted.items():
                self._attend(id, several)

    def ready(self) -> str:
        """Why no question can be answered; "" where some can."""
        running = self._running()
        if not running:
            return "no workspace has installed the app"
        faults = [one.parts.readings.fault() for one in running]
        return "" if "" in faults else faults[0]

    def metrics(self) -> Mapping[str, Metrics]:
        """Of the clusters that are served now, by their names."""
        return {one.parts.name: one.parts.metrics for one in self._running()}

    def _running(self) -> list[Running]:
        return [one for workspace in [*self._workspaces.values()] for one in [*workspace.running.values()]]

    def _look_at(self, workspace: Workspace, wanted: Mapping[str, Tenant]) -> None:
        if workspace.is_left:
            self._leave(workspace)
        elif not self._tokens.is_installed(workspace.id):
            self._set_aside(workspace, {})
        else:
            self._set_aside(workspace, wanted)

    def _leave(self, workspace: Workspace) -> None:
        """At once: the next token for this workspace is that of a new installation."""
        if self._set_aside(workspace, {}):
            self._tokens.remove(workspace.id)

    def _set_aside(self, workspace: Workspace, wanted: Mapping[str, Tenant]) -> bool:
        """To be closed: what is not wanted, or not in the way that it runs. False where there is no such."""
        going = [
            name
            for name in [*workspace.running]
            if name not in wanted or _shares(wanted[name]) != _shares(workspace.tenants[name])
        ]
        found = [one for name in going if (one := workspace.running.pop(name, None)) is not None]
        self._left += found
        return bool(found)

    def _attend(self, id: str, wanted: Mapping[str, Tenant]) -> None:
        try:
            token = self._tokens.token(id)
        except KlyngebotError as error:
            self._trouble(id, error)
            return
        if not token:
            return
        workspace = self._workspaces.get(id)
        if workspace is None:
            api_url = self._installation.environment.slack_api_url
            workspace = self._workspaces[id] = Workspace(id, token, api_url, self._ledger)
        workspace.token, workspace.tenants = token, wanted
        for tenant in wanted.values():
            self._serve(workspace, tenant)

    def _serve(self, workspace: Workspace, tenant: Tenant) -> None:
        name = tenant.name
        if name in workspace.running or name in self._tenancies.faults:
            return
        try:
            self._installation.forget(name)
            edge = Marking(name, lambda: workspace) if _shares(tenant) else NO_EDGE
            running = Running(self._installation.parts(name), lambda: workspace.token, edge)
            running.open()
        except KlyngebotError as error:
            self._trouble(name, error)
            return
        self._troubles.pop(name, None)
        workspace.running[name] = running
        _log.info("%s is served in %s", name, workspace.id)

    def _trouble(self, what: str, error: KlyngebotError) -> None:
        """Said once."""
        if self._troubles.get(what) != str(error):
            _log.error("trouble with %s: %s", what, error)
        self._troubles[what] = str(error)

    def _look_on(self) -> None:
        while not self._closing.wait(_LOOK_SECONDS):
            try:
                self.look()
                self._ledger.tidy()
            except KlyngebotError as error:
                self._trouble("what has changed", error)
            except Exception as error:  # noqa: BLE001 - the edge: what runs goes on, and the next look may see more
                _log.error("who has installed the app is unknown: %s", type(error).__name__)
                _log.debug("the cause", exc_info=error)


def _shares(tenant: Tenant) -> bool:
    """Whether it has channels of its own in a workspace, and not all of it."""
    return bool(tenant.rooms)
