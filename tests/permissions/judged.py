"""What the program lets through in a place, and what of it the reference forbids."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import cast

from slack_sdk import WebClient

from bot.audience import Room, readable_by_all
from bot.people import People
from knowledge.audiences import AudienceRule, Person
from tests.permissions.book import ASSISTANT, ROOM, Book
from tests.permissions.wild import DOCUMENTS
from tests.permissions.world import HOME_TEAM, Place, World, audience_of, may_be_shown

Rule = Callable[[Room, Person, AudienceRule], frozenset[str]]


def audiences_in(world: World, place: Place, rule: Rule = readable_by_all) -> frozenset[str]:
    """As the front door finds them: by what Slack says of the asker and of the room."""
    settings = world.settings(Path.cwd())
    named = AudienceRule(lambda: settings)
    people = People(cast(WebClient, Book(world, place)), named)
    asker = people.person(people.profile(place.asker), HOME_TEAM)
    direct = place.kind == "direct"
    room = Room(is_direct=True) if direct else people.room(ROOM, HOME_TEAM, ASSISTANT)
    return rule(room, asker, named)


def shown(world: World, place: Place, rule: Rule = readable_by_all) -> frozenset[str]:
    """The documents that search and answers could tell there."""
    settings = world.settings(Path.cwd())
    may_read = AudienceRule(lambda: settings).readable_by(audiences_in(world, place, rule))
    return frozenset(filter(may_read, DOCUMENTS))


def allowed(world: World, place: Place) -> frozenset[str]:
    """By the reference; "" is the audience of what lies in no source, and nobody's."""
    known = ((document, audience_of(world, document)) for document in DOCUMENTS)
    return frozenset(document for document, name in known if name and may_be_shown(world, place, name))
