"""A cluster's folder made for a test, and the command line run on it as a person would."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.scenarios.warm_start import warm_run

PATIENCE = 60.0  # seconds
CLUSTER = """
[cluster]
name = "Prøveklyngen"
coordinators = ["coordinator@example.org"]

[audiences.board]
members = ["chair@example.org"]

[[sources]]
path = "documents"
[[sources]]
path = "documents/board-only"
audience = "board"
[[sources]]
path = "documents/open"
audience = "public"
[[sources]]
kind = "members"
path = "members.csv"
"""

# The same, where questions and passages may go to a model.
OPEN_TO_MODELS = CLUSTER.replace("[audiences.board]", "allow_model_provider = true\n\n[audiences.board]")

DOCUMENTS = {
    "documents/kontingent-2025.md": "# Medlemskontingent 2025\n\nÅrskontingenten for små bedrifter er 9 500 kroner.\n",
    "documents/kontingent-2026.md": "# Medlemskontingent 2026\n\nÅrskontingenten for små bedrifter er 11 250 kroner.\n",
    "documents/lab.md": "# Test lab\n\n## Booking\n\nThe drone lab in Hangar 4 is booked by mail to Tuva Lien.\n",
    "documents/board-only/lonn.md": "# Styresak 14\n\nLønnen til daglig leder Zacharias økes til 1 437 000 kroner.\n",
    "documents/open/hei.txt": "Velkommen til klyngen! Besøksadressen er Fyrveien 12.\n",
    "members.csv": "navn,type,sted\nHavblikk AS,SMB,Halden\nKystdata,SMB,Moss\n",
}


@dataclass(frozen=True)
class Result:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def lines(self) -> list[Any]:
        return [json.loads(line) for line in self.out.splitlines()]


def own_environment() -> dict[str, str]:
    """This process's environment without the product's settings, in which its modules are found."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("KLYNGEBOT", "SLACK", "OPENAI"))}
    return kept | {"PYTHONPATH": str(Path(__file__).parents[2])}


@dataclass(frozen=True)
class Cluster:
    """``environment`` is all of the product's own variables that a run sees."""

    folder: Path
    environment: Mapping[str, str] = field(default_factory=dict)

    def run(self, *arguments: str, stdin: str = "", timeout: float = 120) -> Result:
        environment = own_environment() | dict(self.environment)
        if any(name.startswith("PYTHON") for name in self.environment):
            done = _cold_run(arguments, self.folder, environment, stdin, timeout)
        else:
            done = warm_run(arguments, self.folder, environment, stdin, timeout)
        return Result(done.returncode, done.stdout, done.stderr)

    def write(self, path: str, text: str) -> None:
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def _cold_run(
    arguments: Sequence[str], folder: Path, environment: Mapping[str, str], stdin: str, timeout: float
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        cwd=folder,
        env=environment,
        input=stdin,
        capture_output=True,
        text=True,
        timeout=timeout,
    )


def new_cluster(folder: Path) -> Cluster:
    cluster = Cluster(folder)
    cluster.write("cluster.toml", CLUSTER)
    for path, text in DOCUMENTS.items():
        cluster.write(path, text)
    return cluster


def started(cluster: Cluster, *arguments: str) -> subprocess.Popen[str]:
    """A command that goes on beside the test: an ingest unless another is named."""
    return subprocess.Popen(
        [sys.executable, "-m", "bot", *(arguments or ("ingest", "--json"))],
        cwd=cluster.folder,
        env=own_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def awaited(sign: Callable[[], bool], running: subprocess.Popen[str]) -> None:
    """Until the sign is there; fails when the process ended before."""
    pause = threading.Event()
    for _ in range(int(PATIENCE / 0.01)):
        if sign():
            return
        assert running.poll() is None, running.communicate()
        pause.wait(0.01)
    raise AssertionError("the sign never came")
