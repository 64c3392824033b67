"""By what the records know a person, and how it is taken out of what they say."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any

ERASED = "erased person"


@dataclass(frozen=True)
class Identity:
    """``email`` in lower case; ``names`` as registers and profiles write them; ``users`` ids of the chat system.

    Raises ValueError for a blank address or id, which would be found in everything that is kept of anybody.
    """

    email: str
    names: tuple[str, ...] = ()
    users: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not all(key.strip() for key in self.keys):
            raise ValueError("a blank address or id stands for everybody")

    @property
    def keys(self) -> tuple[str, ...]:
        """What records that belong to the person are kept under."""
        return (self.email, *self.users)

    def is_in(self, value: Any) -> bool:
        """Whether a text, or a list or object of texts, names the person."""
        if isinstance(value, str):
            return self._pattern.search(value) is not None
        if isinstance(value, dict):
            return any(map(self.is_in, [*value, *value.values()]))
        return isinstance(value, list) and any(map(self.is_in, value))

    def out_of(self, value: Any) -> Any:
        """The same without the person."""
        if isinstance(value, str):
            return self._pattern.sub(ERASED, value)
        if isinstance(value, dict):
            return {self.out_of(key): self.out_of(held) for key, held in value.items()}
        return list(map(self.out_of, value)) if isinstance(value, list) else value

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        """Whole words, however white space stands, and no part of a longer address. A name of one word is a word as
        others are, and names nobody."""
        told = [*self.users, *(name for name in self.names if len(name.split()) > 1)]
        words = (r"\s+".join(map(re.escape, one.split())) for one in sorted(told, key=len, reverse=True))
        address = rf"(?<![\w.+-]){re.escape(self.email)}(?![\w-]|\.\w)"
        return re.compile("|".join((address, *(rf"(?<!\w){one}(?!\w)" for one in words))), re.IGNORECASE)
