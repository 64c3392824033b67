"""The functions over rows that a question in words is read into, for whoever names the conditions one by one."""

from __future__ import annotations

from datetime import date

from knowledge.answers.rows.events import events, events_by_title
from knowledge.answers.rows.members import members, members_by_topic, members_elsewhere
from knowledge.answers.rows.people import (
    one_person,
    people_by_language,
    people_by_role,
    people_of_a_place,
    people_of_member,
    people_on,
    those_people,
)
from knowledge.answers.rows.task import Task
from knowledge.answers.rows.topics import Topics
from knowledge.models import Question
from knowledge.outcomes import RowsAnswered
from knowledge.reading.stretches import Period
from knowledge.records.view import View


class RowSearch:
    """Whole sets of what the asker may see. None where the rows know nothing that fits."""

    def __init__(self, view: View, topics: Topics) -> None:
        self._view = view
        self._topics = topics

    def members(
        self,
        question: Question,
        kind: str = "",
        place: str = "",
        topic: str = "",
        joined: Period | None = None,
    ) -> RowsAnswered | None:
        """Organisations of a kind ("SME"), in a place, that work with a topic, or that joined in a period."""
        task = self._task(question, kind=kind, place=place, topic=topic, period=joined)
        if task.reading.elsewhere:
            return members_elsewhere(task)
        return members_by_topic(task, self._topics) if task.reading.topic else members(task)

    def people(
        self,
        question: Question,
        name: str = "",
        organisation: str = "",
        role: str = "",
        topic: str = "",
        language: str = "",
        place: str = "",
    ) -> RowsAnswered | None:
        """The first of these that is given chooses: name, organisation (with a role), language, topic, role, place."""
        task = self._task(
            question, place=place, topic=topic or role, role=role, names=(name, organisation, language)
        )
        reading = task.reading
        if name:
            return one_person(task) if reading.person else None
        if organisation:
            return people_of_member(task) if reading.organisation or reading.employer else None
        if language:
            return people_by_language(task) if reading.languages else None
        if topic:
            fit, there = people_on(task, self._topics)
            return those_people(task, fit, there) if fit.reasons else None
        return people_by_role(task) if role else people_of_a_place(task)

    def events(
        self, question: Question, title: str = "", first: date | None = None, last: date | None = None
    ) -> RowsAnswered | None:
        """What is on in a period, or what is called so: the next, or all in the period."""
        period = Period(first, last) if first or last else None
        task = self._task(question, topic=title, period=period)
        return events_by_title(task, self._topics) if title else events(task)

    def _task(
        self,
        question: Question,
        *,
        kind: str = "",
        place: str = "",
        topic: str = "",
        role: str = "",
        names: tuple[str, ...] = (),
        period: Period | None = None,
    ) -> Task:
        rows = self._view.rows(question.asker.audiences)
        reading = rows.reader.conditions(kind, place, topic, role, names, period)
        return Task(question, reading, rows.directory, rows.calendar)
