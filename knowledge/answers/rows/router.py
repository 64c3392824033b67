"""Which questions the rows answer. What is not plainly theirs is looked for in the documents.

``tests/knowledge/answers/rows/test_router.py`` holds the table of examples.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from knowledge.reading.reading import Reading

Route = Literal[
    "bulk contacts",
    "one member",
    "no such member",
    "one person",
    "members",
    "members elsewhere",
    "members by tag",
    "members by topic",
    "people of a member",
    "role at a member",
    "people by language",
    "people by role",
    "anybody by topic",
    "people of a place",
    "events",
    "events to come",
    "events by title",
]


def routes(reading: Reading) -> Iterator[Route]:
    """The ways to try, in order; the rows may know nothing on one of them. Without any it is for the documents."""
    yield from _contacts(reading)
    yield from _named(reading)
    if reading.names_kinds and not _asks_when(reading):
        yield from _members(reading)
    yield from _events(reading)
    yield from _people(reading)
    yield from _members(reading)


def _asks_when(reading: Reading) -> bool:
    return reading.period is not None or reading.has("next", "status")


def _contacts(reading: Reading) -> Iterator[Route]:
    """Addresses of many at once; those of one organisation or person are another matter."""
    named = reading.organisation or reading.person
    many = reading.has("bulk") and reading.has("member", "person")
    if reading.has("contact") and many and not named and not reading.beyond:
        yield "bulk contacts"


def _named(reading: Reading) -> Iterator[Route]:
    """A name, and nothing in the question that only a document could know."""
    if reading.column:
        yield "one member"
    if reading.person and not reading.beyond:
        yield "one person"
    elif (reading.organisation or reading.employer) and reading.has("person") and not reading.has("joined"):
        yield "people of a member"
    if reading.organisation and not reading.person:
        if not reading.beyond:
            yield "one member"
        elif not reading.has("joined", "next", "status", "count"):
            yield "role at a member"
    if reading.stranger:
        yield "no such member"


def _events(reading: Reading) -> Iterator[Route]:
    of_members = (reading.has("joined") and not reading.has("event", "next")) or (
        reading.has("count") and reading.has("member") and not reading.period
    )
    if of_members:
        return
    placed = reading.has("event") and (reading.places or reading.elsewhere)
    listed = reading.period and reading.has("event", "any event", "anything", "list")
    if (listed or placed) and not reading.names_members and (not reading.topic or reading.elsewhere):
        yield "events"
    if reading.has("whats on") and not (reading.period or reading.title or reading.names_members):
        yield "events to come"
    counted = reading.has("count") and reading.has("event")
    timed = counted or reading.period or reading.has("next", "status", "where")
    if reading.title and timed and not reading.has("fact"):
        yield "events by title"


def _people(reading: Reading) -> Iterator[Route]:
    if reading.languages:
        yield "people by language"
    if reading.names_members:
        return
    if reading.topic and reading.has("enumerate") and not reading.has("event"):
        yield "people by role"
    topical = reading.has("topic", "tagged") or (reading.has("anybody") and reading.has("weak topic"))
    if not reading.has("person"):
        return
    if reading.topic and topical:
        yield "anybody by topic"
    elif reading.topic and reading.has("within", "people"):
        yield "people by role"
    elif reading.places and not reading.topic and not reading.has("event", "joined"):
        yield "people of a place"


def _members(reading: Reading) -> Iterator[Route]:
    asks = (
        reading.has("count", "list", "enumerate", "topic", "tagged", "newest", "oldest")
        or reading.group_by
        or reading.places
        or reading.elsewhere
        or (reading.names_kinds and reading.has("joined"))
    )
    timeless = not reading.period or reading.has("joined")
    who_joined = reading.has("joined") and reading.period and not reading.topic
    there = reading.has("within") and reading.has("which") and not reading.has("event")
    meant = reading.names_members or who_joined or there
    if not (meant and asks and timeless) or reading.organisation:
        return
    if not reading.topic:
        yield "members"
    elif reading.elsewhere:
        yield "members elsewhere"
    elif reading.has("tagged"):
        yield "members by tag"
    elif reading.has("topic") or (reading.has("which", "list", "within") and _is_a_noun(reading)):
        yield "members by topic"


def _is_a_noun(reading: Reading) -> bool:
    """ "How many municipalities are members?", "Any members in aquaculture?": what no list of kinds holds."""
    return reading.has("member", "within") and len(reading.topic.split()) == 1
