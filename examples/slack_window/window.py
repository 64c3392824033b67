"""The running window, and what a person does in it."""

from __future__ import annotations

import asyncio
import json
import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import Any

import aiohttp
import httpx

from examples.slack_window.program import Program, environment
from examples.slack_window.workspace import APP, Channel, Person, Workspace

_PATIENCE = 30.0  # seconds
_PRELOADED = Path(__file__).with_name("loopback.js")

Message = Mapping[str, Any]
Values = Mapping[str, Mapping[str, Any]]


class Window:
    """local-slack's own interface: its control address, and the socket that its page uses. Safe from several
    threads."""

    def __init__(self, address: str) -> None:
        self.address = address
        self._client = httpx.Client(base_url=f"{address}/_control", timeout=_PATIENCE)

    @property
    def api(self) -> str:
        """For SLACK_API_URL."""
        return f"{self.address}/api/"

    def says(self, person: Person, channel: str, text: str, thread: str = "") -> Message:
        """The message as it stands in the channel; its acknowledgement by the bot is waited for."""
        said = {"channel": channel, "user": person.id, "text": text}
        return self._post("message", said | ({"thread_ts": thread} if thread else {}))["message"]

    def direct(self, person: Person) -> str:
        """The conversation of this person with the bot, which exists once one of the two has written or looked."""
        found = [c for c in self._get("state")["channels"] if c["is_im"] and person.id in c["members"]]
        return str(found[0]["id"]) if found else ""

    def messages(self, channel: Channel | str) -> list[Message]:
        """Everything in it, in order, those for one person's eyes too."""
        name = channel if isinstance(channel, str) else channel.id
        return list(self._get(f"messages/{name}")["messages"]) if name else []

    def presses(self, person: Person, message: Message, button: Mapping[str, Any]) -> None:
        """``button`` is an element of the message's blocks."""
        place = {"channel": message["channel"], "messageTs": message["ts"], "user": person.id}
        self._post("interact", place | {"action": dict(button)})

    def commands(self, person: Person, channel: Channel, command: str, text: str = "") -> None:
        self._post("command", {"channel": channel.id, "user": person.id, "command": command, "text": text})

    def opens_home(self, person: Person) -> None:
        self._post("open-home", {"user": person.id})

    def home(self, person: Person) -> Mapping[str, Any]:
        """The view that is published for this person; empty where there is none."""
        views = self._snapshot()["homeViews"].get(person.id) or {}
        return dict(views.get(APP) or {})

    def form(self) -> Mapping[str, Any]:
        """The form that is open on top; empty where none is. The window has one stack of them for all people."""
        return next(iter(self._snapshot()["modalStack"][-1:]), {})

    def submits(self, person: Person, values: Values = MappingProxyType({})) -> Mapping[str, str]:
        """Sends the form on top with these values by block and action; what it complains of, by block."""
        sent = {"t": "view_submit", "user": person.id, "values": dict(values)}
        return asyncio.run(self._told(sent))

    def closes(self, person: Person) -> None:
        """Closes all forms."""
        asyncio.run(self._told({"t": "view_close", "user": person.id}))

    def log(self) -> list[Mapping[str, Any]]:
        """The last thousand things between the window and the bot; ``time`` in milliseconds."""
        return list(self._get("log")["log"])

    def close(self) -> None:
        self._client.close()

    def _get(self, path: str) -> Any:
        return self._client.get(f"/{path}").raise_for_status().json()

    def _post(self, path: str, body: Mapping[str, Any]) -> Any:
        return self._client.post(f"/{path}", json=dict(body)).raise_for_status().json()

    def _snapshot(self) -> Any:
        return asyncio.run(self._first())

    async def _first(self) -> Any:
        async with aiohttp.ClientSession() as session, session.ws_connect(f"{self.address}/ui") as page:
            return (await page.receive_json(timeout=_PATIENCE))["state"]

    async def _told(self, sent: Mapping[str, Any]) -> Mapping[str, str]:
        async with aiohttp.ClientSession() as session, session.ws_connect(f"{self.address}/ui") as page:
            await page.receive_json(timeout=_PATIENCE)
            await page.send_json(sent)
            while (told := await page.receive_json(timeout=_PATIENCE))["t"] not in ("view", "view_errors"):
                pass
            return dict(told.get("errors") or {})


@contextmanager
def opened(
    program: Path, workspace: Workspace, folder: Path, port: int, request_url: str = ""
) -> Iterator[Window]:
    """The window on ``port`` of this machine alone, until the block ends. Raises WindowUnavailable."""
    configuration = folder / "workspace.json"
    configuration.write_text(json.dumps(workspace.configuration(request_url), ensure_ascii=False), "utf-8")
    command = [str(program), "--config", str(configuration), "--base-host", "127.0.0.1", "--port", str(port)]
    alone = environment(BUN_OPTIONS=f"--preload ./{_PRELOADED.name}")
    with Program("local-slack", command, _PRELOADED.parent, alone) as running:
        running.until("is running", _PATIENCE)
        window = Window(f"http://127.0.0.1:{port}")
        try:
            yield window
        finally:
            window.close()


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])
