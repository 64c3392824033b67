"""What the Slack side keeps, kept in memory: over \"restarts\" by being handed to the next bot."""

from __future__ import annotations

import copy
import threading
from dataclasses import dataclass, replace
from datetime import datetime

from knowledge.models import Turn
from knowledge.outcomes import Answer
from knowledge.records.inbox import Claimed, InLine, Place
from knowledge.records.preferences import Digest, Preference, Spoken


class FakeConversations:
    def __init__(self) -> None:
        self._turns: dict[str, list[tuple[Turn, datetime]]] = {}

    def turns(self, conversation: str, limit: int) -> tuple[Turn, ...]:
        return tuple(turn for turn, _ in self._turns.get(conversation, [])[-limit:])

    def append(self, conversation: str, turn: Turn, at: datetime) -> None:
        self._turns.setdefault(conversation, []).append((turn, at))

    def forget_told_from(self, path: str) -> None:
        for key, said in self._turns.items():
            self._turns[key] = [
                one for one in said if path not in {source.partition("#")[0] for source in one[0].sources}
            ]

    def knows(self, conversation: str) -> bool:
        return bool(self._turns.get(conversation))


@dataclass
class _Taken:
    """``line`` where it has a place in line; it ``waits``, or is ``worked_on``, or neither."""

    payload: str
    line: InLine | None = None
    turn: int = 0
    waits: bool = False
    begun: bool = False
    done: bool = False

    @property
    def is_in_line(self) -> bool:
        return self.line is not None and not self.done

    @property
    def worked_on(self) -> bool:
        stepped_aside = self.line is None or not self.line.conversation
        return self.is_in_line and self.begun and not self.waits and not stepped_aside


class FakeInbox:
    """Kept over "restarts" by being handed to the next bot."""

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._taken: dict[str, _Taken] = {}

    def as_it_is(self) -> FakeInbox:
        """What a run that is killed now leaves behind."""
        with self._lock:
            left = FakeInbox()
            left._taken = copy.deepcopy(self._taken)
            return left

    def take(self, event_id: str, payload: str, at: datetime) -> bool:
        with self._lock:
            if event_id in self._taken:
                return False
            self._taken[event_id] = _Taken(payload)
            return True

    def line_up(
        self, event_id: str, subject: str, payload: str, at: datetime, line: InLine, room: int
    ) -> Place | None:
        with self._lock:
            if {event_id, subject} & self._taken.keys():
                return None
            own = [one.turn for one in self._in_line() if one.line and one.line.asker == line.asker]
            now = [one.turn for one in self._in_line() if one.worked_on]
            others = max(now, default=min((one.turn for one in self._in_line()), default=0))
            turn = max([others, *(turn + 1 for turn in own)])
            before = sum(self._taken[one].turn <= turn for one in self._in_turn())
            place = Place(before, len(now), 1)
            told = _Taken(payload, line, turn, waits=place.ahead < room)
            self._taken |= {event_id: told, subject: _Taken("", done=True)}
            return place

    def claim(self, now: datetime) -> Claimed | None:
        with self._lock:
            for event_id in self._in_turn():
                taken = self._taken[event_id]
                if not self._waits_for_another(taken):
                    claimed = Claimed(event_id, taken.payload, taken.begun)
                    taken.waits, taken.begun = False, True
                    return claimed
            return None

    def queued(self) -> frozenset[str]:
        with self._lock:
            return frozenset(self._in_turn())

    def put_back(self) -> None:
        with self._lock:
            for one in self._taken.values():
                one.waits = one.waits or one.is_in_line

    def put_back_left(self, now: datetime) -> None:
        pass

    def step_aside(self, event_id: str) -> None:
        with self._lock:
            taken = self._taken[event_id]
            if taken.line is not None:
                taken.line = replace(taken.line, conversation="", position="")
                taken.waits = False

    def take_over(self, now: datetime) -> tuple[tuple[str, str], ...]:
        return ()

    def done(self, event_id: str) -> None:
        with self._lock:
            if event_id in self._taken:
                self._taken[event_id].done, self._taken[event_id].waits = True, False

    def named(self, prefix: str) -> tuple[str, ...]:
        return tuple(event for event, _ in self.pending() if event.startswith(prefix))

    def pending(self) -> tuple[tuple[str, str], ...]:
        with self._lock:
            return tuple((event, one.payload) for event, one in self._taken.items() if not one.done)

    def _in_line(self) -> list[_Taken]:
        return [one for one in self._taken.values() if one.is_in_line]

    def _in_turn(self) -> list[str]:
        waits = [event for event, one in self._taken.items() if one.waits]
        return sorted(waits, key=lambda event: self._taken[event].turn)

    def _waits_for_another(self, taken: _Taken) -> bool:
        line = taken.line
        return line is not None and any(
            one.line.conversation == line.conversation and one.line.position < line.position
            for one in self._in_line()
            if one.line is not None
        )


class FakeMeter:
    """Nobody watches."""

    def answered(self, answer: Answer) -> None:
        pass


class FakeLiving:
    """One replica, which is alone."""

    def attend(self, now: datetime) -> None:
        pass

    def leave(self) -> None:
        pass


class FakePreferences:
    """Kept over "restarts" by being handed to the next bot."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._chosen: dict[str, Preference] = {}

    def of(self, person: str) -> Preference:
        return self._chosen.get(person, Preference(person))

    def subscribers(self) -> tuple[Preference, ...]:
        return tuple(one for _, one in sorted(self._chosen.items()) if one.digest != "off")

    def choose_language(self, person: str, language: Spoken, at: datetime) -> None:
        with self._lock:
            self._chosen[person] = replace(self.of(person), language=language, changed=at)

    def choose_digest(self, person: str, digest: Digest, at: datetime) -> None:
        with self._lock:
            self._chosen[person] = replace(self.of(person), digest=digest, changed=at)

    def forget(self, person: str) -> None:
        self._chosen.pop(person, None)
