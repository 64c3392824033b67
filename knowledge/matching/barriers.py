"""Who may never be introduced to whom, whatever they have in common. One function, for suggestions and rounds alike."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

from knowledge.directory.directory import Person
from knowledge.matching.past import Past

Barrier = Literal[
    "themselves",
    "no consent",
    "left",
    "paused",
    "benched",
    "no capacity",
    "same organisation",
    "not with",
    "met",
    "organisations met",
    "declined",
]
# How many introductions a month somebody wants who has agreed to them and names no number.
_USUAL = 1
_MET = timedelta(days=183)
_ORGANISATIONS_MET = timedelta(days=30)
_DECLINED = timedelta(days=365)


def of_person(person: Person, day: date, past: Past) -> Barrier | None:
    """Why nobody may be introduced to this person now; None where they may."""
    row, email = person.row, person.row.email.lower()
    if not person.is_active(day) or (person.organisation and not person.organisation.is_member(day)):
        return "left"
    if not row.consents or not email:
        return "no consent"
    if row.paused_until and row.paused_until >= day:
        return "paused"
    if email in past.benched:
        return "benched"
    return "no capacity" if past.load.get(email, 0) >= capacity(person) else None


def between(one: Person, other: Person, day: date, past: Past, *, colleagues: bool = False) -> Barrier | None:
    """Why these two may not meet now; ``colleagues`` is whether somebody of the same organisation is asked for."""
    pair = frozenset({one.row.email.lower(), other.row.email.lower()})
    if len(pair) == 1:
        return "themselves"
    homes = frozenset({one.organisation_name.casefold(), other.organisation_name.casefold()})
    if len(homes) == 1 and "" not in homes and not colleagues:
        return "same organisation"
    if _unwanted(one, other, past) or _unwanted(other, one, past):
        return "not with"
    if _within(past.met.get(pair), day, _MET):
        return "met"
    if _within(past.declined.get(pair), day, _DECLINED):
        return "declined"
    return (
        "organisations met" if _within(past.organisations_met.get(homes), day, _ORGANISATIONS_MET) else None
    )


def capacity(person: Person) -> int:
    """How many introductions a month somebody wants at most."""
    return _USUAL if person.row.willing is None else person.row.willing


def _unwanted(one: Person, other: Person, past: Past) -> bool:
    refused = {name.casefold() for name in past.not_with.get(one.row.email.lower(), ())}
    return not refused.isdisjoint({other.row.email.lower(), other.organisation_name.casefold()})


def _within(last: date | None, day: date, span: timedelta) -> bool:
    return last is not None and day - last < span
