"""What can happen to an introduction, and who makes it happen. An e-mail address is in lower case."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.introductions.introduction import CheckIn, How, Result


@dataclass(frozen=True, slots=True)
class Member:
    email: str


@dataclass(frozen=True, slots=True)
class Coordinator:
    """One of those whom cluster.toml names. May be a party of the introduction as well."""

    email: str


@dataclass(frozen=True, slots=True)
class Clock:
    """Time, or the bot by itself."""

    email: str = ""


Actor = Member | Coordinator | Clock


@dataclass(frozen=True, slots=True)
class Submitted:
    """It goes to a coordinator first."""

    by: Actor


@dataclass(frozen=True, slots=True)
class Started:
    """It goes to the people themselves."""

    by: Actor


@dataclass(frozen=True, slots=True)
class Approved:
    by: Actor


@dataclass(frozen=True, slots=True)
class Rejected:
    by: Actor


@dataclass(frozen=True, slots=True)
class Told:
    """The question is put to the one whose turn it is."""

    by: Actor = Clock()


@dataclass(frozen=True, slots=True)
class Reminded:
    by: Actor = Clock()


@dataclass(frozen=True, slots=True)
class Yes:
    by: Actor


@dataclass(frozen=True, slots=True)
class No:
    by: Actor


@dataclass(frozen=True, slots=True)
class Expired:
    by: Actor = Clock()


@dataclass(frozen=True, slots=True)
class Withdrawn:
    by: Actor


@dataclass(frozen=True, slots=True)
class Introduced:
    """``room`` is where: a channel's id, or "" for an e-mail."""

    how: How
    room: str = ""
    by: Actor = Clock()


@dataclass(frozen=True, slots=True)
class CheckedIn:
    by: Actor
    meeting: CheckIn


@dataclass(frozen=True, slots=True)
class Concluded:
    by: Actor
    result: Result


# A draft is begun, and a question put, where limits are held; the rest may come at any time, in any order.
Begun = Submitted | Started
Put = Told | Reminded
Reaction = Approved | Rejected | Yes | No | Expired | Withdrawn | Introduced | CheckedIn | Concluded
Event = Begun | Put | Reaction


def detail(event: Event) -> str:
    """What an event says beside its kind."""
    match event:
        case Introduced(how=how):
            return how
        case CheckedIn(meeting=meeting):
            return meeting
        case Concluded(result=result):
            return result
        case _:
            return ""
