"""What passages and their units are called in both indexes and in the records."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Key:
    """Which passage: the text that holds it, and its number there."""

    text_id: str
    number: int

    def __str__(self) -> str:
        return f"{self.text_id}:{self.number}"

    @classmethod
    def parse(cls, key: str) -> Key:
        text_id, _, number = key.rpartition(":")
        return cls(text_id, int(number))


@dataclass(frozen=True, slots=True)
class UnitKey:
    """Which unit of which passage, from 0."""

    passage: Key
    unit: int

    def __str__(self) -> str:
        return f"{self.passage}:{self.unit}"

    @classmethod
    def parse(cls, key: str) -> UnitKey:
        passage, _, unit = key.rpartition(":")
        return cls(Key.parse(passage), int(unit))
