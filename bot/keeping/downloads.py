"""Files that people dropped into Slack, fetched with the assistant's token, which goes to Slack's own hosts only."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from urllib.parse import urlsplit

import httpx
from slack_sdk import WebClient

from bot.incoming import SentFile
from ingest.sources.outside import InnerMachine, Outside

_log = logging.getLogger(__name__)
_MOST_BYTES = 100_000_000
_PATIENCE = httpx.Timeout(30.0, connect=10.0)
_SLACK = ".slack.com"


@dataclass(frozen=True, slots=True)
class Had:
    content: bytes


@dataclass(frozen=True, slots=True)
class NotHad:
    """``why`` is 'elsewhere' (no file of Slack's own), 'too large', or 'refused'."""

    why: str


class Downloads:
    """Safe from several threads."""

    def __init__(self, client: WebClient, most_bytes: int = _MOST_BYTES) -> None:
        self._client = client
        self._api = urlsplit(client.base_url)
        self._most_bytes = most_bytes

    def fetch(self, file: SentFile) -> Had | NotHad:
        if not self._is_slacks(file.address):
            return NotHad("elsewhere")
        if file.size > self._most_bytes:
            return NotHad("too large")
        try:
            return self._had(file)
        except (httpx.HTTPError, InnerMachine) as error:
            _log.info("a file of Slack's could not be fetched: %s", type(error).__name__)
            return NotHad("refused")

    def _had(self, file: SentFile) -> Had | NotHad:
        """Redirects are not followed: they would take the token elsewhere."""
        headers, content = {"Authorization": f"Bearer {self._client.token or ''}"}, bytearray()
        way = httpx.Client(transport=Outside((self._api.netloc,)), timeout=_PATIENCE)
        with way, way.stream("GET", file.address, headers=headers) as response:
            if response.status_code != httpx.codes.OK or _is_login_page(response, file):
                _log.info("Slack did not hand out a file (HTTP %s)", response.status_code)
                return NotHad("refused")
            for piece in response.iter_bytes():
                content += piece
                if len(content) > self._most_bytes:
                    return NotHad("too large")
        return Had(bytes(content))

    def _is_slacks(self, address: str) -> bool:
        """Slack's file hosts; a stand-in's files lie where its Web API does."""
        url = urlsplit(address)
        if (url.scheme, url.netloc) == (self._api.scheme, self._api.netloc):
            return True
        return url.scheme == "https" and url.port in (None, 443) and (url.hostname or "").endswith(_SLACK)


def _is_login_page(response: httpx.Response, file: SentFile) -> bool:
    """Without the right to read files Slack answers with a page to log in, as if all were well."""
    is_page = response.headers.get("content-type", "").startswith("text/html")
    return is_page and not file.name.lower().endswith((".html", ".htm"))
