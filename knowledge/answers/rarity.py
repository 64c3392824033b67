"""How much of what a question asks stands in a text: its words, weighed by how few of the found passages hold them.

A word that all of them hold is what the question is about; one that few or none hold is what it asks.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from knowledge.models import Hit
from knowledge.terms import content_stems, stems_either_way


@dataclass(frozen=True, slots=True)
class Rarity:
    weights: Mapping[str, float]

    @classmethod
    def of(cls, question: str, hits: Sequence[Hit]) -> Rarity:
        held = [stems_either_way(hit.passage.indexed_text) for hit in hits]
        return cls(
            {
                stem: math.log((len(held) + 1) / (sum(stem in one for one in held) + 0.5))
                for stem in content_stems(question)
            }
        )

    def share(self, text: str) -> float:
        """From 0 to 1; 0 also for a question without a word."""
        there = self.weights.keys() & stems_either_way(text)
        return sum(self.weights[stem] for stem in there) / sum(self.weights.values()) if there else 0.0
