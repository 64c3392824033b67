"""A real PostgreSQL on loopback, of Debian's package, with a data folder of its own that goes with the tests."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from sqlalchemy import create_engine, make_url, text
from sqlalchemy.exc import OperationalError

from knowledge.records.database import open_database
from tests.standins.programs import answering, free_port

MISSING = "PostgreSQL's server is not installed (Debian: apt-get install postgresql)"
_ROLE = "klyngebot"
# What a test writes need not outlive the machine's power.
_HASTE = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=300")
# A database is some three hundred files, which a disk takes long to make and to remove.
_IN_MEMORY = Path("/dev/shm")
_ENOUGH = 2_000_000_000


@dataclass(frozen=True)
class Postgres:
    """A running server. ``database`` is one on the newest schema, as fast as PostgreSQL copies its files."""

    port: int
    numbers: Iterator[int]

    def url(self, name: str) -> str:
        return f"postgresql+psycopg://{_ROLE}@127.0.0.1:{self.port}/{name}"

    def database(self) -> str:
        """The address of a new database, which is migrated and empty."""
        return self._made("TEMPLATE migrated")

    def bare(self) -> str:
        """The address of a new database without a schema."""
        return self._made("")

    def drop(self, url: str) -> None:
        self._tell(f"DROP DATABASE {make_url(url).database} WITH (FORCE)")

    def prepare(self) -> None:
        self._tell("CREATE DATABASE migrated")
        open_database(self.url("migrated")).dispose()

    def _made(self, how: str) -> str:
        name = f"test_{next(self.numbers)}"
        self._tell(f"CREATE DATABASE {name} {how}")
        return self.url(name)

    def _tell(self, statement: str) -> None:
        engine = create_engine(self.url("postgres"), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(statement))
        engine.dispose()


def programs() -> Path | None:
    """The folder of initdb and postgres, which Debian keeps off the path; the newest where there are several."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda one: int(one.parts[-3]))
    if found:
        return found[-1].parent
    elsewhere = shutil.which("initdb")
    return Path(elsewhere).parent if elsewhere else None


@contextmanager
def running_postgres(folder_of_programs: Path) -> Iterator[Postgres]:
    """Started under an account without rights, since PostgreSQL refuses to run as root."""
    folder = Path(tempfile.mkdtemp(prefix="klyngebot-postgres-", dir=_roomy()))
    account = _account()
    if account:
        os.chown(folder, account.pw_uid, account.pw_gid)
    as_account = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []} if account else {}
    made = [folder_of_programs / "initdb", "-D", folder / "data", "-U", _ROLE, "-A", "trust", "--no-sync"]
    subprocess.run(
        [*made, "-E", "UTF8", "--locale=C"], check=True, cwd=folder, stdout=subprocess.DEVNULL, **as_account
    )
    port = free_port()
    settings = (f"port={port}", "listen_addresses=127.0.0.1", f"unix_socket_directories={folder}", *_HASTE)
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(
            [folder_of_programs / "postgres", "-D", folder / "data", *(f"--{one}" for one in settings)],
            cwd=folder, stdout=log, stderr=log, **as_account,
        )  # fmt: skip
    try:
        postgres = Postgres(port, count(1))
        answering(server, lambda: _answers(port), folder / "log")
        postgres.prepare()
        yield postgres
    finally:
        # SIGTERM would wait until everybody has gone.
        server.send_signal(signal.SIGINT)
        server.wait(30)
        shutil.rmtree(folder)


def _roomy() -> Path | None:
    """Memory, where there is enough; else wherever other things for a while are kept."""
    is_roomy = _IN_MEMORY.exists() and shutil.disk_usage(_IN_MEMORY).free > _ENOUGH
    return _IN_MEMORY if is_roomy else None


def _account() -> pwd.struct_passwd | None:
    return pwd.getpwnam("postgres") if os.getuid() == 0 else None


def _answers(port: int) -> bool:
    engine = create_engine(f"postgresql+psycopg://{_ROLE}@127.0.0.1:{port}/postgres")
    try:
        engine.connect().close()
    except OperationalError:
        return False
    finally:
        engine.dispose()
    return True
