"""Whether curated answers still are found, and still stand on what they name: asked after each sync.

Not covered: a source that says something else now in words without a number.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Literal, Protocol

from knowledge.answers.figures import unfounded
from knowledge.curated.answer import CuratedAnswer
from knowledge.curated.answering import is_web
from knowledge.curated.matching import Match, Matcher, Shelf
from knowledge.errors import EmbeddingFailed
from knowledge.models import MEMBERS, PUBLIC
from knowledge.records.cited_sources import CitedSource

Complaint = Literal[
    "another answers", "not asked", "no audience", "source gone", "source out of date", "figures differ", "expired",
    "review due",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class AnswerFinding:
    """Something for the ``owner`` of a curated answer to look at; ``detail`` is the form, source or figure it is about,
    ``mend`` the end of a sentence."""

    answer: str
    title: str
    owner: str
    complaint: Complaint
    detail: str
    mend: str


class Library(Protocol):
    def read(self, sources: Sequence[str]) -> Mapping[str, CitedSource]: ...


class Regression:
    def __init__(self, shelf: Shelf, matcher: Matcher, library: Library, audiences: frozenset[str]) -> None:
        """``audiences`` are those that cluster.toml names."""
        self._shelf = shelf
        self._matcher = matcher
        self._library = library
        self._audiences = audiences

    def findings(self, day: date) -> tuple[AnswerFinding, ...]:
        """Of every answer, the oldest first; nothing of those that are as they should be."""
        return tuple(finding for answer in self._shelf.every() for finding in self._of(answer, day))

    def _of(self, answer: CuratedAnswer, day: date) -> Iterator[AnswerFinding]:
        if answer.draft.audience not in self._audiences:
            mend = (
                f"no member reads it; name another with: klyngebot answers change {answer.id} --audience NAME"
            )
            yield _finding(answer, "no audience", answer.draft.audience, mend)
        elif not answer.holds_on(day):
            mend = f"remove it, or give it another day: klyngebot answers change {answer.id} --expires DAY"
            yield _finding(answer, "expired", str(answer.draft.expires), mend)
        else:
            yield from self._of_forms(answer, day)
        yield from self._of_sources(answer, day)
        if answer.is_due_on(day):
            mend = f"if it is still right: klyngebot answers confirm {answer.id}"
            yield _finding(answer, "review due", f"confirmed {answer.confirmed_on}", mend)

    def _of_forms(self, answer: CuratedAnswer, day: date) -> Iterator[AnswerFinding]:
        """Each form as its own narrowest reader asks it."""
        readers = frozenset(
            {PUBLIC, *((MEMBERS,) if answer.draft.audience != PUBLIC else ()), answer.draft.audience}
        )
        for form in answer.draft.forms:
            try:
                found = self._matcher.match(form, readers, day)
            except EmbeddingFailed:
                yield _finding(
                    answer, "not asked", form, "the embedder did not answer; run: klyngebot answers test"
                )
                return
            yield from _stolen(answer, form, found)

    def _of_sources(self, answer: CuratedAnswer, day: date) -> Iterator[AnswerFinding]:
        named = answer.draft.sources
        found = self._library.read(named)
        for source in named:
            if source not in found and not is_web(source):
                mend = f"name what it stands on now: klyngebot answers change {answer.id} --source SOURCE"
                yield _finding(answer, "source gone", source, mend)
            elif source in found and not found[source].info.dating.in_force(day):
                mend = f"see whether the answer still holds, then: klyngebot answers confirm {answer.id}"
                yield _finding(answer, "source out of date", source, mend)
        if found:
            yield from _differing(answer, found.values())


def by_owner(findings: Iterable[AnswerFinding]) -> dict[str, tuple[AnswerFinding, ...]]:
    """What each owner is to be told, in the order of the findings."""
    listed = sorted(findings, key=lambda one: one.owner)
    return {owner: tuple(those) for owner, those in groupby(listed, key=lambda one: one.owner)}


def _stolen(answer: CuratedAnswer, form: str, found: Match | None) -> Iterator[AnswerFinding]:
    if found is None or found.answer.id != answer.id:
        other = found.answer.id if found is not None else "none"
        mend = f"this is answered by {other}; change the questions of one of them"
        yield _finding(answer, "another answers", form, mend)


def _differing(answer: CuratedAnswer, sources: Iterable[CitedSource]) -> Iterator[AnswerFinding]:
    """Figures of the answer that none of its sources holds (any more)."""
    text = "\n".join(one.text for one in sources)
    draft = answer.draft
    missing = {
        figure for said in (draft.text, draft.text_nb, draft.text_en) for figure in unfounded(said, text)
    }
    if missing:
        mend = "none of its sources says so; look which of them is right, or name what it stands on"
        yield _finding(answer, "figures differ", ", ".join(sorted(missing)), mend)


def _finding(answer: CuratedAnswer, complaint: Complaint, detail: str, mend: str) -> AnswerFinding:
    return AnswerFinding(answer.id, answer.title, answer.draft.owner, complaint, detail, mend)
