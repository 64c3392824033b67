"""A sync of what has not changed looks at names, sizes and times alone."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.scenarios.command_line import PATIENCE, new_cluster, own_environment

# Runs the command line and tells which files of the folder it opened.
_WATCHED = """
import runpy, sys
opened = set()
def note(event, told):
    if event == "open" and isinstance(told[0], str) and "/documents/" in told[0]:
        opened.add(told[0].rpartition("/")[2])
sys.addaudithook(note)
sys.argv = ["bot", "ingest"]
try:
    runpy.run_module("bot", run_name="__main__")
except SystemExit as end:
    assert not end.code, end.code
print("opened:", *sorted(opened), file=sys.stderr)
"""


def _opened(folder: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-c", _WATCHED],
        cwd=folder,
        env=own_environment(),
        capture_output=True,
        text=True,
        timeout=2 * PATIENCE,
    )
    assert done.returncode == 0, done.stderr
    return done.stderr.rpartition("opened:")[2].strip()


def _written_an_hour_ago(folder: Path) -> None:
    """What was written just before it was read is looked at once more, for its time stamp may hide a second change."""
    for path in folder.rglob("*"):
        if path.is_file():
            hour_ago = path.stat().st_mtime - 3600
            os.utime(path, (hour_ago, hour_ago))


def test_no_file_is_opened_that_has_not_changed(tmp_path: Path):
    cluster = new_cluster(tmp_path)
    _written_an_hour_ago(tmp_path)
    assert cluster.run("ingest").code == 0
    assert _opened(tmp_path) == ""
    cluster.write("documents/lab.md", "# Test lab\n\nThe drone lab has moved to Hangar 5.\n")
    assert _opened(tmp_path) == "lab.md"
