"""What a model may call: a search in the documents, and the functions over rows that exact answers are made by."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated

from langchain_core.tools import BaseTool, tool
from pydantic import AfterValidator

from knowledge.answers.evidence import Evidence, prose_of
from knowledge.answers.finder import Finder
from knowledge.answers.prompts import passages_prompt
from knowledge.answers.queries import Queries
from knowledge.answers.rows.as_evidence import as_evidence
from knowledge.answers.rows.search import RowSearch
from knowledge.models import Question
from knowledge.outcomes import RowsAnswered
from knowledge.reading.dates import YEARS
from knowledge.reading.stretches import Period

_LONGEST = 300
# A model writes as much as it likes, and a search takes the longer the more words it is given.
Words = Annotated[str, AfterValidator(lambda text: text[:_LONGEST])]
_NOTHING = "Nothing fits. Say so, or search the documents."


@dataclass(slots=True)
class Gathered:
    """All that an answer may cite, numbered from 1; ``rows`` by the number of the entry for the whole set."""

    evidence: list[Evidence]
    rows: dict[int, RowsAnswered] = field(default_factory=dict)

    @property
    def next(self) -> int:
        return len(self.evidence) + 1

    def rows_of(self, used: Iterable[Evidence]) -> tuple[RowsAnswered, ...]:
        """The sets that these entries are of, whole where the entry for the whole is among them."""
        named = {item.n: item.source.source for item in used}
        found: list[RowsAnswered] = []
        for n, answer in self.rows.items():
            part = answer if n in named else answer.only(set(named.values()))
            if part.members or part.people or part.events:
                found.append(part)
        return tuple(found)


class Toolbox:
    def __init__(self, finder: Finder, rows: RowSearch) -> None:
        self._finder = finder
        self._rows = rows

    def tools(self, question: Question, gathered: Gathered) -> list[BaseTool]:
        """For one question and its asker; what they find is added to ``gathered``. They change nothing else."""

        @tool
        def search_documents(query: Words) -> str:
            """Search the cluster's documents. Returns numbered passages. Use a few words, or a short question."""
            day = question.now.date()
            found = self._finder.find(Queries(query), question.asker, day).evidence
            more = prose_of(found, gathered.next)
            gathered.evidence.extend(more)
            return passages_prompt(more, day)

        @tool
        def find_members(
            kind: Words = "",
            place: Words = "",
            topic: Words = "",
            joined_from: Words = "",
            joined_to: Words = "",
        ) -> str:
            """List or count member organisations exactly. kind: such as SME, public, start-up. topic: what they work
            with. Days are YYYY-MM-DD. No argument lists all. Returns the exact count and numbered rows."""
            joined = _period(joined_from, joined_to)
            return told(self._rows.members(question, kind, place, topic, joined))

        @tool
        def find_people(
            name: Words = "",
            organisation: Words = "",
            role: Words = "",
            topic: Words = "",
            language: Words = "",
            place: Words = "",
        ) -> str:
            """Find people of the register by one of: name, organisation (with a role), language they speak, topic
            that they can help with, role, place. Returns the exact count and numbered rows."""
            return told(self._rows.people(question, name, organisation, role, topic, language, place))

        @tool
        def find_events(title: Words = "", first_day: Words = "", last_day: Words = "") -> str:
            """Find events by their title, or all in a period (YYYY-MM-DD, both included). Returns exact local times."""
            period = _period(first_day, last_day) or Period(question.now.date(), None)
            return told(self._rows.events(question, title, period.first, period.last))

        def told(found: RowsAnswered | None) -> str:
            return self._told(found, gathered, question.now.date())

        return [search_documents, find_members, find_people, find_events]

    @staticmethod
    def _told(found: RowsAnswered | None, gathered: Gathered, day: date) -> str:
        entries = as_evidence(found, gathered.next) if found else ()
        if found is None or not entries:
            return _NOTHING
        gathered.rows[entries[0].n] = found
        gathered.evidence.extend(entries)
        return passages_prompt(entries, day)


def _period(first: str, last: str) -> Period | None:
    """None where neither is a day: a model writes what it likes."""
    start, end = _day(first), _day(last)
    return Period(start, end) if start or end else None


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text.strip()[:10])
    except ValueError:
        return None
    return day if day.year in YEARS else None
