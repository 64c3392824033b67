"""Slack's events over HTTP: a small ASGI application before the Bolt app, served by uvicorn."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from typing import Any

from slack_bolt import BoltRequest
from slack_bolt.response import BoltResponse

_log = logging.getLogger(__name__)

EVENTS_PATH = "/slack/events"
HEALTH_PATH = "/healthz"
INSTALL_PATH = "/slack/install"
REDIRECT_PATH = "/slack/oauth_redirect"
LARGEST_BODY = 1_000_000  # bytes; Slack's own requests are far smaller

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]


Dispatch = Callable[[BoltRequest], BoltResponse]
Page = Callable[[str, BoltRequest], BoltResponse]


class HttpDoor:
    """The ASGI application. Requests run one after the other in a thread, so that their order is kept."""

    def __init__(self, dispatch: Dispatch, pages: Mapping[str, Page] | None = None) -> None:
        """``pages`` are what people open in a browser, by their paths."""
        self._dispatch_to = dispatch
        self._pages = pages or {}
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="events")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        match (scope["type"], scope.get("method"), scope.get("path")):
            case ("http", "POST", path) if path == EVENTS_PATH:
                await self._events(scope, receive, send)
            case ("http", "GET", path) if path in self._pages:
                await self._show(str(path), scope, send)
            case ("http", "GET" | "HEAD", path) if path == HEALTH_PATH:
                await answer(send, HTTPStatus.OK, "ok")
            case ("http", _, path) if path in (EVENTS_PATH, HEALTH_PATH):
                await answer(send, HTTPStatus.METHOD_NOT_ALLOWED)
            case ("http", _, _):
                await answer(send, HTTPStatus.NOT_FOUND)

    async def _events(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = _headers(scope)
        body = await _body(receive)
        if body is None:
            await answer(send, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        elif not headers.get("x-slack-request-timestamp", "0").isdecimal():
            await answer(send, HTTPStatus.UNAUTHORIZED)
        else:
            loop = asyncio.get_running_loop()
            response = await loop.run_in_executor(self._thread, self._dispatch, body, headers)
            await answer(send, HTTPStatus(response.status), response.body, response.first_headers())

    def _dispatch(self, body: bytes, headers: dict[str, str]) -> BoltResponse:
        try:
            request = BoltRequest(body=body.decode(), headers=dict(headers))
        except (ValueError, TypeError, AttributeError, RecursionError):
            # Bolt reads the body before it checks the signature, and takes it for an object or a form.
            return BoltResponse(status=HTTPStatus.BAD_REQUEST)
        return self._dispatch_to(request)

    async def _show(self, path: str, scope: Scope, send: Send) -> None:
        query = scope.get("query_string", b"").decode("latin-1")
        request = BoltRequest(body="", query=query, headers=dict(_headers(scope)))
        response = await asyncio.to_thread(self._pages[path], path, request)
        await answer(send, HTTPStatus(response.status), response.body, response.first_headers())


def _headers(scope: Scope) -> dict[str, str]:
    return {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}


async def _body(receive: Receive) -> bytes | None:
    """The whole body; None when it is larger than Slack would send."""
    body = bytearray()
    while True:
        message = await receive()
        body += message.get("body", b"")
        if len(body) > LARGEST_BODY:
            return None
        if not message.get("more_body", False):
            return bytes(body)


async def answer(
    send: Send, status: HTTPStatus, text: str = "", headers: dict[str, str] | None = None
) -> None:
    body = text.encode()
    fields = {
        "content-type": "text/plain; charset=utf-8",
        **(headers or {}),
        "content-length": str(len(body)),
    }
    encoded = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in fields.items()]
    await send({"type": "http.response.start", "status": int(status), "headers": encoded})
    await send({"type": "http.response.body", "body": body})
