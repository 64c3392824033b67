"""Identifiers in Slack's shape: a letter for the kind, then capitals and digits."""

from collections import Counter


class Ids:
    """Counts up within each prefix: U000000001, U000000002, C000000001, ..."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()

    def next(self, prefix: str) -> str:
        self._counts[prefix] += 1
        return f"{prefix}{self._counts[prefix]:09d}"
