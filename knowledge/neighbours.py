"""The passages around a found one, as far as they belong to the same part of their document."""

from __future__ import annotations

from dataclasses import replace

from knowledge.models import Passage


def around(passage: Passage, near: tuple[Passage, ...], reach: int) -> tuple[Passage, ...]:
    """Neighbours without a gap, from the same section, page, slide or sheet."""
    by_number = {p.number: p for p in near if _same_part(p, passage)}
    kept = [passage]
    for number in range(passage.number - 1, passage.number - reach - 1, -1):
        if number not in by_number:
            break
        kept.insert(0, by_number[number])
    for number in range(passage.number + 1, passage.number + reach + 1):
        if number not in by_number:
            break
        kept.append(by_number[number])
    return tuple(kept)


def _same_part(one: Passage, other: Passage) -> bool:
    return (one.section, replace(one.place, rows=None)) == (other.section, replace(other.place, rows=None))
