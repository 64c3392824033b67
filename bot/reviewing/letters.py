"""What reminding and pressing share: who reads a letter, and how what it names stands now."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from bot.introductions.parties import Parties, Party
from bot.introductions.slack import Slack
from bot.introductions.timekeeper import Duty
from bot.replies.catalogue import Texts
from bot.replies.review import Item, Reader
from bot.reviewing.kinds import Kind
from knowledge.records.curated_answers import CuratedAnswers
from knowledge.records.reminders import Reminded, Reminders


@dataclass(frozen=True, slots=True)
class Reviews:
    """What can fall due, by the names of its kinds, and what was said of it; ``retire`` is the duty that takes out what
    has expired, ``zone`` the cluster's, ``shelf`` where curated answers are kept, ``trouble`` what is wrong with
    cluster.toml as it is now."""

    kinds: Mapping[str, Kind]
    reminders: Reminders
    retire: Duty
    zone: ZoneInfo
    shelf: CuratedAnswers
    trouble: Callable[[], str]


class Letters:
    def __init__(self, reviews: Reviews, slack: Slack, parties: Parties) -> None:
        self.reviews = reviews
        self.post = slack.post
        self.coordinators = slack.house.coordinators
        self._people = slack.people
        self._rule = slack.rule
        self._parties = parties

    def party(self, email: str) -> Party:
        """Raises what Slack raises."""
        return self._parties.of(email)

    def reader(self, user: str, email: str, said: Texts) -> Reader:
        profile = self._people.profile(user)
        return Reader(email, self._rule.for_person(self._people.person(profile, profile.team)), said)

    def items(self, reminded: Sequence[Reminded]) -> tuple[Item, ...]:
        """As they stand now."""
        kinds = self.reviews.kinds
        return tuple(Item(one, kinds[one.matter.kind].standing(one.matter)) for one in reminded)
