"""A language model on localhost: the OpenAI protocol with streaming, saying what a test scripted."""

from __future__ import annotations

import json
import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any


class FullPurse:
    """Pays for every call."""

    def spend(self) -> bool:
        return True


@dataclass(frozen=True)
class Says:
    """Streams ``text`` in pieces; ``finish`` None = the stream ends without saying why."""

    text: str
    finish: str | None = "stop"
    piece: int = 7


@dataclass(frozen=True)
class Calls:
    """Asks for a tool, after some words; ``arguments`` that are a text are sent as they are."""

    tool: str
    arguments: dict[str, Any] | str = field(default_factory=dict)
    words: str = ""


@dataclass(frozen=True)
class Refuses:
    """Answers with an HTTP error, whose ``words`` may quote what was sent."""

    status: int
    headers: dict[str, str] = field(default_factory=dict)
    words: str = "scripted"


@dataclass(frozen=True)
class Garbles:
    """Answers with ``body`` as it is, whatever it may be."""

    body: str
    content_type: str = "text/event-stream"


@dataclass(frozen=True)
class Stalls:
    """Streams ``text``, then nothing until the stand-in is closed."""

    text: str = ""


@dataclass(frozen=True)
class Breaks:
    """Streams ``text``, then drops the connection within the response."""

    text: str


@dataclass(frozen=True)
class Paces:
    """Streams ``text`` as a model does: the first piece after ``first`` seconds, each other ``rest`` after the last."""

    text: str
    first: float
    rest: float
    piece: int = 4


@dataclass(frozen=True)
class Waits:
    """Streams ``text``, waits until the stand-in's ``go`` is set, and streams ``more``, a piece at a time."""

    text: str
    more: str


Reply = Says | Calls | Refuses | Garbles | Stalls | Breaks | Paces | Waits


class ModelStandIn:
    """Context manager. Replies are given in the order scripted; a question too many is answered 503."""

    def __init__(self, *replies: Reply) -> None:
        self.requests: list[dict[str, Any]] = []
        self.replies = deque(replies)
        self.closing = threading.Event()
        self.go = threading.Event()
        self.hung_up = threading.Event()
        self.first_words: list[float] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02})

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}/v1"

    def script(self, *replies: Reply) -> None:
        self.replies.extend(replies)

    def last_prompt(self) -> str:
        """All words that went to the model last."""
        return "\n".join(_words(message["content"]) for message in self.requests[-1]["messages"])

    def __enter__(self) -> ModelStandIn:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.closing.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


def _words(content: Any) -> str:
    if isinstance(content, list):
        return "\n".join(part.get("text", "") for part in content)
    return content or ""


def _handler(model: ModelStandIn) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def handle(self) -> None:
            """Who hangs up on an answer need not say goodbye."""
            with suppress(ConnectionResetError):
                super().handle()

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            if self.path != "/v1/chat/completions" or not self.headers.get("Authorization"):
                self._refuse(Refuses(404))
                return
            model.requests.append(body)
            reply = model.replies.popleft() if model.replies else Refuses(503)
            if isinstance(reply, Refuses):
                self._refuse(reply)
            elif isinstance(reply, Garbles):
                self._send(200, {"Content-Type": reply.content_type}, reply.body.encode())
            elif not body.get("stream"):
                self._refuse(Refuses(400))
            else:
                self._stream(reply)

        def _refuse(self, reply: Refuses) -> None:
            content = json.dumps({"error": {"message": reply.words, "type": "scripted"}}).encode()
            self._send(reply.status, {**reply.headers, "Content-Type": "application/json"}, content)

        def _send(self, status: int, headers: dict[str, str], content: bytes) -> None:
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def _stream(self, reply: Says | Calls | Stalls | Breaks | Paces | Waits) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream")
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            try:
                for event in self._paced(reply):
                    self._chunk(f"data: {event}\n\n")
                if isinstance(reply, Stalls):
                    model.closing.wait()
                if isinstance(reply, Stalls | Breaks):
                    self.close_connection = True
                    return
                self._chunk("")
            except (BrokenPipeError, ConnectionResetError):
                model.hung_up.set()
                self.close_connection = True

        def _paced(self, reply: Says | Calls | Stalls | Breaks | Paces | Waits) -> Iterator[str]:
            if isinstance(reply, Waits):
                yield from _events(Stalls(reply.text))
                model.go.wait()
                yield from _events(Says(reply.more, piece=1))
                return
            seconds = reply.first if isinstance(reply, Paces) else 0.0
            for number, event in enumerate(_events(reply)):
                if isinstance(reply, Paces) and number:
                    model.closing.wait(seconds)
                    seconds = reply.rest
                if number == 1:
                    model.first_words.append(time.time())
                yield event

        def _chunk(self, text: str) -> None:
            data = text.encode()
            self.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
            self.wfile.flush()

        def log_message(self, format: str, *args: Any) -> None:
            """Silence: tests read what they need from ``requests``."""

    return Handler


def _events(reply: Says | Calls | Stalls | Breaks | Paces) -> Iterator[str]:
    text = reply.words if isinstance(reply, Calls) else reply.text
    size = reply.piece if isinstance(reply, Says | Paces) else 7
    yield _event({"role": "assistant", "content": ""})
    for start in range(0, len(text), size):
        yield _event({"content": text[start : start + size]})
    if isinstance(reply, Calls):
        arguments = reply.arguments if isinstance(reply.arguments, str) else json.dumps(reply.arguments)
        function = {"name": reply.tool, "arguments": arguments}
        yield _event({"tool_calls": [{"index": 0, "id": "call_1", "type": "function", "function": function}]})
        yield _event({}, "tool_calls")
        yield "[DONE]"
    elif isinstance(reply, Says | Paces):
        finish = reply.finish if isinstance(reply, Says) else "stop"
        if finish:
            yield _event({}, finish)
        yield "[DONE]"


def _event(delta: dict[str, Any], finish: str | None = None) -> str:
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    return json.dumps(
        {
            "id": "chatcmpl-stand-in",
            "object": "chat.completion.chunk",
            "created": 0,
            "model": "stand-in",
            "choices": [choice],
        }
    )
