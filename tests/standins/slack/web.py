"""The HTTP server: what comes over the line becomes calls, and the script may spoil the answer."""

import asyncio
import base64
import json
from collections.abc import Callable
from dataclasses import dataclass, field

from aiohttp import web

from .api import Api
from .arguments import Incoming, from_form, from_json
from .calls import Call, CallLog
from .errors import ApiError, Payload
from .facts import METHODS
from .installation import Installation
from .responses import respond
from .script import Fault, Hold, Script
from .sockets import Sockets
from .watch import Watch
from .workspace import Workspace

_LOGIN_PAGE = "<!DOCTYPE html><html><body>Sign in to this workspace</body></html>"
_MOST_BYTES = 1 << 30


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back: JSON when `body` is None."""

    payload: Payload
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes | None = None
    content_type: str = "application/json"


class Web:
    """The routes of slack.com that an app uses, on one port."""

    def __init__(
        self, workspace: Workspace, installation: Installation, log: CallLog, script: Script
    ) -> None:
        self._workspace = workspace
        self._installation = installation
        self._watch: Watch = workspace.watch
        self._log = log
        self._script = script
        self.sockets = Sockets(workspace.watch, workspace.clock, workspace.app_id)
        self._api = Api(workspace, installation, self.sockets)

    def application(self) -> web.Application:
        app = web.Application(client_max_size=_MOST_BYTES)
        app.router.add_route("*", "/api/{method}", self._call)
        app.router.add_post("/response/{key}", self._response)
        app.router.add_post("/upload/{file}", self._upload)
        app.router.add_get("/files/{file}/{name:(?s:.+)}", self._download)
        app.router.add_get("/socket", self.sockets.serve)
        return app

    async def _call(self, request: web.Request) -> web.StreamResponse:
        incoming = await _read(request)
        return await self._serve(
            request, incoming, lambda: Answer(self._api.answer(incoming), headers=self._api.headers(incoming))
        )

    async def _response(self, request: web.Request) -> web.StreamResponse:
        incoming = from_json("response_url", None, await request.text())
        return await self._serve(
            request, incoming, lambda: self._responded(request.match_info["key"], incoming)
        )

    def _responded(self, key: str, incoming: Incoming) -> Answer:
        try:
            if incoming.fault is not None:
                raise incoming.fault
            return Answer({"ok": True, **respond(self._workspace, key, incoming.values)}, body=b"ok")
        except ApiError as error:
            return Answer(error.payload(), status=404 if error.error.endswith("_url") else 400)

    async def _upload(self, request: web.Request) -> web.StreamResponse:
        file_id, content = request.match_info["file"], await request.read()
        incoming = Incoming("upload", None, {"file": file_id, "length": len(content)}, "raw")
        return await self._serve(request, incoming, lambda: self._uploaded(file_id, content))

    def _uploaded(self, file_id: str, content: bytes) -> Answer:
        file = self._workspace.files.get(file_id)
        if file is None or file.shared:
            return Answer({"ok": False, "error": "file_not_found"}, status=404)
        file.content = content
        return Answer({"ok": True}, body=f"OK - {len(content)}".encode(), content_type="text/plain")

    async def _download(self, request: web.Request) -> web.StreamResponse:
        file_id, token = request.match_info["file"], _token(request)
        incoming = Incoming("download", token, {"file": file_id}, "raw")
        return await self._serve(request, incoming, lambda: self._downloaded(file_id, token))

    def _downloaded(self, file_id: str, token: str | None) -> Answer:
        # Without the right Slack does not say no: it shows its login page, with status 200.
        if not self._installation.knows(token, "files:read"):
            return Answer(
                {"ok": False, "error": "login page"}, body=_LOGIN_PAGE.encode(), content_type="text/html"
            )
        file = self._workspace.files.get(file_id)
        if file is None or file.content is None:
            return Answer({"ok": False, "error": "file_not_found"}, status=404)
        return Answer({"ok": True}, body=file.content, content_type=file.mimetype)

    async def _serve(
        self, request: web.Request, incoming: Incoming, work: Callable[[], Answer]
    ) -> web.StreamResponse:
        call = self._log.begin(
            Call(
                0,
                incoming.method,
                incoming.values,
                incoming.token,
                incoming.encoding,
                self._workspace.clock(),
            )
        )
        act = self._script.take(incoming.method, str(incoming.values.get("channel", "")))
        if isinstance(act, Hold):
            act.caught(call)
            await asyncio.wrap_future(act.released)
        fault = act if isinstance(act, Fault) else None
        with self._watch:
            answer = work() if fault is None or fault.after_work else Answer({})
            answer = answer if fault is None else _spoiled(fault)
            self._log.finish(call, answer.status, answer.payload)
        return await _sent(request, answer)


async def _sent(request: web.Request, answer: Answer) -> web.StreamResponse:
    if answer.status == 0:
        if request.transport is not None:
            request.transport.abort()
        return web.Response()
    body = answer.body if answer.body is not None else json.dumps(answer.payload).encode()
    return web.Response(
        body=body, status=answer.status, headers=answer.headers, content_type=answer.content_type
    )


def _spoiled(fault: Fault) -> Answer:
    if fault.payload is not None:
        return Answer(fault.payload)
    if fault.status == 429:
        headers = {"Retry-After": str(fault.retry_after if fault.retry_after is not None else 1)}
        return Answer({"ok": False, "error": fault.error or "ratelimited"}, 429, headers)
    if fault.error is not None:
        return Answer({"ok": False, "error": fault.error}, fault.status)
    if fault.status == 0:
        return Answer({"ok": False, "error": "connection dropped"}, 0)
    page = f"<html><body>HTTP {fault.status}</body></html>".encode()
    return Answer({"ok": False, "error": f"http {fault.status}"}, fault.status, {}, page, "text/html")


async def _read(request: web.Request) -> Incoming:
    method, token = request.match_info["method"], _token(request)
    # slack_sdk names JSON also where it sends no body at all.
    if request.content_type == "application/json" and await request.read():
        return from_json(method, token, await request.text())
    fields = {
        **request.query,
        **dict(await request.post()),
        **_basic(request),
    }
    return from_form(method, token, fields, METHODS.get(method))


def _token(request: web.Request) -> str | None:
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() or None if kind.lower() == "bearer" else None


def _basic(request: web.Request) -> dict[str, str]:
    """client_id and client_secret, which an OAuth exchange may send as basic authentication."""
    kind, _, secret = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() != "basic":
        return {}
    client_id, _, client_secret = base64.b64decode(secret).decode().partition(":")
    return {"client_id": client_id, "client_secret": client_secret}
