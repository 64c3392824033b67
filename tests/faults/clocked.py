"""`klyngebot serve` over HTTP for a cluster in the working folder, by a clock of the test's."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime

from bot.app import build_app
from bot.server import Http, serve
from bot.settings import read_environment
from bot.slack_side import services_of
from bot.wiring import build_parts


def serve_by(clock: Callable[[], datetime]) -> None:
    """Until a signal ends it."""
    logging.basicConfig(level=logging.INFO)
    parts = build_parts(read_environment(), None, None)
    services = services_of(parts, clock)
    serve(
        build_app(services),
        services,
        Http("127.0.0.1", 0),
        opened=lambda place: logging.getLogger().info("listening: %s", place),
    )
    parts.seat.leave()
