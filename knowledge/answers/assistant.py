"""Question -> outcome: find, judge whether it is enough, answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from knowledge.answers.engine import Engine
from knowledge.answers.evidence import Evidence, citation
from knowledge.answers.finder import Finder, Found
from knowledge.answers.queries import QueryWriter
from knowledge.answers.rows.lookup import Lookup
from knowledge.answers.sentence_scores import Scored, scored_sentences
from knowledge.answers.sufficiency import sufficient
from knowledge.language import reply_language
from knowledge.models import Question
from knowledge.outcomes import Abstained, Answer, Answered, Citation, Draft

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
        exact = self._lookup.answer(question)
        if exact is not None:
            yield exact
            return
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
