"""A real Chroma server on loopback, as ``chroma run`` starts it, with a data folder that goes with the tests."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

MISSING = "Chroma's server program is not installed beside Python"


def program() -> Path | None:
    found = Path(sys.executable).with_name("chroma")
    return found if found.exists() else None


@contextmanager
def running_chroma(chroma: Path) -> Iterator[str]:
    """Its address."""
    folder = Path(tempfile.mkdtemp(prefix="klyngebot-chroma-"))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(
            [chroma, "run", "--path", folder / "data", "--host", "127.0.0.1", "--port", str(port)],
            cwd=folder,
            stdout=log,
            stderr=log,
        )
    url = f"http://127.0.0.1:{port}"
    try:
        _wait(server, url, folder / "log")
        yield url
    finally:
        server.terminate()
        server.wait(30)
        shutil.rmtree(folder)


def _wait(server: subprocess.Popen[bytes], url: str, log: Path) -> None:
    deadline = time.monotonic() + 30
    while True:
        try:
            httpx.get(f"{url}/api/v2/heartbeat", timeout=1).raise_for_status()
        except httpx.HTTPError:
            if server.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"Chroma did not start: {log.read_text()}") from None
            time.sleep(0.05)
        else:
            return
