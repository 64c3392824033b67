"""A bounded pool of threads that keeps the order within each conversation."""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import copy_context
from functools import partial

from knowledge.errors import KlyngebotError

_log = logging.getLogger(__name__)

Job = Callable[[], None]


class PoolFull(KlyngebotError):
    """There is no room for another job, or the pool is closing."""


class WorkPool:
    """Runs jobs of different keys side by side, and jobs of one key one after the other."""

    def __init__(self, workers: int = 8, room: int = 200, name: str = "answers") -> None:
        self._workers = workers
        self._room = room
        self._changed = threading.Condition()
        self._jobs: dict[str, deque[Job]] = {}
        self._open = True
        self._executor = ThreadPoolExecutor(workers, thread_name_prefix=name)

    def submit(self, key: str, job: Job) -> None:
        """The job runs as a part of what its giver is at. Raises PoolFull when ``room`` jobs are running or waiting
        already."""
        job = partial(copy_context().run, job)
        with self._changed:
            if not self._open or sum(map(len, self._jobs.values())) >= self._room:
                raise PoolFull("there is no room for more questions just now")
            if key in self._jobs:
                self._jobs[key].append(job)
            else:
                self._jobs[key] = deque([job])
                self._start(key)

    def settle(self, seconds: float) -> bool:
        """Waits until nothing is running or waiting; whether that came within ``seconds``."""
        with self._changed:
            return self._changed.wait_for(lambda: not self._jobs, seconds)

    def close(self, seconds: float) -> int:
        """Takes no more and lets all jobs finish for ``seconds``; how many were left undone."""
        with self._changed:
            self._open = False
            self._changed.wait_for(lambda: not self._jobs, seconds)
            left = sum(map(len, self._jobs.values()))
            self._jobs.clear()
        self._executor.shutdown(wait=False, cancel_futures=True)
        return left

    def _start(self, key: str) -> None:
        self._executor.submit(self._jobs[key][0]).add_done_callback(partial(self._finished, key))

    def _finished(self, key: str, job: Future[None]) -> None:
        if not job.cancelled() and (error := job.exception()) is not None:
            _log.error("a job let an error escape: %s", type(error).__name__)
            _log.debug("the escaped error", exc_info=error)
        with self._changed:
            jobs = self._jobs.get(key, deque())
            if jobs:
                jobs.popleft()
            if jobs:
                self._start(key)
            else:
                self._jobs.pop(key, None)
            self._changed.notify_all()
