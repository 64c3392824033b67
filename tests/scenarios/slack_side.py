"""A running bot with fakes for knowledge, before a Slack on localhost: what the Slack scenarios share."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from slack_bolt import App
from slack_bolt.response import BoltResponse

from bot.app import build_app, build_services
from bot.client import patient_client
from bot.house import House
from bot.introductions.brokerage import Brokerage
from bot.keeping.side import Shelf
from bot.line import USUAL_ROOM, Room
from bot.manifest import EVENTS, scopes
from bot.ports import Living
from bot.reviewing.letters import Reviews
from bot.services import Knowledge, Services
from bot.ways.side import Rooms
from knowledge.audiences import AudienceRule
from knowledge.limits_settings import LimitsSection
from knowledge.privacy_settings import PrivacySection
from knowledge.records.admissions import Admissions
from knowledge.records.curated_answers import CuratedAnswers
from knowledge.records.first_contacts import FirstContacts
from knowledge.records.gaps import Gaps
from knowledge.records.listening import Listening
from knowledge.records.questions import Questions
from knowledge.records.reminders import Reminders
from knowledge.records.retention import Retention
from knowledge.settings import AudienceSection, ClusterSection, ClusterSettings
from knowledge.source_settings import SourceSection
from tests.bot.fake_records import FakeConversations, FakeInbox, FakeLiving, FakeMeter, FakePreferences
from tests.bot.fakes import (
    FakeAssistant,
    FakeKeeper,
    FakeSearcher,
    Note,
    fake_brokerage,
    fake_digests,
    fake_personal,
    fake_stock,
    now,
    records,
)
from tests.standins.slack import Call, Channel, Payload, SlackStandIn, User

ENERGY = Note("Energigruppen møtes hver tirsdag klokka 10 i Halden.")
BOARD = Note(
    "Styret vedtok budsjettet på 4 millioner.", "board", "Styreprotokoll", "https://docs.example.org/styret"
)
PUBLIC_NOTE = Note("Klyngen ble stiftet i Halden.", "public", "Om klyngen", "https://docs.example.org/om")
CHAIR = "styreleder@example.org"


def rule(**audiences: AudienceSection) -> AudienceRule:
    """The rule of a cluster whose board has one member by e-mail, unless told otherwise."""
    named = audiences or {"board": AudienceSection(members=(CHAIR,))}
    settings = ClusterSettings(
        file=Path("cluster.toml"),
        cluster=ClusterSection(name="Eksempelklyngen"),
        audiences=named,
        # Where the fake assistants find their notes and rows, whoever may read them.
        sources=(
            SourceSection(path="moteplan.md", audience="public"),
            SourceSection(path="events.ics", audience="members"),
        ),
    )
    return AudienceRule(lambda: settings)


@dataclass
class Kept:
    """What survives a restart, and what the assistant knows."""

    assistant: FakeAssistant = field(default_factory=lambda: FakeAssistant([ENERGY, BOARD, PUBLIC_NOTE]))
    conversations: FakeConversations = field(default_factory=FakeConversations)
    inbox: FakeInbox = field(default_factory=FakeInbox)
    living: Living = field(default_factory=FakeLiving)
    brokerage: Brokerage = field(default_factory=fake_brokerage)
    questions: Questions = field(default_factory=lambda: Questions(records()))
    admission: Admissions = field(default_factory=lambda: Admissions(records(), LimitsSection()))
    preferences: FakePreferences = field(default_factory=FakePreferences)
    gaps: Gaps = field(default_factory=lambda: Gaps(records()))
    audiences: AudienceRule = field(default_factory=rule)
    searcher: FakeSearcher = field(default_factory=lambda: FakeSearcher([ENERGY, BOARD, PUBLIC_NOTE]))
    listening: Listening = field(default_factory=lambda: Listening(records()))
    an_hour: int = 4
    clock: Callable[[], datetime] = now


@dataclass
class Bot:
    """One run of the bot, and a person's view of it."""

    slack: SlackStandIn
    kept: Kept
    services: Services
    app: App

    def hears(self, payload: Payload, retry: int = 0) -> BoltResponse:
        """Slack delivers ``payload``; only its acknowledgement is waited for."""
        return self.app.dispatch(self.slack.bolt_request(payload, retry))

    def settle(self) -> None:
        """Everything that was taken in is finished."""
        self.services.close()

    def does(self, payload: Payload) -> None:
        """A person types a command, chooses, presses or sends; what that sets off is done."""
        assert self.hears(payload).status == 200
        assert self.services.counter.settle(20)

    def replies(self, count: int = 1) -> list[Payload]:
        """The messages posted so far, at least ``count``."""
        calls = self.slack.wait_for(lambda: len(_done(self.slack)) >= count and _done(self.slack))
        return [call.response["message"] | {"channel": call.response["channel"]} for call in calls]


def knowledge_of(kept: Kept) -> Knowledge:
    """What the Slack side takes from a program that knows and keeps this."""
    return Knowledge(
        kept.assistant,
        kept.conversations,
        kept.inbox,
        kept.living,
        FirstContacts(records()),
        FakeMeter(),
        kept.audiences,
        House("Eksempelklyngen", ("koordinator@example.org",), "nb"),
        kept.brokerage,
        fake_stock(kept.gaps, kept.audiences),
        fake_personal(kept.audiences),
        kept.questions,
        kept.admission,
        kept.preferences,
        kept.gaps,
        kept.searcher,
        Rooms(kept.listening, kept.an_hour),
        Shelf(FakeKeeper()),
        Reviews(
            {},
            Reminders(records()),
            lambda now: None,
            ZoneInfo("Europe/Oslo"),
            CuratedAnswers(records()),
            lambda: "",
        ),
        fake_digests(),
        Retention(records(), PrivacySection(), ZoneInfo("Europe/Oslo")).attend,
        kept.clock,
    )


@contextmanager
def running(
    slack: SlackStandIn, kept: Kept | None = None, *, patience: int = 30, room: Room = USUAL_ROOM
) -> Iterator[Bot]:
    """The bot with the real client, that waits so many seconds for Slack, and the real Bolt app."""
    kept = kept or Kept()
    knowledge = knowledge_of(kept)
    client = patient_client(slack.bot_token, slack.base_url)
    client.timeout = patience
    services = build_services(knowledge, client, slack.signing_secret, room)
    try:
        yield Bot(slack, kept, services, build_app(services))
    finally:
        services.close()


def stand_in(clock: Callable[[], float] = time.time) -> SlackStandIn:
    """Slack that grants what the manifest asks for, and no more."""
    return SlackStandIn(scopes=scopes(), events=EVENTS, clock=clock)


def posts(slack: SlackStandIn) -> list[Call]:
    return slack.calls_to("chat.postMessage")


def all_text(message: Mapping[str, Any]) -> str:
    """All that a person may see of a message, in whichever of its shapes."""
    return f"{message['text']}\n{message.get('blocks')}"


def board_and_member(slack: SlackStandIn) -> tuple[User, User, Channel]:
    """The head of the board, an ordinary member, and a channel with both."""
    chair = slack.workspace.add_user("styreleder", CHAIR)
    kari = slack.workspace.add_user("kari")
    return chair, kari, slack.workspace.add_channel("generelt", [chair, kari])


def _done(slack: SlackStandIn) -> list[Call]:
    return [call for call in posts(slack) if call.ok]
