"""Asking a web server for a page, one at a time: what came back, as a type. Foreign errors are translated here."""

from __future__ import annotations

import mimetypes
import re
import time
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from email.utils import parsedate_to_datetime
from pathlib import PurePosixPath
from types import TracebackType
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

import httpx

from ingest.sources.listing import site_of
from ingest.sources.manners import Manners
from ingest.sources.outside import InnerMachine, Outside
from ingest.sources.signatures import document_ending, foreign_kind
from knowledge.addresses import Addresses, SecretMissing

AGENT = "klyngebot"
_MOST_BYTES = 100_000_000
_MOST_SECONDS = 60.0
_PATIENCE = httpx.Timeout(20.0, connect=10.0)
_MOST_REDIRECTS = 5
_LATER = {408, 425, 429}
_ASKING_FOR_PEACE = {429, 503}
_FAILURES_OF_A_DEAD_SITE = 2
_GENERAL = {"", "application/octet-stream", "binary/octet-stream", "text/plain", "application/zip"}
_CALENDAR = re.compile(rb"(?:\xef\xbb\xbf)?\s*BEGIN:VCALENDAR", re.I)
_ENDINGS = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/markdown": ".md",
    "text/x-markdown": ".md",
    "application/csv": ".csv",
    "text/calendar": ".ics",
    "text/vcard": ".vcf",
    "text/x-vcard": ".vcf",
    "application/ld+json": ".jsonld",
    "message/rfc822": ".eml",
}


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a server told of a page, to ask next time whether it has changed."""

    etag: str = ""
    modified: str = ""


@dataclass(frozen=True, slots=True)
class Fetched:
    """``name`` ends in the format's usual ending; ``day`` is when the server says that it was changed."""

    content: bytes
    name: str
    stamp: Stamp
    day: date | None


@dataclass(frozen=True, slots=True)
class Same:
    """The page has not changed since the stamp."""


@dataclass(frozen=True, slots=True)
class Gone:
    """The page cannot be had, and waiting will not help."""

    reason: str
    mend: str


@dataclass(frozen=True, slots=True)
class Late:
    """The page cannot be had just now."""

    reason: str
    mend: str = "what is known of it stays; run the sync again later"


Response = Fetched | Same | Gone | Late


