"""A question set becomes a report: what was found and answered, what was left out, and which bounds held."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from knowledge.errors import ConfigurationError
from knowledge.evaluation.bounds import Bound, Check, check
from knowledge.evaluation.judgement import Judge, Judgement
from knowledge.evaluation.question_set import Case, Expected, Fault, fault
from knowledge.evaluation.scoreboard import Row, scoreboard
from knowledge.models import Question


@dataclass(frozen=True, slots=True)
class Evaluated:
    """``rows`` cover the judgements alone; a line with a fault counts nowhere else."""

    judgements: tuple[Judgement, ...]
    faults: tuple[Fault, ...]
    rows: tuple[Row, ...]
    checks: tuple[Check, ...]

    @property
    def exit_code(self) -> int:
        """2 where the set or a bound has to be mended first, 1 where a bound is broken, else 0."""
        if self.faults or any(one.state == "unmeasured" for one in self.checks):
            return 2
        return 1 if any(one.state == "broken" for one in self.checks) else 0


class Evaluate:
    """``ask`` makes a question of a line, as its asker and at its time; it raises ConfigurationError."""

    def __init__(self, judge: Judge, ask: Callable[[Expected], Question]) -> None:
        self._judge = judge
        self._ask = ask

    def evaluate(self, cases: Iterable[Case | Fault], bounds: Sequence[Bound]) -> Evaluated:
        """Raises ConfigurationError where no line could be used."""
        done = [self._judged(case) if isinstance(case, Case) else case for case in cases]
        judgements = tuple(one for one in done if isinstance(one, Judgement))
        faults = tuple(one for one in done if isinstance(one, Fault))
        if not judgements:
            first = faults[0].sentence if faults else "it is empty; write a question a line."
            raise ConfigurationError(f"the question set holds nothing to ask: {first}")
        rows = scoreboard(judgements)
        return Evaluated(judgements, faults, rows, check(bounds, rows))

    def _judged(self, case: Case) -> Judgement | Fault:
        try:
            question = self._ask(case.expected)
        except ConfigurationError as error:
            return fault(case, str(error))
        return self._judge.judge(case, question)
