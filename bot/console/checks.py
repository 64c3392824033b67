"""What is to be looked at of the curated answers, found anew only when something has changed."""

from __future__ import annotations

import threading
from datetime import date

from bot.console.stock import Stock
from knowledge.curated.regression import AnswerFinding


class Checks:
    """Safe from several threads."""

    def __init__(self, stock: Stock) -> None:
        self._stock = stock
        self._lock = threading.Lock()
        self._state: tuple[str, ...] = ()
        self._findings: tuple[AnswerFinding, ...] = ()

    def findings(self, day: date) -> tuple[AnswerFinding, ...]:
        """The same as long as no answer and no document has changed, and it is the same day."""
        version, generation = self._stock.answers.version(), self._stock.catalogue.fact("generation")
        state = (version, generation, day.isoformat())
        with self._lock:
            if state != self._state:
                self._state, self._findings = state, self._stock.findings(day)
            return self._findings
