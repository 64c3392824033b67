"""One address for several workspaces of Slack: a call goes to the stand-in whose token or code it bears."""

from __future__ import annotations

import threading
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote_plus

from tests.standins.slack import SlackStandIn

_PASSED_ON = ("Authorization", "Content-Type")
_SECONDS = 40


@contextmanager
def crossroads(workspaces: Sequence[SlackStandIn]) -> Iterator[str]:
    """The address for SLACK_API_URL."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            shown = f"{self.headers.get('Authorization')} {unquote_plus(body.decode('utf-8', 'replace'))}"
            there = next(one for one in workspaces if one.workspace.team_id in shown)
            method = self.path.rpartition("/")[2]
            headers = {name: self.headers[name] for name in _PASSED_ON if self.headers[name]}
            request = urllib.request.Request(f"{there.base_url}{method}", body, headers)
            try:
                with urllib.request.urlopen(request, timeout=_SECONDS) as answer:
                    self._tell(answer.status, answer.headers["Content-Type"], answer.read())
            except urllib.error.HTTPError as error:
                with error:
                    self._tell(error.code, error.headers["Content-Type"], error.read())

        def _tell(self, status: int, kind: str, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Tests have nothing to read in it."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, name="crossroads")
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/api/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
