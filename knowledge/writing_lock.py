"""Who may change the knowledge: one process at a time, on one machine or on many."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from filelock import FileLock, Timeout
from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import SQLAlchemyError

from knowledge.errors import AlreadyRunning, DataFolderError
from knowledge.records.database import schema_of

_log = logging.getLogger(__name__)
# Any number that nothing else in the database uses as a lock.
_KEY = 5_964_399
_TRY = "SELECT pg_try_advisory_lock(:key, hashtext(:schema))"
_FREE = "SELECT pg_advisory_unlock(:key, hashtext(:schema))"
_LOOK_AGAIN_SECONDS = 0.2


class WritingLock(Protocol):
    """Goes with the process that holds it, however that ends."""

    def acquire(self, seconds: float) -> bool:
        """Whether it is ours, at the latest after so long."""

    def release(self) -> None: ...


class FolderLock:
    """Of the processes that share a data folder."""

    def __init__(self, file: Path) -> None:
        self._lock = FileLock(file)

    def acquire(self, seconds: float) -> bool:
        try:
            self._lock.acquire(timeout=seconds)
        except Timeout:
            return False
        return True

    def release(self) -> None:
        self._lock.release()


class ServerLock:
    """Of all that share a cluster's tables on PostgreSQL, which frees it when the connection ends."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._key = {"key": _KEY, "schema": schema_of(engine)}
        self._connection: Connection | None = None

    def acquire(self, seconds: float) -> bool:
        deadline = time.monotonic() + seconds
        connection = self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        while not connection.scalar(text(_TRY), self._key):
            if time.monotonic() >= deadline:
                connection.close()
                return False
            time.sleep(_LOOK_AGAIN_SECONDS)
        self._connection = connection
        return True

    def release(self) -> None:
        connection, self._connection = self._connection, None
        if connection is None:
            return
        try:
            connection.execute(text(_FREE), self._key)
        except (SQLAlchemyError, DataFolderError) as error:
            _log.warning("the lock of the knowledge went with its connection: %s", type(error).__name__)
        finally:
            connection.close()


@contextmanager
def holding(lock: WritingLock, wait_seconds: float, wait: Callable[[], None]) -> Iterator[None]:
    """Where it is taken: ``wait`` once, then AlreadyRunning after ``wait_seconds``."""
    if not lock.acquire(0):
        wait()
        if not lock.acquire(wait_seconds):
            raise AlreadyRunning(
                "another sync is changing the knowledge; wait until it is done, then run this again."
            )
    try:
        yield
    finally:
        lock.release()
