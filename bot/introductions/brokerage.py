"""What introductions in Slack stand on."""

from __future__ import annotations

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from bot.introductions.places import Places
from bot.ports import FindsCompany, HoldsRounds, Matchmaker, MeasuresIntroductions, Register, TellsNews
from knowledge.introductions.policy import Policy
from knowledge.records.introductions import Introductions
from knowledge.records.notices import Notices
from knowledge.records.opened_homes import OpenedHomes
from knowledge.records.profiles import Profiles


@dataclass(frozen=True, slots=True)
class Brokerage:
    """The records of a cluster's introductions, its people, and its rules; ``zone`` is the cluster's."""

    introductions: Introductions
    notices: Notices
    profiles: Profiles
    register: Register
    matchmaker: Matchmaker
    policy: Policy
    hold_round: HoldsRounds
    newcomers: FindsCompany
    measuring: MeasuresIntroductions
    places: Places
    news: TellsNews
    homes: OpenedHomes
    zone: ZoneInfo
