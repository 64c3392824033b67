from __future__ import annotations

import pytest

from tests.knowledge.records.cluster import Cluster, Reopened, numbers, opened
from tests.records import Records


@pytest.fixture
def reopened(records: Records) -> Reopened:
    """The records as after a restart, each time."""
    used = numbers()
    return lambda: opened(records.open(), used)


@pytest.fixture
def cluster(reopened: Reopened) -> Cluster:
    return reopened()
