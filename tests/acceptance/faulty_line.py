"""A bad line between the window and the bot: every tenth event comes twice, every twentieth call is refused with 429.

local-slack itself neither sends again nor refuses, so these two faults are ours; all else passes as it is.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import threading
import time
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs

import aiohttp
from aiohttp import web

SENT_TWICE, REFUSED = 10, 20
_RETRY_AFTER = "1"  # seconds
_PASSED_ON = ("Authorization", "Content-Type", "X-Slack-Signature", "X-Slack-Request-Timestamp")
_SIGNS = {"reactions.add": "timestamp", "assistant.threads.setStatus": "thread_ts"}

# A message: its channel and its time stamp there.
Place = tuple[str, str]


@dataclass
class Record:
    """What passed. Times are seconds of one clock; ``signs`` are the first visible ones that a message got."""

    said: dict[Place, float] = field(default_factory=dict)
    signs: dict[Place, float] = field(default_factory=dict)
    calls: int = 0
    refused: int = 0
    events: int = 0
    repeated: int = 0

    def waits(self) -> list[float]:
        """Seconds from a message to its first visible sign, in the order in which they were said."""
        return [self.signs[place] - said for place, said in self.said.items() if place in self.signs]


class FaultyLine:
    """``window`` and ``bot`` are set as soon as they are known: addresses without and with a path."""

    def __init__(self) -> None:
        self.window = ""
        self.bot = ""
        self.address = ""
        self.record = Record()
        self._numbered_calls, self._numbered_events = itertools.count(1), itertools.count(1)

    @property
    def api(self) -> str:
        """For SLACK_API_URL."""
        return f"{self.address}/api/"

    @property
    def door(self) -> str:
        """Where the window sends events over HTTP."""
        return f"{self.address}/slack/events"

    def application(self) -> web.Application:
        application = web.Application(client_max_size=2**24)
        application.router.add_route("*", "/api/{method}", self._call)
        application.router.add_get("/socket/{id}", self._socket)
        application.router.add_post("/slack/events", self._event)
        application.cleanup_ctx.append(self._session_of)
        return application

    async def _session_of(self, application: web.Application) -> Any:
        async with aiohttp.ClientSession() as self._session:
            yield

    async def _call(self, request: web.Request) -> web.Response:
        self.record.calls += 1
        if next(self._numbered_calls) % REFUSED == 0:
            self.record.refused += 1
            refusal = {"ok": False, "error": "ratelimited"}
            return web.json_response(refusal, status=429, headers={"Retry-After": _RETRY_AFTER})
        body = await request.read()
        answer = await self._passed_on(f"{self.window}{request.path_qs}", request, body)
        self._note_sign(request.match_info["method"], request.content_type, body)
        if request.match_info["method"] == "apps.connections.open":
            told = json.loads(answer.body)
            url = told["url"].replace(
                self.window.replace("http:", "ws:"), self.address.replace("http:", "ws:")
            )
            return web.json_response(told | {"url": url})
        return answer

    async def _event(self, request: web.Request) -> web.Response:
        body = await request.read()
        is_event = request.content_type == "application/json"
        twice = is_event and self._note_event(json.loads(body))
        answer = await self._passed_on(self.bot, request, body)
        if twice:
            again = {"X-Slack-Retry-Num": "1", "X-Slack-Retry-Reason": "http_timeout"}
            return await self._passed_on(self.bot, request, body, again)
        return answer

    async def _passed_on(
        self, url: str, request: web.Request, body: bytes, more: Mapping[str, str] | None = None
    ) -> web.Response:
        headers = {name: request.headers[name] for name in _PASSED_ON if name in request.headers}
        async with self._session.request(
            request.method, url, data=body, headers={**headers, **(more or {})}
        ) as answer:
            return web.Response(
                body=await answer.read(), status=answer.status, content_type=answer.content_type
            )

    async def _socket(self, request: web.Request) -> web.WebSocketResponse:
        bot = web.WebSocketResponse()
        await bot.prepare(request)
        async with self._session.ws_connect(f"{self.window}{request.path}") as window:
            await asyncio.wait(
                [
                    asyncio.ensure_future(self._to_bot(window, bot)),
                    asyncio.ensure_future(_to_window(bot, window)),
                ],
                return_when=asyncio.FIRST_COMPLETED,
            )
        return bot

    async def _to_bot(self, window: aiohttp.ClientWebSocketResponse, bot: web.WebSocketResponse) -> None:
        async for message in window:
            envelope = json.loads(message.data)
            await bot.send_str(message.data)
            if envelope["type"] == "events_api" and self._note_event(envelope["payload"]):
                again = {"envelope_id": str(uuid.uuid4()), "retry_attempt": 1, "retry_reason": "timeout"}
                await bot.send_str(json.dumps(envelope | again))

    def _note_event(self, payload: Mapping[str, Any]) -> bool:
        """Whether it comes twice."""
        event = payload["event"]
        self.record.said.setdefault((event["channel"], event.get("ts", "")), time.monotonic())
        self.record.events += 1
        twice = next(self._numbered_events) % SENT_TWICE == 0
        self.record.repeated += twice
        return twice

    def _note_sign(self, method: str, content_type: str, body: bytes) -> None:
        if stamp := _SIGNS.get(method):
            told = _arguments(content_type, body)
            self.record.signs.setdefault((told["channel"], told[stamp]), time.monotonic())


def _arguments(content_type: str, body: bytes) -> Mapping[str, str]:
    if content_type == "application/json":
        return dict(json.loads(body))
    return {name: values[0] for name, values in parse_qs(body.decode()).items()}


async def _to_window(bot: web.WebSocketResponse, window: aiohttp.ClientWebSocketResponse) -> None:
    async for message in bot:
        await window.send_str(message.data)


@contextmanager
def faulty_line() -> Iterator[FaultyLine]:
    """On a free port of this machine, in a thread of its own."""
    line, loop, runner = FaultyLine(), asyncio.new_event_loop(), None
    thread = threading.Thread(target=loop.run_forever, name="faulty line")
    thread.start()
    try:
        runner = asyncio.run_coroutine_threadsafe(_opened(line), loop).result(10)
        yield line
    finally:
        if runner is not None:
            asyncio.run_coroutine_threadsafe(runner.cleanup(), loop).result(20)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


async def _opened(line: FaultyLine) -> web.AppRunner:
    runner = web.AppRunner(line.application(), shutdown_timeout=1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    host, port = runner.addresses[0][:2]
    line.address = f"http://{host}:{port}"
    return runner
