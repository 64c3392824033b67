"""What the Slack side keeps, kept in memory: over \"restarts\" by being handed to the next bot."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from knowledge.models import Turn
from knowledge.outcomes import Answer
from knowledge.records.inbox import InLine
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


class FakeInbox:
    """Kept over "restarts" by being handed to the next bot."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._taken: dict[str, str] = {}
        self._done: set[str] = set()
        self._lines: dict[str, InLine] = {}

    def take(self, event_id: str, payload: str, at: datetime) -> bool:
        with self._lock:
            if event_id in self._taken:
                return False
            self._taken[event_id] = payload
            return True

    def take_telling(self, event_id: str, subject: str, payload: str, at: datetime, line: InLine) -> bool:
        with self._lock:
            if {event_id, subject} & self._taken.keys():
                return False
            self._taken |= {event_id: payload, subject: ""}
            self._lines[event_id] = line
            self._done.add(subject)
            return True

    def is_next(self, event_id: str, line: InLine) -> bool:
        with self._lock:
            return not [
                other
                for other, its in self._lines.items()
                if other != event_id
                and its.conversation == line.conversation
                and its.position < line.position
            ]

    def step_aside(self, event_id: str) -> None:
        with self._lock:
            self._lines.pop(event_id, None)

    def take_over(self, now: datetime) -> tuple[tuple[str, str], ...]:
        return ()

    def done(self, event_id: str) -> None:
        with self._lock:
            self._done.add(event_id)
            self._lines.pop(event_id, None)

    def named(self, prefix: str) -> tuple[str, ...]:
        return tuple(event for event, _ in self.pending() if event.startswith(prefix))

    def pending(self) -> tuple[tuple[str, str], ...]:
        with self._lock:
            return tuple(
                (event, payload) for event, payload in self._taken.items() if event not in self._done
            )


class FakeMeter:
    """Nobody watches."""

    def answered(self, answer: Answer) -> None:
        pass

    def watch_queue(self, waiting: Callable[[], int]) -> None:
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
