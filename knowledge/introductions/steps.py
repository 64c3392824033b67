"""The legal steps of an introduction, and taking one. Pure: the moment is passed in, and nothing is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal

from knowledge.introductions.deadlines import (
    check_in_is_open,
    is_overdue,
    outcome_is_open,
    reminder_is_due,
)
from knowledge.introductions.events import (
    Actor,
    Approved,
    CheckedIn,
    Clock,
    Concluded,
    Coordinator,
    Event,
    Expired,
    Introduced,
    No,
    Rejected,
    Reminded,
    Started,
    Submitted,
    Told,
    Withdrawn,
    Yes,
)
from knowledge.introductions.introduction import CHECK_INS, FAILED, RESULTS, Introduction, Said, State

Role = Literal["asker", "first", "second", "coordinator", "clock"]
# Why a step is not taken. ``wrong_person`` has no say in it, or not now; ``out_of_order`` comes before its state came,
# ``over`` and ``too_late`` after it; ``too_early`` waits for a date. The others say why a proposal cannot begin:
# ``not_now`` is all that is said where the reason is another person's secret.
Reason = Literal[
    "wrong_person",
    "out_of_order",
    "over",
    "too_early",
    "too_late",
    "unknown",
    "same_person",
    "met_lately",
    "not_now",
    "two_open",
    "month_full",
]


@dataclass(frozen=True, slots=True)
class Refused:
    reason: Reason


_ASKER: frozenset[Role] = frozenset({"asker"})
_FIRST: frozenset[Role] = frozenset({"first"})
_SECOND: frozenset[Role] = frozenset({"second"})
_BOTH = _FIRST | _SECOND
_COORDINATOR: frozenset[Role] = frozenset({"coordinator"})
_CLOCK: frozenset[Role] = frozenset({"clock"})

# From a state, by an event, of one of these, to a state. What does not stand here is refused. ``asked_first`` is left
# out for ``asked_second`` where the first person is the one who asks for it: to ask was their yes. The clock withdraws
# what somebody who left had a part in.
TABLE: Mapping[tuple[State, type[Event]], tuple[frozenset[Role], State]] = {
    ("draft", Submitted): (_ASKER, "review"),
    ("draft", Started): (_ASKER, "asked_first"),
    ("draft", Withdrawn): (_ASKER | _COORDINATOR | _CLOCK, "withdrawn"),
    ("draft", Expired): (_CLOCK, "withdrawn"),
    ("review", Approved): (_COORDINATOR, "asked_first"),
    ("review", Rejected): (_COORDINATOR, "declined"),
    ("review", Withdrawn): (_ASKER | _COORDINATOR | _CLOCK, "withdrawn"),
    ("review", Expired): (_CLOCK, "expired"),
    ("asked_first", Told): (_CLOCK, "asked_first"),
    ("asked_first", Reminded): (_CLOCK, "asked_first"),
    ("asked_first", Yes): (_FIRST, "asked_second"),
    ("asked_first", No): (_FIRST, "declined"),
    ("asked_first", Withdrawn): (_ASKER | _COORDINATOR | _CLOCK, "withdrawn"),
    ("asked_first", Expired): (_CLOCK, "expired"),
    ("asked_second", Told): (_CLOCK, "asked_second"),
    ("asked_second", Reminded): (_CLOCK, "asked_second"),
    ("asked_second", Yes): (_SECOND, "agreed"),
    ("asked_second", No): (_SECOND, "declined"),
    ("asked_second", Withdrawn): (_ASKER | _COORDINATOR | _FIRST | _CLOCK, "withdrawn"),
    ("asked_second", Expired): (_CLOCK, "expired"),
    ("agreed", Introduced): (_CLOCK, "introduced"),
    ("agreed", Withdrawn): (_ASKER | _COORDINATOR | _BOTH | _CLOCK, "withdrawn"),
    ("introduced", CheckedIn): (_BOTH, "checked_in"),
    ("checked_in", CheckedIn): (_BOTH, "checked_in"),
    ("checked_in", Concluded): (_BOTH, "outcome"),
    ("outcome", Concluded): (_BOTH, "outcome"),
}


def step(introduction: Introduction, event: Event, now: datetime) -> Introduction | Refused:
    """The introduction after the event; the very same where the event says nothing new (a second click)."""
    roles = roles_of(introduction, event.by)
    if not roles:
        return Refused("wrong_person")
    if _says_nothing_new(introduction, event):
        return introduction
    legal = TABLE.get((introduction.state, type(event)))
    if legal is None:
        return Refused(
            "over" if introduction.state in FAILED or _is_past(introduction, event) else "out_of_order"
        )
    who, state = legal
    if not roles & who:
        has_answered = isinstance(event, Yes | No) and introduction.said(event.by.email)
        return Refused("over" if has_answered else "wrong_person")
    if reason := _untimely(introduction, event, now):
        return Refused(reason)
    return _moved(introduction, event, state, now)


def roles_of(introduction: Introduction, actor: Actor) -> frozenset[Role]:
    """What this actor is to the introduction. A round of the cluster, which has no asker, is asked for by the clock."""
    proposal = introduction.proposal
    if isinstance(actor, Clock):
        return _CLOCK if proposal.asker else _CLOCK | _ASKER
    named: tuple[tuple[str, Role], ...] = (
        (proposal.asker, "asker"),
        (proposal.first, "first"),
        (proposal.second, "second"),
    )
    roles = frozenset(role for email, role in named if email and email == actor.email)
    return roles | _COORDINATOR if isinstance(actor, Coordinator) else roles


def _says_nothing_new(introduction: Introduction, event: Event) -> bool:
    match event:
        case Yes(by=by):
            return introduction.said(by.email) == "yes"
        case No(by=by):
            return introduction.said(by.email) == "no"
        case Withdrawn(by=by):
            return introduction.state == "withdrawn" and introduction.ended_by == by.email
        case Told():
            return introduction.told is not None
        case Reminded():
            return introduction.reminded is not None
        case Introduced():
            return introduction.introduced is not None
        case CheckedIn(meeting=meeting) if introduction.meeting and introduction.state == "checked_in":
            return CHECK_INS.index(meeting) <= CHECK_INS.index(introduction.meeting)
        case Concluded(result=result) if introduction.result:
            return RESULTS.index(result) <= RESULTS.index(introduction.result)
        case _:
            return False


def _is_past(introduction: Introduction, event: Event) -> bool:
    """Whether what the event was about lies behind: states come in one order."""
    order: tuple[State, ...] = (
        "draft",
        "review",
        "asked_first",
        "asked_second",
        "agreed",
        "introduced",
        "checked_in",
        "outcome",
    )
    now_at = order.index(introduction.state)
    return all(order.index(state) < now_at for state, kind in TABLE if kind is type(event))


def _untimely(introduction: Introduction, event: Event, now: datetime) -> Reason | None:
    match event:
        case Expired() if not is_overdue(introduction, now):
            return "too_early"
        case Reminded() if not reminder_is_due(introduction, now):
            return "too_late" if is_overdue(introduction, now) else "too_early"
        case CheckedIn() if not check_in_is_open(introduction, now):
            return "too_early"
        case Concluded() if not outcome_is_open(introduction, now):
            return "too_early"
        case Expired() | Withdrawn():
            return None
        case _:
            # Whether the sweep that expires has been by already makes no difference to anybody.
            return "too_late" if is_overdue(introduction, now) else None


def _moved(introduction: Introduction, event: Event, state: State, now: datetime) -> Introduction:
    moved = replace(introduction, **_effects(introduction, event, now), version=introduction.version + 1)
    if state == "asked_first" and moved.said_first == "yes":
        state = "asked_second"
    if state == introduction.state:
        return moved
    return replace(moved, state=state, since=now, reminded=None)


def _effects(introduction: Introduction, event: Event, now: datetime) -> dict[str, Any]:
    """The fields that the event changes, beside the state."""
    is_first = introduction.state == "asked_first"
    match event:
        case Submitted() | Started():
            asks_for_it = introduction.proposal.asker == introduction.proposal.first
            return {"begun": now, "said_first": "yes"} if asks_for_it else {"begun": now}
        case Told():
            return {"told_first" if is_first else "told_second": now}
        case Reminded():
            return {"reminded": now}
        case Yes():
            return _answered(introduction, "yes", now)
        case No(by=by):
            return _answered(introduction, "no", now) | {"ended_by": by.email}
        case Rejected(by=by) | Withdrawn(by=by):
            return {"ended_by": by.email}
        case Introduced(how=how, room=room):
            return {"introduced": now, "how": how, "room": room}
        case CheckedIn(meeting=meeting):
            return {"meeting": meeting}
        case Concluded(result=result):
            return {"result": result}
        case Approved() | Expired():
            return {}


def _answered(introduction: Introduction, said: Said, now: datetime) -> dict[str, Any]:
    """An answer shows that the question arrived, even where the bot was killed before it could note that."""
    who = "first" if introduction.state == "asked_first" else "second"
    return {f"said_{who}": said, f"told_{who}": introduction.told or now}
