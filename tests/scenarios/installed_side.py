"""A program that serves several clusters, before one or several workspaces of Slack on localhost."""

from __future__ import annotations

import logging
import threading
import urllib.error
import urllib.request
from dataclasses import dataclass
from email.message import Message
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest

from bot.clusters import Clusters
from bot.settings import read_environment
from bot.wiring.installation import Installation
from bot.workspaces.serving import run
from tests.scenarios.command_line import PATIENCE
from tests.standins.slack import Payload, SlackStandIn


class _StaysHere(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *told: object) -> None:
        return None


@dataclass(frozen=True)
class Pages:
    """The program's pages, as a browser has them, and where it takes what Slack sends. ``address`` ends without a
    slash."""

    address: str

    def installs(self, slack: SlackStandIn) -> int:
        """Somebody installs the app in that workspace; the status of the page that they see at the end."""
        status, headers = self._opens("/slack/install", "")
        assert status == 302
        assert headers["Location"].startswith("https://slack.com/oauth/v2/authorize?")
        state = parse_qs(urlsplit(headers["Location"]).query)["state"][0]
        cookie = str(headers["Set-Cookie"]).partition(";")[0]
        code = slack.installation.new_code()
        return self._opens(f"/slack/oauth_redirect?{urlencode({'code': code, 'state': state})}", cookie)[0]

    def returns(self, query: str) -> int:
        return self._opens(f"/slack/oauth_redirect?{query}", "")[0]

    def hears(self, slack: SlackStandIn, payload: Payload) -> tuple[int, str]:
        """Slack sends it; the status and words of what it is told."""
        return slack.delivery.post(f"{self.address}/slack/events", payload)

    def _opens(self, path: str, cookie: str) -> tuple[int, Message]:
        request = urllib.request.Request(f"{self.address}{path}", headers={"Cookie": cookie})
        try:
            with urllib.request.build_opener(_StaysHere).open(request, timeout=PATIENCE) as page:
                return page.status, page.headers
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.headers


class _Heard(logging.Handler):
    """Where the program says that it listens."""

    def __init__(self) -> None:
        super().__init__()
        self.address = ""
        self.told = threading.Event()

    def emit(self, record: logging.LogRecord) -> None:
        if record.getMessage().startswith("listening: "):
            self.address = record.getMessage().removeprefix("listening: ").partition("/slack")[0]
            self.told.set()


def installable(slack: SlackStandIn) -> dict[str, str]:
    """The variables of a program for every workspace that installs the app."""
    return {
        "SLACK_CLIENT_ID": slack.installation.client_id,
        "SLACK_CLIENT_SECRET": slack.installation.client_secret,
        "SLACK_SIGNING_SECRET": slack.signing_secret,
        "SLACK_API_URL": slack.base_url,
    }


class serving:
    """The program while it runs with these variables; where it is reached."""

    def __init__(self, folder: Path, variables: dict[str, str], caplog: pytest.LogCaptureFixture) -> None:
        caplog.set_level(logging.INFO)
        self._stop, self._heard = threading.Event(), _Heard()
        environment = read_environment(variables, folder / "none.env")
        installation = Installation(environment, Clusters(folder / "clusters"))
        self._thread = threading.Thread(target=run, args=(installation, "127.0.0.1:0", self._stop))

    def __enter__(self) -> Pages:
        logging.getLogger("bot.workspaces.serving").addHandler(self._heard)
        self._thread.start()
        assert self._heard.told.wait(PATIENCE)
        return Pages(self._heard.address)

    def ends(self) -> None:
        """The program has ended by itself."""
        self._thread.join(PATIENCE)
        assert not self._thread.is_alive()

    def __exit__(self, *told: object) -> None:
        self._stop.set()
        self._thread.join(PATIENCE)
        logging.getLogger("bot.workspaces.serving").removeHandler(self._heard)
        assert not self._thread.is_alive()
