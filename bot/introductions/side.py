"""The parts of introductions in Slack, put together."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass

from bot.console.gaps import Tools
from bot.console.screens import Screens
from bot.console.side import build_console
from bot.console.stock import Stock
from bot.console.summary import Summary
from bot.counter import Takers
from bot.introductions.answers import Answers
from bot.introductions.arrivals import Arrivals
from bot.introductions.broker import Broker
from bot.introductions.broker import Tools as BrokerTools
from bot.introductions.brokerage import Brokerage
from bot.introductions.choosing import Choosing
from bot.introductions.companies import Companies
from bot.introductions.coordinating import Coordinating
from bot.introductions.coordinators import Coordinators
from bot.introductions.drafting import Drafting
from bot.introductions.home import Home
from bot.introductions.letters import Letters
from bot.introductions.meeting import Meeting
from bot.introductions.monthly_round import MonthlyRound
from bot.introductions.own_data import OwnData, PersonalData
from bot.introductions.parties import Parties
from bot.introductions.privacy import Privacy
from bot.introductions.profiling import Profiling
from bot.introductions.refreshing import Refreshing
from bot.introductions.rooms import Rooms
from bot.introductions.slack import Slack
from bot.introductions.suggesting import Suggesting
from bot.introductions.timekeeper import Duty, Timekeeper
from bot.introductions.welcoming import Welcoming
from knowledge.stages import UNTIMED, Stages


@dataclass(frozen=True, slots=True)
class Side:
    """``timekeeper`` looks after what is due, by itself once it is started."""

    suggesting: Suggesting
    arrivals: Arrivals
    timekeeper: Timekeeper
    takers: Takers
    privacy: Privacy
    parties: Parties
    coordinators: Coordinators


def build_side(
    brokerage: Brokerage,
    stock: Stock,
    personal: PersonalData,
    slack: Slack,
    duties: Sequence[Duty] = (),
    stages: Stages = UNTIMED,
) -> Side:
    """``duties`` are looked after beside those of introductions."""
    coordinators, clock = slack.house.coordinators, slack.clock
    parties = Parties(slack.people, brokerage.register, slack.languages, clock)
    drafting = Drafting(brokerage.introductions, parties)
    suggesting = Suggesting(brokerage, drafting, coordinators, clock)
    welcoming = Welcoming(brokerage, slack, parties)
    arrivals = Arrivals(slack.inbox, slack.channels, brokerage.places, welcoming.welcome, clock)
    letters = Letters(parties, suggesting, slack.rule)
    reached = Coordinators(coordinators, parties, slack.post)
    broker = Broker(brokerage, BrokerTools(parties, letters, Rooms(slack.client), slack.post, reached))
    monthly = MonthlyRound(brokerage.hold_round, brokerage.notices, slack.languages, brokerage.zone)
    wake = threading.Event()
    answers = Answers(brokerage, parties, slack.post, reached, clock, wake.set)
    summary = Summary(stock, slack.rule, clock)
    home = Home(brokerage, slack, parties, summary.blocks, wake.set)
    tools = Tools(Screens(slack, reached), parties, slack.post, home, slack.rule, wake.set)
    console = build_console(stock, slack, reached, tools)
    refreshing = Refreshing(home, brokerage.homes, slack.people)
    attended = [arrivals.attend, monthly.attend, broker.attend, *console.duties, refreshing.attend, *duties]
    profiling = Profiling(brokerage, slack, parties, home)
    coordinating = Coordinating(brokerage, slack, parties, reached, home, wake.set)
    meeting = Meeting(slack, parties, suggesting, Companies(brokerage, drafting, coordinators, clock))
    choosing, privacy = Choosing(slack, parties, home), Privacy(brokerage, slack, parties)
    own_data = OwnData(personal, slack, parties, home)
    pressed = (answers, home, profiling, choosing, privacy, own_data, coordinating, meeting, welcoming)
    presses = [part.presses for part in (*pressed, console)]
    taken = {name: take for part in presses for name, take in part.items()}
    takers = Takers(taken, {**profiling.forms, **coordinating.forms, **console.forms}, home.open)
    timekeeper = Timekeeper(attended, clock, wake, stages)
    return Side(suggesting, arrivals, timekeeper, takers, privacy, parties, reached)
