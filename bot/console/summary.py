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

    def blocks(self, said: Texts, audiences: frozenset[str]) -> Iterator[Block]:
        """For a coordinator who may read these."""
        return console_blocks(self._standing(audiences), self._clock().tzinfo, said)

    def _standing(self, audiences: frozenset[str]) -> Standing:
        stock, today = self._stock, self._clock().date()
        synced, may_know = stock.catalogue.fact("synced_at"), self._rule.named_to(audiences)
        doubtful = tuple(stock.catalogue.doubts())
        failures, due = stock.catalogue.failures(), tuple(stock.overview.due(today))
        answers, findings = stock.answers.every(), stock.findings(today)
        own = {one.id for one in answers if one.draft.audience in audiences}
        named = (
            tuple(one for one in failures if may_know(one.source)),
            tuple(one for one in due if may_know(one[0].source)),
            tuple(one for one in findings if one.answer in own),
            tuple(one for one in doubtful if may_know(one)),
        )
        return Standing(
            counts=stock.catalogue.counts(self._rule.names),
            synced_at=datetime.fromisoformat(synced) if synced else None,
            failures=named[0],
            due=named[1],
            gaps=tuple(one for one in stock.gaps.gathered() if one.state == "open"),
            findings=named[2],
            doubtful=named[3],
            answers=len(answers),
            hidden=len(failures) + len(due) + len(findings) + len(doubtful) - sum(map(len, named)),
        )
