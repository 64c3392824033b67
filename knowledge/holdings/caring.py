"""What coordinators keep, laid over a source: who has looked at it when."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from knowledge.holdings.holding import Holding
from knowledge.models import SourceInfo


class Caring:
    def __init__(
        self,
        held: Callable[[], Mapping[str, Holding]],
        home_of: Callable[[str], str],
        today: Callable[[], date],
    ) -> None:
        """``held`` is what coordinators keep, by source, as it is now; ``home_of`` names the source that lists a web
        page, and leaves everything else as it is. ``today`` is the day in the cluster's zone."""
        self._held = held
        self._home_of = home_of
        self.today = today

    def now(self) -> Callable[[SourceInfo], SourceInfo]:
        """For many sources of one moment. A row is looked after with its file, a page with the site that lists it."""
        held = self._held()
        return lambda source: self._cared(source, held) if held else source

    def _cared(self, source: SourceInfo, held: Mapping[str, Holding]) -> SourceInfo:
        path = source.source.partition("#")[0]
        holding = held.get(path) or held.get(self._home_of(path).partition("#")[0])
        if holding is None:
            return source
        return replace(source, confirmed=holding.care.confirmed_on, review_on=holding.care.review_on)
