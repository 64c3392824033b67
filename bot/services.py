"""What the Slack side takes from the rest of the program, and what runs of it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from slack_sdk import WebClient

from bot.attendance import Attendance
from bot.console.stock import Stock
from bot.counter import Counter
from bot.desk import Desk
from bot.digests.side import DigestRecords
from bot.failures import Failures
from bot.house import House
from bot.introductions.brokerage import Brokerage
from bot.introductions.own_data import PersonalData
from bot.introductions.side import Side
from bot.introductions.timekeeper import Duty
from bot.keeping.side import Shelf
from bot.listeners.agent import AgentDesk
from bot.ports import (
    Admission,
    Assistant,
    Contacts,
    Conversations,
    GapLog,
    Inbox,
    Living,
    Meter,
    Preferences,
    QuestionLog,
    Searcher,
)
from bot.reviewing.letters import Reviews
from bot.ways.side import Rooms
from knowledge.audiences import AudienceRule
from knowledge.stages import UNTIMED, Stages


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What the Slack side takes from the rest of the program. ``clock`` gives aware times."""

    assistant: Assistant
    conversations: Conversations
    inbox: Inbox
    living: Living
    contacts: Contacts
    meter: Meter
    audiences: AudienceRule
    house: House
    brokerage: Brokerage
    stock: Stock
    personal: PersonalData
    questions: QuestionLog
    admission: Admission
    preferences: Preferences
    gaps: GapLog
    searcher: Searcher
    rooms: Rooms
    shelf: Shelf
    reviews: Reviews
    digests: DigestRecords
    forget_old: Duty
    clock: Callable[[], datetime]
    stages: Stages = UNTIMED


@dataclass(frozen=True, slots=True)
class Services:
    """The running parts of the Slack side. ``leaving`` is set once there is nothing more to do in the workspace."""

    client: WebClient
    signing_secret: str
    desk: Desk
    counter: Counter
    side: Side
    failures: Failures
    agent: AgentDesk
    leaving: threading.Event
    attendance: Attendance

    def resume(self) -> None:
        """Takes up again what an earlier run of the program did not finish."""
        self.attendance.resume()

    def start(self) -> None:
        """What is looked after again and again, besides what Slack sends."""
        self.attendance.start()
        self.side.timekeeper.start()

    def close(self) -> None:
        """Finishes what is under way. What is left waits for the next start, or is another replica's."""
        self.agent.reception.close()
        self.side.timekeeper.close()
        self.counter.close()
        self.desk.close()
        self.attendance.close()
