"""The demo cluster, indexed once for all tests that ask it, and the databases that records are kept in."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock

from examples.build_demo.build import DEMO
from tests.records import Records, on, on_sqlite
from tests.scenarios.command_line import Cluster
from tests.standins.chroma import MISSING as NO_CHROMA
from tests.standins.chroma import program, running_chroma
from tests.standins.postgres import MISSING, Postgres, programs, running_postgres


@pytest.fixture(autouse=True)
def every_layout_is_taken(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Who breaks Slack's rules loses a layout in production, with a line in the log; here that is a failure."""
    yield
    assert not [one for one in caplog.get_records("call") if "loses its layout" in one.getMessage()]


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Cluster:
    """One for each worker, since tests write to it; the first to need it reads its files for all of them."""
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    with FileLock(shared / "demo-indexed.lock"):
        if not (shared / "demo-indexed").exists():
            _index_demo(shared / "demo-reading").rename(shared / "demo-indexed")
    return Cluster(shutil.copytree(shared / "demo-indexed", tmp_path_factory.mktemp("demo") / "cluster"))


def _index_demo(folder: Path) -> Path:
    """The folder; one that another worker failed on is made anew."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(DEMO, folder, ignore=shutil.ignore_patterns(".klyngebot"))
    first = Cluster(folder).run("ingest", "--json", timeout=600)
    assert first.code == 0, first.err
    assert first.json["failed"] == []
    return folder


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    found = programs()
    if found is None:
        pytest.skip(MISSING)
    with running_postgres(found) as server:
        yield server


@pytest.fixture(scope="session")
def chroma() -> Iterator[str]:
    """The address of a Chroma server."""
    found = program()
    if found is None:
        pytest.skip(NO_CHROMA)
    with running_chroma(found) as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def records(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Records]:
    """What holds for the records holds on SQLite and on PostgreSQL."""
    made = on_sqlite(tmp_path) if request.param == "sqlite" else on(request.getfixturevalue("postgres"))
    yield made
    made.close()
