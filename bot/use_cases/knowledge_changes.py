"""What is offered to be known, and what comes of a change to what the cluster knows."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from pathlib import PurePosixPath

from ingest.intake import Preview
from knowledge.holdings.holding import ADDED, Holding, Origin
from knowledge.models import Failure
from knowledge.records.holdings import Overtaken
from knowledge.reports import SyncReport

_NO_NAME = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029#/\\]+")
_NAME_LENGTH = 120


@dataclass(frozen=True, slots=True)
class Offer:
    """A file that somebody wants to add: its name, its bytes, and where a reader can open it, if anywhere."""

    name: str
    content: bytes
    url: str = ""
    origin: Origin = "file"

    @property
    def source(self) -> str:
        """By what it is cited: the same name is another version of the same document."""
        name = unicodedata.normalize("NFC", PurePosixPath(self.name.replace("\\", "/")).name)
        stem, dot, ending = " ".join(_NO_NAME.sub(" ", name).split()).rpartition(".")
        return f"{ADDED}{stem[: _NAME_LENGTH - len(ending)]}{dot}{ending}"


@dataclass(frozen=True, slots=True)
class Taken:
    """What was looked at, as it may be added later. ``digest`` is that of its bytes, '' of a page on the web;
    ``revision`` that of what has the same name, 0 where nothing has."""

    source: str
    origin: Origin
    digest: str = ""
    file_name: str = ""
    size: int = 0
    url: str = ""
    revision: int = 0


@dataclass(frozen=True, slots=True)
class Pages:
    """How many pages a sitemap or a feed names, and what the first of them are called."""

    count: int = 0
    titles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Looked:
    """What an offer would become. ``before`` is what has the same name. Of a sitemap or a feed, the preview is that of
    the first ``pages``."""

    taken: Taken
    preview: Preview
    before: Holding
    pages: Pages = Pages()

    @property
    def is_same(self) -> bool:
        """Whether just this content is answered from already."""
        content = self.before.content
        return content is not None and content.digest == self.taken.digest and not self.before.withdrawn


@dataclass(frozen=True, slots=True)
class Kept:
    """It is as asked for, and found from now on."""

    holding: Holding
    report: SyncReport


@dataclass(frozen=True, slots=True)
class Unread:
    """Nothing was kept, since it could not be read."""

    failure: Failure


@dataclass(frozen=True, slots=True)
class Removed:
    """No answer holds anything of it. ``proof`` is what was searched for, and found nowhere in it."""

    holding: Holding
    proof: str


@dataclass(frozen=True, slots=True)
class NotThere:
    """No document has that name, or not in that version."""

    source: str


@dataclass(frozen=True, slots=True)
class Stays:
    """It is looked after elsewhere: where cluster.toml names it."""

    holding: Holding


Outcome = Kept | Unread | Removed | NotThere | Stays | Overtaken
