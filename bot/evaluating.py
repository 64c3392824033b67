"""A question set from the command line -> what it came to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from bot.asking import Asking, Defaults
from bot.use_cases.evaluate import Evaluate, Evaluated
from bot.watching import watched
from bot.wiring import Parts
from knowledge.evaluation.bounds import Bound, parse_bound
from knowledge.evaluation.question_set import read_cases


def run_evaluation(parts: Parts, lines: Iterable[bytes], bounds: Sequence[Bound]) -> Evaluated:
    """Each line is asked as its own 'as', 'audience' and 'now' say; as a member, now, where it says nothing."""
    asking = Asking(parts, Defaults())
    evaluate = Evaluate(parts.judge, lambda line: asking.question(line.question, line.asked_as))
    return evaluate.evaluate(watched(list(read_cases(lines))), bounds)


def bounds_of(floors: Iterable[str], ceilings: Iterable[str]) -> tuple[Bound, ...]:
    """Raises ConfigurationError for the first that is not written as it should be."""
    return tuple(_bounds_of(floors, ceilings))


def _bounds_of(floors: Iterable[str], ceilings: Iterable[str]) -> Iterator[Bound]:
    for written in floors:
        yield parse_bound("floor", written)
    for written in ceilings:
        yield parse_bound("ceiling", written)
