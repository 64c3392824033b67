"""Question -> outcome: find, judge whether it is enough, answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from knowledge.answers.engine import Engine
from knowledge.answers.evidence import Evidence, citation
from knowledge.answers.finder import Finder, Found
from knowledge.answers.queries import OwnWords, QueryWriter
from knowledge.answers.rows.lookup import Lookup
from knowledge.answers.sentence_scores import Scored, scored_sentences
from knowledge.answers.several import together
from knowledge.answers.sufficiency import sufficient
from knowledge.language import reply_language
from knowledge.models import Question, Turn
from knowledge.outcomes import Abstained, Answer, Answered, Citation, Draft, RowsAnswered, Several
from knowledge.reading.clauses import clauses

_NEAREST = 3
# Below this likeness a document only happens to be the least far; naming it would puzzle.
_NEAR = 0.2


class Assistant:
    """Rows answer what is theirs. For all else there is one gate for every engine: where too little was found, none is
    asked."""

    def __init__(self, lookup: Lookup, writer: QueryWriter, finder: Finder, engine: Engine) -> None:
        self._lookup = lookup
        self._writer = writer
        self._finder = finder
        self._engine = engine

    def answer(self, question: Question) -> Iterator[Draft | Answer]:
        """Drafts first, where an engine writes them; the last item is the outcome."""
        several = self._several(question)
        exact = several or self._exact(question)
        if exact is not None:
            yield exact
        else:
            yield from self._written(question)

    def _several(self, message: Question) -> Several | None:
        """The answers to each question of a message; None where it asks one thing, or nothing of rows."""
        questions = [replace(message, text=text) for text in clauses(message.text)]
        exact = [self._exact(one) for one in questions]
        if len(questions) == 1 or not any(isinstance(one, RowsAnswered) for one in exact):
            return None
        pairs = zip(exact, questions, strict=True)
        return together([found or self._in_words(one, message) for found, one in pairs])

    def _exact(self, question: Question) -> RowsAnswered | Abstained | None:
        """What the rows know; of a follow-up such as "and where is that?" with the question that it leans on."""
        found = self._lookup.answer(question)
        whole = OwnWords().queries(question).original
        if found is not None or whole == question.text:
            return found
        return self._lookup.answer(replace(question, text=whole))

    def _in_words(self, question: Question, message: Question) -> Answered | Abstained:
        """One question of a message that asks several; "who leads it?" leans on what was asked before it."""
        before = message.text[: message.text.find(question.text.removesuffix("?"))].strip()
        history = (*message.history, Turn("member", before)) if before else message.history
        *_, outcome = self._written(replace(question, history=history))
        assert not isinstance(outcome, Draft)
        return outcome

    def _written(self, question: Question) -> Iterator[Draft | Answered | Abstained]:
        language = reply_language(question.text)
        queries = self._writer.queries(question)
        found = self._finder.find(queries, question.asker, question.now.date())
        if not _enough(found):
            yield Abstained(language, self._engine.name, _nearest(found.evidence, question))
            return
        for item in self._engine.answer(question, language, found.evidence):
            yield _completed(item, found.evidence, question)


def _enough(found: Found) -> bool:
    """Each ranking is judged by its own query and its own background; one that suffices is enough."""
    return any(sufficient(one.query, one.ranking) for one in found.sought)


def _completed(
    item: Draft | Answered | Abstained, evidence: tuple[Evidence, ...], question: Question
) -> Draft | Answered | Abstained:
    return replace(item, nearest=_nearest(evidence, question)) if isinstance(item, Abstained) else item


def _nearest(evidence: tuple[Evidence, ...], question: Question) -> tuple[Citation, ...]:
    """What was found instead: the best sentence of each of the nearest sources, the best first."""
    near = [item for item in evidence if item.hit.dense >= _NEAR]
    best: dict[str, Scored] = {}
    for one in scored_sentences(question.text, near):
        best.setdefault(one.evidence.source.source, one)
    day = question.now.date()
    nearest = list(best.values())[:_NEAREST]
    return tuple(citation(n, one.evidence, one.sentence, day) for n, one in enumerate(nearest, 1))
