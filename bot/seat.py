"""The name under which a running bot works: the same after a restart, and never that of another that runs."""

from __future__ import annotations

from contextlib import suppress
from functools import cached_property
from itertools import count
from pathlib import Path
from uuid import uuid4

from filelock import FileLock, Timeout


class Seat:
    """The first free place in a data folder. The system frees it when the process ends, however that comes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock: FileLock | None = None

    @cached_property
    def name(self) -> str:
        """Unique among all replicas, whichever folders they have. Takes the place."""
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        for number in count(1):
            lock = FileLock(self._folder / f"{number}.lock")
            with suppress(Timeout):
                lock.acquire(timeout=0)
                self._lock = lock
                return f"{_folder_name(self._folder / 'name')}-{number}"
        raise AssertionError("there are as many places as numbers")

    def leave(self) -> None:
        """Whoever starts next may have this place."""
        if self._lock is not None:
            self._lock.release()


def _folder_name(file: Path) -> str:
    """Written by whoever comes first; a file that is there is whole, since it is put in place at once."""
    if not file.exists():
        own = file.with_name(f"{uuid4().hex}.new")
        own.write_text(uuid4().hex, encoding="ascii")
        with suppress(FileExistsError):
            file.hardlink_to(own)
        own.unlink()
    return file.read_text(encoding="ascii")
