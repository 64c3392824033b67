"""How a source stands that is synced by itself: an object for ``--json``, and a line for a terminal."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from knowledge.intervals import in_words
from knowledge.schedules import Schedule


def schedule_json(schedule: Schedule, zone: ZoneInfo) -> dict[str, Any]:
    """Times in ISO 8601 in ``zone``; None for never, and for a source that is due at once."""
    return {
        "source": schedule.source,
        "every": in_words(schedule.every),
        "tried": _told(schedule.tried, zone),
        "succeeded": _told(schedule.succeeded, zone),
        "due": _told(schedule.due, zone),
        "failures": schedule.failures,
        "reason": schedule.reason,
        "mend": schedule.mend,
    }


def schedule_line(found: Mapping[str, Any]) -> str:
    """Such an object for a person."""
    good = f"last synced {found['succeeded']}" if found["succeeded"] else "never synced yet"
    line = (
        f"every {found['every']}: {found['source']}: {good}; next {found['due'] or 'as soon as the bot runs'}"
    )
    if not found["failures"]:
        return line
    times = "once" if found["failures"] == 1 else f"{found['failures']} times in a row"
    return f"{line}; failed {times}: {found['reason']}; {found['mend']}"


def _told(moment: datetime | None, zone: ZoneInfo) -> str | None:
    return moment.astimezone(zone).isoformat(timespec="minutes") if moment else None
