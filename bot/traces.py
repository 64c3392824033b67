"""Whether there are traces: KLYNGEBOT_TRACES names where they go."""

from __future__ import annotations

from types import TracebackType
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from opentelemetry.trace import NoOpTracer, Tracer

from knowledge.errors import ConfigurationError

if TYPE_CHECKING:
    from bot.collector import Collector

_PATH = "/v1/traces"


class Traces:
    """``tracer`` traces between entering and leaving, where ``endpoint`` is set; else it does nothing."""

    def __init__(self, endpoint: str) -> None:
        self._endpoint = endpoint.rstrip("/")
        self._collector: Collector | None = None
        self._tracer: Tracer = NoOpTracer()

    def tracer(self) -> Tracer:
        """The one of this moment."""
        return self._tracer

    def __enter__(self) -> Traces:
        """Raises ConfigurationError where the collector's address is none, or what speaks to it is not installed."""
        if self._endpoint:
            self._collector = _opened(_address(self._endpoint))
            self._tracer = self._collector.tracer
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Sends what waits. A collector that is out of reach is not waited for."""
        self._tracer = NoOpTracer()
        if self._collector is not None:
            self._collector.close()


def collector_of(endpoint: str) -> str:
    """The machine that an endpoint names, in lower case; "" where it names none."""
    try:
        return urlsplit(endpoint).hostname or ""
    except ValueError:
        return ""


def _address(endpoint: str) -> str:
    parts = urlsplit(endpoint) if collector_of(endpoint) else None
    if parts is None or parts.scheme not in ("http", "https") or parts.username or parts.password:
        raise ConfigurationError(
            "KLYNGEBOT_TRACES is no address of a collector; write one such as http://127.0.0.1:4318, without a "
            "password."
        )
    return endpoint if parts.path.endswith(_PATH) else f"{endpoint}{_PATH}"


def _opened(address: str) -> Collector:
    try:
        from bot.collector import Collector
    except ImportError as error:
        raise ConfigurationError(
            "KLYNGEBOT_TRACES is set, and what sends traces is not installed; run: pip install 'klyngebot[traces]'."
        ) from error
    return Collector(address)
