"""A program that runs beside this one until it is closed."""

from __future__ import annotations

import os
import queue
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from examples.slack_window.installation import WindowUnavailable

_GRACE = 20  # seconds between asking it to stop and making it


class Program:
    """Its output is read all the time and kept in ``lines``. Ends with the ``with`` block."""

    def __init__(
        self, name: str, command: Sequence[str], folder: Path, environment: Mapping[str, str]
    ) -> None:
        self._name = name
        self.lines: list[str] = []
        self._unread: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        # A session of its own: Ctrl-C in the terminal reaches this program alone, which closes it in order.
        self._process = subprocess.Popen(
            command,
            cwd=folder,
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        self._reader = threading.Thread(target=self._read, name=name, daemon=True)
        self._reader.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.terminate()
        try:
            self._process.wait(_GRACE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._reader.join()

    def until(self, sign: str, seconds: float) -> str:
        """The first line with ``sign``. Raises WindowUnavailable with the last lines when it ends or stays silent."""
        ending = time.monotonic() + seconds
        while (line := self._next(ending - time.monotonic())) is not None:
            if sign in line:
                return line
        raise WindowUnavailable(
            f"{self._name} did not start: {' '.join(self.lines[-5:]) or 'it said nothing'}"
        )

    def wait(self) -> int:
        """Until it ends by itself; the exit code."""
        return self._process.wait()

    def _next(self, seconds: float) -> str | None:
        try:
            return self._unread.get(timeout=max(seconds, 0))
        except queue.Empty:
            return None

    def _read(self) -> None:
        assert self._process.stdout is not None
        with self._process.stdout as output:
            for line in output:
                self.lines.append(line.rstrip())
                self._unread.put(line.rstrip())
        self._unread.put(None)


def environment(**variables: str) -> dict[str, str]:
    """This process's environment with the product's own settings replaced by ``variables``."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("KLYNGEBOT_", "SLACK_", "OPENAI_"))
    }
    return kept | variables
