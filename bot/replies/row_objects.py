"""Rows of an answer as plain objects for ``--json``."""

from __future__ import annotations

from typing import Any

from knowledge.calendar.occurrences import Occurrence
from knowledge.outcomes import Answer, Answered, MemberCard, PersonCard, RowsAnswered, Several


def row_objects(answer: Answer) -> dict[str, list[Any]]:
    """All that an answer is about, whatever its text shows of it; nothing where the rows are only the nearest."""
    rows = [one for one in rows_of(answer) if not one.asked.missing]
    return {
        "members": [_member(card) for one in rows for card in one.organisations],
        "people": [_person(card) for one in rows for card in one.persons],
        "events": [_event(card) for one in rows for card in one.occurrences],
    }


def rows_of(answer: Answer) -> tuple[RowsAnswered, ...]:
    """The exact rows in an answer, those that are only the nearest too."""
    match answer:
        case Several() | Answered():
            return answer.rows
        case RowsAnswered():
            return (answer,)
        case _:
            return ()


def _member(card: MemberCard) -> dict[str, Any]:
    return {
        "name": card.name,
        "source": card.source,
        "type": card.type,
        "place": card.place,
        "website": card.website,
        "offers": list(card.offers),
        "joined": card.joined.isoformat() if card.joined else None,
        "former": card.former,
        "reason": card.reason,
    }


def _person(card: PersonCard) -> dict[str, Any]:
    return {
        "name": card.name,
        "source": card.source,
        "email": card.email,
        "organisation": card.organisation,
        "role": card.role,
        "reason": card.reason,
    }


def _event(card: Occurrence) -> dict[str, Any]:
    return {
        "uid": card.uid,
        "title": card.title,
        "start": card.start.isoformat(),
        "end": card.end.isoformat() if card.end else None,
        "location": card.location,
        "cancelled": card.cancelled,
        "source": card.source.source,
        "url": card.url,
        "moved_from": card.moved_from.isoformat() if card.moved_from else None,
    }
