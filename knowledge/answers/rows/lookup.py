"""A question -> the exact answer of the rows, or that they have none."""

from __future__ import annotations

from collections.abc import Collection

from knowledge.answers.rows.anybody import anybody_by_topic
from knowledge.answers.rows.events import events, events_by_title, events_to_come, these_events
from knowledge.answers.rows.members import (
    members,
    members_by_tag,
    members_by_topic,
    members_elsewhere,
    no_such_member,
    one_member,
    these_members,
)
from knowledge.answers.rows.people import (
    one_person,
    people_by_language,
    people_by_role,
    people_of_a_place,
    people_of_member,
    these_people,
)
from knowledge.answers.rows.router import Route, routes
from knowledge.answers.rows.task import ENGINE, Task
from knowledge.answers.rows.topics import Topics
from knowledge.models import Question, SourceKind
from knowledge.outcomes import Abstained, RowsAnswered
from knowledge.records.view import View


class Lookup:
    """What it cannot answer exactly it leaves to the documents."""

    def __init__(self, view: View, topics: Topics) -> None:
        self._view = view
        self._topics = topics

    def answer(self, question: Question) -> RowsAnswered | Abstained | None:
        """None where the question is not one for rows, or where they know nothing of it."""
        task = self._task(question)
        if task is None:
            return None
        return next((found for way in routes(task.reading) if (found := self._answered(way, task))), None)

    def told(self, question: Question, kind: SourceKind, sources: Collection[str]) -> RowsAnswered | None:
        """What rows say that a search has found: as cards, for a row as it is written holds what is not for everybody.
        None where nobody of them is there any more, or where a fact is asked for that only documents hold."""
        task = self._task(question)
        if task is None or task.reading.has("fact"):
            return None
        match kind:
            case "members":
                return these_members(task, sources)
            case "people":
                return these_people(task, sources)
            case "events":
                return these_events(task, sources)
            case "documents":
                return None

    def _task(self, question: Question) -> Task | None:
        rows = self._view.rows(question.asker.audiences)
        if rows.are_none:
            return None
        reading = rows.reader.read(question.text, question.now.date())
        return Task(question, reading, rows.directory, rows.calendar)

    def _answered(self, way: Route, task: Task) -> RowsAnswered | Abstained | None:
        match way:
            case "bulk contacts":
                return Abstained(task.language, ENGINE, withheld=True)
            case "one member":
                return one_member(task)
            case "no such member":
                return no_such_member(task)
            case "one person":
                return one_person(task)
            case "people of a member" | "role at a member":
                return people_of_member(task)
            case "people by language":
                return people_by_language(task)
            case "people by role":
                return people_by_role(task)
            case "people of a place":
                return people_of_a_place(task)
            case "anybody by topic":
                return anybody_by_topic(task, self._topics)
            case "events":
                return events(task)
            case "events to come":
                return events_to_come(task)
            case "events by title":
                return events_by_title(task, self._topics)
            case "members":
                return members(task)
            case "members elsewhere":
                return members_elsewhere(task)
            case "members by tag":
                return members_by_tag(task, self._topics)
            case "members by topic":
                return members_by_topic(task, self._topics)
