"""What stands before several replicas: each event goes to the next of them, as a load balancer sends it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle

from tests.faults.served import Served
from tests.standins.slack import Payload


class Balancer:
    """Sends each event to the next replica, and to another one where nobody acknowledged it. ``replicas`` may change
    between two events."""

    def __init__(self, replicas: list[Served]) -> None:
        self._replicas = replicas
        self._next = cycle(range(len(replicas)))

    def deliver(self, conversations: Iterable[Sequence[Payload]]) -> None:
        """Conversations side by side, and of each conversation one event after the other."""
        with ThreadPoolExecutor(4) as at_once:
            list(at_once.map(self._in_order, conversations))

    def _in_order(self, events: Sequence[Payload]) -> None:
        for event in events:
            first = next(self._next)
            tried = [self._replicas[first], *self._replicas[:first], *self._replicas[first + 1 :]]
            assert any(one.hears(event, retry=n) for n, one in enumerate(tried))
