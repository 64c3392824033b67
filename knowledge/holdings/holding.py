"""A holding: a document that somebody looks after, with the versions of it where a coordinator added it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from typing import Any, Literal

# What a coordinator added is named by this and a file name; the rest by their paths and addresses.
ADDED = "added:"
Origin = Literal["folder", "file", "link", "message"]
Standing = Literal["held", "withdrawn", "expired"]


@dataclass(frozen=True, slots=True)
class Version:
    """One content of what was added. ``digest`` is the SHA-256 of its bytes, ``url`` where a reader can open it."""

    number: int
    digest: str
    file_name: str
    size: int
    by: str
    at: datetime
    url: str = ""


@dataclass(frozen=True, slots=True)
class Care:
    """Who answers for a document (an e-mail address), when they look at it again, and until when it holds.

    The last day on which it holds is ``expires_on``.
    """

    owner: str = ""
    review_on: date | None = None
    expires_on: date | None = None
    confirmed_on: date | None = None
    confirmed_by: str = ""


@dataclass(frozen=True, slots=True)
class Holding:
    """``source`` is the path or address by which it is cited. ``audience`` is '' where cluster.toml names it.

    ``revision`` grows with each change, and a change is written on the revision that it was taken from: 0 is one that
    is not written yet.
    """

    source: str
    origin: Origin
    audience: str = ""
    care: Care = Care()
    versions: tuple[Version, ...] = ()
    current: int = 0
    withdrawn: bool = False
    revision: int = 0

    @property
    def is_added(self) -> bool:
        """Whether it is there because a coordinator added it, and in no source of cluster.toml."""
        return self.origin != "folder"

    @property
    def content(self) -> Version | None:
        """The version that answers come from; None where its source holds the content."""
        return next((one for one in self.versions if one.number == self.current), None)

    def standing(self, day: date) -> Standing:
        """Whether answers may come from it on ``day``."""
        if self.withdrawn:
            return "withdrawn"
        expired = self.care.expires_on is not None and self.care.expires_on < day
        return "expired" if expired else "held"

    def with_version(self, version: Version) -> Holding:
        """The same with another content, which is the one that counts from now on."""
        numbered = replace(version, number=max((one.number for one in self.versions), default=0) + 1)
        return replace(self, versions=(*self.versions, numbered), current=numbered.number, withdrawn=False)

    def facts(self) -> Mapping[str, Any]:
        """What may change of it, as plain values for a log: dates in ISO 8601."""
        told = {name: _plain(value) for name, value in asdict(self.care).items()}
        content = self.content
        return told | {
            "audience": self.audience,
            "version": self.current,
            "digest": content.digest if content else "",
            "withdrawn": self.withdrawn,
        }


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