class WebClient:
    """One run's visits to web servers, one request at a time."""

    def __init__(
        self,
        most_bytes: int = _MOST_BYTES,
        most_seconds: float = _MOST_SECONDS,
        manners: Manners | None = None,
        inner_hosts: Collection[str] = (),
        addresses: Addresses | None = None,
    ) -> None:
        self._manners = manners or Manners()
        self._addresses = addresses or Addresses()
        self._most_bytes = most_bytes
        self._most_seconds = most_seconds
        self._client = httpx.Client(
            headers={"User-Agent": AGENT},
            timeout=_PATIENCE,
            transport=Outside(inner_hosts),
            follow_redirects=True,
            max_redirects=_MOST_REDIRECTS,
        )
        self._rules: dict[str, RobotFileParser] = {}
        self._failures: dict[str, int] = {}

    def __enter__(self) -> WebClient:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    def fetch(self, url: str, stamp: Stamp = Stamp()) -> Response:
        """A page, unless it is the same as at ``stamp``."""
        site = site_of(url)
        if self._failures.get(site, 0) >= _FAILURES_OF_A_DEAD_SITE:
            return Late("its site does not answer")
        if not self._manners.may_ask(site):
            return Late("its site asks to be left alone for a while")
        try:
            address = self._addresses.filled(url)
        except SecretMissing as missing:
            return Gone(f"its address needs {missing.name}, which is not set", "write it into .env")
        asked = {"If-None-Match": stamp.etag, "If-Modified-Since": stamp.modified}
        self._manners.begin(site)
        try:
            response = self._asked(url, address, {name: value for name, value in asked.items() if value})
        except (httpx.TooManyRedirects, httpx.UnsupportedProtocol, httpx.InvalidURL) as error:
            return Gone(
                f"it cannot be followed ({type(error).__name__})", "correct the address in cluster.toml"
            )
        except InnerMachine:
            return Gone(
                "it leads to a machine of the own network",
                "save it as a file, or name that machine in fetching.inner_hosts of cluster.toml",
            )
        except httpx.RequestError as error:
            self._failures[site] = self._failures.get(site, 0) + 1
            return Late(f"it could not be fetched ({type(error).__name__})")
        finally:
            self._manners.end(site)
        self._failures[site] = 0
        return response

    def may_crawl(self, url: str) -> bool:
        """Whether the site's robots.txt lets programs read a page that nobody named by hand."""
        site = site_of(url)
        if site not in self._rules:
            rules = RobotFileParser()
            answer = self.fetch(f"{site}/robots.txt")
            text = answer.content.decode("utf-8", "replace") if isinstance(answer, Fetched) else ""
            rules.parse(text.splitlines())
            if pause := rules.crawl_delay(AGENT):
                self._manners.wishes(site, float(pause))
            self._rules[site] = rules
        return self._rules[site].can_fetch(AGENT, url)

    def _asked(self, url: str, address: str, headers: dict[str, str]) -> Response:
        started = time.monotonic()
        with self._client.stream("GET", address, headers=headers) as response:
            if response.status_code in _ASKING_FOR_PEACE and "retry-after" in response.headers:
                self._manners.turn_away(site_of(url))
            refusal = _refusal(response.status_code)
            if refusal is not None:
                return refusal
            content = bytearray()
            for piece in response.iter_bytes():
                content += piece
                if len(content) > self._most_bytes:
                    return Gone(
                        f"it is larger than {self._most_bytes // 1_000_000} MB", "name a smaller page"
                    )
                if time.monotonic() - started > self._most_seconds:
                    return Late(f"it did not arrive within {self._most_seconds:.0f} seconds")
        return _fetched(url, bytes(content), response.headers)


def _refusal(status: int) -> Response | None:
    """What a status says other than that the page comes; None where it comes."""
    if status == httpx.codes.NOT_MODIFIED:
        return Same()
    if status in (httpx.codes.NOT_FOUND, httpx.codes.GONE):
        return Gone(f"it is not there any more (HTTP {status})", "correct its address, or remove the source")
    if status in _LATER or status >= 500:
        return Late(f"its site is in trouble (HTTP {status})")
    if status >= 400:
        return Gone(
            f"its site does not let it be read (HTTP {status})", "save it as a file in a source's folder"
        )
    return None


def _fetched(url: str, content: bytes, headers: httpx.Headers) -> Fetched | Gone:
    if foreign := foreign_kind(content):
        return Gone(f"it is {foreign}, whatever its server calls it", "name a page or a document")
    stamp = Stamp(headers.get("etag", ""), headers.get("last-modified", ""))
    name = _name(url, headers.get("content-type", ""))
    # Calendars and documents come as "bytes", as plain text and as pages; what they hold is never in doubt.
    if ending := ".ics" if _CALENDAR.match(content) else document_ending(content):
        name = f"{PurePosixPath(name).stem}{ending}"
    return Fetched(content, name, stamp, _day(stamp.modified))


def _name(url: str, content_type: str) -> str:
    """A name whose ending tells the format: what the server says, unless it only says "bytes" or "text"."""
    kind = content_type.partition(";")[0].strip().lower()
    path = PurePosixPath(urlsplit(url).path)
    if kind in _GENERAL and path.suffix:
        return path.name
    ending = _ENDINGS.get(kind) or mimetypes.guess_extension(kind) or path.suffix or ".html"
    return f"{path.stem or 'page'}{ending}"


def _day(modified: str) -> date | None:
    try:
        return parsedate_to_datetime(modified).date() if modified else None
    except ValueError:
        return None
