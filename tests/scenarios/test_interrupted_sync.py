"""Syncs that are killed, that meet each other, and that meet what cannot be read."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.scenarios.command_line import Cluster, new_cluster

_MANY = 30


def _large(folder: Path) -> Cluster:
    cluster = new_cluster(folder)
    for n in range(_MANY):
        facts = "\n\n".join(
            f"Punkt {n}.{k}: nøkkelen til skap {n * 100 + k} ligger hos vakt {k}." for k in range(40)
        )
        cluster.write(f"documents/many/liste-{n}.md", f"# Nøkkelliste {n}\n\n{facts}\n")
    return cluster


def _started(cluster: Cluster) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "bot", "ingest", "--json"],
        cwd=cluster.folder,
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
