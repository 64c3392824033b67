"""Which questions the rows answer. What is not plainly theirs is looked for in the documents.

``tests/knowledge/answers/test_router.py`` holds the table of examples.
"""

from __future__ import annotations

from typing import Literal

from knowledge.reading.questions import Reading

Route = Literal[
    "documents",
    "bulk contacts",
    "one member",
    "one person",
    "members",
    "members by topic",
    "people of a member",
    "people by language",
    "people by topic",
    "events",
    "events by title",
]


def route(reading: Reading) -> Route:
    """The first that fits; 'by topic' and 'by title' hold only where rows are found that fit the topic."""
    ways = (_contacts, _one, _people, _events, _members)
    return next((way for find in ways if (way := find(reading))), "documents")


def _contacts(reading: Reading) -> Route | None:
    """Addresses of many at once; those of one organisation or person are another matter."""
    named = reading.organisation or reading.person
    many = reading.has("bulk") and reading.has("member", "person")
    return "bulk contacts" if reading.has("contact") and many and not named and not reading.beyond else None


def _one(reading: Reading) -> Route | None:
    """A name, and nothing in the question that only a document could know."""
    if reading.person:
        return None if reading.beyond else "one person"
    if reading.organisation and reading.has("person", "contact") and not reading.has("about member"):
        return "people of a member"
    return "one member" if reading.organisation and not reading.beyond else None


def _people(reading: Reading) -> Route | None:
    if reading.has("language") and reading.languages:
        return "people by language"
    if reading.has("person") and reading.has("topic") and reading.topic and not reading.names_members:
        return "people by topic"
    return None


def _events(reading: Reading) -> Route | None:
    if reading.names_members:
        return None
    if reading.has("event", "any event") and reading.period and not reading.topic:
        return "events"
    asks = reading.has("next", "where", "status", "count", "list") or reading.period
    return "events by title" if reading.topic and asks and reading.has("event", "next", "status") else None


def _members(reading: Reading) -> Route | None:
    if not (reading.has("member") or reading.kinds):
        return None
    if not reading.has("count", "list") and not reading.group_by and not reading.places:
        return None
    if reading.period and not reading.has("joined"):
        return None
    if not reading.topic:
        return "members"
    return "members by topic" if reading.has("topic") else None
