"""Vectors from one place of Chroma's to another one that holds nothing of the same installation."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import closing, contextmanager

from knowledge.chroma_places import Place
from knowledge.errors import ConfigurationError, KlyngebotError
from knowledge.moving.checksums import Copied, equal, sum_of
from knowledge.moving.collections import Collections

_log = logging.getLogger(__name__)
# What a collection is called until all of them are whole: nobody asks it, and a move that was killed leaves it behind.
_UNFINISHED = "moving-"


class VectorsCopy:
    """Used inside ``opened`` only."""

    def __init__(self, source: Place, target: Place) -> None:
        self._from, self._to = source, target

    @contextmanager
    def opened(self) -> Iterator[OpenedVectors]:
        with closing(Collections(self._from)) as source, closing(Collections(self._to)) as target:
            yield OpenedVectors(source, f"{self._from.name}-", target, f"{self._to.name}-")


class OpenedVectors:
    """``source_name`` and ``target_name`` begin the names of the collections at either place."""

    def __init__(self, source: Collections, source_name: str, target: Collections, target_name: str) -> None:
        self._source, self._source_name = source, source_name
        self._target, self._target_name = target, target_name

    def check(self) -> None:
        """Raises ConfigurationError where there is nothing to copy, or collections of this installation at the target
        already."""
        if not self._source.names(self._source_name):
            raise ConfigurationError(
                f"there are no collections named {self._source_name}… at the place that they are to be copied from; "
                "name the place that they are in, and run this again."
            )
        if found := self._target.names(self._target_name):
            raise ConfigurationError(
                f"there are {len(found)} collections named {self._target_name}… at the place for the vectors already, "
                "and nothing is written over; remove them there, or name another server or data folder."
            )

    def copy(self) -> tuple[Copied, ...]:
        """All collections, read again at both places and found equal; nobody asks them before ``finish``."""
        self._remove(f"{_UNFINISHED}{self._target_name}")
        return tuple([self._copy(name) for name in self._source.names(self._source_name)])

    def finish(self) -> None:
        for name in self._target.names(f"{_UNFINISHED}{self._target_name}"):
            self._target.rename(name, name.removeprefix(_UNFINISHED))

    @contextmanager
    def removed_on_failure(self) -> Iterator[None]:
        """Whatever fails inside, the target holds nothing of the copy afterwards."""
        try:
            yield
        except BaseException:
            try:
                for name in (f"{_UNFINISHED}{self._target_name}", self._target_name):
                    self._remove(name)
            except KlyngebotError as error:
                _log.warning("collections of a move that failed are left: %s", error)
            raise

    def _copy(self, name: str) -> Copied:
        told = name.removeprefix(self._source_name)
        unfinished = f"{_UNFINISHED}{self._target_name}{told}"
        self._target.make(unfinished)
        for page in self._source.pages(name):
            self._target.write(unfinished, page)
        return equal(_sum(told, self._source, name), _sum(told, self._target, unfinished))

    def _remove(self, beginning: str) -> None:
        for name in self._target.names(beginning):
            self._target.remove(name)


def _sum(told: str, there: Collections, name: str) -> Copied:
    return sum_of(told, (row for page in there.pages(name) for row in page.rows()))
