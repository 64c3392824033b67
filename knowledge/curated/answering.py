"""A question -> a curated answer as an outcome: given as it is written, with who is known to stand behind it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Protocol

from knowledge.answers.extractive import NAME
from knowledge.answers.queries import OwnWords
from knowledge.curated.answer import CuratedAnswer
from knowledge.curated.matching import Match, Matcher
from knowledge.language import reply_language
from knowledge.models import Question, SourceInfo
from knowledge.outcomes import Answered, Citation

_MARKER = re.compile(r"\[(\d+)\]")
_ENDS_IN_BLOCK = re.compile(r"(?:^|\n)(?:```|~~~|\||\s*[-*+] |\s*\d+[.)] |>|#)[^\n]*$")
_WEB = ("https://", "http://")


class Library(Protocol):
    """What is in the library: ``records.cited_sources``."""

    def named(self, sources: Sequence[str]) -> Mapping[str, SourceInfo]: ...


class Curated:
    """No model is asked, and no document read. Safe from several threads."""

    def __init__(
        self, matcher: Matcher, library: Library, allows: Callable[[str, frozenset[str]], bool]
    ) -> None:
        """``allows`` is the audience rule as cluster.toml has it now: (source, audiences) -> may they read it."""
        self._matcher = matcher
        self._library = library
        self._allows = allows

    def answer(self, question: Question) -> Answered | None:
        """None where no curated answer that the asker may read answers it. A follow-up goes with the question that it
        leans on where it says too little by itself. Raises EmbeddingFailed."""
        whole = OwnWords().queries(question).original
        for text in dict.fromkeys((question.text, whole)):
            found = self._matcher.match(text, question.asker.audiences, question.now.date())
            if found is not None:
                return self._told(found, question)
        return None

    def _told(self, found: Match, question: Question) -> Answered:
        language = reply_language(question.text)
        text = found.answer.draft.said_in(language)
        day = question.now.date()
        citations = (
            _own(found.answer, text, day),
            *self._sources(found.answer, question.asker.audiences, day),
        )
        return Answered(_marked(text, len(citations)), language, citations, NAME)

    def _sources(self, answer: CuratedAnswer, audiences: frozenset[str], day: date) -> Iterator[Citation]:
        """What it stands on and the asker may open: a source that is gone, or not for them, is left out."""
        named = self._library.named(answer.draft.sources)
        cited = (_cited(source, named.get(source), day) for source in answer.draft.sources)
        readable = (
            one
            for one in cited
            if one is not None
            and (one.source not in named or named[one.source].audience in audiences)
            and (one.source not in named or self._allows(one.source, audiences))
        )
        for n, citation in enumerate(readable, 2):
            yield replace(citation, n=n)


def is_web(source: str) -> bool:
    return source.startswith(_WEB)


def _own(answer: CuratedAnswer, text: str, day: date) -> Citation:
    return Citation(
        n=1,
        source=answer.source,
        locator="",
        title=answer.title,
        quote=text,
        updated=answer.confirmed_on,
        confirmed=answer.confirmed_on,
        overdue=answer.is_due_on(day),
    )


def _cited(source: str, info: SourceInfo | None, day: date) -> Citation | None:
    """A web address that is not of the library is public, and cited as it is."""
    if info is not None:
        outdated = not info.dating.in_force(day)
        return Citation(2, source, "", info.title, "", info.url, info.updated, outdated)
    return Citation(2, source, "", source, "", source) if is_web(source) else None


def _marked(text: str, citations: int) -> str:
    """Numbers in brackets are markers of citations, so those that somebody wrote become plain."""
    plain = _MARKER.sub(r"(\1)", text)
    glue = "\n\n" if _ENDS_IN_BLOCK.search(plain) else " "
    return plain + glue + " ".join(f"[{n}]" for n in range(1, citations + 1))
