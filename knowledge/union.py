"""What several queries found for one question -> one order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from knowledge.arrangement import arranged, united
from knowledge.editions import Moment
from knowledge.models import Hit


def union_of(
    first: Sequence[Hit], others: Sequence[Sequence[Hit]], more: int, moment: Moment
) -> tuple[Hit, ...]:
    """All hits of ``first`` and the best of the others, at most ``more``; each passage once, with its best scores.

    An edition that one query found gives way to one that holds on the day and that another query found.
    """
    if not any(others):
        return tuple(first)
    hits: dict[str, Hit] = {hit.passage.text: hit for hit in first}
    own = len(hits)
    for hit in sorted((hit for ranking in others for hit in ranking), key=lambda hit: -hit.score):
        text = hit.passage.text
        if text in hits:
            hits[text] = _of_both(hits[text], hit, moment)
        elif len(hits) < own + more:
            hits[text] = hit
    ordered = sorted((replace(hit, aside=False) for hit in hits.values()), key=lambda hit: -hit.score)
    marked = arranged(ordered, moment).first(len(ordered))
    return tuple(_still_replaced(hit, hits[hit.passage.text]) for hit in marked)


def _of_both(one: Hit, other: Hit, moment: Moment) -> Hit:
    """Units are numbered within a passage: those of another passage with the same words are the same."""
    keys = one.units.keys() | other.units.keys()
    return replace(
        united(one, other, moment),
        score=max(one.score, other.score),
        dense=max(one.dense, other.dense),
        keyword=max(one.keyword, other.keyword),
        units={n: max(ranking.units.get(n, -1.0) for ranking in (one, other)) for n in keys},
        replaced_by=one.replaced_by or other.replaced_by,
    )


def _still_replaced(hit: Hit, before: Hit) -> Hit:
    """What a query saw replaced stays so, though its successor may not be among these hits."""
    return replace(hit, replaced_by=hit.replaced_by or before.replaced_by)
