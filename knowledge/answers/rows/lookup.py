"""A question -> the exact answer of the rows, or that they have none."""

from __future__ import annotations

from knowledge.answers.rows.anybody import anybody_by_topic
from knowledge.answers.rows.events import events, events_by_title
from knowledge.answers.rows.members import (
    members,
    members_by_tag,
    members_by_topic,
    members_elsewhere,
    no_such_member,
    one_member,
)
from knowledge.answers.rows.people import (
    one_person,
    people_by_language,
    people_by_role,
    people_of_a_place,
    people_of_member,
)
from knowledge.answers.rows.router import Route, routes
from knowledge.answers.rows.task import ENGINE, Task
from knowledge.answers.rows.topics import Topics
from knowledge.models import Question
from knowledge.outcomes import Abstained, RowsAnswered
from knowledge.records.view import View


class Lookup:
    """What it cannot answer exactly it leaves to the documents."""

    def __init__(self, view: View, topics: Topics) -> None:
        self._view = view
        self._topics = topics

    def answer(self, question: Question) -> RowsAnswered | Abstained | None:
        """None where the question is not one for rows, or where they know nothing of it."""
        rows = self._view.rows(question.asker.audiences)
        if rows.are_none:
            return None
        reading = rows.reader.read(question.text, question.now.date())
        task = Task(question, reading, rows.directory, rows.calendar)
        return next((found for way in routes(reading) if (found := self._answered(way, task))), None)

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
