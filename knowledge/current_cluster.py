"""cluster.toml as it is now, for what must not wait for a restart: who may read what."""

from __future__ import annotations

import logging
import os
from pathlib import Path
from threading import Lock

from knowledge.errors import ConfigurationError
from knowledge.settings import ClusterSettings
from knowledge.sisters import file_of, known_cluster

_log = logging.getLogger(__name__)

_Mark = tuple[tuple[int, int, int] | None, ...]
_UNREAD: _Mark = ()


class CurrentCluster:
    """Reads the file again when it has changed. One that cannot be used changes nothing and is told in the log once: a
    file is often saved half-way, and what held before it was meant by somebody."""

    def __init__(self, settings: ClusterSettings) -> None:
        """``settings`` are those of the start. The file may have changed since, so the first call reads it again."""
        self._settings = settings
        self._mark: _Mark = _UNREAD
        self._trouble = ""
        self._lock = Lock()

    def __call__(self) -> ClusterSettings:
        """The same object for as long as the file stays as it is."""
        mark = _mark(self._settings)
        if mark != self._mark:
            with self._lock:
                self._follow(mark)
        return self._settings

    def trouble(self) -> str:
        """What is wrong with the file as it is now, in a sentence; "" while it can be used."""
        self()
        return self._trouble

    def _follow(self, mark: _Mark) -> None:
        if mark == self._mark:
            return
        try:
            self._settings = known_cluster(self._settings.file)
        except ConfigurationError as error:
            self._trouble = str(error)
            _log.error("%s What it said before holds until that is mended.", error)
        else:
            self._trouble = ""
            if self._mark is not _UNREAD:
                _log.info("%s was read again", self._settings.file.name)
        self._mark = mark


def _mark(settings: ClusterSettings) -> _Mark:
    """What tells one state of the file, and of those of sisters, from another."""
    sisters = (file_of(one.name, settings) for one in settings.sisters)
    return tuple(map(_state, (settings.file, *sisters)))


def _state(file: Path) -> tuple[int, int, int] | None:
    """None where there is none."""
    try:
        found = os.stat(file)
    except OSError:
        return None
    return (found.st_mtime_ns, found.st_size, found.st_ino)
