"""The record of every call the app made, in order of arrival."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field

from .errors import Payload
from .watch import Watch


@dataclass(slots=True)
class Call:
    """One call. `status` and `response` are None until it is answered; 0 means that the line was cut."""

    number: int
    method: str
    arguments: Payload
    token: str | None
    encoding: str  # "json", "form" or "raw"
    at: float
    status: int | None = None
    response: Payload | None = None
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def ok(self) -> bool:
        return self.response is not None and self.response.get("ok") is True

    @property
    def error(self) -> str | None:
        return None if self.response is None else self.response.get("error")

    def __str__(self) -> str:
        said = json.dumps(self.arguments, ensure_ascii=False, default=str)
        outcome = "waiting" if self.status is None else "ok" if self.ok else f"{self.status} {self.error}"
        return f"#{self.number} {self.method} {said[:160]} → {outcome}"


class CallLog:
    """All calls; safe to read from any thread."""

    def __init__(self, watch: Watch) -> None:
        self._watch = watch
        self._calls: list[Call] = []

    def begin(self, call: Call) -> Call:
        with self._watch:
            self._calls.append(call)
            call.number = len(self._calls)
            self._watch.changed()
        return call

    def finish(self, call: Call, status: int, response: Payload) -> None:
        with self._watch:
            call.status, call.response = status, response
            self._watch.changed()

    def to(self, method: str) -> list[Call]:
        return [call for call in self if call.method == method]

    def __iter__(self) -> Iterator[Call]:
        with self._watch:
            return iter(list(self._calls))

    def __len__(self) -> int:
        with self._watch:
            return len(self._calls)

    def __getitem__(self, position: int) -> Call:
        with self._watch:
            return self._calls[position]

    def summary(self, last: int = 20) -> str:
        calls = list(self)
        lines = [str(call) for call in calls[-last:]]
        return f"{len(calls)} calls so far" + "".join(f"\n  {line}" for line in lines)
