"""``klyngebot serve``: the parts of the house behind Slack's door."""

from __future__ import annotations

import logging
from datetime import UTC, datetime

from bot.app import Knowledge, build_app, build_services
from bot.client import patient_client
from bot.server import Http, SocketMode, serve
from bot.wiring import Parts
from knowledge.errors import ConfigurationError

_log = logging.getLogger(__name__)


def run(parts: Parts, listen: str) -> None:
    """Runs until a signal asks it to stop."""
    environment = parts.environment
    environment.require("SLACK_BOT_TOKEN")
    if not environment.slack_app_token:
        environment.require("SLACK_SIGNING_SECRET")
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    knowledge = Knowledge(
        parts.assistant,
        parts.conversations,
        parts.inbox,
        parts.audiences,
        parts.house,
        lambda: datetime.now(UTC).astimezone(parts.settings.zone),
    )
    client = patient_client(environment.slack_bot_token, environment.slack_api_url)
    services = build_services(knowledge, client, environment.slack_signing_secret)
    way = SocketMode(environment.slack_app_token) if environment.slack_app_token else _http(listen)
    serve(build_app(services), services.desk, way, opened=lambda place: _log.info("listening: %s", place))


def _http(listen: str) -> Http:
    host, _, port = listen.rpartition(":")
    if not host or not port.isdigit():
        raise ConfigurationError(f"--listen '{listen}' is not HOST:PORT; write one such as 127.0.0.1:3000.")
    return Http(host, int(port))
