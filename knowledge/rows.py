"""What one row of a register, or one entry of a calendar, says: cleaned, never guessed, and from one source.

What several rows say about the same organisation is put together when it is read (``knowledge/directory``), for the
reader at hand: a row that somebody may not see must not show through another one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

# Whose word counts for more, least first.
Trust = Literal["website", "register", "coordinator", "self"]
TRUST: tuple[Trust, ...] = ("website", "register", "coordinator", "self")


@dataclass(frozen=True, slots=True)
class MemberRow:
    """An organisation. Texts are as written, but for white space; ``""``, ``()`` and None are what it does not say.

    ``type`` is the kind of organisation ("stor bedrift"), ``number`` its organisation number, ``aliases`` are other
    names. ``status`` and ``left`` (its last day as a member) tell whether it still is one. ``extra`` holds the columns
    that nothing here is made for: (column name, text).
    """

    name: str
    type: str = ""
    place: str = ""
    website: str = ""
    description: str = ""
    tags: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    joined: date | None = None
    left: date | None = None
    status: str = ""
    contact_name: str = ""
    contact_email: str = ""
    phone: str = ""
    number: str = ""
    aliases: tuple[str, ...] = ()
    extra: tuple[tuple[str, str], ...] = ()
    trust: Trust = "register"


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person. ``willing`` is how many introductions a month they want, ``consents`` whether the row says yes to
    introductions (None: not said); ``paused_until`` is the last day of a pause; ``left`` the last day with the cluster.
    """

    name: str
    email: str = ""
    organisation: str = ""
    role: str = ""
    place: str = ""
    languages: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    willing: int | None = None
    consents: bool | None = None
    paused_until: date | None = None
    left: date | None = None
    status: str = ""
    phone: str = ""
    website: str = ""
    extra: tuple[tuple[str, str], ...] = ()
    trust: Trust = "register"


@dataclass(frozen=True, slots=True)
class EventRow:
    """An event with all its occurrences: ``ical`` is a VCALENDAR (RFC 5545) of its master, its overrides, and the time
    zones that they name, and of nothing else. ``uid`` is the same in all of them.
    """

    uid: str
    title: str
    ical: str
    trust: Trust = "register"


Row = MemberRow | PersonRow | EventRow
