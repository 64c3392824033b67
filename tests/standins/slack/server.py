"""The stand-in itself: a real HTTP and websocket server on 127.0.0.1 in a thread of its own."""

import asyncio
import threading
import time
from collections.abc import Callable, Iterable
from types import TracebackType
from typing import TypeVar

from aiohttp import web
from slack_bolt import BoltRequest

from .calls import Call, CallLog
from .clock import Clock
from .delivery import Delivery
from .errors import Payload, StandInError
from .events import Events
from .installation import Installation
from .interactions import Interactions
from .rates import Rates
from .records import Channel, User
from .script import Fault, Hold, Script
from .sockets import Ack
from .watch import Watch
from .web import Web
from .workspace import Workspace

T = TypeVar("T")
_STOP_SECONDS = 10.0


class SlackStandIn:
    """Slack for one test: `with SlackStandIn() as slack:`.

    `scopes` and `events` are the app's manifest (default: all); `clock` gives seconds since 1970;
    `team_id` tells several workspaces apart.
    """

    def __init__(
        self,
        scopes: Iterable[str] | None = None,
        events: Iterable[str] | None = None,
        clock: Clock | None = None,
        team_id: str = "",
    ) -> None:
        self.watch = Watch()
        self.clock: Clock = clock or time.time
        self.installation = Installation(scopes, events, team_id)
        self.workspace = Workspace(self.watch, self.clock, team_id)
        self.calls = CallLog(self.watch)
        self.script = Script(self.watch)
        self.events = Events(self.workspace, self.installation)
        self.interactions = Interactions(self.workspace, self.installation)
        self.delivery = Delivery(self.installation.signing_secret)
        self._web = Web(self.workspace, self.installation, self.calls, self.script)
        self.sockets = self._web.sockets
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="slack-stand-in", daemon=True)
        self._runner: web.AppRunner | None = None

    @property
    def base_url(self) -> str:
        """For `WebClient(base_url=...)`; ends with /api/."""
        if not self.workspace.root_url:
            raise StandInError("the stand-in is not running: use it in a with statement")
        return f"{self.workspace.root_url}api/"

    @property
    def bot_token(self) -> str:
        return self.installation.bot_token

    @property
    def app_token(self) -> str:
        return self.installation.app_token

    @property
    def signing_secret(self) -> str:
        return self.installation.signing_secret

    def __enter__(self) -> "SlackStandIn":
        self._thread.start()
        port = asyncio.run_coroutine_threadsafe(self._start(), self._loop).result(_STOP_SECONDS)
        self.workspace.root_url = self.sockets.root_url = f"http://127.0.0.1:{port}/"
        self.sockets.loop = self._loop
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.script.clear()
        asyncio.run_coroutine_threadsafe(self._stop(), self._loop).result(_STOP_SECONDS)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(_STOP_SECONDS)
        self._loop.close()

    def calls_to(self, method: str) -> list[Call]:
        """The calls to one method so far, in order of arrival."""
        return self.calls.to(method)

    def messages_in(self, channel: Channel | str) -> list[Payload]:
        """All messages of a channel, oldest first, replies among them, each with its `channel`."""
        return self.workspace.messages_in(channel)

    def ephemeral_to(self, user: User) -> list[Payload]:
        """What only this person sees, oldest first."""
        return self.workspace.ephemeral_to(user)

    def wait_for(self, predicate: Callable[[], T | None], timeout: float = 10) -> T:
        """The first true value of `predicate`, looked at after each change; it must not call the API itself.

        Raises AssertionError with the calls so far when `timeout` seconds pass.
        """
        return self.watch.wait_for(predicate, timeout, self._summary)

    def _summary(self) -> str:
        return f"{self.calls.summary()}\n{self.sockets.summary()}"

    def fail(
        self,
        method: str,
        *,
        status: int = 200,
        error: str | None = None,
        retry_after: int | None = None,
        times: int | None = 1,
        every: int = 1,
    ) -> None:
        """The next `times` calls (None: all) to `method` (`*`: any) fail, or of them each n-th (`every`).

        With `error` as an API error, with `status` 429 and `retry_after`, or with a 5xx page.
        """
        if status == 200 and error is None:
            raise StandInError("say how it fails: status or error")
        self.script.order(method, Fault(status, error, retry_after), times, every)

    def answer(self, method: str, payload: Payload, *, times: int | None = None) -> None:
        """The next `times` calls (None: all) to `method` get just `payload`, whatever it lacks."""
        self.script.order(method, Fault(payload=payload), times)

    def drop(self, method: str, *, times: int | None = 1, after_work: bool = False) -> None:
        """The line is cut without an answer; with `after_work` what was asked has been done all the same."""
        self.script.order(method, Fault(status=0, after_work=after_work), times)

    def hold(self, method: str, *, times: int | None = 1) -> Hold:
        """A slow answer: the next `times` calls wait until `release()` of the given Hold."""
        return self.script.hold(method, times)

    def keep_rates(self) -> None:
        """From now on a method called more often than its tier allows answers 429."""
        self.script.rates = Rates(self.clock)

    def bolt_request(self, payload: Payload, retry: int = 0) -> BoltRequest:
        """A signed request for `App.dispatch`."""
        return self.delivery.bolt_request(payload, retry)

    def send_socket(self, payload: Payload, retry_attempt: int = 0, retry_reason: str = "") -> str:
        """Sends to an app in Socket Mode; the envelope_id. Waits for a connection if there is none."""
        return self.sockets.send(payload, retry_attempt, retry_reason)

    def wait_for_ack(self, envelope_id: str, timeout: float = 10) -> Ack:
        return self.wait_for(lambda: self.sockets.ack_of(envelope_id), timeout)

    def wait_for_connections(self, count: int = 1, timeout: float = 10) -> None:
        """Until so many websockets are open."""
        self.wait_for(lambda: len(self.sockets.alive) >= count, timeout)

    async def _start(self) -> int:
        self._runner = web.AppRunner(self._web.application(), access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        return int(self._runner.addresses[0][1])

    async def _stop(self) -> None:
        await self.sockets.close()
        if self._runner is not None:
            await self._runner.cleanup()
