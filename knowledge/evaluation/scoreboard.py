"""Judgements -> one row of measures a direction, and one over all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge.evaluation.judgement import EXPECTED, Judgement
from knowledge.evaluation.measures import ndcg, recall

ALL = "all"
MEASURES = (
    "recall@1",
    "recall@5",
    "recall@10",
    "ndcg@10",
    "answered",
    "rows",
    "abstained-rightly",
    "abstained-wrongly",
)
_ORDER = ("nb-nb", "en-en", "nb-en", "en-nb", "nb-rows", "en-rows", "nb-none", "en-none")


@dataclass(frozen=True, slots=True)
class Row:
    """``values`` by measure, from 0 to 1; None where no question of the row can be measured so."""

    direction: str
    questions: int
    values: dict[str, float | None]


def scoreboard(judgements: Sequence[Judgement]) -> tuple[Row, ...]:
    """The usual directions first, then others that occur, then all together."""
    present = {one.direction for one in judgements}
    names = sorted(present, key=lambda name: (_place(name), name))
    rows = [_row(name, [one for one in judgements if one.direction == name]) for name in names]
    return (*rows, _row(ALL, judgements))


def _place(name: str) -> int:
    return _ORDER.index(name) if name in _ORDER else len(_ORDER)


def _row(direction: str, judgements: Sequence[Judgement]) -> Row:
    scored = [dict(scores(one)) for one in judgements]
    return Row(direction, len(scored), {name: _mean(name, scored) for name in MEASURES})


def _mean(measure: str, scored: Sequence[dict[str, float]]) -> float | None:
    found = [values[measure] for values in scored if measure in values]
    return sum(found) / len(found) if found else None


def scores(one: Judgement) -> Iterator[tuple[str, float]]:
    """The measures that apply to a question, with their values."""
    if one.case.expected.no_answer:
        yield "abstained-rightly", float(one.reply == "abstained")
        return
    if one.case.expected.sources:
        yield from _found(one.ranked)
    if one.case.expected.answers or one.comparisons:
        yield "answered", float(one.reply == "right")
    if one.case.expected.asks_rows:
        yield "rows", float(all(compared.exact for compared in one.comparisons))
    yield "abstained-wrongly", float(one.reply == "abstained")


def _found(ranked: Sequence[str]) -> Iterator[tuple[str, float]]:
    relevant = {EXPECTED}
    for k in (1, 5, 10):
        yield f"recall@{k}", recall(ranked, relevant, k)
    yield "ndcg@10", ndcg(ranked, relevant, 10)
