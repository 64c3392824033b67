"""Exact rows as evidence that a model may cite: one entry for the whole set, with its count, and one for each row."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from knowledge.answers.evidence import Evidence
from knowledge.calendar.occurrences import Occurrence
from knowledge.models import Hit, Passage, SourceInfo
from knowledge.outcomes import MemberCard, PersonCard, RowsAnswered

_MOST_ROWS = 20
# With more people than this, addresses would be a mailing list.
_MOST_ADDRESSED = 3
Card = MemberCard | PersonCard | Occurrence


def as_evidence(answer: RowsAnswered, first: int) -> tuple[Evidence, ...]:
    """Numbered from ``first``, which is the whole set; it cites the register that its first row is from."""
    cards: tuple[Card, ...] = (*answer.organisations, *answer.persons, *answer.occurrences)
    if not cards:
        return ()
    register = _source(cards[0]).partition("#")[0]
    names = "; ".join(map(_name, cards))
    fit = "none fits; the nearest are" if answer.asked.missing else f"exactly {len(cards)}"
    whole = _entry(first, answer, register, register, f"{fit}: {names}", _name(cards[0]))
    addressed = len(answer.persons) <= _MOST_ADDRESSED
    rows = (
        _entry(
            n, answer, _source(card), _name(card), "; ".join(_facts(card, addressed=addressed)), _name(card)
        )
        for n, card in enumerate(cards[:_MOST_ROWS], first + 1)
    )
    return (whole, *rows)


def _entry(n: int, answer: RowsAnswered, source: str, title: str, text: str, quote: str) -> Evidence:
    cited = {one.source: one for one in answer.citations}.get(source)
    info = SourceInfo(source, title, answer.asked.subject, "", updated=cited.updated if cited else None)
    passage = Passage(source, 0, text)
    return Evidence(n, (passage,), info, Hit(passage, (info,), 1.0), quote)


def _source(card: Card) -> str:
    return card.source.source if isinstance(card, Occurrence) else card.source


def _name(card: Card) -> str:
    return card.title if isinstance(card, Occurrence) else card.name


def _facts(card: Card, *, addressed: bool) -> Iterator[str]:
    match card:
        case MemberCard():
            yield from _pairs(
                name=card.name,
                type=card.type,
                place=card.place,
                website=card.website,
                about=card.description,
                offers=", ".join(card.offers),
                joined=_day(card.joined),
                left=_day(card.left),
                contact=card.contact,
                fits_because=card.reason,
            )
        case PersonCard():
            yield from _pairs(
                name=card.name,
                role=card.role,
                organisation=card.organisation,
                place=card.place,
                email=card.email if addressed else "",
                can_help_with=", ".join(card.offers),
                languages=", ".join(card.languages),
                fits_because=card.reason,
            )
        case Occurrence():
            yield from _pairs(
                title=card.title,
                state="CANCELLED" if card.cancelled else "",
                start=_day(card.start),
                end=_day(card.end),
                moved_from=_day(card.moved_from),
                location=card.location,
                link=card.url,
            )


def _pairs(**facts: str) -> Iterator[str]:
    return (f"{name.replace('_', ' ')}: {value}" for name, value in facts.items() if value)


def _day(when: date | datetime | None) -> str:
    """With the day of the week, which no model should work out for itself."""
    if when is None:
        return ""
    return f"{when:%A %Y-%m-%d %H:%M}" if isinstance(when, datetime) else f"{when:%A %Y-%m-%d}"
