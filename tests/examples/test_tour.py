"""``make demo`` as a person sees it who has seen it before."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from examples.build_demo.build import DEMO
from tests.scenarios.command_line import Cluster, own_environment


def test_a_second_tour_is_idle_answers_in_both_languages_and_ends_by_itself(demo: Cluster, tmp_path: Path):
    own = {"KLYNGEBOT_DATA": str(tmp_path / "own"), "KLYNGEBOT_DATABASE_URL": f"sqlite:///{tmp_path}/own.db"}
    done = subprocess.run(
        [sys.executable, "-m", "examples.tour", str(demo.folder)],
        cwd=DEMO.parents[1],
        env=own_environment() | own,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Nothing changed")
    assert done.stdout.count("\n> ") == 5
    assert done.stdout.count("\n  [1] ") == 4
    assert "Medlemskontingent 2026" in done.stdout
    assert "so I won't guess" in done.stdout
    # A cluster that somebody has configured for themselves is not touched.
    assert list(tmp_path.iterdir()) == []
