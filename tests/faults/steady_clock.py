"""`klyngebot serve` over HTTP for a cluster in the working folder, so many minutes into a morning that does not
pass: introductions keep office hours."""

from __future__ import annotations

import logging
import sys
from datetime import timedelta

from bot.app import build_app
from bot.server import Http, serve
from bot.settings import read_environment
from bot.slack_side import services_of
from bot.wiring import build_parts
from tests.scenarios.introduction_side import MORNING

if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO)
    moment = MORNING + timedelta(minutes=int(sys.argv[1]))
    services = services_of(build_parts(read_environment(), None, None), lambda: moment)
    serve(
        build_app(services),
        services,
        Http("127.0.0.1", 0),
        opened=lambda place: logging.getLogger().info("listening: %s", place),
    )
