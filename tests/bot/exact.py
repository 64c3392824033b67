"""Exact answers as the rows give them. Everybody in them is fictional."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from knowledge.calendar.occurrences import Occurrence
from knowledge.models import Language, Question, SourceInfo
from knowledge.outcomes import Aim, Answer, Asked, Citation, MemberCard, PersonCard, RowsAnswered, Subject

OSLO = ZoneInfo("Europe/Oslo")
TJELD = MemberCard(
    "Tjeld Data AS",
    "members.csv#Tjeld Data AS",
    type="oppstartsbedrift",
    place="Larvik",
    website="https://tjeld.example",
    description="Lager sensorer.",
    offers=("sensordata", "prognoser"),
    joined=date(2023, 9, 15),
    contact="Runa Tveit",
)
RUNA = PersonCard(
    "Runa Tveit",
    "people.csv#runa@tjeld.example",
    "Tjeld Data AS",
    "daglig leder",
    email="runa@tjeld.example",
    reason="sensordata",
)


@dataclass
class Exact:
    """An assistant whose rows know the answer."""

    outcome: Answer
    asked: list[Question] = field(default_factory=list)

    def answer(self, question: Question) -> Iterator[Answer]:
        self.asked.append(question)
        yield self.outcome


def answer(
    subject: Subject,
    aim: Aim = "list",
    language: Language = "nb",
    conditions: tuple[str, ...] = (),
    missing: bool = False,
    **rows: Any,
) -> RowsAnswered:
    """With a citation for each row."""
    bare = RowsAnswered(language, "extractive", Asked(subject, aim, conditions, missing), **rows)
    sources = (
        *(card.source for card in (*bare.organisations, *bare.persons)),
        *(one.source.source for one in bare.occurrences),
    )
    citations = tuple(Citation(n, source, "", source, "") for n, source in enumerate(sources, 1))
    return RowsAnswered(language, "extractive", bare.asked, citations, **rows)


def occurrence(**other: Any) -> Occurrence:
    """The ethics group on a Thursday, but for what is told otherwise."""
    fields: dict[str, Any] = {
        "uid": "group@x.example",
        "title": "Etikkgruppen",
        "start": datetime(2027, 3, 4, 9, tzinfo=OSLO),
        "end": datetime(2027, 3, 4, 10, 30, tzinfo=OSLO),
        "location": "Fyrhuset",
        "url": "",
        "description": "",
        "categories": (),
        "organizer": "",
        "cancelled": False,
        "moved_from": None,
        "source": SourceInfo("events.ics#group@x.example", "Etikkgruppen", "events", "members"),
    }
    return Occurrence(**(fields | other))
