"""What an operator watches, as Prometheus reads it: numbers alone, no words and no people."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from bot.ports import Stage
from knowledge.outcomes import Abstained, Answer, RowsAnswered

# Seconds; Slack's people wait some, and give up after a minute.
_BUCKETS = (0.1, 0.25, 0.5, 1, 2, 4, 8, 15, 30, 60)


@dataclass(frozen=True, slots=True)
class Reading:
    """One number that is read when somebody asks for it; ``name`` without the program's."""

    name: str
    says: str
    value: float


class Metrics:
    """Of this process, and what the records say for all replicas. Safe from several threads."""

    def __init__(self, read: Callable[[], Iterable[Reading]]) -> None:
        self._registry = CollectorRegistry()
        self._questions = Counter(
            "klyngebot_questions", "Questions answered, by outcome", ["outcome"], registry=self._registry
        )
        self._fallbacks = Counter(
            "klyngebot_model_fallbacks", "Answers that a model should have written", registry=self._registry
        )
        self._took = Histogram(
            "klyngebot_seconds",
            "How long a message waited (wait), its answer was found and written (answer), and all of it took (reply)",
            ["stage"],
            buckets=_BUCKETS,
            registry=self._registry,
        )
        self._faults = Counter(
            "klyngebot_slack_faults",
            "Calls that Slack did not take, by status",
            ["kind"],
            registry=self._registry,
        )
        self._waiting = Gauge(
            "klyngebot_waiting", "Messages that wait for a worker of this process", registry=self._registry
        )
        self._registry.register(_Read(read))

    def took(self, stage: Stage, seconds: float) -> None:
        self._took.labels(stage).observe(seconds)

    def answered(self, answer: Answer) -> None:
        self._questions.labels(_outcome(answer)).inc()
        if getattr(answer, "fallback", False):
            self._fallbacks.inc()

    def refused(self, kind: str) -> None:
        self._faults.labels(kind).inc()

    def watch_queue(self, waiting: Callable[[], int]) -> None:
        """``waiting`` is asked at each reading."""
        self._waiting.set_function(waiting)

    def page(self) -> bytes:
        """In Prometheus's text format."""
        return generate_latest(self._registry)


class _Read(Collector):
    def __init__(self, read: Callable[[], Iterable[Reading]]) -> None:
        self._read = read

    def collect(self) -> Iterable[GaugeMetricFamily]:
        for one in self._read():
            yield GaugeMetricFamily(f"klyngebot_{one.name}", one.says, value=one.value)

    def describe(self) -> Iterable[GaugeMetricFamily]:
        """Nothing beforehand: the records are not asked before somebody asks for the page."""
        return ()


def _outcome(answer: Answer) -> str:
    if isinstance(answer, Abstained):
        return "abstained"
    return "rows" if isinstance(answer, RowsAnswered) else "answered"
