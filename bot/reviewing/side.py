"""The parts of reviewing in Slack, put together."""

from __future__ import annotations

from dataclasses import dataclass

from bot.counter import Presses
from bot.introductions.coordinators import Coordinators
from bot.introductions.parties import Parties
from bot.introductions.slack import Slack
from bot.introductions.timekeeper import Duty
from bot.ports import Register
from bot.reviewing.letters import Letters, Reviews
from bot.reviewing.opening import Opening
from bot.reviewing.pressing import Pressing
from bot.reviewing.reminding import Reminding
from bot.reviewing.settings_watch import SettingsWatch


@dataclass(frozen=True, slots=True)
class Reviewing:
    """``duties`` are those of the timekeeper."""

    letters: Letters
    parties: Parties
    slack: Slack
    duties: tuple[Duty, ...]

    def presses(self, of_profiles: Presses) -> Presses:
        """``of_profiles`` are the presses of profiles."""
        pressing = Pressing(self.letters, self.parties, of_profiles, self.slack.clock)
        return {**pressing.presses, **Opening(self.letters, self.parties, self.slack).presses}


def build_reviewing(reviews: Reviews, slack: Slack, register: Register) -> Reviewing:
    parties = Parties(slack.people, register, slack.languages, slack.clock)
    letters = Letters(reviews, slack, parties)
    coordinators = Coordinators(slack.house.coordinators, parties, slack.post)
    watch = SettingsWatch(reviews.trouble, coordinators, reviews.zone)
    return Reviewing(letters, parties, slack, (reviews.retire, Reminding(letters).attend, watch.attend))
