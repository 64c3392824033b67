"""``make playground``: talk to Klyngebot in a window like Slack's, without a workspace. Ctrl-C ends both programs.

python -m examples.slack_window [--port N]
"""

from __future__ import annotations

import argparse
import signal
import sys
import tempfile
from pathlib import Path
from types import FrameType

from bot.replies.sync_report import report_lines
from bot.settings import Environment
from bot.watching import run_sync
from bot.wiring import build_parts
from examples.slack_window.bot import socket_bot
from examples.slack_window.installation import installed
from examples.slack_window.window import Window, free_port, opened
from examples.slack_window.workspace import demo_workspace, people_of
from knowledge.errors import KlyngebotError

_DEMO = Path(__file__).parents[1] / "demo"
_CONFIG, _DATA = _DEMO / "cluster.toml", _DEMO / ".klyngebot"


def main() -> int:
    """The exit code: 1 where something did not start or ended by itself."""
    parser = argparse.ArgumentParser(
        prog="make playground", description="Klyngebot in a window like Slack's."
    )
    parser.add_argument("--port", type=int, default=0, help="of the page; default: a free one")
    port = parser.parse_args().port or free_port()
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        return _play(port)
    except KlyngebotError as error:
        print(f"klyngebot: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print()
        return 0


def _play(port: int) -> int:
    program = installed()
    print(
        "\n".join(report_lines(run_sync(build_parts(Environment(), _CONFIG, _DATA), dry_run=False))),
        flush=True,
    )
    workspace = demo_workspace(people_of(_DEMO / "people.csv"))
    with tempfile.TemporaryDirectory() as folder, opened(program, workspace, Path(folder), port) as window:
        with socket_bot(_CONFIG, _DATA, window.api) as bot:
            print(_invitation(window), flush=True)
            code = bot.wait()
        print("\n".join(bot.lines[-5:]), file=sys.stderr)
    return code or 1


def _invitation(window: Window) -> str:
    return (
        f"\nKlyngebot is at {window.address} (this machine alone; Ctrl-C ends it).\n"
        "Choose who you are at the top of the page, then mention @klyngebot in #generelt or write to it under Apps:\n"
        '  "Hva koster det å være medlem?"  "How do I report a security incident?"  '
        '"Introduce me to somebody who knows NIS2"'
    )


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main())
