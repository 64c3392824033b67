"""A running bot that gathers knowledge from a channel of the Slack stand-in."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from slack_bolt import App

from bot.app import build_app
from bot.gathering.watch import watch_channels
from bot.services import Services
from bot.settings import Environment
from bot.slack_side import services_of, syncing_of, watch_of
from bot.syncing import Syncing
from bot.wiring import Parts, build_parts
from knowledge.schedules import Schedule
from tests.scenarios.command_line import Cluster
from tests.standins.slack import Channel, Payload, SlackStandIn, User

COORDINATOR = "koordinator@example.org"
ANSWER = "Gjester parkerer gratis i garasjen under Tårnbygget. Spør <@U00000000|kari> om kort."
CLUSTER = """
[cluster]
name = "Prøveklyngen"
coordinators = ["koordinator@example.org"]
[audiences.board]
members = ["koordinator@example.org"]
"""
HEAD = f"{CLUSTER}[[slack.channels]]\n"


@dataclass
class Town:
    """A running bot with the real knowledge, and a channel that it gathers from."""

    slack: SlackStandIn
    channel: Channel
    coordinator: User
    kari: User
    parts: Parts
    services: Services
    app: App

    def says(self, text: str, thread: Payload | None = None) -> Payload:
        payload = self.slack.events.says(self.kari, self.channel, text, thread and thread["ts"])
        assert self.app.dispatch(self.slack.bolt_request(payload)).status == 200
        return {**payload["event"], "channel": self.channel.id}

    def hears(self, payload: Payload) -> None:
        """Slack tells of it, and what that makes due is done; no time passes."""
        assert self.app.dispatch(self.slack.bolt_request(payload)).status == 200
        self.looks()

    def looks(self) -> None:
        self._syncing.attend()

    @property
    def _syncing(self) -> Syncing:
        return syncing_of(self.parts, self.services)

    def known(self, *audiences: str) -> list[str]:
        hits = self.parts.retrieval.search("parkering garasjen", frozenset(audiences or ("members",)), 10)
        return sorted({" ".join(hit.passage.text.split()) for hit in hits})

    def schedule(self) -> Schedule:
        (one,) = self.parts.schedules.every()
        return one

    def thread(self) -> Payload:
        root = self.says("Hvor parkerer gjester?")
        self.says(ANSWER, root)
        return root


def town_of(
    slack: SlackStandIn, folder: Path, section: str, channel: Channel, people: tuple[User, User]
) -> Town:
    Cluster(folder).write("cluster.toml", f'{HEAD}id = "{channel.id}"\n{section}')
    return opened(slack, folder, channel, people)


def opened(slack: SlackStandIn, folder: Path, channel: Channel, people: tuple[User, User]) -> Town:
    """With cluster.toml as it is now."""
    environment = Environment(
        slack_bot_token=slack.bot_token,
        slack_signing_secret=slack.signing_secret,
        slack_api_url=slack.base_url,
    )
    parts = build_parts(environment, folder / "cluster.toml")
    services = services_of(parts)
    app = build_app(services)
    watch_channels(app, watch_of(parts, lambda: None))
    town = Town(slack, channel, *people, parts, services, app)
    town.looks()
    return town
