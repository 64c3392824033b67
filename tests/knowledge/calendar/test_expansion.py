"""Occurrences beside those of python-dateutil, which expands the same rules on the wall clock by itself.

Where the two would differ, RFC 5545 has the word, and the expected days follow it:
- 3.8.5.3: "The DTSTART property value SHOULD be synchronized with the recurrence rule"; where it is not, "the
  recurrence set [is] undefined". The library counts DTSTART as an occurrence; the generated rules are synchronized.
- 3.3.10: "the value of the UNTIL rule part MUST … be specified in UTC" where DTSTART has a zone: it is written so.
- 3.3.5: a local time that does not occur "is interpreted using the UTC offset before the gap". Rules are expanded on
  the wall clock, and each result is then taken through UTC, which moves 02:30 of that night to 03:30.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from dateutil.rrule import rruleset, rrulestr
from hypothesis import HealthCheck, assume, event, given, settings
from hypothesis import strategies as st

from knowledge.calendar.calendar import Calendar
from tests.knowledge.calendar.events import OSLO, told
from tests.knowledge.calendar.events import event as vevent

FROM, UNTIL = datetime(2026, 1, 1, tzinfo=OSLO), datetime(2029, 1, 1, tzinfo=OSLO)
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True)
class Made:
    """A calendar's only event. ``start`` is on the wall clock of ``zone``; None stands for whole days."""

    start: datetime
    zone: str | None
    rule: str
    left_out: tuple[int, ...]
    added: tuple[timedelta, ...]

    def wall_clock(self) -> list[datetime]:
        """By dateutil alone, without a zone."""
        expected = rruleset()
        expected.rrule(self._plain_rule())
        for number in self.exceptions():
            expected.exdate(number)
        for more in self.additions():
            expected.rdate(more)
        return list(expected.between(datetime(2025, 12, 25), datetime(2029, 1, 5), inc=True))

    def _plain_rule(self):
        return rrulestr(self.rule, dtstart=self.start)

    def in_step(self) -> bool:
        """Whether the rule itself gives DTSTART."""
        return next(iter(self._plain_rule()), None) == self.start

    def exceptions(self) -> list[datetime]:
        days = self._plain_rule().xafter(self.start, count=max(self.left_out, default=0) + 1, inc=True)
        return [day for number, day in enumerate(days) if number in self.left_out and number > 0]

    def additions(self) -> list[datetime]:
        return [self.start + more for more in self.added]

    def lines(self) -> Sequence[str]:
        name, form = {
            None: (";VALUE=DATE", "%Y%m%d"),
            "UTC": ("", "%Y%m%dT%H%M%SZ"),
        }.get(self.zone, (f";TZID={self.zone}", "%Y%m%dT%H%M%S"))
        yield f"DTSTART{name}:{self.start:{form}}"
        yield f"RRULE:{self._rule_as_written()}"
        for kind, moments in (("EXDATE", self.exceptions()), ("RDATE", self.additions())):
            for moment in moments:
                yield f"{kind}{name}:{moment:{form}}"

    def _rule_as_written(self) -> str:
        rule, found, until = self.rule.partition(";UNTIL=")
        if not found:
            return rule
        last = datetime.strptime(until, "%Y%m%dT%H%M%S")
        if self.zone is None:
            return f"{rule};UNTIL={last:%Y%m%d}"
        return f"{rule};UNTIL={last.replace(tzinfo=ZoneInfo(self.zone)).astimezone(UTC):%Y%m%dT%H%M%SZ}"

    def here(self, moment: datetime) -> datetime | date:
        """What a wall clock shows there, as the cluster has it."""
        if self.zone is None:
            return moment.date()
        return moment.replace(tzinfo=ZoneInfo(self.zone)).astimezone(UTC).astimezone(OSLO)


def _days(draw: st.DrawFn, start: datetime, frequency: str) -> str:
    """Which days, so that the start is among them (of months and years, often)."""
    here = DAYS[start.weekday()]
    if frequency == "WEEKLY":
        others = draw(st.lists(st.sampled_from(DAYS), max_size=2))
        return f";BYDAY={','.join(dict.fromkeys([here, *others]))}" if draw(st.booleans()) else ""
    if frequency == "DAILY":
        return draw(st.sampled_from(["", f";BYDAY={here},SA,TU", f";BYMONTH={start.month},5,11"]))
    nth = (start.day - 1) // 7 + 1
    choices = [
        "",
        f";BYMONTHDAY={start.day}",
        f";BYMONTHDAY={start.day},-1",
        f";BYDAY={nth}{here}",
        f";BYDAY={here};BYSETPOS={nth}",
    ]
    if (start + timedelta(days=7)).month != start.month:
        choices += [f";BYDAY=-1{here}", f";BYDAY={here};BYSETPOS=-1"]
    chosen = draw(st.sampled_from(choices))
    return f";BYMONTH={start.month}{chosen}" if chosen and frequency == "YEARLY" else chosen


@st.composite
def made(draw: st.DrawFn) -> Made:
    zone = draw(st.sampled_from(["Europe/Oslo", "UTC", "America/New_York", None]))
    day = draw(st.dates(date(2024, 6, 1), date(2027, 12, 31)))
    # The night hours are those that summer time takes away and gives twice.
    clock = (
        time(0) if zone is None else draw(st.sampled_from([time(0, 30), time(2, 30), time(9), time(23, 45)]))
    )
    start = datetime.combine(day, clock)
    frequency = draw(st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]))
    rule = f"FREQ={frequency};INTERVAL={draw(st.integers(1, 4))}{_days(draw, start, frequency)}"
    end = draw(st.sampled_from(["never", "count", "until"]))
    if end == "count":
        rule += f";COUNT={draw(st.integers(1, 80))}"
    if end == "until":
        rule += f";UNTIL={start + timedelta(days=draw(st.integers(0, 900))):%Y%m%dT%H%M%S}"
    left_out = draw(st.lists(st.integers(1, 20), max_size=3, unique=True))
    added = draw(st.lists(st.integers(1, 800), max_size=3, unique=True))
    return Made(
        start,
        zone,
        rule,
        tuple(left_out),
        tuple(timedelta(days=n, hours=0 if zone is None else 1) for n in added),
    )


@settings(
    max_examples=200, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.filter_too_much]
)
@given(made())
def test_occurrences_agree_with_an_independent_expansion(calendar: Made):
    assume(calendar.in_step())
    event(calendar.rule.partition(";")[0] + " " + str(calendar.zone))
    expected = {calendar.here(moment) for moment in calendar.wall_clock()}
    low, high = (FROM.date(), UNTIL.date()) if calendar.zone is None else (FROM, UNTIL)
    inside = sorted(moment for moment in expected if low <= moment < high)
    found = Calendar([told(vevent(*calendar.lines()))], OSLO).between(FROM, UNTIL)
    assert [one.start for one in found] == inside
