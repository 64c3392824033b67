"""Where an operator's programs look in: whether it lives, whether it can answer, and its numbers."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus

from bot.http_door import HEALTH_PATH, Receive, Scope, Send, answer
from bot.server import Http, listening
from knowledge.errors import KlyngebotError

_log = logging.getLogger(__name__)
READY_PATH = "/readyz"
METRICS_PATH = "/metrics"
_TEXT = "text/plain; version=0.0.4; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Watched:
    """``fault`` says why questions cannot be answered ("" where they can), ``page`` is Prometheus's."""

    fault: Callable[[], str]
    page: Callable[[], bytes]


class WatchDoor:
    """An ASGI application on an address of its own: numbers are the operator's, and Slack's address is everybody's."""

    def __init__(self, watched: Watched) -> None:
        self._watched = watched
        self._views: dict[str, Callable[[], tuple[HTTPStatus, bytes]]] = {
            HEALTH_PATH: lambda: (HTTPStatus.OK, b"ok"),
            READY_PATH: self._ready,
            METRICS_PATH: lambda: (HTTPStatus.OK, watched.page()),
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        view = self._views.get(str(scope.get("path")))
        if view is None:
            await answer(send, HTTPStatus.NOT_FOUND)
        elif scope.get("method") not in ("GET", "HEAD"):
            await answer(send, HTTPStatus.METHOD_NOT_ALLOWED)
        else:
            await self._show(view, send)

    async def _show(self, view: Callable[[], tuple[HTTPStatus, bytes]], send: Send) -> None:
        try:
            status, body = await asyncio.to_thread(view)
        except KlyngebotError as error:
            _log.warning("whoever watches is not answered: %s", error)
            status, body = HTTPStatus.SERVICE_UNAVAILABLE, b"the records cannot be read"
        await answer(send, status, body.decode(), {"content-type": _TEXT})

    def _ready(self) -> tuple[HTTPStatus, bytes]:
        fault = self._watched.fault()
        return (HTTPStatus.SERVICE_UNAVAILABLE, fault.encode()) if fault else (HTTPStatus.OK, b"ready")


@contextmanager
def watched(page: Watched, at: str) -> Iterator[None]:
    """An address of the operator's own, as KLYNGEBOT_WATCH says; none where that is ""."""
    if not at:
        yield
        return
    with listening(WatchDoor(page), Http.at("KLYNGEBOT_WATCH", at)) as address:
        _log.info("watched at: %s", address)
        yield
