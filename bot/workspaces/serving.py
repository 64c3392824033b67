"""``klyngebot serve`` for several clusters: the parts of the programme, and the ways in which Slack reaches it."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Engine

from bot.client import patient_client
from bot.http_door import EVENTS_PATH, INSTALL_PATH, REDIRECT_PATH, Page
from bot.log_lines import log_to_standard_error
from bot.metrics import page_of
from bot.server import Http, SocketMode, Taker, reached, stopped_by_signals
from bot.settings import Environment
from bot.watch_door import Watched, watched
from bot.wiring.installation import Installation
from bot.workspaces.install_door import InstallDoor
from bot.workspaces.installations import Installations
from bot.workspaces.ledger import Ledger
from bot.workspaces.open_files import allow_many
from bot.workspaces.own_workspace import OwnWorkspace
from bot.workspaces.programme import Programme
from bot.workspaces.tenants import tenancies
from knowledge.records.database import apart, connected, is_on_a_server, sqlite_url
from knowledge.writing_lock import FolderLock, ServerLock, WritingLock

_log = logging.getLogger(__name__)
_SCHEMA = "slack_installations"
_DATA = ".klyngebot"


@dataclass(frozen=True, slots=True)
class _Served:
    """``pages`` are what people open in a browser, by their paths."""

    programme: Programme
    ways: tuple[SocketMode | Http, ...]
    pages: Mapping[str, Page] = field(default_factory=dict)


def run(installation: Installation, listen: str, stop: threading.Event | None = None) -> None:
    """Runs until a signal or ``stop`` asks it to. Raises ConfigurationError."""
    environment = installation.environment
    asked = stop or threading.Event()
    if environment.slack_bot_token:
        served = _own(installation, listen, asked.set)
    else:
        served = _installable(installation, listen)
    opening, programme = log_to_standard_error(environment.klyngebot_log), served.programme
    allow_many()
    taker = Taker(programme.dispatch, patient_client("", environment.slack_api_url))
    page = Watched(programme.ready, lambda: page_of(programme.metrics()))
    with (
        stopped_by_signals(asked),
        programme,
        watched(page, environment.klyngebot_watch),
        ExitStack() as open,
    ):
        places = [open.enter_context(reached(taker, way, served.pages)) for way in served.ways]
        opening.is_over = True
        _log.info("listening: %s", "; ".join(places))
        if INSTALL_PATH in served.pages:
            _log.info("workspaces install it at %s", places[0].replace(EVENTS_PATH, INSTALL_PATH))
        asked.wait()


def _own(installation: Installation, listen: str, left: Callable[[], None]) -> _Served:
    """In the workspace whose token is set; ``left`` is called when the app is removed from it."""
    environment = installation.environment
    if not environment.slack_app_token:
        environment.require("SLACK_SIGNING_SECRET")
    client = patient_client(environment.slack_bot_token, environment.slack_api_url)
    tokens = OwnWorkspace(client, tenancies(installation).found, left)
    ways = _socket(environment) or _door(listen)
    engine = _database(environment, installation.clusters.folder)
    return _Served(Programme(installation, tokens, Ledger(engine)), ways)


def _installable(installation: Installation, listen: str) -> _Served:
    """In every workspace that installs the app by itself, for which it opens pages."""
    environment = installation.environment
    environment.require("SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET", "SLACK_SIGNING_SECRET")
    client = patient_client("", environment.slack_api_url)
    engine = _database(environment, installation.clusters.folder)
    installations = Installations(
        engine,
        environment,
        client,
        lambda: _lock(engine, installation.clusters.folder),
        lambda: frozenset(tenancies(installation).found),
    )
    programme = Programme(installation, installations, Ledger(engine))
    door = InstallDoor(installations, environment, client, programme.look)
    ways = (*_door(listen), *_socket(environment))
    return _Served(programme, ways, {INSTALL_PATH: door.answer, REDIRECT_PATH: door.answer})


def _door(listen: str) -> tuple[SocketMode | Http, ...]:
    return (Http.at("--listen", listen),)


def _socket(environment: Environment) -> tuple[SocketMode | Http, ...]:
    return (SocketMode(environment.slack_app_token),) if environment.slack_app_token else ()


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
