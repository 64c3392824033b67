"""Long work as a person at a terminal watches it: a progress bar with the time that remains, on standard error."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeRemainingColumn, track

from bot.replies.inert import visible
from bot.wiring import Parts
from ingest.sync import SyncRun
from knowledge.evaluation.question_set import Case, Fault
from knowledge.reports import SyncReport


class Bar:
    """Shows nothing where standard error is not a terminal. Moves within a file too: embedding is what takes long."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._task: TaskID | None = None
        self._before = 0
        self._path, self._size = "", 0

    def start(self, total_bytes: int) -> None:
        self._task = self._progress.add_task("", total=max(1, total_bytes))

    def enter(self, path: str, size: int) -> None:
        self._before += self._size
        self._path, self._size = visible(path)[-40:], size
        self._show(self._path, 0.0)

    def embedded(self, done: int, of: int) -> None:
        self._show(f"{self._path}: {done} of {of} texts", done / of)

    def _show(self, words: str, share: float) -> None:
        """``share`` of the present file is done."""
        if self._task is not None:
            done = self._before + round(share * self._size)
            self._progress.update(self._task, completed=done, description=words)


def run_sync(parts: Parts, *, dry_run: bool) -> SyncReport:
    if dry_run:
        return parts.sync_all.rehearse()
    with watching() as run:
        return parts.sync_all.run(run)


@contextmanager
def watching() -> Iterator[SyncRun]:
    """A sync that is watched while this lasts."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        yield SyncRun(
            Bar(progress), lambda: console.print("Another sync is running; waiting for it to finish ...")
        )


def watched(cases: Sequence[Case | Fault]) -> Iterable[Case | Fault]:
    """The same, with a bar that moves as they are taken."""
    console = Console(stderr=True)
    return track(cases, "", console=console, transient=True, disable=not console.is_terminal)
