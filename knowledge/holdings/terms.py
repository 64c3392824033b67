"""On what terms a document is kept: who may read it, who looks after it, and until when it holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from knowledge.holdings.holding import Holding
from knowledge.models import MEMBERS, PUBLIC

Field = Literal["audience", "owner", "review_on", "expires_on"]
Fault = Literal["unknown audience", "no address", "in the past"]


@dataclass(frozen=True, slots=True)
class Terms:
    """``owner`` is an e-mail address, or '' for nobody. The last day on which it holds is ``expires_on``."""

    audience: str = MEMBERS
    owner: str = ""
    review_on: date | None = None
    expires_on: date | None = None

    @classmethod
    def of(cls, holding: Holding) -> Terms:
        """Those that it is kept on; what is new is for members."""
        care = holding.care
        return cls(holding.audience or MEMBERS, care.owner, care.review_on, care.expires_on)

    @classmethod
    def read(cls, written: Mapping[str, str]) -> Terms:
        """What ``written`` gave; other keys are left alone."""
        days = {name: written[name] for name in ("review_on", "expires_on")}
        read = {name: date.fromisoformat(day) if day else None for name, day in days.items()}
        return cls(written["audience"], written["owner"], **read)

    def written(self) -> dict[str, str]:
        """As plain texts, to be carried with a form."""
        days = {"review_on": self.review_on, "expires_on": self.expires_on}
        told = {name: day.isoformat() if day else "" for name, day in days.items()}
        return {"audience": self.audience, "owner": self.owner, **told}

    def opens_up(self, before: Terms) -> bool:
        """Whether somebody may read it who might not before."""
        wider = {PUBLIC: 2, MEMBERS: 1}
        if self.audience == before.audience:
            return False
        return wider.get(self.audience, 0) >= wider.get(before.audience, 0)

    def faults(self, audiences: Iterable[str], today: date) -> Mapping[Field, Fault]:
        """What cannot be meant, by the field that holds it."""
        found: dict[Field, Fault] = {}
        if self.audience not in audiences:
            found["audience"] = "unknown audience"
        if self.owner and "@" not in self.owner:
            found["owner"] = "no address"
        if self.review_on is not None and self.review_on < today:
            found["review_on"] = "in the past"
        if self.expires_on is not None and self.expires_on < today:
            found["expires_on"] = "in the past"
        return found

    def applied(self, holding: Holding) -> Holding:
        """The holding on these terms."""
        care = replace(
            holding.care,
            owner=self.owner.strip().lower(),
            review_on=self.review_on,
            expires_on=self.expires_on,
        )
        return replace(holding, care=care, audience=self.audience if holding.is_added else "")
