"""Who works with something: people, or where the question or the rows say so, organisations."""

from __future__ import annotations

from knowledge.answers.rows.members import members_on, those_members
from knowledge.answers.rows.people import people_on, those_people
from knowledge.answers.rows.task import Task
from knowledge.answers.rows.topics import Topics
from knowledge.outcomes import RowsAnswered


def anybody_by_topic(task: Task, topics: Topics) -> RowsAnswered | None:
    """ "Who can help with …" means people, "who makes …" organisations; the others, where none of those fits.

    None where nobody does: then a document may know.
    """
    people, there = people_on(task, topics)
    members, those = members_on(task, topics)
    if members.reasons and (task.reading.has("organisational") or not people.reasons):
        return those_members(task, members, those)
    return those_people(task, people, there) if people.reasons else None
