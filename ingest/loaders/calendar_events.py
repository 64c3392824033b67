"""The lines of a VEVENT -> an event that the libraries can read, and what had to be left out of it."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import icalendar
from icalendar.prop import vBroken, vText

from ingest.loaders.calendar_lines import Component
from ingest.loaders.calendar_rules import fault_of, rules_of
from ingest.loaders.calendar_zones import Zone, Zones
from knowledge.calendar.expansion import FAULTS, moment

_DATES = "DTSTART|DTEND|RECURRENCE-ID|EXDATE|RDATE"
_KEPT = (
    f"UID|SUMMARY|{_DATES}|DURATION|RRULE|STATUS|SEQUENCE|DTSTAMP|LAST-MODIFIED|LOCATION|DESCRIPTION|URL|CATEGORIES"
    "|ORGANIZER|CONFERENCE"
)
_KEPT_LINE = re.compile(rf"({_KEPT})[;:]", re.I)
# The zone may hold a colon without quotes; the value of a date never does.
_DATE_LINE = re.compile(rf"({_DATES})((?:;.*)?):([^:]*)", re.I)
_TZID = re.compile(r';TZID="?(.*?)"?(?=;(?:VALUE|RANGE|X-[\w-]+)=|$)', re.I)


@dataclass(frozen=True, slots=True)
class ReadEvent:
    """``uid`` is made of its content where it has none; ``zones`` are the VTIMEZONEs that its times need."""

    uid: str
    label: str
    event: Any
    zones: tuple[Zone, ...]
    warnings: tuple[str, ...]

    @property
    def sequence(self) -> int:
        value = self.event.get("SEQUENCE")
        return value if isinstance(value, int) else 0

    @property
    def changed(self) -> datetime | None:
        """When it was last changed, by its own word."""
        for name in ("LAST-MODIFIED", "DTSTAMP"):
            value = getattr(self.event.get(name), "dt", None)
            if isinstance(value, date):
                return _instant(value)
        return None

    @property
    def instance(self) -> datetime | None:
        """Which occurrence of its series it stands for; None for the series itself."""
        named = self.event.get("RECURRENCE-ID")
        return _instant(named.dt) if named is not None else None


@dataclass(frozen=True, slots=True)
class Refused:
    """An event that is not read, in one sentence."""

    sentence: str


def read_event(component: Component, zones: Zones, cancels: bool) -> ReadEvent | Refused:
    """``cancels`` is whether its calendar was sent to call its events off."""
    lines, used, warnings = _resolved(component, zones)
    try:
        event = _parsed(lines, used)
    except FAULTS as fault:
        return Refused(f"{component.label} was not read: {fault}; save it again in its program")
    warnings += _without_broken(event)
    if cancels:
        event["STATUS"] = vText("CANCELLED")
    uid = component.value("UID") or _made_uid(lines)
    event["UID"] = vText(uid)
    if (
        "DTSTART" not in event
        and "RECURRENCE-ID" in event
        and str(event.get("STATUS", "")).upper() == "CANCELLED"
    ):
        event["DTSTART"] = event["RECURRENCE-ID"]
    if "DTSTART" not in event and not cancels:
        why = "; ".join(warnings) or "it has no start"
        return Refused(f"{component.label} was not read: {why}; give it a start (DTSTART) in its program")
    if "DTSTART" in event:
        warnings += [*_mended_end(event), *_mended_rule(event)]
    told = tuple(f"{component.label}: {warning}; mend it in its program" for warning in warnings)
    return ReadEvent(uid, component.label, event, used, told)


def _resolved(component: Component, zones: Zones) -> tuple[list[str], tuple[Zone, ...], list[str]]:
    """The lines that are kept, with zones that are known."""
    lines: list[str] = []
    used: dict[str, Zone] = {}
    warnings: dict[str, None] = {}
    for line in component.lines:
        if line.upper().startswith("EXRULE"):
            warnings["the days that EXRULE takes out cannot be told"] = None
        if not _KEPT_LINE.match(line):
            continue
        dated = _DATE_LINE.fullmatch(line)
        if dated is None:
            lines.append(line)
            continue
        name, parameters, value = dated.groups()
        tzid = _TZID.search(parameters)
        zone = zones.named(tzid[1]) if tzid else ()
        parameters = _TZID.sub("", parameters)
        if tzid and not zone:
            warnings[f"its time zone “{tzid[1]}” is not known, and the cluster's own is taken"] = None
        for found in zone if "T" in value.upper() and not value.strip().upper().endswith("Z") else ():
            used[found.name] = found
            parameters += f";TZID={found.name}"
        lines.append(f"{name}{parameters}:{value.strip()}")
    return lines, tuple(zone for zone in used.values() if zone.definition), list(warnings)


def _parsed(lines: list[str], zones: tuple[Zone, ...]) -> Any:
    text = "".join(zone.definition for zone in zones)
    body = "\r\n".join(("BEGIN:VEVENT", *lines, "END:VEVENT"))
    calendar = icalendar.Calendar.from_ical(f"BEGIN:VCALENDAR\r\n{text}{body}\r\nEND:VCALENDAR\r\n")
    return calendar.walk("VEVENT")[0]


def _without_broken(event: Any) -> list[str]:
    """Takes out what cannot be read, and says so."""
    warnings = [f"a line of it is not one ({fault})" for name, fault in event.errors if name is None]
    for name in list(event):
        values = event[name] if isinstance(event[name], list) else [event[name]]
        good = [value for value in values if not isinstance(value, vBroken)]
        if name in ("DTSTART", "DTEND", "RECURRENCE-ID") and not all(isinstance(v.dt, date) for v in good):
            good = []
        if len(good) < len(values):
            warnings.append(f"its {name} cannot be read ({str(values[0])[:60]})")
            event.pop(name)
            for value in good:
                event.add(name, value, encode=False)
        elif len(values) > 1 and name not in ("RRULE", "RDATE", "EXDATE", "CATEGORIES"):
            event[name] = good[0]
    return warnings


def _mended_end(event: Any) -> list[str]:
    start = event["DTSTART"].dt
    end = getattr(event.get("DTEND"), "dt", None)
    if end is not None and isinstance(end, datetime) != isinstance(start, datetime):
        event.pop("DTEND")
        return ["its end is a day where its start is a time, or the other way round; the end was left out"]
    if end is not None and _instant(end) < _instant(start):
        event.pop("DTEND")
        return ["it ends before it starts; the end was left out"]
    lasts = getattr(event.get("DURATION"), "dt", None)
    if end is None and lasts is not None and lasts.total_seconds() < 0:
        event.pop("DURATION")
        return ["its duration is negative and was left out"]
    return []


def _mended_rule(event: Any) -> list[str]:
    warnings = []
    for rule in rules_of(event):
        if "COUNT" in rule and "UNTIL" in rule:
            rule.pop("UNTIL")
            warnings.append("its rule has both COUNT and UNTIL; COUNT holds")
    fault = fault_of(event)
    if fault:
        for name in ("RRULE", "RDATE", "EXDATE"):
            event.pop(name, None)
        warnings.append(f"its repetition cannot be read ({fault}), so that only its first day is known")
    return warnings


def _made_uid(lines: list[str]) -> str:
    """The same for the same event on each sync: what it is called and when it begins."""
    named = sorted(line for line in lines if line.upper().startswith(("SUMMARY", "DTSTART")))
    return "event-" + hashlib.sha256("\n".join(named).encode()).hexdigest()[:12]


def _instant(value: datetime | date) -> datetime:
    return moment(value, UTC)
