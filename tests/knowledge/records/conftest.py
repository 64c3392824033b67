from __future__ import annotations

from pathlib import Path

import pytest

from tests.knowledge.records.cluster import Cluster, Reopened, numbers, opened


@pytest.fixture
def reopened(tmp_path: Path) -> Reopened:
    """The records as after a restart, each time."""
    used = numbers()
    return lambda: opened(tmp_path, used)


@pytest.fixture
def cluster(reopened: Reopened) -> Cluster:
    return reopened()
