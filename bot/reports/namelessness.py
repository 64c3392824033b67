"""What a breakdown is labelled with comes from data; where somebody wrote a person there, it is not shown."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

_APART = re.compile(r"\W+")


class Nameless:
    """``names`` are those of the people in the registers."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = frozenset(map(_words, names)) - {"  "}

    def __call__(self, counts: Mapping[str, int]) -> Mapping[str, int]:
        """Labels that hold a name or an address are counted as not stated."""
        cleared: Counter[str] = Counter()
        for label, count in counts.items():
            cleared["" if self._tells(label) else label] += count
        return dict(cleared)

    def _tells(self, label: str) -> bool:
        said = _words(label)
        return "@" in label or any(name in said for name in self._names)


def _words(text: str) -> str:
    return f" {_APART.sub(' ', text.casefold()).strip()} "
