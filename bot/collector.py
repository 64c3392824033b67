"""Sends spans to the operator's collector, by OTLP over HTTP. Needs the extra ``traces``."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from uuid import uuid4

from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor, SpanExporter, SpanExportResult
from opentelemetry.trace import Tracer

_log = logging.getLogger(__name__)
_PATIENCE_SECONDS = 3.0
_MOST_WAITING, _AT_ONCE = 2_048, 512


class Collector:
    """Its provider is not made the process's own: spans of libraries do not go this way."""

    def __init__(self, address: str) -> None:
        # They tell the same of each batch, again and again, some with a stack.
        logging.getLogger("opentelemetry").setLevel(logging.CRITICAL)
        self._line = _Line(OTLPSpanExporter(address, timeout=_PATIENCE_SECONDS))
        resource = Resource({"service.name": "klyngebot", "service.instance.id": uuid4().hex})
        self._provider = TracerProvider(resource=resource, shutdown_on_exit=False)
        self._provider.add_span_processor(
            BatchSpanProcessor(self._line, max_queue_size=_MOST_WAITING, max_export_batch_size=_AT_ONCE)
        )
        self.tracer: Tracer = self._provider.get_tracer("klyngebot")

    def close(self) -> None:
        """Sends what waits. One that is out of reach is tried no more."""
        self._line.is_closing = True
        self._provider.shutdown()


class _Line(SpanExporter):
    """Says once that the collector is out of reach, and once that it is back. What it did not take is lost."""

    def __init__(self, exporter: SpanExporter) -> None:
        self._exporter = exporter
        self._is_away = False
        self.is_closing = False

    def export(self, spans: Sequence[ReadableSpan]) -> SpanExportResult:
        if self._is_away and self.is_closing:
            return SpanExportResult.FAILURE
        result = self._exporter.export(spans)
        is_away = result is not SpanExportResult.SUCCESS
        if is_away and not self._is_away:
            _log.warning(
                "the collector at KLYNGEBOT_TRACES does not take traces; they are lost until it does"
            )
        elif self._is_away and not is_away:
            _log.info("the collector at KLYNGEBOT_TRACES takes traces again")
        self._is_away = is_away
        return result

    def shutdown(self) -> None:
        self._exporter.shutdown()

    def force_flush(self, timeout_millis: int = 30_000) -> bool:
        return self._exporter.force_flush(timeout_millis)
