"""How likely a sentence of a found passage answers the question.

The weights began as those of a logistic regression on whether a sentence holds the expected words, and were rounded to
what puts those words into sixty: measured on a thousand English and nine hundred Norwegian questions and the demo
cluster's, with each set in two halves. Weights half as large again or a third smaller change that by a point in a
hundred at most; a search for the best ones on one half did worse on the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge.answers.evidence import Evidence
from knowledge.answers.expectation import Expectation
from knowledge.answers.rarity import Rarity
from knowledge.language import tongue_of
from knowledge.models import TONGUE_OF, Hit
from knowledge.sentences import split
from knowledge.terms import grams

_PASSAGE = 6.0
_UNIT = 2.0
# Shared words tell within a language; across languages there are none, which must not count against a sentence.
_SHARED_STEMS = 2.0
_OWN_LANGUAGE = -0.75
_SHARED_GRAMS = 1.0
_EXPECTED = 0.5
_PART_WORDS = 28
MOST_WORDS = 60
_WORD = re.compile(r"\S+")
_CLAUSE = re.compile(r".+?(?:[,;:–—)]\s+|$)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Scored:
    """``score`` is log-odds up to a constant; only its order and differences mean anything."""

    sentence: str
    evidence: Evidence
    score: float

    @property
    def words(self) -> int:
        return len(self.sentence.split())


def scored_sentences(question: str, evidence: Sequence[Evidence]) -> list[Scored]:
    """Every sentence of the found passages, best first."""
    asked = _Asked(question, [item.hit for item in evidence])
    scored = [one for item in evidence for one in asked.scored(item)]
    return sorted(scored, key=lambda one: -one.score)


class _Asked:
    """A question taken apart once, for comparing it with many sentences."""

    def __init__(self, question: str, hits: Sequence[Hit]) -> None:
        self._tongue = tongue_of(question)
        self._rarity = Rarity.of(question, hits)
        self._grams = grams(question)
        self._expected = Expectation.of(question)
        self._floor = _floor(hits)

    def scored(self, item: Evidence) -> Iterator[Scored]:
        passage = item.hit.passage
        own = TONGUE_OF[passage.language] == self._tongue
        position = 0
        for sentence in _sentences(item):
            position = passage.text.index(sentence, position)
            score = _PASSAGE * item.hit.score + _UNIT * self._cosine(item.hit, position)
            yield Scored(sentence, item, score + self._likeness(sentence, own=own))

    def _cosine(self, hit: Hit, position: int) -> float:
        """That of the unit which a place in the passage lies in."""
        starts = [start for start, _ in hit.passage.spans]
        unit = max((n for n, start in enumerate(starts) if start <= position), default=0)
        return hit.units.get(unit, self._floor)

    def _likeness(self, sentence: str, *, own: bool) -> float:
        score = _SHARED_GRAMS * len(self._grams & grams(sentence)) / max(1, len(self._grams))
        score += _EXPECTED * self._expected.met_by(sentence)
        if own:
            score += _SHARED_STEMS * self._rarity.share(sentence) + _OWN_LANGUAGE
        return score


def _sentences(item: Evidence) -> tuple[str, ...]:
    """A row of a register or a calendar is quoted whole: a line of it says nothing by itself."""
    text = item.hit.passage.text
    if item.source.kind != "documents":
        return (_begun(text),)
    return tuple(_begun(part) for sentence in split(text) for part in _parts(sentence))


def _begun(text: str) -> str:
    """What lacks commas too is cut after as many words as an answer may have."""
    words = list(_WORD.finditer(text))
    return text if len(words) <= MOST_WORDS else text[: words[MOST_WORDS - 1].end()]


def _parts(sentence: str) -> Iterator[str]:
    """A sentence that would fill an answer by itself, in slices that end at a comma or the like."""
    start, size = 0, 0
    for clause in _CLAUSE.finditer(sentence):
        size += len(clause.group().split())
        rest = len(sentence[clause.end() :].split())
        if size >= _PART_WORDS and rest >= _PART_WORDS / 2:
            yield sentence[start : clause.end()].strip()
            start, size = clause.end(), 0
    yield sentence[start:].strip()


def _floor(hits: Sequence[Hit]) -> float:
    """The cosine of units that were not found by themselves."""
    return min((cosine for hit in hits for cosine in hit.units.values()), default=0.0)
