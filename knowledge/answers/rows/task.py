"""A question that rows may answer, with what its asker may see of them and how it was read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import islice

from babel import Locale

from knowledge.calendar.calendar import Calendar
from knowledge.directory.directory import Directory, Organisation, Person
from knowledge.directory.standing import Standing
from knowledge.language import reply_language
from knowledge.models import Language, Question, SourceInfo
from knowledge.outcomes import Aim, Asked, Citation, Subject
from knowledge.reading.reading import Reading

# Which engine an answer is from: rows are read, not written.
ENGINE = "extractive"
_MOST_CITED = 20


@dataclass(frozen=True, slots=True)
class Task:
    question: Question
    reading: Reading
    directory: Directory
    calendar: Calendar

    @property
    def today(self) -> date:
        return self.question.now.date()

    @property
    def members(self) -> Standing[Organisation]:
        return self.directory.members_on(self.today)

    @property
    def people(self) -> Standing[Person]:
        return self.directory.people_on(self.today)

    @property
    def audiences(self) -> frozenset[str]:
        return self.question.asker.audiences

    @property
    def language(self) -> Language:
        return reply_language(self.question.text)

    @property
    def aim(self) -> Aim:
        if self.reading.group_by:
            return "group"
        return "count" if self.reading.has("count") else "list"

    def asked(self, subject: Subject, aim: Aim, topic: str, missing: bool = False) -> Asked:
        """What is understood of the question, in its own words; ``topic`` is what the rows were compared with."""
        reading = self.reading
        spoken = (Locale(self.language).languages.get(code, code) for code in reading.languages)
        period = reading.period.words if reading.period else ""
        conditions = (*reading.kind_words, *reading.places, *spoken, topic, period)
        return Asked(subject, aim, tuple(one for one in conditions if one), missing)


def cited(sources: Iterable[tuple[SourceInfo, str]], day: date) -> tuple[Citation, ...]:
    """One citation for each of the first rows: its source, and the words in it that the answer is from. ``day`` is that
    on which a review is overdue or not."""
    return tuple(
        Citation(
            n,
            source.source,
            "",
            source.title,
            quote,
            source.url,
            source.updated,
            confirmed=source.confirmed,
            overdue=source.overdue(day),
        )
        for n, (source, quote) in enumerate(islice(sources, _MOST_CITED), 1)
    )
