"""The names that calendars give to time zones -> zones that are known everywhere.

A name of the IANA database counts as that zone whatever the file says of it; a definition of the file's own gets a name
that no other file has, since the libraries keep one zone a name for the whole process.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any
from zoneinfo import available_timezones

import icalendar
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from ingest.loaders.calendar_lines import Component
from knowledge.calendar.expansion import FAULTS


@dataclass(frozen=True, slots=True)
class Zone:
    """``definition`` is a VTIMEZONE where the name alone does not tell."""

    name: str
    definition: str = ""


class Zones:
    """The zones of one file."""

    def __init__(self, components: Iterable[Component]) -> None:
        self._defined = {_clean(component.value("TZID")): component for component in components}

    def named(self, tzid: str) -> tuple[Zone, ...]:
        """The zone of a name; empty where nobody can tell which one is meant."""
        name = _clean(tzid)
        known = _known(name)
        if known:
            return (Zone(known),)
        component = self._defined.get(name)
        if component is not None:
            place = _known(component.value("X-LIC-LOCATION"))
            own = (Zone(place),) if place else _defined(name, component)
            if own:
                return own
        city = _city(name)
        return (Zone(city),) if city else ()

    def faults(self) -> tuple[str, ...]:
        """Definitions that cannot be used and that no known name stands for, a sentence each."""
        return tuple(
            f"the time zone {component.label} cannot be read; its times are taken as the cluster's own, mend it there"
            for name, component in self._defined.items()
            if not self.named(name)
        )


def _clean(tzid: str) -> str:
    return tzid.strip().strip('"').strip("/").strip()


def _known(name: str) -> str:
    """The IANA name of a name, of one of Windows, or of one with a maker's prefix ('/example.com/1/Europe/Oslo')."""
    if name in WINDOWS_TO_OLSON:
        return str(WINDOWS_TO_OLSON[name])
    parts = name.split("/")
    tails = ("/".join(parts[start:]).casefold() for start in range(len(parts)))
    return next((_zones()[tail] for tail in tails if tail in _zones()), "")


def _city(name: str) -> str:
    """'(UTC+01:00) Amsterdam, Berlin, Rome' names places; the first that has a zone of its own counts."""
    places = re.sub(r"\([^)]*\)", "", name).split(",")
    names = (place.strip().casefold().replace(" ", "_") for place in places)
    return next((_cities()[place] for place in names if place in _cities()), "")


@cache
def _zones() -> dict[str, str]:
    return {name.casefold(): name for name in available_timezones()}


@cache
def _cities() -> dict[str, str]:
    return {name.rpartition("/")[2].casefold(): name for name in sorted(available_timezones()) if "/" in name}


def _defined(name: str, component: Component) -> tuple[Zone, ...]:
    lines = [line for line in component.lines if not line.upper().startswith(("TZID", "X-"))]
    digest = hashlib.sha256("\n".join(lines).encode()).hexdigest()[:8]
    own = re.sub(r"[^\w+-]+", "-", name).strip("-") + f"-{digest}"
    text = "\r\n".join(("BEGIN:VTIMEZONE", f"TZID:{own}", *lines, "END:VTIMEZONE", ""))
    try:
        read: Any = icalendar.Timezone.from_ical(text)
        zone = read.to_tz(lookup_tzid=False)
        for month in (1, 7):
            if datetime(2027, month, 1, tzinfo=zone).utcoffset() is None:
                return ()
    except FAULTS:
        return ()
    return (Zone(own, text),)
