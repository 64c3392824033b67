"""A copy of a cluster in which it is working hours now: nobody is asked about an introduction in the evening."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

_MORNING = 10


def daytime_copy(cluster: Path, folder: Path) -> Path:
    """``folder`` is made; its cluster.toml names a zone where it is ten in the morning, or as near as may be. The day
    of the week stays what it is in that zone."""
    shutil.copytree(cluster, folder)
    config = folder / "cluster.toml"
    ahead = (_MORNING - datetime.now(UTC).hour + 11) % 24 - 11
    # POSIX counts the hours the other way round: Etc/GMT-2 is two hours ahead of UTC.
    config.write_text(config.read_text("utf-8").replace("Europe/Oslo", f"Etc/GMT{-ahead:+d}"), "utf-8")
    return config
