"""Bytes -> the components of an iCalendar file, as lines. What the libraries would give up a whole file for stops here:
lines broken inside a character, missing ends, stray lines, several calendars, other encodings.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ingest.loaders.content_lines import read_content_lines
from knowledge.errors import WrongFormat

_LINE = re.compile(r"[\w.-]+[;:]")
_TEXT = re.compile(r"(?:SUMMARY|DESCRIPTION|LOCATION|COMMENT|CONTACT|X-[\w-]+)[;:]", re.I)
_TOP = {"VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY", "VTIMEZONE", "VAVAILABILITY"}


@dataclass(slots=True)
class Component:
    """``lines`` are its own, of a VTIMEZONE also those of its parts; ``number`` is the line where it begins."""

    name: str
    number: int
    lines: list[str] = field(default_factory=list)

    def value(self, name: str) -> str:
        """The text of its first property of that name, without parameters; '' where there is none."""
        for line in self.lines:
            found = re.match(rf"{name}(?:;[^:]*)?:(.*)", line, re.I | re.S)
            if found:
                return found[1].strip()
        return ""

    @property
    def label(self) -> str:
        """How a person recognises it."""
        name = self.value("SUMMARY") or self.value("UID") or self.value("TZID") or self.name
        return f"“{name[:80]}” (line {self.number})"


@dataclass(slots=True)
class VCalendar:
    method: str = ""
    zone: str = ""
    components: list[Component] = field(default_factory=list)


@dataclass(slots=True)
class Feed:
    """The calendars of a file; ``warnings`` are its own faults and the components that are cut off."""

    calendars: list[VCalendar] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def read_lines(content: bytes) -> Feed:
    """Raises EmptyFile for white space, WrongFormat for what is no calendar."""
    read = read_content_lines(content)
    if not any(line.strip().upper().startswith("BEGIN:V") for _, line in read.lines):
        raise WrongFormat("it holds no calendar", "save it again as an iCalendar file (.ics)")
    splitter = _Splitter()
    for number, line in read.lines:
        splitter.take(line, number)
    feed = splitter.finish()
    feed.warnings[:0] = read.warnings
    return feed


class _Splitter:
    def __init__(self) -> None:
        self._feed = Feed()
        self._component: Component | None = None
        self._inner: list[str] = []
        self._in_calendar = False

    def take(self, line: str, number: int) -> None:
        word, _, rest = line.strip().partition(":")
        name = rest.strip().upper()
        if word.upper() == "BEGIN" and name:
            self._begin(name, line, number)
        elif word.upper() == "END" and name:
            self._end(name, line, number)
        elif line.strip():
            self._property(line, number)

    def finish(self) -> Feed:
        self._give_up_open()
        if self._in_calendar:
            self._feed.warnings.append(
                "the file ends without END:VCALENDAR and may be cut off; what is there was read, fetch it again"
            )
        return self._feed

    def _begin(self, name: str, line: str, number: int) -> None:
        if name == "VCALENDAR":
            self._give_up_open()
            self._feed.calendars.append(VCalendar())
            self._in_calendar = True
        elif self._component is None or name in _TOP:
            self._give_up_open()
            self._component = Component(name, number)
        else:
            self._inner.append(name)
            self._keep(line)

    def _end(self, name: str, line: str, number: int) -> None:
        if name == "VCALENDAR":
            self._give_up_open()
            self._in_calendar = False
        elif self._component is None:
            self._feed.warnings.append(f"line {number} ends what never began ({name}); it was passed over")
        elif self._inner and name != self._component.name:
            self._keep(line)
            self._inner.pop()
        else:
            self._calendar().components.append(self._component)
            self._component, self._inner = None, []

    def _property(self, line: str, number: int) -> None:
        if self._component is not None:
            if _LINE.match(line) or not self._component.lines:
                self._keep(line)
            elif not self._inner:
                self._stray(self._component, line, number)
            return
        name, _, value = line.partition(":")
        if name.upper() == "METHOD":
            self._calendar().method = value.strip().upper()
        elif name.partition(";")[0].upper() == "X-WR-TIMEZONE":
            self._calendar().zone = value.strip()

    def _stray(self, component: Component, line: str, number: int) -> None:
        """A text whose line was broken without the space that says so goes on; anything else is told."""
        if _TEXT.match(component.lines[-1]):
            component.lines[-1] += "\\n" + line.strip()
        else:
            self._feed.warnings.append(
                f"line {number} is no line of a calendar (“{line.strip()[:40]}”); it was passed over, mend or remove it"
            )

    def _keep(self, line: str) -> None:
        component = self._component
        if component is not None and (not self._inner or component.name == "VTIMEZONE"):
            component.lines.append(line)

    def _calendar(self) -> VCalendar:
        if not self._feed.calendars:
            self._feed.calendars.append(VCalendar())
        return self._feed.calendars[-1]

    def _give_up_open(self) -> None:
        if self._component is not None:
            self._feed.warnings.append(
                f"{self._component.label} has no END:{self._component.name} and was not read; fetch the file again"
            )
        self._component, self._inner = None, []
