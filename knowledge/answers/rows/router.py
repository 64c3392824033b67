"""Which questions the rows answer. What is not plainly theirs is looked for in the documents.

``tests/knowledge/answers/rows/test_router.py`` holds the table of examples.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from knowledge.reading.questions import Reading

Route = Literal[
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


def routes(reading: Reading) -> Iterator[Route]:
    """The ways to try, in order; the rows may know nothing on one of them. Without any it is for the documents."""
    yield from _contacts(reading)
    yield from _named(reading)
    yield from _events(reading)
    yield from _people(reading)
    yield from _members(reading)


def _contacts(reading: Reading) -> Iterator[Route]:
    """Addresses of many at once; those of one organisation or person are another matter."""
    named = reading.organisation or reading.person
    many = reading.has("bulk") and reading.has("member", "person")
    if reading.has("contact") and many and not named and not reading.beyond:
        yield "bulk contacts"


def _named(reading: Reading) -> Iterator[Route]:
    """A name, and nothing in the question that only a document could know."""
    if reading.person and not reading.beyond:
        yield "one person"
    elif reading.organisation and reading.has("person") and not reading.has("joined"):
        yield "people of a member"
    if reading.organisation and not reading.person and not reading.beyond:
        yield "one member"


def _events(reading: Reading) -> Iterator[Route]:
    if (
        reading.has("event", "any event")
        and reading.period
        and not reading.topic
        and not reading.names_members
    ):
        yield "events"
    asks = reading.has("next", "where", "status", "count", "list") or reading.period
    of_members = reading.has("joined") or (reading.has("count") and reading.has("member"))
    if reading.title and asks and reading.has("event", "next", "status") and not of_members:
        yield "events by title"


def _people(reading: Reading) -> Iterator[Route]:
    if reading.has("language") and reading.languages:
        yield "people by language"
    topical = reading.has("topic") or (reading.has("anybody") and reading.has("weak topic"))
    if reading.has("person") and topical and reading.topic and not reading.names_members:
        yield "people by topic"


def _members(reading: Reading) -> Iterator[Route]:
    asks = reading.has("count", "list") or reading.group_by or reading.places
    timeless = not reading.period or reading.has("joined")
    if reading.names_members and asks and timeless and not reading.organisation:
        if not reading.topic:
            yield "members"
        elif reading.has("which") and (reading.has("topic") or _is_a_noun(reading)):
            yield "members by topic"


def _is_a_noun(reading: Reading) -> bool:
    """ "How many municipalities are members?": a kind of member that no list holds."""
    return reading.has("member") and len(reading.topic.split()) == 1
