"""Servers that are programs of their own: a place for one, and when it answers."""

from __future__ import annotations

import socket
import subprocess
import threading
import time
from collections.abc import Callable
from pathlib import Path

_PATIENCE_SECONDS = 30.0
_LOOK_AGAIN_SECONDS = 0.05


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answering(server: subprocess.Popen[bytes], answers: Callable[[], bool], log: Path) -> None:
    """Until it does. Raises RuntimeError with what it wrote where it ends before, or takes too long."""
    deadline, pause = time.monotonic() + _PATIENCE_SECONDS, threading.Event()
    while not answers():
        if server.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError(f"a server did not start: {log.read_text()}")
        pause.wait(_LOOK_AGAIN_SECONDS)
