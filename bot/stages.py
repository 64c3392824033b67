"""Times each stage once, for both who watch: as a number of `Metrics`, and as a span of a trace."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from opentelemetry.context import Context
from opentelemetry.trace import INVALID_SPAN, Span, Status, StatusCode, Tracer, set_span_in_context

from knowledge.stages import Fact, Name, Stage, Stages

# Not OpenTelemetry's own: what a library notes of "the current span", as Chroma's may, is not to be found in ours.
_current: ContextVar[Span] = ContextVar("klyngebot_stage", default=INVALID_SPAN)


class TimedStages(Stages):
    """``took`` is told of each stage how long it lasted; ``tracer`` is asked for the one of the moment."""

    def __init__(self, took: Callable[[Name, float], None], tracer: Callable[[], Tracer]) -> None:
        self._took = took
        self._tracer = tracer

    def begin(self, name: Name, of: str = "") -> Stage:
        within = set_span_in_context(_current.get(), Context())
        span = self._tracer().start_span(f"{name} {of}".strip(), within)
        return _Timed(name, span, self._took)

    def note(self, **facts: Fact) -> None:
        _note(_current.get(), facts)


class _Timed(Stage):
    def __init__(self, name: Name, span: Span, took: Callable[[Name, float], None]) -> None:
        self._name = name
        self._span = span
        self._took = took
        self._since = time.monotonic()
        self._has_ended = False

    def note(self, **facts: Fact) -> None:
        _note(self._span, facts)

    @contextmanager
    def inside(self) -> Iterator[None]:
        before = _current.get()
        _current.set(self._span)
        try:
            yield
        finally:
            # No token: a generator may be closed in another context than it was begun in.
            _current.set(before)

    def end(self, error: BaseException | None = None) -> None:
        if self._has_ended:
            return
        self._has_ended = True
        if isinstance(error, Exception):
            # Its kind alone: an error may quote what somebody wrote.
            self.note(error=type(error).__name__)
            self._span.set_status(Status(StatusCode.ERROR))
        self._took(self._name, time.monotonic() - self._since)
        self._span.end()


def _note(span: Span, facts: dict[str, Fact]) -> None:
    span.set_attributes({f"klyngebot.{name}": value for name, value in facts.items()})
