"""Socket Mode: connections that the app opens, envelopes out, acknowledgements back."""

import asyncio
import json
from collections.abc import Coroutine
from dataclasses import dataclass
from typing import Any

from aiohttp import WSMsgType, web

from .clock import Clock
from .errors import Payload, StandInError
from .ids import Ids
from .watch import Watch

_SEND_SECONDS = 10.0
_CLOSE_SECONDS = 0.2
# Slack pings as well, less often. slack_sdk's own client cannot close a line on which it hears nothing for 3 s.
_PING_SECONDS = 0.2


@dataclass(frozen=True, slots=True)
class Ack:
    """The app's answer to one envelope, and the number of the connection it came on."""

    envelope_id: str
    payload: Payload | None
    connection: int


@dataclass(slots=True, eq=False)
class Connection:
    """One websocket; numbers count from 1."""

    number: int
    line: web.WebSocketResponse
    alive: bool = True


class Sockets:
    """All websockets of the app. Slack sends an envelope to one of them only."""

    def __init__(self, watch: Watch, clock: Clock, app_id: str) -> None:
        self._watch = watch
        self._clock = clock
        self._app_id = app_id
        self._ids = Ids()
        self._tickets: set[str] = set()
        self._turn = 0
        self.loop: asyncio.AbstractEventLoop | None = None
        self.root_url = ""
        self.connections: list[Connection] = []
        self.acks: list[Ack] = []

    @property
    def alive(self) -> list[Connection]:
        with self._watch:
            return [connection for connection in self.connections if connection.alive]

    def new_url(self) -> str:
        """An address that may be used once."""
        ticket = self._ids.next("ticket")
        self._tickets.add(ticket)
        return f"{self.root_url.replace('http://', 'ws://')}socket?ticket={ticket}&app_id={self._app_id}"

    async def serve(self, request: web.Request) -> web.StreamResponse:
        ticket = request.query.get("ticket", "")
        if ticket not in self._tickets:
            return web.Response(status=403, text="this ticket is unknown or used")
        self._tickets.discard(ticket)
        line = web.WebSocketResponse(timeout=_CLOSE_SECONDS)
        await line.prepare(request)
        connection = self._opened(line)
        pinging = asyncio.create_task(_ping(line))
        try:
            await line.send_json(self._hello(connection))
            with self._watch:
                connection.alive = True
                self._watch.changed()
            await self._listen(connection)
        finally:
            pinging.cancel()
            with self._watch:
                connection.alive = False
                self._watch.changed()
        return line

    def send(self, payload: Payload, retry_attempt: int = 0, retry_reason: str = "", number: int = 0) -> str:
        """Wraps `payload` in an envelope and sends it; gives the envelope_id.

        `number` names a connection; 0 takes the living ones in turn and waits for one if there is none.
        """
        envelope = self._envelope(payload)
        if envelope["type"] == "events_api":
            envelope |= {"retry_attempt": retry_attempt, "retry_reason": retry_reason}
        self._on_the_line(self._choose(number).line.send_str(json.dumps(envelope)))
        return str(envelope["envelope_id"])

    def disconnect(self, reason: str = "refresh_requested", number: int = 0) -> None:
        """Asks the app to come back on a new connection; the old line stays open, as Slack keeps it."""
        farewell = {"type": "disconnect", "reason": reason, "debug_info": {"host": "stand-in"}}
        self._on_the_line(self._choose(number).line.send_str(json.dumps(farewell)))

    def cut(self, number: int = 0) -> None:
        """Closes a line from Slack's side without a word."""
        self._on_the_line(self._choose(number).line.close())

    def ack_of(self, envelope_id: str) -> Ack | None:
        with self._watch:
            return next((ack for ack in self.acks if ack.envelope_id == envelope_id), None)

    def summary(self) -> str:
        numbers = [connection.number for connection in self.alive]
        return (
            f"{len(self.connections)} connections so far, open: {numbers}, {len(self.acks)} acknowledgements"
        )

    async def close(self) -> None:
        for connection in self.alive:
            await connection.line.close()

    def _opened(self, line: web.WebSocketResponse) -> Connection:
        with self._watch:
            connection = Connection(len(self.connections) + 1, line, alive=False)
            self.connections.append(connection)
            return connection

    def _hello(self, connection: Connection) -> Payload:
        return {
            "type": "hello",
            "num_connections": len(self.alive) + 1,
            "connection_info": {"app_id": self._app_id},
            "debug_info": {
                "host": "stand-in",
                "build_number": connection.number,
                "approximate_connection_time": 3600,
            },
        }

    async def _listen(self, connection: Connection) -> None:
        async for frame in connection.line:
            if frame.type is WSMsgType.TEXT:
                self._heard(connection, frame.data)

    def _heard(self, connection: Connection, text: str) -> None:
        try:
            said = json.loads(text)
        except json.JSONDecodeError:
            return  # Some clients send pings of their own as text.
        if isinstance(said, dict) and "envelope_id" in said:
            with self._watch:
                self.acks.append(Ack(said["envelope_id"], said.get("payload"), connection.number))
                self._watch.changed()

    def _envelope(self, payload: Payload) -> Payload:
        kind = "slash_commands" if "command" in payload else "interactive"
        kind = "events_api" if payload.get("type") == "event_callback" else kind
        return {
            "envelope_id": self._ids.next("envelope-"),
            "type": kind,
            "payload": payload,
            "accepts_response_payload": kind != "events_api",
        }

    def _choose(self, number: int) -> Connection:
        if number:
            named = [connection for connection in self.alive if connection.number == number]
            if not named:
                raise StandInError(f"connection {number} is not open")
            return named[0]
        self._watch.wait_for(lambda: self.alive, _SEND_SECONDS, lambda: "no app is connected by Socket Mode")
        with self._watch:
            self._turn += 1
            alive = self.alive
            return alive[self._turn % len(alive)]

    def _on_the_line(self, work: Coroutine[Any, Any, Any]) -> None:
        if self.loop is None:
            raise StandInError("the stand-in is not running")
        asyncio.run_coroutine_threadsafe(work, self.loop).result(_SEND_SECONDS)


async def _ping(line: web.WebSocketResponse) -> None:
    while not line.closed:
        await asyncio.sleep(_PING_SECONDS)
        await line.ping(b"ping from the stand-in")
