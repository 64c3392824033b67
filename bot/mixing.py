"""The round of a month as it would be, for the terminal. Nobody is asked, and nothing is written."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from bot.replies.rounds import round_json, round_lines
from bot.wiring import Parts
from knowledge.matching.rounds import Size


class Rehearsal:
    def __init__(self, parts: Parts, now: datetime, size: Size) -> None:
        self._house = parts.house
        self._month = f"{now:%Y-%m}"
        self._mixed = parts.hold_round.rehearse(now, size)

    def words(self) -> str:
        return "\n".join(round_lines(self._month, self._mixed, self._house))

    def json(self) -> Any:
        return round_json(self._month, self._mixed, self._house)
