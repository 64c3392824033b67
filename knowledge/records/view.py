"""The register and the calendar as one asker may see them, put together once for each state of the records."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from zoneinfo import ZoneInfo

from knowledge.calendar.calendar import Calendar
from knowledge.directory.directory import Directory
from knowledge.reading.questions import Reader
from knowledge.records.catalogue import Catalogue
from knowledge.records.register import R, RegisterRows, Told
from knowledge.rows import EventRow, MemberRow, PersonRow


@dataclass(frozen=True)
class Rows:
    """What some audiences may see."""

    members: tuple[Told[MemberRow], ...]
    people: tuple[Told[PersonRow], ...]
    events: tuple[Told[EventRow], ...]
    zone: ZoneInfo
    cluster: str = ""

    @property
    def are_none(self) -> bool:
        return not (self.members or self.people or self.events)

    @cached_property
    def directory(self) -> Directory:
        return Directory(self.members, self.people)

    @cached_property
    def calendar(self) -> Calendar:
        return Calendar(self.events, self.zone)

    @cached_property
    def reader(self) -> Reader:
        return Reader(self.directory, self.cluster)


class View:
    """``allows`` is the audience rule as cluster.toml has it now: (source, audiences) -> may they read it."""

    def __init__(
        self,
        register: RegisterRows,
        catalogue: Catalogue,
        allows: Callable[[str, frozenset[str]], bool],
        zone: ZoneInfo,
        cluster: str,
    ) -> None:
        self._register = register
        self._catalogue = catalogue
        self._allows = allows
        self._zone = zone
        self._cluster = cluster
        self._generation = ""
        self._known: dict[frozenset[str], Rows] = {}
        self._lock = threading.Lock()

    def rows(self, audiences: frozenset[str]) -> Rows:
        with self._lock:
            generation = self._catalogue.fact("generation", "0")
            if generation != self._generation:
                self._known, self._generation = {}, generation
            if audiences not in self._known:
                self._known[audiences] = self._read(audiences)
            return self._known[audiences]

    def _read(self, audiences: frozenset[str]) -> Rows:
        def readable(noun: type[R]) -> tuple[Told[R], ...]:
            told = self._register.of(noun, audiences)
            return tuple(one for one in told if self._allows(one.source.source, audiences))

        return Rows(readable(MemberRow), readable(PersonRow), readable(EventRow), self._zone, self._cluster)
