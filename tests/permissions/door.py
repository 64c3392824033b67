"""A random world as a workspace of the Slack stand-in, a person who asks there, and who reads what was sent."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from slack_bolt import App

from bot.app import build_app
from bot.services import Services
from bot.slack_side import services_of
from bot.ways.shortcuts import ANSWER_THIS
from bot.wiring import Parts
from tests.permissions.world import Human, Place, World
from tests.standins.slack import Call, Channel, Payload, SlackStandIn, User

PATIENCE = 30.0
WAYS = ("message", "thread", "share", "private", "shortcut", "find", "home")
# Where they differ from what is asked about, only the one who asks reads it.
_FOR_ONE = {"chat.postEphemeral": "user", "views.publish": "user_id"}


@dataclass
class Town:
    """``world`` and ``place`` have the ids that the workspace gave; ``users`` are people, also those of whom Slack
    tells nothing."""

    slack: SlackStandIn
    world: World
    place: Place
    users: dict[str, User]
    room: Channel

    @property
    def asker(self) -> User:
        return self.users[self.place.asker]

    def joins(self, newcomer: str) -> None:
        if self.place.kind != "direct":
            self.room.members.append(newcomer)
            self.place = replace(self.place, readers=self.place.readers | {newcomer})

    def place_of(self, call: Call) -> Place:
        """Who reads what was sent with it."""
        reader = call.arguments.get(_FOR_ONE.get(call.method, ""))
        channel = self.slack.workspace.channels.get(str(call.arguments.get("channel", "")))
        if channel is self.room and not reader:
            return self.place
        if channel is not None and channel.kind == "im" and not reader:
            reader = next(one for one in channel.members if one != self.slack.workspace.bot.id)
        return Place("direct", str(reader or self.place.asker))


def settle_in(slack: SlackStandIn, world: World, place: Place) -> Town:
    """The workspace has these people, lists and this room, and nobody and nothing else."""
    workspace = slack.workspace
    slack.script.clear()
    workspace.users = {workspace.bot.id: workspace.bot}
    workspace.channels.clear()
    workspace.usergroups.clear()
    users = {id: _arrives(slack, one) for id, one in world.humans.items()}
    ids = {id: user.id for id, user in users.items()}
    ids |= {name: _list(slack, name, [users[one] for one in told]) for name, told in world.lists.items()}
    there = replace(
        place,
        asker=ids[place.asker],
        readers=frozenset(ids[one] for one in place.readers),
        unknown=place.unknown,
    )
    by_id = {user.id: user for user in users.values()}
    room = _room(slack, there, by_id)
    for one in (ids[one] for one in world.silent):
        for known in (workspace.users, workspace.channels, workspace.usergroups):
            known.pop(one, None)  # type: ignore[attr-defined]
    if place.unknown:
        slack.fail("conversations.info", error="internal_error", times=None)
    return Town(slack, _renamed(world, ids), there, by_id, room)


@dataclass
class Visit:
    """One run of the bot in the town; what is set off is done when it ends."""

    town: Town
    services: Services
    app: App

    def hears(self, payload: Payload) -> None:
        assert self.app.dispatch(self.town.slack.bolt_request(payload)).status == 200
        assert self.services.counter.settle(PATIENCE)

    def asks(self, text: str, thread_ts: str | None = None) -> str:
        """In the room, by the assistant's name where it is not alone with who asks; the ts of the message."""
        events, town = self.town.slack.events, self.town
        says = events.says if town.place.kind == "direct" else events.mentions
        payload = says(town.asker, town.room, text, thread_ts)
        self.hears(payload)
        return str(payload["event"]["ts"])

    def commands(self, words: str) -> None:
        self.hears(self.town.slack.interactions.command(self.town.asker, self.town.room, "/klynge", words))

    def takes_up(self, text: str) -> None:
        """The asker has a message of theirs in the room answered, by the menu of that message."""
        slack, asker = self.town.slack, self.town.asker
        written = slack.workspace.post(asker, self.town.room, text)
        self.hears(slack.interactions.message_shortcut(asker, written, ANSWER_THIS))

    def presses(self, action: str) -> None:
        """This button wherever the asker alone sees it: to share an answer, or to be answered alone."""
        for one in self.town.slack.ephemeral_to(self.town.asker):
            if f'"{action}"' in json.dumps(one):
                self.hears(self.town.slack.interactions.press(self.town.asker, one, action))


@contextmanager
def visit(parts: Parts, town: Town) -> Iterator[Visit]:
    services = services_of(parts)
    try:
        yield Visit(town, services, build_app(services))
    finally:
        services.close()


def _arrives(slack: SlackStandIn, one: Human) -> User:
    return slack.workspace.add_user(
        one.id.lower(), one.email, team_id=one.team, is_restricted=one.is_guest, is_stranger=one.is_stranger
    )


def _list(slack: SlackStandIn, name: str, users: list[User]) -> str:
    if name.startswith("S"):
        return slack.workspace.add_usergroup(name.lower(), users).id
    return slack.workspace.add_channel(name.lower(), users, kind="private").id


def _room(slack: SlackStandIn, place: Place, users: dict[str, User]) -> Channel:
    if place.kind == "direct":
        return slack.workspace.direct(users[place.asker])
    members = [users[one] for one in sorted(place.readers | {place.asker})]
    kind = "private" if place.kind == "private" else "public"
    room = slack.workspace.add_channel("rommet", members, kind=kind)
    room.is_ext_shared = place.is_shared
    return room


def _renamed(world: World, ids: dict[str, str]) -> World:
    return World(
        {
            name: replace(one, usergroup=ids.get(one.usergroup, ""), channel=ids.get(one.channel, ""))
            for name, one in world.audiences.items()
        },
        world.sources,
        {ids[id]: replace(one, id=ids[id]) for id, one in world.humans.items()},
        {ids[name]: frozenset(ids[one] for one in told) for name, told in world.lists.items()},
        frozenset(ids[one] for one in world.silent),
    )
