"""Rows of an answer as plain objects for ``--json``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from knowledge.outcomes import EventCard, MemberCard, PersonCard, RowsAnswered

NO_ROWS: Mapping[str, list[Any]] = {"members": [], "people": [], "events": []}


def row_objects(answer: RowsAnswered) -> dict[str, list[Any]]:
    """All that an answer is about, whatever its text shows of it; nothing where the rows are only the nearest."""
    if answer.asked.missing:
        return dict(NO_ROWS)
    return {
        "members": [_member(card) for card in answer.organisations],
        "people": [_person(card) for card in answer.persons],
        "events": [_event(card) for card in answer.occurrences],
    }


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


def _event(card: EventCard) -> dict[str, Any]:
    return {
        "uid": card.uid,
        "title": card.title,
        "start": card.start.isoformat(),
        "end": card.end.isoformat() if card.end else None,
        "location": card.location,
        "cancelled": card.cancelled,
        "source": card.source,
        "url": card.url,
        "moved_from": card.moved_from.isoformat() if card.moved_from else None,
    }
