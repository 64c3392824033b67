"""What is said in a terminal, and what can be chosen then: the buttons of a terminal have numbers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Said:
    """``paragraphs`` are Markdown; ``sources`` and ``remarks`` are plain lines."""

    paragraphs: tuple[str, ...]
    sources: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """``take`` says what comes of it. Raises KlyngebotError."""

    label: str
    take: Callable[[], Said]
