"""The stages that work goes through, named for whoever times them. Knowledge itself keeps no time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

Name = Literal[
    "reply", "wait", "audience", "answer", "curated", "rows", "queries", "search", "embed", "vectors", "keywords",
    "fuse", "write", "model", "tool", "ground", "post", "slack", "press", "sync", "duty",
]  # fmt: skip

Fact = str | int


class Stage:
    """One that has begun; this one nobody times. It may begin in one thread and end in another."""

    def note(self, **facts: Fact) -> None:
        """Counts, outcomes and names of the program's own: never what somebody wrote, and nobody's name."""

    @contextmanager
    def inside(self) -> Iterator[None]:
        """What begins in here is a part of it."""
        yield

    def end(self, error: BaseException | None = None) -> None:
        """Harmless where it has ended."""


class Stages:
    """For whom nobody times. Safe from several threads; what begins in a thread is a part of what is current there."""

    def begin(self, name: Name, of: str = "") -> Stage:
        """``of`` is the program's own name for which one, such as that of a tool."""
        return Stage()

    def note(self, **facts: Fact) -> None:
        """Of the stage that is current."""

    @contextmanager
    def stage(self, name: Name, of: str = "") -> Iterator[Stage]:
        """Current while it lasts; ends with the block, and with what was raised in it."""
        begun = self.begin(name, of)
        try:
            with begun.inside():
                yield begun
        except BaseException as error:
            begun.end(error)
            raise
        begun.end()


UNTIMED = Stages()
