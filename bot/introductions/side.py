"""The parts of introductions in Slack, put together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from slack_sdk import WebClient

from bot.counter import Presses
from bot.house import House
from bot.introductions.answers import Answers
from bot.introductions.broker import Broker, Tools
from bot.introductions.brokerage import Brokerage
from bot.introductions.letters import Letters
from bot.introductions.monthly_round import MonthlyRound
from bot.introductions.parties import Parties
from bot.introductions.rooms import Rooms
from bot.introductions.suggesting import Suggesting
from bot.introductions.timekeeper import Duty, Timekeeper
from bot.people import People
from bot.post import Post
from knowledge.audiences import AudienceRule


@dataclass(frozen=True, slots=True)
class Slack:
    """What the Slack side shares among its parts."""

    client: WebClient
    people: People
    post: Post
    house: House
    rule: AudienceRule
    clock: Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Side:
    """``timekeeper`` looks after what is due, by itself once it is started."""

    suggesting: Suggesting
    timekeeper: Timekeeper
    presses: Presses


def build_side(brokerage: Brokerage, slack: Slack, duties: Sequence[Duty] = ()) -> Side:
    """``duties`` are looked after beside those of introductions."""
    parties = Parties(slack.people, brokerage.register, slack.house, slack.clock)
    coordinators = slack.house.coordinators
    suggesting = Suggesting(brokerage, parties, coordinators, slack.clock)
    letters = Letters(parties, suggesting, slack.rule)
    tools = Tools(parties, letters, Rooms(slack.client), slack.post, coordinators)
    broker = Broker(brokerage, tools)
    monthly = MonthlyRound(brokerage.hold_round, brokerage.notices, brokerage.zone)
    timekeeper = Timekeeper([monthly.attend, broker.attend, *duties], slack.clock)
    answers = Answers(brokerage, parties, slack.post, coordinators, slack.clock, timekeeper.wake)
    return Side(suggesting, timekeeper, answers.presses)
