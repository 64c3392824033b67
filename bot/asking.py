"""Questions from a terminal or a file -> objects of the ``--json`` contracts, or words."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.question_lines import BadLine, Row
from bot.replies.calendar_file import calendar_file
from bot.replies.curated_answers import findings_json
from bot.replies.doubts import doubts_json
from bot.replies.plain import answer_json, answer_lines, search_json, search_lines
from bot.replies.schedules import schedule_json
from bot.wiring import Parts
from knowledge.errors import ConfigurationError, EmbeddingFailed
from knowledge.models import Asker, Hit, Question, Turn
from knowledge.outcomes import Answer, Progress

_NOTHING: Row = {}


@dataclass(frozen=True, slots=True)
class Defaults:
    """What the options say; a line of a file may override each."""

    email: str = ""
    audience: str = "members"
    now: str = ""


class Asking:
    """Raises ConfigurationError at once where the options are wrong; a wrong line becomes an error object."""

    def __init__(self, parts: Parts, defaults: Defaults) -> None:
        self._parts = parts
        self._defaults = defaults
        self.question("")

    def question(self, text: str, row: Row = _NOTHING, history: tuple[Turn, ...] = ()) -> Question:
        """A question by the options and what ``row`` says otherwise. Raises ConfigurationError."""
        # Half of a surrogate pair, as JSON and file names may hold, is no character that can be looked for.
        readable = text.encode("utf-8", "replace").decode("utf-8")
        return Question(readable, self._asker(row), self._now(row), history)

    def on_line(self, line: Row | BadLine, key: str, reply: Callable[[Question, Any], Any]) -> Any:
        """What ``reply`` makes of the question and id of one line, or an object that says what is wrong."""
        if isinstance(line, BadLine):
            return {"id": line.id, "error": line.error}
        try:
            question = self.question(line[key], line)
        except ConfigurationError as error:
            return {"id": line.get("id"), key: line[key], "error": str(error)}
        try:
            return reply(question, line.get("id"))
        except EmbeddingFailed as error:
            return {"id": line.get("id"), key: line[key], "error": str(error)}

    def answered(self, question: Question, identity: Any = None) -> Any:
        """The object of ``ask``."""
        started = time.perf_counter()
        outcome = self.outcome(question)
        seconds = time.perf_counter() - started
        return answer_json(identity, question.text, outcome, self._coordinators, seconds)

    def found(self, question: Question, identity: Any = None, *, limit: int) -> Any:
        """The object of ``search``."""
        return search_json(identity, question.text, self._hits(question, limit))

    def listed(self, question: Question, *, limit: int) -> str:
        """The same for a person."""
        return "\n".join(search_lines(self._hits(question, limit), question.now.date()))

    def outcome(self, question: Question) -> Answer:
        *_, outcome = self._parts.assistant.answer(question)
        if isinstance(outcome, Progress):
            raise TypeError(f"the last item is a {type(outcome).__name__}")
        return outcome

    def words(self, outcome: Answer) -> str:
        """The answer as a member sees it in a terminal."""
        return "\n".join(answer_lines(outcome, self._coordinators))

    def with_calendar(self, question: Question, file: Path) -> str:
        """The answer in words; its events go into ``file``. Raises ConfigurationError where it cannot be written."""
        outcome = self.outcome(question)
        attached = calendar_file(outcome, datetime.now(UTC))
        if attached is None:
            return f"{self.words(outcome)}\n(no events for {file})"
        try:
            file.write_bytes(attached.content)
        except OSError as error:
            raise ConfigurationError(
                f"{file} cannot be written ({error.strerror}); name another file."
            ) from None
        return self.words(outcome)

    def _hits(self, question: Question, limit: int) -> tuple[Hit, ...]:
        day = question.now.date()
        return self._parts.retrieval.search(question.text, question.asker.audiences, limit, day)

    @property
    def _coordinators(self) -> tuple[str, ...]:
        return self._parts.settings.cluster.coordinators

    def _asker(self, row: Row) -> Asker:
        """A line's own 'as' or 'audience' wins over both options; in each, a person over an audience."""
        own = "as" in row or "audience" in row
        email = row.get("as", "") if own else self._defaults.email
        audience = row.get("audience", "members") if own else self._defaults.audience
        if not isinstance(email, str) or not isinstance(audience, str):
            raise ConfigurationError("'as' and 'audience' must be texts.")
        rule = self._parts.audiences
        return rule.asker_with_email(email) if email else rule.asker_in_audience(audience)

    def _now(self, row: Row) -> datetime:
        zone = self._parts.settings.zone
        written = row.get("now") or self._defaults.now
        if not written:
            return datetime.now(zone)
        try:
            moment = datetime.fromisoformat(str(written))
            return moment.astimezone(zone) if moment.tzinfo else moment.replace(tzinfo=zone)
        except (ValueError, OverflowError):
            raise ConfigurationError(
                f"'{written}' is not a time; write one such as 2026-11-24T09:00."
            ) from None


def status_of(parts: Parts) -> dict[str, Any]:
    """What is indexed, what changed in the sources since, and what failed, over all audiences: for the operator."""
    due = parts.sync.plan()
    counts = parts.catalogue.counts(parts.audiences.names)
    return {
        "cluster": parts.settings.cluster.name,
        "files": counts.files,
        "documents": counts.documents,
        "passages": counts.passages,
        "synced_at": parts.catalogue.fact("synced_at") or None,
        "embedder": parts.catalogue.fact("embedder") or None,
        "stale": {"added": due.added, "changed": due.changed, "removed": due.removed},
        "unreadable": list(parts.overview.for_nobody()),
        "failed": [asdict(failure) for failure in due.failed],
        "schedules": [schedule_json(one, parts.settings.zone) for one in parts.schedules.every()],
        "warnings": [{"source": s, "warning": w} for s, w in parts.catalogue.warnings()],
        "suspicious": doubts_json(parts.catalogue.doubts()),
        "answers": _answers(parts),
        "data": str(parts.data_folder),
    }


def _answers(parts: Parts) -> Any:
    """How many answers people have given, and what is wrong with them."""
    found = parts.curated.regression.findings(parts.today())
    return findings_json(found, len(parts.curated.shelf.every()))
