"""Requests to be introduced, from a terminal or a file -> objects of the ``--json`` contract, or words."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, TypeVar

from bot.asking import Asking
from bot.question_lines import BadLine, Row
from bot.replies.introductions import suggestion_lines, suggestions_json, texts_of
from bot.replies.newcomers import company_json, company_lines
from bot.wiring import Parts
from knowledge.errors import ConfigurationError, EmbeddingFailed
from knowledge.matching.newcomers import Company
from knowledge.matching.past import Past
from knowledge.matching.suggestions import Suggestions, UnknownAsker
from knowledge.models import Asker

T = TypeVar("T", Suggestions, Company)


class Introducing:
    """The registers are read as the person whom somebody is looked for, unless a line or an option says otherwise."""

    def __init__(self, parts: Parts, asking: Asking) -> None:
        self._parts = parts
        self._asking = asking

    def found(self, email: str, request: str, besides: frozenset[str] = frozenset()) -> Suggestions:
        """Who suits, other than ``besides`` (addresses in lower case). Raises ConfigurationError where the person is
        unknown."""
        return self._suggested(email, request, {}, besides)

    def words(self, email: str, request: str) -> str:
        """The same in words."""
        found = self.found(email, request)
        return "\n".join(suggestion_lines(found, self._parts.settings.cluster.coordinators))

    def suggested(self, email: str, request: str) -> Any:
        return suggestions_json(None, email, self._suggested(email, request, {}))

    def company_words(self, email: str) -> str:
        """Three people for somebody who is new. Raises as ``words``."""
        company = self._company(email)
        said = texts_of(company.newcomer, self._parts.house)
        return "\n".join(company_lines(company, said, self._parts.settings.cluster.coordinators))

    def company(self, email: str) -> Any:
        company = self._company(email)
        return company_json(None, email, company, texts_of(company.newcomer, self._parts.house))

    def on_line(self, line: Row | BadLine) -> Any:
        """The object of one line, or one that says what is wrong with it."""
        if isinstance(line, BadLine):
            return {"id": line.id, "error": line.error}
        identity, email, request = line.get("id"), line["for"], line.get("request", "")
        if not isinstance(request, str):
            return {"id": identity, "for": email, "error": "'request' must be a text"}
        try:
            return suggestions_json(identity, email, self._suggested(email, request, line))
        except (ConfigurationError, EmbeddingFailed) as error:
            return {"id": identity, "for": email, "error": str(error)}

    def _suggested(
        self, email: str, request: str, line: Row, besides: frozenset[str] = frozenset()
    ) -> Suggestions:
        question = self._asking.question(request, line)
        told = "as" in line or "audience" in line
        reader = question.asker if told else self._own(email)
        past = _without(besides, email, self._parts.introductions.history(question.now).for_matching())
        found = self._parts.suggester.suggest(email, question.text, reader, question.now.date(), past)
        return _known(found)

    def _company(self, email: str) -> Company:
        now = self._asking.question("").now
        past = self._parts.introductions.history(now).for_matching()
        return _known(self._parts.newcomers.company(email, self._own(email), now.date(), past))

    def _own(self, email: str) -> Asker:
        return self._parts.audiences.asker_with_email(email)


def _known(found: T | UnknownAsker) -> T:
    if isinstance(found, UnknownAsker):
        raise ConfigurationError(
            f"{found.email} is nobody in the register of people who is there now; add them, or correct the address."
        )
    return found


def _without(besides: frozenset[str], email: str, past: Past) -> Past:
    """As if the person would not meet these: they have been named already."""
    own = past.not_with.get(email.lower(), frozenset()) | besides
    return replace(past, not_with={**past.not_with, email.lower(): own})
