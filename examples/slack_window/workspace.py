"""Who and what is in the workspace: people and channels as local-slack's configuration wants them."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

TEAM, APP, BOT = "T01KLYNGE", "A01KLYNGE", "U0KLYNGEBOT"
BOT_TOKEN, APP_TOKEN, SIGNING_SECRET = "xoxb-stand-in", "xapp-stand-in", "a secret of the stand-in"


@dataclass(frozen=True, slots=True)
class Person:
    id: str
    name: str
    email: str

    @classmethod
    def numbered(cls, number: int, name: str, email: str) -> Person:
        return cls(f"U{number:03}", name, email)


@dataclass(frozen=True, slots=True)
class Channel:
    """``members`` beside the bot."""

    id: str
    name: str
    members: tuple[Person, ...]
    is_private: bool = False


@dataclass(frozen=True, slots=True)
class Workspace:
    people: tuple[Person, ...]
    channels: tuple[Channel, ...]

    def person(self, email: str) -> Person:
        return next(person for person in self.people if person.email == email)

    def channel(self, name: str) -> Channel:
        return next(channel for channel in self.channels if channel.name == name)

    def configuration(self, request_url: str = "") -> Mapping[str, Any]:
        """In Socket Mode, or with events sent to ``request_url``."""
        mode = {"mode": "events", "requestUrl": request_url} if request_url else {"mode": "socket"}
        return {
            "workspace": {"name": "Fjordklyngen", "domain": "fjordklyngen", "teamId": TEAM},
            "app": {
                "appId": APP,
                "botUserId": BOT,
                "botName": "klyngebot",
                "botToken": BOT_TOKEN,
                "appToken": APP_TOKEN,
                "signingSecret": SIGNING_SECRET,
                **mode,
            },
            "users": [_user(person) for person in self.people],
            "channels": [_channel(channel) for channel in self.channels],
        }


def people_of(register: Path) -> tuple[Person, ...]:
    """Everybody in a demo cluster's people.csv."""
    with register.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return tuple(Person.numbered(n, row["navn"], row["e-post"]) for n, row in enumerate(rows, 1))


def demo_workspace(people: Sequence[Person]) -> Workspace:
    """The channels that the demo cluster's configuration names, and two to talk in; ``board`` is private."""
    everybody = tuple(people)
    board = tuple(person for person in people if person.email.startswith(("kari.nordgard@", "liv.tangen@")))
    return Workspace(
        everybody,
        (
            Channel("C001", "generelt", everybody),
            Channel("C002", "velkommen", everybody),
            Channel("C003", "introduksjoner", everybody),
            Channel("C004", "styret", board, is_private=True),
        ),
    )


def _user(person: Person) -> dict[str, str]:
    handle = person.email.partition("@")[0]
    zone = "Europe/Oslo"
    return {"id": person.id, "name": handle, "real_name": person.name, "email": person.email, "tz": zone}


def _channel(channel: Channel) -> dict[str, Any]:
    members = [person.id for person in channel.members]
    return {
        "id": channel.id,
        "name": channel.name,
        "is_private": channel.is_private,
        "members": [*members, BOT],
    }
