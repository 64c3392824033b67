"""What coordinators keep, here and at sister clusters that share what they keep."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from knowledge.holdings.holding import ADDED, Holding
from knowledge.sisters import Lent

Held = Callable[[], Mapping[str, Holding]]
Lenders = Callable[[], Sequence[tuple[Lent, Held]]]


class SharedHoldings:
    """A sister's document that her coordinators withdraw, or let expire, is told here no more either. What they say of
    it otherwise gives way to what is said here."""

    def __init__(self, own: Held, lenders: Lenders, today: Callable[[], date]) -> None:
        self._own = own
        self._lenders = lenders
        self._today = today

    def every(self) -> Mapping[str, Holding]:
        """All by their sources, as they are named here."""
        own = self._own()
        today, lent = self._today(), {one.source: one for one in self._lent()}
        ended = {source: one for source, one in lent.items() if one.standing(today) != "held"}
        return {**lent, **own, **ended}

    def _lent(self) -> Iterator[Holding]:
        for lent, held in self._lenders():
            for source, holding in held().items():
                if not source.startswith(ADDED):
                    yield replace(holding, source=lent.here(source), audience="")
