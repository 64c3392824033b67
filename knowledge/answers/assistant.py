"""Question -> outcome: find, judge whether it is enough, answer."""

from __future__ import annotations

import re
from collections.abc import Iterator

from knowledge.answers.evidence import Evidence, citation, evidence_of
from knowledge.answers.extractive import NAME, ExtractiveEngine
from knowledge.answers.sufficiency import sufficient
from knowledge.language import reply_language
from knowledge.models import Abstained, Answered, Citation, Draft, Question
from knowledge.retrieval import Retrieval
from knowledge.terms import words

_HITS = 8
_REACH = 1
_NEAREST = 3
_LEANS_BACK = re.compile(
    r"^\W*(og|men|hva med|and|but|what about|how about)\b"
    r"|\b(de|den|det|dem|der|dette|disse|they|it|them|that|those|this|there)\b",
    re.IGNORECASE,
)
_FEW_WORDS = 8


class Assistant:
    def __init__(self, retrieval: Retrieval, engine: ExtractiveEngine) -> None:
        self._retrieval = retrieval
        self._engine = engine

    def answer(self, question: Question) -> Iterator[Draft | Answered | Abstained]:
        """Drafts first, where an engine writes them; the last item is the outcome."""
        language = reply_language(question.text)
        query = standalone(question)
        hits = self._retrieval.search(query, question.asker.audiences, _HITS)
        evidence = tuple(
            evidence_of(n, section) for n, section in enumerate(self._retrieval.sections(hits, _REACH), 1)
        )
        if not sufficient(query, hits):
            yield Abstained(language, NAME, _nearest(evidence, question))
            return
        yield from self._engine.answer(question, language, evidence)


def standalone(question: Question) -> str:
    """A follow-up such as "and when do they meet?" is searched with the question that it leans on."""
    earlier = [turn.text for turn in question.history if turn.role == "member"]
    leans = len(words(question.text)) <= _FEW_WORDS and _LEANS_BACK.search(question.text)
    return f"{earlier[-1]} {question.text}" if earlier and leans else question.text


def _nearest(evidence: tuple[Evidence, ...], question: Question) -> tuple[Citation, ...]:
    day = question.now.date()
    firsts = {item.source.source: item for item in reversed(evidence)}
    nearest = sorted(firsts.values(), key=lambda item: item.n)[:_NEAREST]
    return tuple(citation(n, item, item.hit.passage.text, day) for n, item in enumerate(nearest, 1))
