"""A real Chroma server on loopback, as ``chroma run`` starts it, with a data folder that goes with the tests."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from tests.standins.programs import answering, free_port

MISSING = "Chroma's server program is not installed beside Python"


def program() -> Path | None:
    found = Path(sys.executable).with_name("chroma")
    return found if found.exists() else None


@contextmanager
def running_chroma(chroma: Path) -> Iterator[str]:
    """Its address."""
    folder = Path(tempfile.mkdtemp(prefix="klyngebot-chroma-"))
    port = free_port()
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(
            [chroma, "run", "--path", folder / "data", "--host", "127.0.0.1", "--port", str(port)],
            cwd=folder,
            stdout=log,
            stderr=log,
        )
    url = f"http://127.0.0.1:{port}"
    try:
        answering(server, lambda: _answers(url), folder / "log")
        yield url
    finally:
        server.terminate()
        server.wait(30)
        shutil.rmtree(folder)


def _answers(url: str) -> bool:
    try:
        return httpx.get(f"{url}/api/v2/heartbeat", timeout=1).is_success
    except httpx.HTTPError:
        return False
