"""The running bot: Socket Mode or HTTP, until a signal asks it to stop."""

from __future__ import annotations

import logging
import signal
import socket
import threading
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import cast

import uvicorn
from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

from bot.client import SLACK_ERRORS, reason
from bot.http_door import EVENTS_PATH, Dispatch, HttpDoor, Page, Receive, Scope, Send
from bot.services import Services
from knowledge.errors import ConfigurationError

_log = logging.getLogger(__name__)
_CLOSING_SECONDS = 5
_HIGHEST_PORT = 65_535

Door = Callable[[Scope, Receive, Send], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class SocketMode:
    """Slack is called, with an app-level token (xapp-…)."""

    app_token: str


@dataclass(frozen=True, slots=True)
class Http:
    """Slack calls. Port 0 takes a free one."""

    host: str
    port: int

    @classmethod
    def at(cls, name: str, said: str) -> Http:
        """As it is written, HOST:PORT, in the option or variable of that ``name``. Raises ConfigurationError."""
        host, _, port = said.rpartition(":")
        if not host or not port.isdecimal() or int(port) > _HIGHEST_PORT:
            raise ConfigurationError(f"{name} '{said}' is not HOST:PORT; write one such as 127.0.0.1:3000.")
        return cls(host.strip("[]"), int(port))


@dataclass(frozen=True, slots=True)
class Taker:
    """What takes what Slack sends, as Bolt's handler of sockets knows it. ``client`` is asked for a socket."""

    dispatch: Dispatch
    client: WebClient
    logger: logging.Logger = _log


def serve(
    app: App,
    services: Services,
    way: SocketMode | Http,
    stop: threading.Event | None = None,
    opened: Callable[[str], None] = _log.info,
) -> None:
    """Runs until SIGTERM, SIGINT, ``stop``, or the end of the app in the workspace; then finishes what is under way.

    ``opened`` is told where the bot is reached as soon as it is. Raises ConfigurationError when it cannot open.
    """
    stop = stop or services.leaving
    with stopped_by_signals(stop):
        try:
            services.resume()
            services.start()
            with reached(Taker(app.dispatch, app.client, app.logger), way) as place:
                opened(place)
                stop.wait()
        finally:
            services.close()


@contextmanager
def stopped_by_signals(stop: threading.Event) -> Iterator[None]:
    """Signals set ``stop``; only the main thread of a program may listen to them."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {name: signal.signal(name, lambda *_: stop.set()) for name in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    finally:
        for name, handler in before.items():
            signal.signal(name, handler)


@contextmanager
def reached(taker: Taker, way: SocketMode | Http, pages: Mapping[str, Page] | None = None) -> Iterator[str]:
    """Where Slack reaches it, and people the ``pages`` by their paths. Raises ConfigurationError when it cannot
    open."""
    opening = _socket_mode(taker, way) if isinstance(way, SocketMode) else _http(taker, way, pages)
    with opening as place:
        yield place


@contextmanager
def _socket_mode(taker: Taker, way: SocketMode) -> Iterator[str]:
    # One worker: listeners take milliseconds, and so messages are taken in as they came.
    handler = SocketModeHandler(cast(App, taker), way.app_token, web_client=taker.client, concurrency=1)
    try:
        handler.client.connect()
    except SLACK_ERRORS as error:
        handler.client.close()
        raise ConfigurationError(
            f"Slack does not open a socket ({reason(error)}); check SLACK_APP_TOKEN: an app-level token (xapp-…) "
            "with connections:write."
        ) from error
    try:
        yield "Slack (Socket Mode)"
    finally:
        handler.client.close()


@contextmanager
def _http(taker: Taker, way: Http, pages: Mapping[str, Page] | None) -> Iterator[str]:
    with listening(HttpDoor(taker.dispatch, pages), way) as address:
        yield f"{address}{EVENTS_PATH}"


@contextmanager
def listening(door: Door, way: Http) -> Iterator[str]:
    """An ASGI application in a thread of its own, and its address. Raises ConfigurationError where the place is
    taken."""
    place = _listen(way)
    config = uvicorn.Config(
        door,
        lifespan="off",
        ws="none",
        log_config=None,
        access_log=False,
        timeout_graceful_shutdown=_CLOSING_SECONDS,
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, args=([place],), name="http")
    thread.start()
    try:
        yield f"http://{way.host}:{place.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()
        place.close()


def _listen(way: Http) -> socket.socket:
    family = socket.AF_INET6 if ":" in way.host else socket.AF_INET
    try:
        return socket.create_server((way.host, way.port), family=family)
    except OSError as error:
        raise ConfigurationError(
            f"cannot listen on {way.host}:{way.port} ({error.strerror or error}); choose another place, HOST:PORT."
        ) from error
