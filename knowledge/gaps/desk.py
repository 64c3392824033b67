"""What a coordinator does about gaps, from the terminal or from Slack: the one place where it is done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Protocol

from knowledge.gaps.gap import AlreadySettled, GapGroup, Moved, Placed, Seen, Settled, UnknownGap
from knowledge.gaps.numbering import Bundle, numbered
from knowledge.models import MEMBERS

HELD = timedelta(days=1)


class GapRecords(Protocol):
    """Where gaps are kept: ``knowledge.records.gaps.Gaps``."""

    def placed(self, at: datetime) -> tuple[tuple[int, Placed], ...]: ...

    def gather(self, bundles: Sequence[Bundle], seen: Seen) -> None: ...

    def groups(self) -> tuple[GapGroup, ...]: ...

    def get(self, id: int) -> GapGroup | UnknownGap: ...

    def hold(self, id: int, until: datetime) -> None: ...

    def answer(
        self, id: int, text: str, by: str, at: datetime, audience: str
    ) -> Settled | AlreadySettled | UnknownGap: ...

    def dismiss(
        self, id: int, reason: str, by: str, at: datetime
    ) -> Settled | AlreadySettled | UnknownGap: ...

    def move(self, question: int, group: int | None, by: str, at: datetime) -> Moved | UnknownGap: ...


class Gathers(Protocol):
    """Tells which questions ask the same: ``knowledge.gaps.grouping.Grouping``."""

    def of(self, questions: Sequence[Placed]) -> tuple[int, ...]:
        """A label for each, the same for those that belong together."""


class GapDesk:
    def __init__(self, records: GapRecords, grouping: Gathers) -> None:
        self._records = records
        self._grouping = grouping

    def groups(self, at: datetime) -> tuple[GapGroup, ...]:
        """All groups, those that most people asked first. Where there are new questions, everything that is loose is
        gathered anew with them. Raises EmbeddingFailed."""
        questions = self._records.placed(at)
        if any(placed.group is None for _, placed in questions):
            labels = self._grouping.of([placed for _, placed in questions])
            seen = Seen({number: placed.group for number, placed in questions}, at)
            self._records.gather(numbered(questions, labels), seen)
        return self._records.groups()

    def gathered(self) -> tuple[GapGroup, ...]:
        """Likewise, as they were gathered last: nothing is compared."""
        return self._records.groups()

    def get(self, id: int) -> GapGroup | UnknownGap:
        return self._records.get(id)

    def open(self, id: int, at: datetime) -> GapGroup | UnknownGap:
        """As a coordinator begins to work on it: for a day, what it holds stays together."""
        self._records.hold(id, at + HELD)
        return self._records.get(id)

    def answer(
        self, id: int, text: str, by: str, at: datetime, audience: str = MEMBERS
    ) -> Settled | AlreadySettled | UnknownGap:
        """Once for everyone who asked; it is brought to those who may read ``audience``."""
        return self._records.answer(id, text, by, at, audience)

    def dismiss(self, id: int, reason: str, by: str, at: datetime) -> Settled | AlreadySettled | UnknownGap:
        return self._records.dismiss(id, reason, by, at)

    def move(self, question: int, group: int | None, by: str, at: datetime) -> Moved | UnknownGap:
        return self._records.move(question, group, by, at)
