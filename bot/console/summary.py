"""How the knowledge stands, for a coordinator's Home: from what is stored, without a look at any source."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from bot.console.stock import Stock
from bot.replies.catalogue import Texts
from bot.replies.console_home import Standing, console_blocks
from bot.replies.limits import Block
from knowledge.audiences import AudienceRule


class Summary:
    """``clock`` gives the time in the cluster's zone."""

    def __init__(self, stock: Stock, rule: AudienceRule, clock: Callable[[], datetime]) -> None:
        self._stock = stock
        self._rule = rule
        self._clock = clock

    def blocks(self, said: Texts) -> Iterator[Block]:
        return console_blocks(self._standing(), self._clock().tzinfo, said)

    def _standing(self) -> Standing:
        stock, today = self._stock, self._clock().date()
        synced = stock.catalogue.fact("synced_at")
        return Standing(
            counts=stock.catalogue.counts(self._rule.names),
            synced_at=datetime.fromisoformat(synced) if synced else None,
            failures=stock.catalogue.failures(),
            due=tuple(stock.overview.due(today)),
            gaps=tuple(one for one in stock.gaps.gathered() if one.state == "open"),
            findings=stock.findings(today),
            answers=len(stock.answers.every()),
        )
