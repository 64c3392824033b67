"""One question, asked as a person asks it: was the expected found, was it answered, was it rightly not?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from knowledge.answers.assistant import Assistant
from knowledge.audiences import AudienceRule
from knowledge.evaluation.acceptance import accepts
from knowledge.evaluation.exactness import Comparison, compare
from knowledge.evaluation.question_set import Case, Expected, Fault, fault
from knowledge.language import reply_language
from knowledge.models import Hit, Language, Question
from knowledge.outcomes import Abstained, Answer, Progress
from knowledge.records.catalogue import Catalogue
from knowledge.retrieval import Retrieval

# 'unjudged': answered, and the line names nothing to compare the answer with.
Reply = Literal["right", "wrong", "abstained", "unjudged"]
# An answer's text as a member reads it.
Words = Callable[[Answer], str]
DEPTH = 10
# The expected sources are one thing to find, since any of them counts.
EXPECTED = "expected"


@dataclass(frozen=True, slots=True)
class Judgement:
    """``ranked`` are the sources of the first ten passages, best first, with EXPECTED where one is expected; nothing
    is ranked where the line names no source. ``comparisons`` are of what the line expects of rows and of the kind.

    ``fallback`` says that a model should have replied and could not: then it is not the model that is measured.
    """

    case: Case
    direction: str
    ranked: tuple[str, ...]
    reply: Reply
    fallback: bool = False
    comparisons: tuple[Comparison, ...] = ()

    @property
    def rank(self) -> int | None:
        """Where an expected source stands first; None where it is not among the first ten."""
        return self.ranked.index(EXPECTED) + 1 if EXPECTED in self.ranked else None


class Judge:
    """Asks the parts that answer members; measures what they give and changes nothing."""

    def __init__(
        self,
        retrieval: Retrieval,
        assistant: Assistant,
        catalogue: Catalogue,
        rule: AudienceRule,
        words: Words,
    ) -> None:
        self._retrieval = retrieval
        self._assistant = assistant
        self._catalogue = catalogue
        self._rule = rule
        self._words = words

    def judge(self, case: Case, question: Question) -> Judgement | Fault:
        """A Fault where an expected source is not in the index or not for this asker."""
        sources = case.expected.sources
        audiences = question.asker.audiences
        readable = self._catalogue.languages(sources, audiences)
        for source in sources:
            if source not in readable or not self._rule.allows(source, audiences):
                return fault(case, self._reason(source))
        outcome = self._outcome(question)
        comparisons = compare(case.expected, outcome)
        return Judgement(
            case,
            direction(case.expected, readable),
            self._ranked(question, sources),
            reply(case.expected, outcome, comparisons, self._words),
            outcome.fallback,
            comparisons,
        )

    def _ranked(self, question: Question, sources: tuple[str, ...]) -> tuple[str, ...]:
        if not sources:
            return ()
        hits = self._retrieval.search(question.text, question.asker.audiences, DEPTH, question.now.date())
        return tuple(_ranked(hits, sources))

    def _outcome(self, question: Question) -> Answer:
        *_, outcome = self._assistant.answer(question)
        if isinstance(outcome, Progress):
            raise TypeError("the last item is a draft")
        return outcome

    def _reason(self, source: str) -> str:
        if self._catalogue.languages([source], self._rule.names):
            return (
                f"{source} is not for whom the line asks; name an audience that may read it with 'audience'."
            )
        return f"{source} is not in the index; correct the path, or run: klyngebot ingest."


def reply(expected: Expected, outcome: Answer, comparisons: Iterable[Comparison], words: Words) -> Reply:
    """What an outcome is worth; on a question without an answer, only an abstention is right.

    Of what rows should tell, all must be exact and every text must stand in the words; of documents, any text will do.
    """
    if isinstance(outcome, Abstained):
        return "abstained"
    if not all(one.exact for one in comparisons):
        return "wrong"
    if expected.answers:
        asked = [(one,) for one in expected.answers] if expected.asks_rows else [expected.answers]
        text = words(outcome)
        return "right" if all(accepts(text, acceptable) for acceptable in asked) else "wrong"
    if expected.no_answer:
        return "wrong"
    return "right" if expected.asks_rows or expected.kind else "unjudged"


def direction(expected: Expected, languages: Mapping[str, Counter[Language]]) -> str:
    """Such as 'nb-en': from the question's language to that of its sources; 'nb-none' where nothing answers it, and
    'nb-rows' where rows alone should.

    A source speaks the language of most of its passages. Of several, one in the question's own language decides:
    who asks needs no other. Nynorsk counts as 'nb'.
    """
    asked = _as_bokmal(expected.language or reply_language(expected.question))
    if expected.no_answer:
        return f"{asked}-none"
    if not expected.sources:
        return f"{asked}-rows"
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
