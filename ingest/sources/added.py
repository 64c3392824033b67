"""Files that coordinators added, as a sync reads them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta

from ingest.sources.contents import Contents
from ingest.sources.listing import FoundFile, Listing, Unreachable
from knowledge.holdings.holding import ADDED, Holding, Version

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


class AddedSources:
    def __init__(
        self, held: Callable[[], Mapping[str, Holding]], contents: Contents, today: Callable[[], date]
    ) -> None:
        """``held`` is what coordinators keep, by source, as it is now."""
        self._held = held
        self._contents = contents
        self._today = today

    def list(self) -> Listing:
        """Those that answers may come from today, as their present versions are."""
        today = self._today()
        there = [
            (holding, holding.content)
            for source, holding in sorted(self._held().items())
            if source.startswith(ADDED) and holding.standing(today) == "held"
        ]
        found = [self._found(holding, content) for holding, content in there if content]
        return Listing(
            tuple(one for one in found if isinstance(one, FoundFile)),
            tuple(one for one in found if isinstance(one, Unreachable)),
        )

    def _found(self, holding: Holding, content: Version) -> FoundFile | Unreachable:
        at = self._contents.at(content.digest)
        if not at.exists():
            reason, mend = "its content is missing from the data folder", "add the file again"
            return Unreachable(holding.source, "documents", holding.audience, reason, mend)
        return FoundFile(
            path=holding.source,
            at=at,
            kind="documents",
            audience=holding.audience,
            size=content.size,
            mtime_ns=(content.at - _EPOCH) // _MICROSECOND * 1_000,
            format_name=content.file_name,
            url=content.url,
        )
