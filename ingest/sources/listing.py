"""What a look at the sources found: files to read, what cannot be had, and what cannot be had just now."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Set
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from knowledge.models import SourceKind
from knowledge.rows import Trust
from knowledge.source_settings import SourceSection


def is_url(path: str) -> bool:
    """Whether a path of a source is a URL and not a file or folder."""
    return "://" in path


def site_of(url: str) -> str:
    """Scheme, host and port of a URL, without who signs in there; '' for a path."""
    if not is_url(url):
        return ""
    scheme, _, host, *_ = f"{url}//".split("/")
    return f"{scheme}//{host.rpartition('@')[2]}".lower()


@dataclass(frozen=True, slots=True)
class Manner:
    """How cluster.toml wants the rows of a file taken: whose word they are, and what columns (by name) hold."""

    trust: Trust = "register"
    columns: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, source: SourceSection) -> Manner:
        return cls(source.trust, tuple(source.columns.items())) if source.has_rows else cls()

    @property
    def mark(self) -> str:
        """Another one for each manner; '' for the usual."""
        said = hashlib.sha256(repr((self.trust, self.columns)).encode()).hexdigest()[:12]
        return "" if self == Manner() else f"/rows-{said}"


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file of a source. ``path`` is relative to cluster.toml, with '/', in NFC, or a URL; ``at`` opens it.

    ``format_name`` is what its format is told by where that is not its path. ``url`` is its address on the web;
    ``day`` is when that says it was changed.
    """

    path: str
    at: Path
    kind: SourceKind
    audience: str
    size: int
    mtime_ns: int
    format_name: str = ""
    url: str = ""
    day: date | None = None
    manner: Manner = Manner()

    @property
    def name(self) -> str:
        return self.format_name or self.path

    def reading(self, pipeline: str) -> str:
        """The code that reads it and the manner in which: a file is read again where either is another."""
        return pipeline + self.manner.mark


@dataclass(frozen=True, slots=True)
class NamedPages:
    """A sitemap or a feed: how many pages it names, and the ``first`` of them that can be read."""

    url: str
    count: int
    first: tuple[FoundFile, ...]


@dataclass(frozen=True, slots=True)
class Unreachable:
    """Something of a source that cannot be followed or looked at; what was known of it is given up."""

    path: str
    kind: SourceKind
    audience: str
    reason: str
    mend: str


@dataclass(frozen=True, slots=True)
class Delayed(Unreachable):
    """Something that cannot be had just now; what is known of it stays."""


@dataclass(frozen=True, slots=True)
class Listing:
    """Each in order of path. A delayed file is among ``files`` too where a copy of it is at hand.

    ``listed_by`` names, for each page that does not lie under its source, the source that lists it.
    """

    files: tuple[FoundFile, ...] = ()
    unreachable: tuple[Unreachable, ...] = ()
    delayed: tuple[Delayed, ...] = ()
    listed_by: tuple[tuple[str, str], ...] = ()

    def __add__(self, other: Listing) -> Listing:
        return Listing(
            self.files + other.files,
            self.unreachable + other.unreachable,
            self.delayed + other.delayed,
            self.listed_by + other.listed_by,
        )

    def only(self, paths: Set[str]) -> Listing:
        """What is told of these."""
        return self.where(paths.__contains__)

    def without(self, paths: Set[str]) -> Listing:
        """What is told of all others, but for the pages that one of these lists."""
        homes = dict(self.listed_by)
        return self.where(lambda path: path not in paths and homes.get(path) not in paths)

    def where(self, wanted: Callable[[str], bool]) -> Listing:
        """What is told of the paths that are wanted."""
        return Listing(
            tuple(file for file in self.files if wanted(file.path)),
            tuple(item for item in self.unreachable if wanted(item.path)),
            tuple(item for item in self.delayed if wanted(item.path)),
            tuple((page, home) for page, home in self.listed_by if wanted(page)),
        )
