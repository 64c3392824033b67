"""The parts of digests in Slack, put together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.digests.counting import Counting
from bot.digests.member_news import MemberNews
from bot.digests.periods import Often, Period
from bot.digests.readers import Reader, Readers
from bot.digests.sending import NothingNew, Sending, Writers, Writes
from bot.digests.week import Week
from bot.introductions.slack import Slack
from bot.introductions.timekeeper import Duty
from bot.replies.digests import member_letter, week_letter
from bot.replies.message import Message
from knowledge.records.digests import Digests
from knowledge.records.monthly_counts import MonthlyCounts


@dataclass(frozen=True, slots=True)
class DigestRecords:
    """``week`` and ``news`` tell a reader of these audiences of a period; ``zone`` is the cluster's."""

    digests: Digests
    counts: MonthlyCounts
    week: Callable[[frozenset[str], Period, datetime], Week]
    news: Callable[[frozenset[str], Period, datetime], MemberNews]
    has_left: Callable[[str, date], bool]
    zone: ZoneInfo


def digest_duties(records: DigestRecords, slack: Slack) -> tuple[Duty, ...]:
    cluster = slack.house.cluster

    def to_coordinator(reader: Reader, period: Period, now: datetime) -> Message | NothingNew:
        week = records.week(reader.audiences, period, now)
        return NothingNew() if week.is_empty else week_letter(week, cluster, reader.said)

    def to_member(often: Often) -> Writes:
        def write(reader: Reader, period: Period, now: datetime) -> Message | NothingNew:
            news = records.news(reader.audiences, period, now)
            return NothingNew() if news.is_empty else member_letter(news, cluster, often, reader.said)

        return write

    readers = Readers(slack, records.has_left)
    writers = Writers(to_coordinator, to_member)
    sending = Sending(slack, records.digests, readers, writers, records.zone)
    return Counting(records.counts).attend, sending.attend, records.digests.forget_old
