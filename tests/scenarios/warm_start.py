"""The command line in processes that are forked from one in which the product is imported already.

Each run is a process of its own with its own folder, environment, streams and exit code, as a person's is; it only does
not wait for Python and a thousand modules to be loaded. Not covered: the start itself, what Python reads from its
environment before it runs anything, and what it does at the very end (``atexit``). For those, start a new Python.
"""

from __future__ import annotations

import multiprocessing
import os
import runpy
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload(["tests.scenarios.warm_modules"])


def warm_run(
    arguments: Sequence[str], folder: Path, environment: Mapping[str, str], stdin: str, timeout: float
) -> subprocess.CompletedProcess[str]:
    """As ``subprocess.run`` of ``python -m bot``. ``environment`` is all that the run sees; ``timeout`` in seconds."""
    with tempfile.TemporaryDirectory() as place:
        streams = [Path(place) / name for name in ("in", "out", "err")]
        for stream, text in zip(streams, (stdin, "", ""), strict=True):
            stream.write_text(text, encoding="utf-8")
        process = _FORKS.Process(target=_command, args=(arguments, folder, dict(environment), streams))
        process.start()
        try:
            process.join(timeout)
            if process.exitcode is None:
                raise subprocess.TimeoutExpired(arguments, timeout)
            out, err = (stream.read_text(encoding="utf-8") for stream in streams[1:])
            return subprocess.CompletedProcess(arguments, process.exitcode, out, err)
        finally:
            process.kill()
            process.join()
            process.close()


def _command(
    arguments: Sequence[str], folder: Path, environment: Mapping[str, str], streams: Sequence[Path]
) -> None:
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    time.tzset()
    for number, stream in enumerate(streams):
        os.dup2(os.open(stream, os.O_RDONLY if number == 0 else os.O_WRONLY | os.O_APPEND), number)
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 - it is open as long as the process
    sys.argv = ["bot", *arguments]
    runpy.run_module("bot", run_name="__main__", alter_sys=True)
