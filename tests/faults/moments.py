"""Moments at which a process is killed: drawn from a seed, and told by what it has done, never by a clock."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
from pathlib import Path
from random import Random

# How many moments each campaign has; 50 in a full one.
KILLS = int(os.environ.get("KILLS", "1"))
SEED = int(os.environ.get("KILL_SEED", "8"))


def drawn(campaign: str) -> Random:
    """The same moments of a campaign each time, unless ``KILL_SEED`` says otherwise."""
    return Random(f"{campaign}:{SEED}")


def kill(running: subprocess.Popen[str]) -> None:
    """Without a word, as a machine that loses its power does; harmless after its end."""
    running.send_signal(signal.SIGKILL)
    running.communicate()


def killed_after(running: subprocess.Popen[str], folder: Path, changes: int) -> int:
    """Kills a process once so many changes were seen in the files of ``folder``, or lets it end; how many were."""
    pause, before, seen = threading.Event(), _stamps(folder), 0
    while running.poll() is None and seen < changes:
        now = _stamps(folder)
        seen += sum(before.get(path) != stamp for path, stamp in now.items())
        before = now
        pause.wait(0.001)
    kill(running)
    return seen


def _stamps(folder: Path) -> dict[str, tuple[int, int]]:
    """Size and time of each file; one that goes while it is looked at has none."""
    found = {}
    for path, _, files in os.walk(folder):
        for name in files:
            try:
                facts = os.stat(os.path.join(path, name))
            except OSError:
                continue
            found[os.path.join(path, name)] = (facts.st_size, facts.st_mtime_ns)
    return found
