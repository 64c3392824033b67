"""An evaluation -> a plain object for ``--json``, and a table for a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bot.use_cases.evaluate import Evaluated
from knowledge.evaluation.bounds import Check
from knowledge.evaluation.exactness import Comparison
from knowledge.evaluation.judgement import DEPTH, Judgement
from knowledge.evaluation.scoreboard import MEASURES, Row

# By whether rows should answer: then every text has to stand in the answer.
_LACKING = {False: "the answer holds none of the texts", True: "the answer lacks a text"}
_WIDTHS = {name: max(len(name), 5) for name in MEASURES}


def evaluation_json(done: Evaluated, engine: str) -> Any:
    """The object of ``eval --json``: measures by direction, bounds, lines left out, and every question."""
    return {
        "engine": engine,
        "questions": len(done.judgements),
        "scores": {row.direction: _row_json(row) for row in done.rows},
        "bounds": [_check_json(one) for one in done.checks],
        "faults": [{"line": one.line, "error": one.sentence} for one in done.faults],
        "judgements": [_judgement_json(one) for one in done.judgements],
    }


def evaluation_lines(done: Evaluated) -> Iterator[str]:
    """The table: a row a direction, measures from 0 to 1."""
    yield "  ".join(
        [f"{'direction':9}", f"{'n':>4}", *(f"{name:>{width}}" for name, width in _WIDTHS.items())]
    )
    for row in done.rows:
        yield "  ".join([f"{row.direction:9}", f"{row.questions:>4}", *_cells(row)])


def complaint_lines(done: Evaluated) -> Iterator[str]:
    """What has to be mended, a sentence each."""
    for fault in done.faults:
        yield f"left out: {fault.sentence}"
    fallbacks = sum(one.fallback for one in done.judgements)
    if fallbacks:
        yield (
            f"{fallbacks} of {len(done.judgements)} replies are not the model's, which was out of reach; "
            "run it again, or see: klyngebot doctor."
        )
    for one in done.checks:
        if one.state == "broken":
            beyond = "below" if one.bound.side == "floor" else "above"
            yield f"{one.bound}: {one.value:.4f} is {beyond} it."
        elif one.state == "unmeasured":
            yield f"{one.bound}: no question of the set measures it; add some, or leave the bound out."


def miss_lines(done: Evaluated) -> Iterator[str]:
    """Each question that went wrong in some way, and how."""
    for one in done.judgements:
        ways = list(_ways(one))
        if ways:
            yield f"{one.case.name} {one.direction}: {', '.join(ways)}: {one.case.expected.question}"


def _ways(one: Judgement) -> Iterator[str]:
    if one.case.expected.no_answer:
        if one.reply != "abstained":
            yield "answered, though nothing answers it"
        return
    if one.case.expected.sources:
        yield from _places(one)
    if one.reply == "abstained":
        yield "abstained"
        return
    differing = [compared for compared in one.comparisons if not compared.exact]
    yield from map(_difference, differing)
    if one.reply == "wrong" and not differing:
        yield _LACKING[one.case.expected.asks_rows]


def _places(one: Judgement) -> Iterator[str]:
    if one.rank is None:
        yield f"not among the first {DEPTH}"
    elif one.rank > 1:
        yield f"found as number {one.rank}"


def _difference(one: Comparison) -> str:
    got = "no rows were told" if one.got is None else f"got {_listed(one.got)}"
    return f"{one.of}: expected {_listed(one.expected)}, {got}"


def _listed(names: frozenset[str]) -> str:
    return f"{len(names)} ({'; '.join(sorted(names))})" if names else "none"


def _cells(row: Row) -> Iterator[str]:
    for name, width in _WIDTHS.items():
        value = row.values[name]
        yield f"{'–' if value is None else f'{value:.3f}':>{width}}"


def _row_json(row: Row) -> Any:
    values = {name: None if value is None else round(value, 4) for name, value in row.values.items()}
    return {"n": row.questions, **values}


def _check_json(one: Check) -> Any:
    return {
        "side": one.bound.side,
        "measure": one.bound.measure,
        "direction": one.bound.direction,
        "limit": one.bound.limit,
        "value": None if one.value is None else round(one.value, 4),
        "state": one.state,
    }


def _judgement_json(one: Judgement) -> Any:
    return {
        "line": one.case.line,
        "id": one.case.expected.id,
        "question": one.case.expected.question,
        "direction": one.direction,
        "rank": one.rank,
        "reply": one.reply,
        "fallback": one.fallback,
        "comparisons": [_comparison_json(compared) for compared in one.comparisons],
    }


def _comparison_json(one: Comparison) -> Any:
    return {
        "of": one.of,
        "expected": sorted(one.expected),
        "got": None if one.got is None else sorted(one.got),
    }
