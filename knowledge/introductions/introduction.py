"""An introduction: who wants to meet whom, why, and how far it has come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

State = Literal[
    "draft",
    "review",  # a coordinator decides whether anybody is asked
    "asked_first",
    "asked_second",
    "agreed",  # both said yes; the room where they meet is not open yet
    "introduced",
    "checked_in",
    "outcome",
    "declined",
    "expired",
    "withdrawn",
]
UNFINISHED: tuple[State, ...] = ("draft", "review", "asked_first", "asked_second", "agreed")
UNDER_WAY: tuple[State, ...] = UNFINISHED[1:]
CAME_ABOUT: tuple[State, ...] = ("introduced", "checked_in", "outcome")
FAILED: tuple[State, ...] = ("declined", "expired", "withdrawn")

Said = Literal["", "yes", "no"]
How = Literal["group_dm", "private_channel", "email"]
# Each from the least to the most: of two people who tell different things, the one that tells more is believed.
CheckIn = Literal["no", "not_yet", "planned", "met"]
CHECK_INS: tuple[CheckIn, ...] = ("no", "not_yet", "planned", "met")
Result = Literal["none", "learned", "application", "pilot", "contract"]
RESULTS: tuple[Result, ...] = ("none", "learned", "application", "pilot", "contract")


@dataclass(frozen=True, slots=True)
class Proposal:
    """Who should meet whom. People are e-mail addresses in lower case.

    ``asker`` is the one who asks for it: the first person, a coordinator, or "" for a round of the cluster. ``need`` is
    in the asker's own words; ``why_first`` and ``why_second`` are the reasons that each of the two is given.
    """

    asker: str
    first: str
    second: str
    need: str = ""
    first_organisation: str = ""
    second_organisation: str = ""
    why_first: tuple[str, ...] = ()
    why_second: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Introduction:
    """``since`` is when it came into its state, ``begun`` when it ceased to be a draft; ``told_first`` and
    ``told_second`` when the bot put the question to each (never to one who asks for it), ``reminded`` when the one
    whose turn it is was reminded. ``ended_by`` is who said no or withdrew it ("" where time did). ``room`` names where
    they were introduced. ``version`` grows by one with each step."""

    id: str
    proposal: Proposal
    state: State
    created: datetime
    since: datetime
    begun: datetime | None = None
    said_first: Said = ""
    said_second: Said = ""
    told_first: datetime | None = None
    told_second: datetime | None = None
    reminded: datetime | None = None
    introduced: datetime | None = None
    how: How | None = None
    room: str = ""
    meeting: CheckIn | None = None
    result: Result | None = None
    ended_by: str = ""
    version: int = 1

    @property
    def turn(self) -> str:
        """Whose answer it waits for; "" where for nobody's of the two."""
        return {"asked_first": self.proposal.first, "asked_second": self.proposal.second}.get(self.state, "")

    @property
    def told(self) -> datetime | None:
        """When the one whose turn it is got the question."""
        return {"asked_first": self.told_first, "asked_second": self.told_second}.get(self.state)

    @property
    def parties(self) -> tuple[str, str]:
        return self.proposal.first, self.proposal.second

    def said(self, person: str) -> Said:
        return {self.proposal.first: self.said_first, self.proposal.second: self.said_second}.get(person, "")

    def told_to(self, person: str) -> datetime | None:
        """When this person got the question; None where they never did."""
        return {self.proposal.first: self.told_first, self.proposal.second: self.told_second}.get(person)
