"""A trial's process: started, watched for the memory that it and its helpers hold, and its outcome read."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from benchmarks.outcome import Failed, Measured, Outcome, Skipped

_ROOT = Path(__file__).parents[1]
_LOOK_EVERY = 0.05  # seconds


def run_trial(system: str, folder: Path, vectors: Path) -> Outcome:
    with tempfile.TemporaryDirectory() as temporary:
        result = Path(temporary) / "result.json"
        errors = Path(temporary) / "errors.txt"
        arguments = [sys.executable, "-m", "benchmarks.trial", system, str(folder), str(vectors), str(result)]
        with (
            errors.open("w") as stream,
            subprocess.Popen(
                arguments, env=_environment(), stdout=subprocess.DEVNULL, stderr=stream
            ) as process,
        ):
            peak = _watched(process)
        return _outcome(result, peak) if process.returncode == 0 else Failed(_last_line(errors))


def _environment() -> dict[str, str]:
    path = [str(_ROOT), os.environ.get("PYTHONPATH", "")]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(part for part in path if part)}


def _watched(process: subprocess.Popen[bytes]) -> float:
    """Runs until the process ends; the most MB that it held together with the processes that it started."""
    peak = 0
    while True:
        try:
            process.wait(_LOOK_EVERY)
        except subprocess.TimeoutExpired:
            peak = max(peak, sum(map(resident, _family(process.pid))))
        else:
            return peak / (1 << 20)


def _family(pid: int) -> Iterator[int]:
    """A process and what descends from it. Elsewhere than on Linux: the process alone."""
    yield pid
    for listed in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = [int(child) for child in listed.read_text().split()]
        except OSError:
            continue  # it has ended while we looked
        for child in children:
            yield from _family(child)


def resident(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0  # it has ended while we looked, or this is no Linux


def _outcome(result: Path, peak: float) -> Outcome:
    """A peak between two looks is seen by the process itself, which does not see its helpers."""
    fields = json.loads(result.read_text("utf-8"))
    if "reason" in fields:
        return Skipped(**fields)
    measured = Measured(**fields)
    return replace(measured, peak_mb=max(peak, measured.peak_mb))


def _last_line(errors: Path) -> str:
    lines = [line.strip() for line in errors.read_text("utf-8", "replace").splitlines() if line.strip()]
    return lines[-1] if lines else "it ended without a word"
