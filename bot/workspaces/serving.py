"""``klyngebot serve`` for several clusters: the parts of the programme behind one door."""

from __future__ import annotations

import logging
import threading
from pathlib import Path

from sqlalchemy import Engine

from bot.client import patient_client
from bot.http_door import INSTALL_PATH, REDIRECT_PATH, HttpDoor
from bot.log_lines import log_to_standard_error
from bot.metrics import page_of
from bot.server import Http, listening, stopped_by_signals
from bot.settings import Environment
from bot.watch_door import Watched, watched
from bot.wiring.installation import Installation
from bot.workspaces.install_door import InstallDoor
from bot.workspaces.installations import Installations
from bot.workspaces.ledger import Ledger
from bot.workspaces.programme import Programme
from bot.workspaces.tenants import tenants
from knowledge.errors import ConfigurationError
from knowledge.records.database import apart, connected, is_on_a_server, sqlite_url
from knowledge.writing_lock import FolderLock, ServerLock, WritingLock

_log = logging.getLogger(__name__)
_SCHEMA = "slack_installations"
_DATA = ".klyngebot"


def run(installation: Installation, listen: str, stop: threading.Event | None = None) -> None:
    """Runs until a signal or ``stop`` asks it to. Raises ConfigurationError."""
    environment = installation.environment
    environment.require("SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET", "SLACK_SIGNING_SECRET")
    if environment.slack_app_token:
        raise ConfigurationError(
            "SLACK_APP_TOKEN is set, and several workspaces are served over HTTP alone; leave it out, or serve one "
            "cluster with --cluster NAME."
        )
    opening = log_to_standard_error(environment.klyngebot_log)
    programme, install = _built(installation)
    asked = stop or threading.Event()
    with stopped_by_signals(asked), programme:
        page = Watched(programme.ready, lambda: page_of(programme.metrics()))
        with watched(page, environment.klyngebot_watch):
            door = HttpDoor(programme.dispatch, {INSTALL_PATH: install.answer, REDIRECT_PATH: install.answer})
            with listening(door, Http.at("--listen", listen)) as address:
                opening.is_over = True
                _log.info(
                    "listening: %s/slack/events; workspaces install it at %s%s",
                    address,
                    address,
                    INSTALL_PATH,
                )
                asked.wait()


def _built(installation: Installation) -> tuple[Programme, InstallDoor]:
    environment = installation.environment
    client = patient_client("", environment.slack_api_url)
    engine = _database(environment, installation.clusters.folder)
    installations = Installations(
        engine,
        environment,
        client,
        lambda: _lock(engine, installation.clusters.folder),
        lambda: frozenset(tenants(installation)),
    )
    programme = Programme(installation, installations, Ledger(engine))
    return programme, InstallDoor(installations, environment, client, programme.look)


def _database(environment: Environment, clusters: Path) -> Engine:
    """Of all clusters together: who has installed the app."""
    if url := environment.klyngebot_database_url:
        return apart(connected(url), _SCHEMA)
    return connected(sqlite_url(_folder(clusters) / "slack.db"))


def _lock(engine: Engine, clusters: Path) -> WritingLock:
    return ServerLock(engine) if is_on_a_server(engine) else FolderLock(_folder(clusters) / "slack.lock")


def _folder(clusters: Path) -> Path:
    """Readable by its owner alone: it holds tokens."""
    folder = clusters / _DATA
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder
