"""What a coordinator does about gaps, from the terminal or from Slack: the one place where it is done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Protocol

from knowledge.gaps.gap import AlreadySettled, GapGroup, Moved, Placed, Settled, UnknownGap
from knowledge.models import MEMBERS


class GapRecords(Protocol):
    """Where gaps are kept: ``knowledge.records.gaps.Gaps``."""

    def placed(self) -> tuple[tuple[int, Placed], ...]: ...

    def gather(self, bundles: Sequence[tuple[int | None, Sequence[int]]]) -> None: ...

    def groups(self) -> tuple[GapGroup, ...]: ...

    def get(self, id: int) -> GapGroup | UnknownGap: ...

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

    def groups(self) -> tuple[GapGroup, ...]:
        """All groups, those that most people asked first, with every new question gathered. Raises EmbeddingFailed."""
        questions = self._records.placed()
        if any(placed.group is None for _, placed in questions):
            labels = self._grouping.of([placed for _, placed in questions])
            self._records.gather(tuple(_bundles(questions, labels)))
        return self._records.groups()

    def gathered(self) -> tuple[GapGroup, ...]:
        """Likewise, as they were gathered last: nothing is compared."""
        return self._records.groups()

    def get(self, id: int) -> GapGroup | UnknownGap:
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


def _bundles(
    questions: Sequence[tuple[int, Placed]], labels: Sequence[int]
) -> Iterator[tuple[int | None, Sequence[int]]]:
    """The new questions of each label, and the group that it stands for, where there is one already."""
    for label in dict.fromkeys(labels):
        members = [one for one, its in zip(questions, labels, strict=True) if its == label]
        new = [number for number, placed in members if placed.group is None]
        if new:
            yield next((placed.group for _, placed in members if placed.group is not None), None), new
