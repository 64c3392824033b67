"""The records of introductions, as one process and the next have them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import count

from sqlalchemy import Engine

from knowledge.introductions.introduction import Introduction, Proposal
from knowledge.introductions.limits import Allowance
from knowledge.introductions.notices import Kind, Notice
from knowledge.introductions.policy import Policy
from knowledge.records.introductions import Introductions
from knowledge.records.notices import Claimed, Notices
from knowledge.records.profiles import Profiles
from tests.knowledge.introductions.made import ASKED, CLOCK, COORDINATOR, NOW, OSLO, member


@dataclass(frozen=True)
class Cluster:
    engine: Engine
    introductions: Introductions
    notices: Notices
    profiles: Profiles

    def begin(self, proposal: Proposal = ASKED, now: datetime = NOW) -> Introduction:
        """Drafted and begun by its asker, without a review."""
        by = (
            member(proposal.asker)
            if proposal.asker == proposal.first
            else COORDINATOR
            if proposal.asker
            else CLOCK
        )
        draft = self.introductions.draft(proposal, by, now)
        assert isinstance(draft, Introduction), draft
        begun = self.introductions.begin(draft.id, by, Policy(), now)
        assert isinstance(begun, Introduction), begun
        return begun

    def say(self, introduction: Introduction, kind: Kind, person: str, now: datetime = NOW) -> None:
        notice = Notice(introduction.id, kind, person)
        claimed = self.notices.claim(notice, Allowance(), now)
        assert isinstance(claimed, Claimed), claimed
        self.notices.sent(notice, "D1 1", now)


def opened(engine: Engine, numbers: Iterator[int]) -> Cluster:
    """``numbers`` goes on where it was over restarts: what is as old as another comes in the order it was made."""
    introductions = Introductions(engine, OSLO, lambda: f"{next(numbers):04}")
    return Cluster(engine, introductions, Notices(engine, OSLO), Profiles(engine))


def numbers() -> Iterator[int]:
    return count(1)


Reopened = Callable[[], Cluster]
