"""People, moments and introductions that tests use."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from knowledge.introductions.events import Clock, Coordinator, Event, Member
from knowledge.introductions.hours import OPENS, is_quiet, is_working_day
from knowledge.introductions.introduction import Introduction, Proposal
from knowledge.introductions.steps import step

OSLO = ZoneInfo("Europe/Oslo")
# A Wednesday, 11 in the morning in Oslo.
NOW = datetime(2026, 11, 25, 10, tzinfo=UTC)
DAY = timedelta(days=1)
ADA, BO, CY, STRANGER = (f"{name}@people.example" for name in ("ada", "bo", "cy", "stranger"))
COORDINATOR = Coordinator("kari@cluster.example")
CLOCK = Clock()

ASKED = Proposal(ADA, ADA, BO, "Noen som kan lære oss om sensorer", "Fjordlys AS", "Havblikk AS")
ROUND = Proposal("", ADA, BO, "", "Fjordlys AS", "Havblikk AS")
BROKERED = Proposal(COORDINATOR.email, ADA, BO, "Dere to burde snakke sammen")


def member(email: str) -> Member:
    return Member(email)


def drafted(proposal: Proposal = ASKED, at: datetime = NOW, id: str = "i1") -> Introduction:
    return Introduction(id, proposal, "draft", created=at, since=at)


def after(introduction: Introduction, *events: Event, at: datetime = NOW) -> Introduction:
    """All of these must be legal."""
    for event in events:
        stepped = step(introduction, event, at)
        assert isinstance(stepped, Introduction), (introduction.state, event, stepped)
        introduction = stepped
    return introduction


def next_open(now: datetime, zone: ZoneInfo) -> datetime:
    """The first moment from now on, ``now`` included, at which people may be written to."""
    if not is_quiet(now, zone):
        return now
    local = now.astimezone(zone)
    today_is_over = local.time() >= OPENS or not is_working_day(local.date())
    day = local.date() + (DAY if today_is_over else 0 * DAY)
    while not is_working_day(day):
        day += DAY
    return datetime.combine(day, OPENS, zone)
