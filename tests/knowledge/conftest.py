"""What holds for the records holds on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.records import Records, on_sqlite
from tests.standins.postgres import MISSING, Postgres, programs, running_postgres


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    found = programs()
    if found is None:
        pytest.skip(MISSING)
    with running_postgres(found) as server:
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def records(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Records]:
    if request.param == "sqlite":
        made = on_sqlite(tmp_path)
    else:
        server: Postgres = request.getfixturevalue("postgres")
        made = Records(lambda name: server.database(), server.drop)
    yield made
    made.close()
