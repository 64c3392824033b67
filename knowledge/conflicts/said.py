"""Values that a statement can give, with what is needed to compare them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ValueKind = Literal[
    "amount",
    "percent",
    "date",
    "time",
    "duration",
    "frequency",
    "count",
    "person",
    "place",
    "contact",
    "rule",
]
Comparison = Literal["same", "other", "not comparable"]

# Said as a round figure: what lies within this share of it is no other value.
_ROUNDING = 0.1
_ALL_BUT_EQUAL = 1e-6


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a statement, from ``low`` to ``high`` (in its kind's unit; both the same where it is no range).

    ``said`` is how the text puts it, at ``start`` to ``end``. ``of`` says what it is a value of, as far as the text
    does: currency, year of a date, counted things, role, what a rule is about; empty where it does not. ``words``
    are the words of a name, or the digits of a number that is dialled. ``loose`` is "about", "at least", "up to".
    """

    kind: ValueKind
    said: str
    start: int
    end: int
    low: float = 0.0
    high: float = 0.0
    of: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    per: str = ""
    loose: bool = False

    def compared(self, other: Value) -> Comparison:
        """Whether another value of a statement about the same subject says the same."""
        if self.kind != other.kind or (self.of and other.of and self.of.isdisjoint(other.of)):
            return "not comparable"
        if self.per and other.per and self.per != other.per:
            return "not comparable"
        match self.kind:
            case "person" | "place" | "contact":
                return "other" if self.words.isdisjoint(other.words) else "same"
            case "time":
                return _hours_compared(self, other)
            case _:
                return _figures_compared(self, other)


def _figures_compared(one: Value, other: Value) -> Comparison:
    """A figure within the other's range is no other figure, nor is the same one rounded."""
    if one.low <= other.high + _ALL_BUT_EQUAL and other.low <= one.high + _ALL_BUT_EQUAL:
        return "same"
    nearest = min(abs(one.low - other.high), abs(other.low - one.high))
    rounded = (one.loose or other.loose) and nearest <= _ROUNDING * max(one.high, other.high)
    return "same" if rounded else "other"


def _hours_compared(one: Value, other: Value) -> Comparison:
    """Of opening hours both ends count; when something begins is compared with one end, and may lie between them."""
    if one.low < one.high and other.low < other.high:
        return "same" if (one.low, one.high) == (other.low, other.high) else "other"
    if one.low in (other.low, other.high) or other.low in (one.low, one.high):
        return "same"
    inside = one.low < other.low < one.high or other.low < one.low < other.high
    return "not comparable" if inside else "other"
