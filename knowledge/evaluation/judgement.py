"""One question, asked as a person asks it: was the expected found, was it answered, was it rightly not?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from knowledge.answers.assistant import Assistant
from knowledge.audiences import AudienceRule
from knowledge.evaluation.acceptance import accepts
from knowledge.evaluation.question_set import Case, Expected, Fault, fault
from knowledge.language import reply_language
from knowledge.models import Abstained, Answer, Answered, Hit, Language, Question
from knowledge.records.catalogue import Catalogue
from knowledge.retrieval import Retrieval

# 'unjudged': answered, and the line names no texts to compare the answer with.
Reply = Literal["right", "wrong", "abstained", "unjudged"]
DEPTH = 10
# The expected sources are one thing to find, since any of them counts.
EXPECTED = "expected"


@dataclass(frozen=True, slots=True)
class Judgement:
    """``ranked`` are the sources of the first ten passages, best first, with EXPECTED where one is expected.

    ``fallback`` says that a model should have replied and could not: then it is not the model that is measured.
    """

    case: Case
    direction: str
    ranked: tuple[str, ...]
    reply: Reply
    fallback: bool = False

    @property
    def rank(self) -> int | None:
        """Where an expected source stands first; None where it is not among the first ten."""
        return self.ranked.index(EXPECTED) + 1 if EXPECTED in self.ranked else None


class Judge:
    """Asks the parts that answer members; measures what they give and changes nothing."""

    def __init__(
        self, retrieval: Retrieval, assistant: Assistant, catalogue: Catalogue, rule: AudienceRule
    ) -> None:
        self._retrieval = retrieval
        self._assistant = assistant
        self._catalogue = catalogue
        self._rule = rule

    def judge(self, case: Case, question: Question) -> Judgement | Fault:
        """A Fault where an expected source is not in the index or not for this asker."""
        sources = case.expected.sources
        audiences = question.asker.audiences
        readable = self._catalogue.languages(sources, audiences)
        for source in sources:
            if source not in readable or not self._rule.allows(source, audiences):
                return fault(case, self._reason(source))
        hits = self._retrieval.search(question.text, audiences, DEPTH, question.now.date())
        *_, outcome = self._assistant.answer(question)
        if not isinstance(outcome, Answered | Abstained):
            raise TypeError(f"the last item is a {type(outcome).__name__}")
        return Judgement(
            case,
            direction(case.expected, readable),
            tuple(_ranked(hits, sources)),
            reply(case.expected, outcome),
            outcome.fallback,
        )

    def _reason(self, source: str) -> str:
        if self._catalogue.languages([source], self._rule.names):
            return (
                f"{source} is not for whom the line asks; name an audience that may read it with 'audience'."
            )
        return f"{source} is not in the index; correct the path, or run: klyngebot ingest."


def reply(expected: Expected, outcome: Answer) -> Reply:
    """What an outcome is worth; on a question without an answer, only an abstention is right."""
    if isinstance(outcome, Abstained):
        return "abstained"
    if expected.answers:
        return "right" if accepts(outcome.text, expected.answers) else "wrong"
    return "wrong" if expected.no_answer else "unjudged"


def direction(expected: Expected, languages: Mapping[str, Counter[Language]]) -> str:
    """Such as 'nb-en': from the question's language to that of its sources; 'nb-none' where nothing answers it.

    A source speaks the language of most of its passages. Of several, one in the question's own language decides:
    who asks needs no other. Nynorsk counts as 'nb'.
    """
    asked = _as_bokmal(expected.language or reply_language(expected.question))
    if expected.no_answer:
        return f"{asked}-none"
    if expected.direction:
        return expected.direction
    spoken = [_as_bokmal(languages[source].most_common(1)[0][0]) for source in expected.sources]
    return f"{asked}-{asked if asked in spoken else spoken[0]}"


def _as_bokmal(language: Language) -> Language:
    return "nb" if language == "nn" else language


def _ranked(hits: Iterable[Hit], sources: tuple[str, ...]) -> Iterable[str]:
    for hit in hits:
        held = [info.source for info in hit.sources]
        yield EXPECTED if any(_names(source, one) for source in sources for one in held) else held[0]


def _names(expected: str, source: str) -> bool:
    """``members.csv`` stands for every row of it, ``members.csv#NAME`` for one."""
    return source == expected or source.startswith(f"{expected}#")
