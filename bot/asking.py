"""Questions from a terminal or a file -> objects of the ``--json`` contracts, or words."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, TextIO

from bot.replies.plain import answer_json, answer_lines, search_json
from bot.wiring import Parts
from knowledge.errors import ConfigurationError
from knowledge.models import Abstained, Answered, Asker, Question, Turn


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
        self._asker({})
        self._now({})

    def question(self, text: str, row: Mapping[str, Any], history: tuple[Turn, ...] = ()) -> Question:
        """A question by the options and what ``row`` says otherwise. Raises ConfigurationError."""
        return Question(text, self._asker(row), self._now(row), history)

    def asked(self, row: Any) -> Any:
        """The object of ``ask`` for one line."""
        return self._guarded(row, "question", self._answered)

    def searched(self, row: Any, limit: int) -> Any:
        """The object of ``search`` for one line."""
        return self._guarded(row, "query", lambda line: self._found(line, limit))

    def spoken(self, row: Mapping[str, Any], history: tuple[Turn, ...] = ()) -> str:
        """The answer in words."""
        return "\n".join(answer_lines(self._outcome(row, history), self._coordinators()))

    @staticmethod
    def listed(found: Any) -> str:
        lines = [
            f"{r['rank']}. {r['title']} ({r['source']} {r['locator']})\n   {r['text']}"
            for r in found["results"]
        ]
        return "\n".join(lines) or "Nothing found."

    def _guarded(self, row: Any, key: str, answer: Callable[[Mapping[str, Any]], Any]) -> Any:
        identity = row.get("id") if isinstance(row, Mapping) else None
        if not isinstance(row, Mapping):
            return {"id": identity, "error": f"the line is not a JSON object: {row}"}
        if "error" in row and key not in row:
            return dict(row)
        if not isinstance(row.get(key), str) or not row[key].strip():
            return {"id": identity, "error": f"the line has no '{key}'; add it as text"}
        try:
            return answer(row)
        except ConfigurationError as error:
            return {"id": identity, key: row[key], "error": str(error)}

    def _answered(self, row: Mapping[str, Any]) -> Any:
        started = time.perf_counter()
        outcome = self._outcome(row, ())
        seconds = time.perf_counter() - started
        return answer_json(row.get("id"), row["question"], outcome, self._coordinators(), seconds)

    def _found(self, row: Mapping[str, Any], limit: int) -> Any:
        hits = self._parts.retrieval.search(row["query"], self._asker(row).audiences, limit)
        return search_json(row.get("id"), row["query"], hits)

    def _outcome(self, row: Mapping[str, Any], history: tuple[Turn, ...]) -> Answered | Abstained:
        *_, outcome = self._parts.assistant.answer(self.question(row["question"], row, history))
        if not isinstance(outcome, Answered | Abstained):
            raise TypeError(f"the last item is a {type(outcome).__name__}")
        return outcome

    def _asker(self, row: Mapping[str, Any]) -> Asker:
        """A line's own 'as' or 'audience' wins over both options; in each, a person over an audience."""
        own = "as" in row or "audience" in row
        email = row.get("as", "") if own else self._defaults.email
        audience = row.get("audience", "members") if own else self._defaults.audience
        if not isinstance(email or "", str) or not isinstance(audience, str):
            raise ConfigurationError("'as' and 'audience' must be texts.")
        rule = self._parts.audiences
        return rule.asker_with_email(email) if email else rule.asker_in_audience(audience)

    def _now(self, row: Mapping[str, Any]) -> datetime:
        zone = self._parts.settings.zone
        written = row.get("now") or self._defaults.now
        if not written:
            return datetime.now(zone)
        try:
            moment = datetime.fromisoformat(str(written))
        except ValueError:
            raise ConfigurationError(
                f"'{written}' is not a time; write one such as 2026-11-24T09:00."
            ) from None
        return moment.astimezone(zone) if moment.tzinfo else moment.replace(tzinfo=zone)

    def _coordinators(self) -> tuple[str, ...]:
        return self._parts.settings.cluster.coordinators


def rows_of(stream: Iterable[str]) -> Iterator[Any]:
    """One object for each line that is not empty; what is not JSON becomes an object with 'error'."""
    for number, line in enumerate(stream, 1):
        if line.strip():
            try:
                yield json.loads(line)
            except json.JSONDecodeError as error:
                yield {"id": None, "error": f"line {number} is not JSON: {error.msg}"}


def status_of(parts: Parts) -> dict[str, Any]:
    """What is indexed, over all audiences: for the operator."""
    counts = parts.catalogue.counts(parts.audiences.names)
    return {
        "cluster": parts.settings.cluster.name,
        "files": counts.files,
        "documents": counts.documents,
        "passages": counts.passages,
        "synced_at": parts.catalogue.fact("synced_at") or None,
        "embedder": parts.catalogue.fact("embedder") or None,
        "failed": [asdict(failure) for failure in parts.catalogue.failures()],
        "warnings": [{"source": s, "warning": w} for s, w in parts.catalogue.warnings()],
        "data": str(parts.data_folder),
    }


def talk(asking: Asking, stream: TextIO, say: Callable[[str], None]) -> None:
    """A conversation, until an empty line or the end of the input."""
    history: tuple[Turn, ...] = ()
    say("Spør meg om klyngen / Ask me about the cluster. (Tom linje avslutter / an empty line ends.)")
    for line in stream:
        if not line.strip():
            return
        answer = asking.spoken({"question": line.strip()}, history)
        say(answer)
        history = (*history, Turn("member", line.strip()), Turn("assistant", answer))[-8:]
