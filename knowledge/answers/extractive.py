"""The engine that needs no model: the sentences that answer best, verbatim, with their sources."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.answers.currency import as_of, in_force_first
from knowledge.answers.evidence import Evidence, citation
from knowledge.models import Abstained, Answered, Draft, Language, Question
from knowledge.sentences import split
from knowledge.terms import stems_either_way

NAME = "extractive"
_MOST_WORDS = 60
_COVERAGE_WEIGHT = 0.6
_NUMBER_BONUS = 0.15
# A second sentence is worth its words only if it is nearly as good as the first.
_NEARLY_AS_GOOD = 0.85
_ASKS_NUMBER = re.compile(
    r"\b(hvor (mye|mange|lenge|lang|stor|ofte)|når|koster|pris|frist|dato"
    r"|how (much|many|long|often|large)|when|cost|price|deadline|date|fee)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Scored:
    sentence: str
    evidence: Evidence
    score: float


class ExtractiveEngine:
    name = NAME

    def answer(
        self, question: Question, language: Language, evidence: tuple[Evidence, ...]
    ) -> Iterator[Draft | Answered | Abstained]:
        """One outcome: an answer of at most sixty words, each a word of the sources."""
        day = question.now.date()
        current = in_force_first(evidence, day)
        scored = sorted(_scored(question.text, current), key=lambda s: -s.score)
        if not scored:
            yield Abstained(language, NAME)
            return
        chosen = _chosen(scored)
        best = chosen[0].evidence
        quote = " ".join(_in_order(chosen, best.text))
        yield Answered(
            text=f"{_shortened(quote)} [1]",
            language=language,
            citations=(
                citation(1, best, _shortened(quote) if len(chosen) == 1 else chosen[0].sentence, day),
            ),
            engine=NAME,
            as_of=as_of(best, evidence),
        )


def _scored(question: str, evidence: tuple[Evidence, ...]) -> Iterator[Scored]:
    asked = stems_either_way(question)
    wants_number = bool(_ASKS_NUMBER.search(question))
    for item in evidence:
        here = item.hit.passage.text
        for sentence in split(item.text):
            coverage = len(asked & stems_either_way(sentence)) / max(1, len(asked))
            score = item.hit.score + _COVERAGE_WEIGHT * coverage
            score += _NUMBER_BONUS if wants_number and any(c.isdigit() for c in sentence) else 0.0
            yield Scored(sentence, item, score if sentence in here else score - 0.1)


def _chosen(scored: list[Scored]) -> list[Scored]:
    best = scored[0]
    chosen, used = [best], len(best.sentence.split())
    for other in scored[1:]:
        size = len(other.sentence.split())
        near = other.evidence is best.evidence and other.score >= _NEARLY_AS_GOOD * best.score
        if near and used + size <= _MOST_WORDS:
            chosen.append(other)
            used += size
    return chosen


def _in_order(chosen: list[Scored], text: str) -> list[str]:
    return sorted((item.sentence for item in chosen), key=text.index)


def _shortened(quote: str) -> str:
    found = quote.split()
    return quote if len(found) <= _MOST_WORDS else " ".join(found[:_MOST_WORDS]) + " …"
