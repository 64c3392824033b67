"""Patterns, and what each of them means as a stretch of days."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date

from knowledge.reading.stretches import Period

Found = re.Match[str]
Reader = Callable[[Found, date], Period | None]


class Readers:
    """Tried in the order in which they were made: what says more comes before what says less."""

    def __init__(self) -> None:
        self._readers: list[tuple[re.Pattern[str], Reader]] = []

    def read(self, pattern: str) -> Callable[[Reader], Reader]:
        """Makes a function the reader of a pattern, which matches whole words in any case."""

        def keep(reader: Reader) -> Reader:
            self._readers.append((re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE), reader))
            return reader

        return keep

    def __iter__(self) -> Iterator[tuple[re.Pattern[str], Reader]]:
        return iter(self._readers)
