"""``klyngebot serve`` beside a window, started as an operator would start it."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from examples.slack_window.program import Program, environment
from examples.slack_window.workspace import APP_TOKEN, BOT_TOKEN, SIGNING_SECRET

_ROOT = Path(__file__).parents[2]
_PATIENCE = 120.0  # seconds: the embedder is loaded before the door opens
_LISTENING = "listening: "


@contextmanager
def socket_bot(config: Path, data: Path, api: str) -> Iterator[Program]:
    """In Socket Mode. Raises WindowUnavailable when it does not start."""
    with _serving(config, data, {"SLACK_API_URL": api, "SLACK_APP_TOKEN": APP_TOKEN}, ()) as (program, _):
        yield program


@contextmanager
def http_bot(config: Path, data: Path, api: str, port: int = 0) -> Iterator[str]:
    """Over signed HTTP; where it takes requests. Raises WindowUnavailable when it does not start."""
    variables = {"SLACK_API_URL": api, "SLACK_SIGNING_SECRET": SIGNING_SECRET}
    with _serving(config, data, variables, ("--listen", f"127.0.0.1:{port}")) as (_, place):
        yield place


@contextmanager
def _serving(
    config: Path, data: Path, variables: Mapping[str, str], arguments: tuple[str, ...]
) -> Iterator[tuple[Program, str]]:
    command = [sys.executable, "-m", "bot", "serve", "--config", str(config), "--data", str(data), *arguments]
    own = environment(SLACK_BOT_TOKEN=BOT_TOKEN, PYTHONPATH=str(_ROOT), **variables)
    # The folder of the configuration: a .env of whoever runs this is not read.
    with Program("klyngebot", command, config.parent, own) as program:
        yield program, program.until(_LISTENING, _PATIENCE).partition(_LISTENING)[2]
