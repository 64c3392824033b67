"""Copies of web pages in the data folder: what they held last, and what their server told of them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from ingest.sources.listing import FoundFile, Manner
from ingest.sources.web_client import Fetched, Stamp
from ingest.sources.whole_files import write_whole
from knowledge.addresses import open_to_readers
from knowledge.source_settings import SourceSection


@dataclass(frozen=True, slots=True)
class Copy:
    """A page as it was last fetched; ``at`` holds its content."""

    at: Path
    name: str
    stamp: Stamp
    day: date | None

    def as_file(self, path: str, source: SourceSection, url: str = "") -> FoundFile:
        """The copy as a file of ``source``; ``url`` where a reader can open it there."""
        status = self.at.stat()
        return FoundFile(
            path=path,
            at=self.at,
            kind=source.kind,
            audience=source.audience,
            size=status.st_size,
            mtime_ns=status.st_mtime_ns,
            format_name=self.name,
            url=open_to_readers(url),
            day=self.day,
            manner=Manner.of(source),
        )


class Copies:
    """One file a page with its content, and one with its stamp; both replaced as a whole."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, url: str) -> tuple[Copy, ...]:
        """The page's copy; empty where there is none that can be used."""
        at, about = self._paths(url)
        try:
            told = json.loads(about.read_text("utf-8"))
            day = date.fromisoformat(told["day"]) if told["day"] else None
            return (Copy(at, told["name"], Stamp(**told["stamp"]), day),) if at.exists() else ()
        except (OSError, ValueError, KeyError, TypeError):
            return ()

    def put(self, url: str, page: Fetched) -> Copy:
        """Keeps the content's time stamp where it is the same, so that it counts as unchanged."""
        at, about = self._paths(url)
        if not at.exists() or at.read_bytes() != page.content:
            write_whole(at, page.content)
        day = page.day.isoformat() if page.day else ""
        told = {"url": url, "name": page.name, "stamp": asdict(page.stamp), "day": day}
        write_whole(about, json.dumps(told).encode())
        return Copy(at, page.name, page.stamp, page.day)

    def drop(self, url: str) -> None:
        for path in self._paths(url):
            path.unlink(missing_ok=True)

    def keep_only(self, urls: Iterable[str]) -> None:
        """Throws away the copies of all other pages."""
        wanted = {path for url in urls for path in self._paths(url)}
        for path in self._folder.iterdir() if self._folder.exists() else ():
            if path not in wanted:
                path.unlink(missing_ok=True)

    def keep_only_below(self, place: str, urls: Iterable[str]) -> None:
        """Throws away the copies of all others that lie below ``place``."""
        wanted = {*urls}
        for about in self._folder.glob("*.json"):
            url = _told_url(about)
            if url.startswith(f"{place.rstrip('/')}/") and url not in wanted:
                self.drop(url)

    def _paths(self, url: str) -> tuple[Path, Path]:
        key = hashlib.sha256(url.encode()).hexdigest()[:32]
        return self._folder / key, self._folder / f"{key}.json"


def _told_url(about: Path) -> str:
    try:
        return str(json.loads(about.read_text("utf-8"))["url"])
    except (OSError, ValueError, KeyError, TypeError):
        return ""
