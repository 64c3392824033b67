"""Loaders in a process of their own: a broken or hostile file costs one line in the report, not the sync."""

from __future__ import annotations

import hashlib
import logging
import multiprocessing
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import TimeoutError as FutureTimeout
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from types import TracebackType
from typing import Any

from pebble import ProcessExpired, ProcessPool

from ingest.loaders import loader_for
from ingest.sources.listing import FoundFile
from ingest.tidying import tidied
from knowledge.errors import (
    EmptyFile,
    Inaccessible,
    ReaderFailed,
    TooDense,
    TooLarge,
    TooSlow,
    UnreadableFile,
)
from knowledge.models import Document

_log = logging.getLogger(__name__)
_AHEAD = 12


@dataclass(frozen=True, slots=True)
class Read:
    """The documents of a file, and the SHA-256 of just those bytes that they were read from."""

    documents: tuple[Document, ...]
    digest: str


Outcome = Read | UnreadableFile


class Reader:
    """Reads files in order, a few ahead of the one that is asked for. Starts its process with the first file."""

    def __init__(
        self, most_bytes: int = 100_000_000, most_memory: int = 4 << 30, most_seconds: float = 120.0
    ) -> None:
        self._most_bytes = most_bytes
        self._most_memory = most_memory
        self._most_seconds = most_seconds
        self._pool: Any = None

    def __enter__(self) -> Reader:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool is not None:
            self._pool.stop()
            self._pool.join()

    def read_ahead(self, files: Sequence[FoundFile]) -> Iterator[tuple[FoundFile, Outcome]]:
        """Each file with its documents, or with why it cannot be read."""
        waiting: deque[tuple[FoundFile, Any]] = deque()
        for file in files:
            waiting.append((file, self._submit(file)))
            if len(waiting) > _AHEAD:
                yield self._finished(*waiting.popleft())
        while waiting:
            yield self._finished(*waiting.popleft())

    def _submit(self, file: FoundFile) -> Any:
        if file.size == 0:
            return EmptyFile()
        if file.size > self._most_bytes:
            return TooLarge(f"the file is larger than {self._most_bytes // 1_000_000} MB")
        if self._pool is None:
            self._pool = ProcessPool(
                max_workers=1,
                context=multiprocessing.get_context("spawn"),
                initializer=_limit_memory,
                initargs=[self._most_memory],
            )
        return self._pool.schedule(_load, args=[file], timeout=self._most_seconds)

    @staticmethod
    def _finished(file: FoundFile, future: Any) -> tuple[FoundFile, Outcome]:
        if isinstance(future, UnreadableFile):
            return file, future
        try:
            return file, future.result()
        except FutureTimeout:
            return file, TooSlow()
        except (ProcessExpired, BrokenProcessPool):
            return file, ReaderFailed("reading it crashed the reader")


def _limit_memory(most_bytes: int) -> None:
    try:
        import resource
    except ImportError:
        return  # Windows has no such limit; the time limit still holds there
    resource.setrlimit(resource.RLIMIT_AS, (most_bytes, most_bytes))


def _load(file: FoundFile) -> Outcome:
    try:
        load = loader_for(file.name, file.kind, dict(file.manner.columns))
        content = file.at.read_bytes()
        return Read(tuple(map(tidied, load(content, file.name))), hashlib.sha256(content).hexdigest())
    except UnreadableFile as error:
        return error
    except PermissionError:
        return Inaccessible()
    except FileNotFoundError:
        return Inaccessible("it was taken away while it was about to be read", "run the sync again")
    except OSError as error:
        return Inaccessible(
            f"it cannot be opened ({error.strerror or type(error).__name__})", "check its disk"
        )
    except MemoryError:
        return TooDense("reading it takes too much memory")
    except Exception as error:  # noqa: BLE001 - the edge of the loader process: any fault is the file's
        # What a library says of a fault may quote the file.
        _log.info("a loader failed on %s (%s)", file.name, type(error).__name__)
        _log.debug("the same in full", exc_info=True)
        return ReaderFailed(f"the file is damaged or cut off ({type(error).__name__})")
