"""What a model has written so far, as far as it may be shown: only sentences that passed the check."""

from __future__ import annotations

from collections.abc import Iterator

from knowledge.answers.grounding import grounded, whole_sentences
from knowledge.answers.prompts import UNKNOWN
from knowledge.answers.tools import Gathered
from knowledge.models import Question
from knowledge.outcomes import Draft, Progress, Reading, Writing


class Drafting:
    """Of one answer; what tools find for it is added to ``gathered`` meanwhile."""

    def __init__(self, question: Question, gathered: Gathered) -> None:
        self._question = question
        self._gathered = gathered
        self._documents = 0
        self._is_writing = False
        self._whole = ""
        self._shown = ""

    def told(self, written: str) -> Iterator[Progress]:
        """What is new since the last call. ``written`` is the whole answer so far."""
        documents = len({item.source.source for item in self._gathered.evidence})
        if documents > self._documents:
            self._documents = documents
            yield Reading(documents)
        if UNKNOWN.startswith(written.strip()):
            return
        if not self._is_writing:
            self._is_writing = True
            yield Writing()
        yield from self._drafts(whole_sentences(written))

    def _drafts(self, whole: str) -> Iterator[Draft]:
        if whole == self._whole:
            return
        self._whole = whole
        day = self._question.now.date()
        held = grounded(whole, self._gathered.evidence, day, self._question.text)
        # What a tool call made the model begin anew is told in the outcome.
        if held and len(held.text) > len(self._shown) and held.text.startswith(self._shown):
            self._shown = held.text
            yield Draft(held.text, held.citations)
