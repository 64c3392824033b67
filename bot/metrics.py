"""What an operator watches, as Prometheus reads it: numbers alone, no words and no people."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from bot.use_cases.answer_question import outcome_of
from knowledge.outcomes import Answer
from knowledge.stages import Name

# Seconds; finding takes hundredths, Slack's people give up after a minute, and a sync may take several.
_BUCKETS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 4, 8, 15, 30, 60, 300)


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
            "How long each stage took: of a message all of it (reply), waiting (wait), its answer (answer), and parts",
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
        self._model_faults = Counter(
            "klyngebot_model_faults",
            "Texts that a model should have written and did not, by kind",
            ["kind"],
            registry=self._registry,
        )
        self._syncs = Counter(
            "klyngebot_syncs",
            "Sources synced by themselves, by outcome",
            ["outcome"],
            registry=self._registry,
        )
        self._registry.register(_Read(read))

    def took(self, stage: Name, seconds: float) -> None:
        self._took.labels(stage).observe(seconds)

    def answered(self, answer: Answer) -> None:
        self._questions.labels(outcome_of(answer)).inc()
        if getattr(answer, "fallback", False):
            self._fallbacks.inc()

    def refused(self, kind: str) -> None:
        self._faults.labels(kind).inc()

    def model_failed(self, kind: str) -> None:
        self._model_faults.labels(kind).inc()

    def synced(self, outcome: str) -> None:
        self._syncs.labels(outcome).inc()

    def page(self) -> bytes:
        """In Prometheus's text format."""
        return generate_latest(self._registry)

    def collect(self) -> Iterable[Metric]:
        return self._registry.collect()


def page_of(clusters: Mapping[str, Metrics]) -> bytes:
    """Those of several clusters, each number with whose it is, in Prometheus's text format."""
    return generate_latest(_Several(clusters))


class _Several(Collector):
    def __init__(self, clusters: Mapping[str, Metrics]) -> None:
        self._clusters = clusters

    def collect(self) -> Iterable[Metric]:
        found: dict[str, Metric] = {}
        for cluster, metrics in self._clusters.items():
            for family in metrics.collect():
                whole = found.setdefault(family.name, Metric(family.name, family.documentation, family.type))
                whole.samples += [
                    one._replace(labels={**one.labels, "cluster": cluster}) for one in family.samples
                ]
        return found.values()


class _Read(Collector):
    def __init__(self, read: Callable[[], Iterable[Reading]]) -> None:
        self._read = read

    def collect(self) -> Iterable[GaugeMetricFamily]:
        for one in self._read():
            yield GaugeMetricFamily(f"klyngebot_{one.name}", one.says, value=one.value)

    def describe(self) -> Iterable[GaugeMetricFamily]:
        """Nothing beforehand: the records are not asked before somebody asks for the page."""
        return ()
