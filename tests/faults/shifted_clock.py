"""`klyngebot serve` over HTTP for a cluster in the working folder, by the machine's clock put forward so many seconds:
introductions keep office hours, and replicas miss one that is gone."""

from __future__ import annotations

import logging
import sys
from datetime import datetime, timedelta

from bot.app import build_app
from bot.server import Http, serve
from bot.settings import read_environment
from bot.slack_side import services_of
from bot.wiring import build_parts
from tests.scenarios.introduction_side import MORNING

if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO)
    shift = timedelta(seconds=float(sys.argv[1]))
    parts = build_parts(read_environment(), None, None)
    services = services_of(parts, lambda: datetime.now(MORNING.tzinfo) + shift)
    serve(
        build_app(services),
        services,
        Http("127.0.0.1", 0),
        opened=lambda place: logging.getLogger().info("listening: %s", place),
    )
    parts.seat.leave()
