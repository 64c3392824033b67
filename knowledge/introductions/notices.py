"""What the bot has to say because of an introduction, and to whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from knowledge.introductions.deadlines import (
    check_in_is_open,
    is_overdue,
    outcome_is_open,
    reminder_is_due,
)
from knowledge.introductions.introduction import Introduction
from knowledge.introductions.shown import shown_to

# ``review`` goes to the coordinators; ``room`` opens where both meet; ``benched`` tells somebody who left three
# questions without an answer that there are no more for now.
Kind = Literal["review", "ask", "reminder", "room", "not_now", "benched", "check_in", "outcome"]
# What has waited for longer than this is not worth writing any more.
STALE_AFTER = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Notice:
    """``person`` is "" where it goes to no single one. An introduction says each of these once."""

    introduction: str
    kind: Kind
    person: str = ""


def wanted(introduction: Introduction, now: datetime, benched: Iterable[str] = ()) -> Iterator[Notice]:
    """All that should have been said by now and still matters, whether or not it was said. ``benched`` are those whom
    this very introduction benched."""
    if is_overdue(introduction, now):
        return
    match introduction.state:
        case "review":
            yield Notice(introduction.id, "review")
        case "asked_first" | "asked_second":
            yield from _to_the_asked(introduction, now)
        case "agreed":
            yield Notice(introduction.id, "room")
        case "introduced" | "checked_in":
            yield from _afterwards(introduction, now)
        case "declined" | "expired" | "withdrawn" if now < introduction.since + STALE_AFTER:
            people = dict.fromkeys((introduction.proposal.asker, *introduction.parties))
            waiting = (one for one in people if shown_to(introduction, one) == "not_now")
            yield from (Notice(introduction.id, "not_now", one) for one in waiting)
            yield from (Notice(introduction.id, "benched", one) for one in benched)


def _to_the_asked(introduction: Introduction, now: datetime) -> Iterator[Notice]:
    yield Notice(introduction.id, "ask", introduction.turn)
    if introduction.reminded or reminder_is_due(introduction, now):
        yield Notice(introduction.id, "reminder", introduction.turn)


def _afterwards(introduction: Introduction, now: datetime) -> Iterator[Notice]:
    """One answer to the check-in is enough; an outcome is asked for unless they say that they will not meet."""
    if introduction.state == "introduced":
        kind: Kind = "check_in"
        is_open = check_in_is_open
    elif introduction.meeting != "no":
        kind = "outcome"
        is_open = outcome_is_open
    else:
        return
    if is_open(introduction, now) and not is_open(introduction, now - STALE_AFTER):
        yield from (Notice(introduction.id, kind, one) for one in introduction.parties)
