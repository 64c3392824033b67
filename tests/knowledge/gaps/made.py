"""Questions with the kinds that they are of, set by hand, and how far a grouping agrees with them."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from math import comb
from pathlib import Path

FOLDER = Path(__file__).parent
SETS = ("development", "blind")


def questions(name: str) -> list[dict[str, str]]:
    return [json.loads(line) for line in (FOLDER / f"{name}.jsonl").read_text("utf-8").splitlines()]


def adjusted_rand(one: Sequence[object], other: Sequence[object]) -> float:
    """How far two groupings agree: 1 the same, 0 as by chance (Hubert and Arabie)."""
    pairs = [
        sum(map(_pairs, Counter(labels).values())) for labels in (zip(one, other, strict=True), one, other)
    ]
    expected = pairs[1] * pairs[2] / comb(len(one), 2)
    return (pairs[0] - expected) / ((pairs[1] + pairs[2]) / 2 - expected)


def _pairs(size: int) -> int:
    return comb(size, 2)
