"""Failures on demand: what the stand-in answers instead of the truth, and for how long."""

from concurrent.futures import Future
from dataclasses import dataclass, field

from .calls import Call
from .errors import Payload
from .rates import Rates
from .watch import Watch

ANY_METHOD = "*"


@dataclass(frozen=True, slots=True)
class Fault:
    """How one call fails. `status` 0 cuts the line; `after_work` loses only the answer; `payload` is said instead."""

    status: int = 200
    error: str | None = None
    retry_after: int | None = None
    after_work: bool = False
    payload: Payload | None = None


@dataclass(slots=True, eq=False)
class Hold:
    """A slow answer: calls wait here until the test calls `release`."""

    watch: Watch
    calls: list[Call] = field(default_factory=list)
    released: Future[None] = field(default_factory=Future)

    @property
    def arrived(self) -> bool:
        with self.watch:
            return bool(self.calls)

    def release(self) -> None:
        with self.watch:
            if not self.released.done():
                self.released.set_result(None)

    def caught(self, call: Call) -> None:
        with self.watch:
            self.calls.append(call)
            self.watch.changed()


@dataclass(slots=True)
class _Rule:
    """`left` None means always; `every` n means each n-th matching call."""

    method: str
    act: Fault | Hold
    left: int | None
    every: int
    seen: int = 0

    def takes(self, method: str) -> bool:
        if self.method not in (method, ANY_METHOD) or self.left == 0:
            return False
        self.seen += 1
        if self.seen % self.every:
            return False
        self.left = None if self.left is None else self.left - 1
        return True


class Script:
    """The failures that tests ordered; each call is caught by the first rule that wants it."""

    def __init__(self, watch: Watch) -> None:
        self._watch = watch
        self._rules: list[_Rule] = []
        self.rates: Rates | None = None

    def order(self, method: str, act: Fault | Hold, times: int | None = 1, every: int = 1) -> None:
        with self._watch:
            self._rules.append(_Rule(method, act, times, every))

    def hold(self, method: str, times: int | None = 1) -> Hold:
        hold = Hold(self._watch)
        self.order(method, hold, times)
        return hold

    def take(self, method: str, channel: str = "") -> Fault | Hold | None:
        with self._watch:
            ordered = next((rule.act for rule in self._rules if rule.takes(method)), None)
            return ordered or self._too_fast(method, channel)

    def _too_fast(self, method: str, channel: str) -> Fault | None:
        wait = None if self.rates is None else self.rates.wait_before(method, channel)
        return None if wait is None else Fault(status=429, retry_after=wait)

    def clear(self) -> None:
        """Forget all rules and let go of everything held."""
        with self._watch:
            rules, self._rules = self._rules, []
        for rule in rules:
            if isinstance(rule.act, Hold):
                rule.act.release()
