"""What was before, as far as it decides who may be suggested: plain data, as of one moment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

Pair = frozenset[str]


@dataclass(frozen=True, slots=True)
class Past:
    """People by their e-mail in lower case. ``load`` is how many introductions each has this month; ``met`` and
    ``declined`` are the last days of each pair, ``organisations_met`` of pairs of organisations by name; ``benched`` do
    not want to be asked now; ``not_with`` are addresses and names of organisations that somebody will not meet.
    """

    load: Mapping[str, int] = field(default_factory=dict)
    met: Mapping[Pair, date] = field(default_factory=dict)
    declined: Mapping[Pair, date] = field(default_factory=dict)
    organisations_met: Mapping[Pair, date] = field(default_factory=dict)
    benched: frozenset[str] = frozenset()
    not_with: Mapping[str, frozenset[str]] = field(default_factory=dict)
