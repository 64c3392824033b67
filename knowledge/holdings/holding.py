"""A holding: a document that somebody looks after, with the versions of it where a coordinator added it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, Literal

# What a coordinator added is named by this and a file name; the rest by their paths and addresses.
ADDED = "added:"
Origin = Literal["folder", "file", "link", "message"]
Standing = Literal["held", "withdrawn", "expired"]
Due = Literal["review", "expiry"]
_YEAR = timedelta(days=365)
# Who looks after something that is about to expire wants to know before it does.
_SOON = timedelta(days=14)


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

    def due(self, day: date) -> tuple[Due, ...]:
        """What there is to look at by ``day`` of something that holds."""
        review = self.review_on is not None and self.review_on <= day
        expiry = self.expires_on is not None and self.expires_on <= day + _SOON
        return (*(("review",) if review else ()), *(("expiry",) if expiry else ()))

    def next_review(self, day: date) -> date:
        """When to look again after ``day``: as long after it as last time, or a year."""
        if self.confirmed_on is None or self.review_on is None or self.review_on <= self.confirmed_on:
            return day + _YEAR
        return day + (self.review_on - self.confirmed_on)

    def extended(self, day: date) -> Care:
        """For another year from ``day``, or from the end that is still to come; looked at again before that."""
        ends = max(day, self.expires_on or day) + _YEAR
        return replace(self, expires_on=ends, review_on=min(self.next_review(day), ends))


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
