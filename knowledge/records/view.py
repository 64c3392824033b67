"""The register and the calendar as one asker may see them, with what people say of themselves laid over, put together
once for each state of the records."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from zoneinfo import ZoneInfo

from knowledge.calendar.calendar import Calendar
from knowledge.directory.directory import Directory
from knowledge.directory.self_told import still_told
from knowledge.holdings.caring import Caring
from knowledge.introductions.profile import Profile
from knowledge.introductions.shared_profiles import SaysOfThemselves
from knowledge.models import MEMBERS
from knowledge.reading.questions import Reader
from knowledge.records.catalogue import Catalogue
from knowledge.records.holdings import VERSION as HOLDINGS
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
    profiles: tuple[Profile, ...] = ()

    @property
    def are_none(self) -> bool:
        return not (self.members or self.people or self.events or self.profiles)

    @cached_property
    def directory(self) -> Directory:
        return Directory(self.members, self.people, self.profiles)

    @cached_property
    def calendar(self) -> Calendar:
        return Calendar(self.events, self.zone)

    @cached_property
    def reader(self) -> Reader:
        return Reader(self.directory, self.cluster)


class View:
    """``readable_by`` is the audience rule as it is now: audiences -> (source -> may they read it). ``current`` is
    cluster.toml as it is now, the same object while it stays the same. ``indexed_for`` are the audiences under which
    what these may read stands in the records: others too, until a sync has followed."""

    def __init__(
        self,
        register: RegisterRows,
        profiles: SaysOfThemselves,
        catalogue: Catalogue,
        readable_by: Callable[[frozenset[str]], Callable[[str], bool]],
        zone: ZoneInfo,
        cluster: str,
        caring: Caring,
        current: Callable[[], object],
        indexed_for: Callable[[frozenset[str]], frozenset[str]],
    ) -> None:
        self._register = register
        self._profiles = profiles
        self._catalogue = catalogue
        self._readable_by = readable_by
        self._zone = zone
        self._cluster = cluster
        self._caring = caring
        self._current = current
        self._indexed_for = indexed_for
        self._state: tuple[object, ...] = ()
        self._known: dict[frozenset[str], Rows] = {}
        self._guarded: Mapping[str, frozenset[str]] | None = None
        self._lock = threading.Lock()

    def rows(self, audiences: frozenset[str]) -> Rows:
        with self._lock:
            self._see_changes()
            if audiences not in self._known:
                self._known[audiences] = self._read(audiences)
            return self._known[audiences]

    def guarded(self) -> Mapping[str, frozenset[str]]:
        """The rows of registers that say something which the person has hidden or replaced, by their source, whoever
        may read them; and which of their values still hold."""
        with self._lock:
            self._see_changes()
            if self._guarded is None:
                self._guarded = dict(self._guarding())
            return self._guarded

    def _see_changes(self) -> None:
        """What expires does so at midnight, and changes no count; who may read what changes with cluster.toml."""
        facts = (self._catalogue.fact(name, "0") for name in ("generation", HOLDINGS))
        state = (self._current(), self._caring.today(), self._profiles.version(), *facts)
        if state != self._state:
            self._known, self._guarded, self._state = {}, None, state

    def _guarding(self) -> Iterator[tuple[str, frozenset[str]]]:
        profiles = {profile.email: profile for profile in self._profiles.every()}
        told = self._register.every(PersonRow) if profiles else ()
        for one in told:
            profile = profiles.get(one.row.email.lower())
            holds = still_told(one.row, profile) if profile else None
            if holds is not None:
                yield one.source.source, holds

    def _read(self, audiences: frozenset[str]) -> Rows:
        may_read, care = self._readable_by(audiences), self._caring.now()

        def readable(noun: type[R]) -> tuple[Told[R], ...]:
            told = self._register.of(noun, self._indexed_for(audiences))
            return tuple(replace(one, source=care(one.source)) for one in told if may_read(one.source.source))

        profiles = self._profiles.every()
        return Rows(
            readable(MemberRow),
            readable(PersonRow),
            readable(EventRow),
            self._zone,
            self._cluster,
            profiles if MEMBERS in audiences else tuple(profile.unspoken for profile in profiles),
        )
