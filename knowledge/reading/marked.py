"""A question whose words are taken one by one, so that what nothing has understood is seen at the end."""

from __future__ import annotations

import re
from collections.abc import Iterable


class Marked:
    """``left`` is what has not been taken yet; each taken word leaves a gap."""

    def __init__(self, text: str) -> None:
        self.left = text

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """The first match, taken out."""
        match = pattern.search(self.left)
        if match:
            self.take_span(*match.span())
        return match

    def take_all(self, patterns: Iterable[re.Pattern[str]]) -> None:
        """Every match of every pattern, taken out."""
        for pattern in patterns:
            self.left = pattern.sub(_gap, self.left)

    def take_span(self, start: int, end: int) -> None:
        self.left = self.left[:start] + " " * (end - start) + self.left[end:]

    def has(self, pattern: re.Pattern[str]) -> bool:
        return pattern.search(self.left) is not None

    @property
    def words(self) -> str:
        """What is left, without punctuation at its edges."""
        return " ".join(word for word in re.findall(r"[\w'&./+-]*\w[\w'&/+-]*", self.left))


def _gap(match: re.Match[str]) -> str:
    return " " * len(match.group(0))
