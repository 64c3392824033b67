"""One workspace that two clusters share, each with channels of its own, made for a test. All of it is fictional."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.manifest import EVENTS, scopes
from tests.scenarios.command_line import PATIENCE
from tests.scenarios.installed_side import Pages, installable, serving
from tests.scenarios.sister_clusters import ENERGI, KI, new_installation
from tests.standins.slack import Channel, Payload, SlackStandIn, User

TEAM = "T0FELLESHUS"
_SHARES = """
[audiences.members]
slack_channel = "{members}"

[slack]
workspace = "{team}"
rooms = ["{members}", "{talk}"]
"""


@dataclass(frozen=True)
class House:
    """Kari is a member of the one cluster, Erik of the other, Bo of both, and Nora of neither. Everybody is in the
    open channel."""

    slack: SlackStandIn
    people: Mapping[str, User]
    channels: Mapping[str, Channel]

    def text(self, name: str, cluster: str) -> str:
        """A whole cluster.toml."""
        ids = {"members": self.channels[f"{name}-alle"].id, "talk": self.channels[f"{name}-prat"].id}
        return f"{cluster}{_SHARES.format(team=TEAM, **ids)}"


def new_house(slack: SlackStandIn) -> House:
    people = {name: slack.workspace.add_user(name) for name in ("kari", "erik", "bo", "nora")}
    of = {"ki": ("kari", "bo"), "energi": ("erik", "bo")}
    channels = {
        f"{name}-{what}": slack.workspace.add_channel(
            f"{name}-{what}", [people[one] for one in members], "private"
        )
        for name, members in of.items()
        for what in ("alle", "prat")
    }
    channels["generelt"] = slack.workspace.add_channel("generelt", people.values())
    return House(slack, people, channels)


@dataclass(frozen=True)
class Tenants:
    """The house while it is served. ``send`` has Slack send something, and gives what it is told."""

    house: House
    pages: Pages
    send: Callable[[Payload], tuple[int, str]]

    @property
    def slack(self) -> SlackStandIn:
        return self.house.slack

    def person(self, name: str) -> User:
        return self.house.people[name]

    def direct(self, name: str) -> Channel:
        return self.slack.workspace.direct(self.person(name))

    def hears(self, payload: Payload) -> str:
        """What Slack is told, beside that it was taken."""
        status, said = self.send(payload)
        assert status == 200
        return said

    def writes(self, name: str, words: str, thread: str | None = None) -> Payload:
        """Directly to the assistant."""
        event = self.slack.events.says(self.person(name), self.direct(name), words, thread)
        self.hears(event)
        return event["event"]

    def mentions(self, name: str, channel: str, words: str, thread: str | None = None) -> Payload:
        event = self.slack.events.mentions(self.person(name), self.house.channels[channel], words, thread)
        self.hears(event)
        return event["event"]

    def replied(self, said: Payload, count: int = 1) -> str:
        """What the assistant has written in the conversation that this message is in, once it has written so much."""
        thread = said.get("thread_ts") or said["ts"]

        def written() -> list[Payload]:
            there = self.slack.messages_in(said["channel"])
            return [one for one in there if one.get("bot_id") and one.get("thread_ts") == thread]

        return "\n".join(
            map(str, self.slack.wait_for(lambda: len(written()) >= count and written(), PATIENCE))
        )

    def chooser(self, name: str) -> Payload:
        """The latest message in the direct conversation that has clusters to choose from."""

        def found() -> Payload | None:
            there = [one for one in self.slack.messages_in(self.direct(name)) if "=choose" in str(one)]
            return there[-1] if there else None

        return self.slack.wait_for(found, PATIENCE)

    def chooses(self, name: str, message: Payload, cluster: str) -> None:
        press = self.slack.interactions.press(self.person(name), message, button_to(message, cluster))
        self.hears(press)

    def home(self, name: str, holds: str) -> Payload:
        """The person's Home once it says this."""

        def shown() -> Payload | None:
            view = self.slack.workspace.homes.get(self.person(name).id)
            return view.payload if view and holds in str(view.payload) else None

        return self.slack.wait_for(shown, PATIENCE)


def button_to(shown: Payload, cluster: str) -> str:
    """The button among these blocks that stands for the cluster of that name."""
    elements = [one for block in shown["blocks"] for one in block.get("elements", ())]
    return next(str(one["action_id"]) for one in elements if one.get("value") == cluster)


def synced_installation(folder: Path) -> Path:
    made = new_installation(folder)
    for name in ("ki", "energi"):
        assert made.run("ingest", "--cluster", name, "--strict").code == 0
    return made.folder


@contextmanager
def shared(synced: Path, folder: Path, caplog: pytest.LogCaptureFixture) -> Iterator[Tenants]:
    """Both clusters, served over HTTP in the workspace that they share, which has installed the app."""
    with _housed(synced, folder) as house:
        slack = house.slack
        with serving(folder, installable(slack), caplog) as pages:
            assert pages.installs(slack) == 200
            yield Tenants(house, pages, lambda payload: pages.hears(slack, payload))


@contextmanager
def shared_by_socket(
    synced: Path,
    folder: Path,
    caplog: pytest.LogCaptureFixture,
    variables: Callable[[SlackStandIn], dict[str, str]],
) -> Iterator[tuple[Tenants, serving]]:
    """The same in Socket Mode."""
    with _housed(synced, folder) as house:
        slack = house.slack

        def send(payload: Payload) -> tuple[int, str]:
            ack = slack.wait_for_ack(slack.send_socket(payload))
            return 200, json.dumps(ack.payload) if ack.payload else ""

        program = serving(folder, {**variables(slack), "SLACK_APP_TOKEN": slack.app_token}, caplog)
        with program as pages:
            yield Tenants(house, pages, send), program


def with_own_token(slack: SlackStandIn) -> dict[str, str]:
    return {"SLACK_BOT_TOKEN": slack.bot_token, "SLACK_API_URL": slack.base_url}


@contextmanager
def _housed(synced: Path, folder: Path) -> Iterator[House]:
    shutil.copytree(synced, folder, dirs_exist_ok=True)
    with SlackStandIn(scopes=scopes(), events=EVENTS, team_id=TEAM) as slack:
        house = new_house(slack)
        for name, text in (("ki", KI), ("energi", ENERGI)):
            (folder / "clusters" / name / "cluster.toml").write_text(house.text(name, text))
        yield house
