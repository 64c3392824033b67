"""What is to be looked at of the curated answers, found anew only when something has changed."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date

from knowledge.curated.regression import AnswerFinding
from knowledge.records.catalogue import Catalogue
from knowledge.records.curated_answers import CuratedAnswers


class Checks:
    """``find`` tests all of them. Safe from several threads."""

    def __init__(
        self, answers: CuratedAnswers, catalogue: Catalogue, find: Callable[[date], tuple[AnswerFinding, ...]]
    ) -> None:
        self._answers = answers
        self._catalogue = catalogue
        self._find = find
        self._lock = threading.Lock()
        self._state: tuple[str, ...] = ()
        self._findings: tuple[AnswerFinding, ...] = ()

    def findings(self, day: date) -> tuple[AnswerFinding, ...]:
        """The same as long as no answer and no document has changed, and it is the same day."""
        version, generation = self._answers.version(), self._catalogue.fact("generation")
        state = (version, generation, day.isoformat())
        with self._lock:
            if state != self._state:
                self._state, self._findings = state, self._find(day)
            return self._findings
