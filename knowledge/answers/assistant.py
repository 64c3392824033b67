"""Question -> outcome: find, judge whether it is enough, answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Protocol

from knowledge.answers.engine import Engine
from knowledge.answers.evidence import Evidence, citation, prose_of
from knowledge.answers.finder import Finder, Found
from knowledge.answers.queries import OwnWords, QueryWriter
from knowledge.answers.rows.lookup import Lookup
from knowledge.answers.sentence_scores import Scored, scored_sentences
from knowledge.answers.several import together
from knowledge.answers.sufficiency import sufficient
from knowledge.language import reply_language
from knowledge.models import Language, Question, Turn
from knowledge.outcomes import Abstained, Answer, Answered, Citation, Progress, RowsAnswered, Several
from knowledge.reading.clauses import clauses
from knowledge.stages import UNTIMED, Stages

_NEAREST = 3
# Of rows that a search has found, those nearly as good as the first are told too.
_AS_GOOD = 0.95
# Below this likeness a document only happens to be the least far; naming it would puzzle. Of the demo's questions that
# are refused, 18 of 36 places with the answer are above it, and 28 of 96 without (0.2: 28 and 72; 0.3: 9 and 7).
_NEAR = 0.25


class CuratedAnswers(Protocol):
    """What somebody in charge has answered already: ``knowledge.curated.answering``."""

    def answer(self, question: Question) -> Answered | None: ...


class Assistant:
    """What somebody has answered already is answered so, and rows answer what is theirs. For all else there is one gate
    for every engine: where too little was found, none is asked."""

    def __init__(
        self,
        curated: CuratedAnswers,
        lookup: Lookup,
        writer: QueryWriter,
        finder: Finder,
        engine: Engine,
        stages: Stages = UNTIMED,
    ) -> None:
        self._curated = curated
        self._lookup = lookup
        self._writer = writer
        self._finder = finder
        self._engine = engine
        self._stages = stages

    def answer(self, question: Question) -> Iterator[Progress | Answer]:
        """How it goes, where an engine takes its time; the last item is the outcome."""
        known = self._kept(question) or self._several(question) or self._exact(question)
        if known is not None:
            yield known
        else:
            yield from self._written(question)

    def _several(self, message: Question) -> Several | None:
        """The answers to each question of a message; None where it asks one thing, or what only documents tell."""
        questions = list(_questions(message))
        if len(questions) == 1:
            return None
        known = [self._kept(one) or self._exact(one) for one in questions]
        if not any(isinstance(one, Answered | RowsAnswered) for one in known):
            return None
        pairs = zip(known, questions, strict=True)
        return together([found or self._in_words(one) for found, one in pairs])

    def _kept(self, question: Question) -> Answered | None:
        """What somebody in charge has written."""
        with self._stages.stage("curated") as stage:
            found = self._curated.answer(question)
            stage.note(found=int(found is not None))
        return found

    def _exact(self, question: Question) -> RowsAnswered | Abstained | None:
        """What the rows know; of a follow-up such as "and where is that?" with the question that it leans on."""
        with self._stages.stage("rows") as stage:
            found = self._in_rows(question)
            stage.note(found=int(found is not None))
        return found

    def _in_rows(self, question: Question) -> RowsAnswered | Abstained | None:
        found = self._lookup.answer(question)
        whole = OwnWords().queries(question).original
        if found is not None or whole == question.text:
            return found
        return self._lookup.answer(replace(question, text=whole))

    def _in_words(self, question: Question) -> Answered | RowsAnswered | Abstained:
        *_, outcome = self._written(question)
        assert not isinstance(outcome, Progress)
        return outcome

    def _written(self, question: Question) -> Iterator[Progress | Answered | RowsAnswered | Abstained]:
        language = reply_language(question.text)
        with self._stages.stage("queries") as stage:
            queries = self._writer.queries(question)
            stage.note(queries=len(queries.all))
        found = self._finder.find(queries, question.asker, question.now.date())
        if not _enough(found):
            yield Abstained(language, self._engine.name, _nearest(found.evidence, question))
            return
        row = self._row(question, found.evidence)
        if row is not None:
            yield row
            return
        yield from self._in_prose(question, language, found)

    def _in_prose(
        self, question: Question, language: Language, found: Found
    ) -> Iterator[Progress | Answered | Abstained]:
        with self._stages.stage("write", self._engine.name):
            for item in self._engine.answer(question, language, prose_of(found.evidence)):
                yield _completed(item, found.evidence, question)

    def _row(self, question: Question, evidence: tuple[Evidence, ...]) -> RowsAnswered | None:
        """The rows that were found before any document, by all words of the question together."""
        first = evidence[0]
        found = {
            item.source.source
            for item in evidence
            if item.source.kind == first.source.kind and item.hit.score >= _AS_GOOD * first.hit.score
        }
        return self._lookup.told(question, first.source.kind, found)


def _questions(message: Question) -> Iterator[Question]:
    """Each question of a message; one such as "who leads it?" leans on those before it."""
    history = message.history
    for text in clauses(message.text):
        yield replace(message, text=text, history=history)
        history = (*history, Turn("member", text))


def _enough(found: Found) -> bool:
    """Each ranking is judged by its own query and its own background; one that suffices is enough."""
    return any(sufficient(one.query, one.ranking) for one in found.sought)


def _completed(
    item: Progress | Answered | Abstained, evidence: tuple[Evidence, ...], question: Question
) -> Progress | Answered | Abstained:
    return replace(item, nearest=_nearest(evidence, question)) if isinstance(item, Abstained) else item


def _nearest(evidence: tuple[Evidence, ...], question: Question) -> tuple[Citation, ...]:
    """What was found instead: the best sentence of each of the nearest sources, the best first."""
    near = [item for item in evidence if item.hit.dense >= _NEAR]
    best: dict[str, Scored] = {}
    for one in scored_sentences(question.text, near):
        best.setdefault(one.evidence.source.source, one)
    day = question.now.date()
    nearest = list(best.values())[:_NEAREST]
    return tuple(citation(n, one.evidence, _quotable(one), day) for n, one in enumerate(nearest, 1))


def _quotable(one: Scored) -> str:
    """Of a row only its name: as it is written it holds what is not for everybody."""
    source = one.evidence.source
    return one.sentence if source.kind == "documents" else source.title
