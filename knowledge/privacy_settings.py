"""What cluster.toml says of personal data: for how long what kind is kept."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

from pydantic import Field

from knowledge.section import Section


class PrivacySection(Section):
    """``questions_days`` holds for questions, what was thought of the answers, and what was said in threads; at least
    nine, which a digest of the week needs. ``gaps_days`` is how long coordinators have for what was not answered; two
    months are what counting looks back on.
    ``introductions_months`` counts from the last step of one that is over; 13 are what matching looks back on.
    ``logs_days`` holds for the note that an event was handled."""

    questions_days: Annotated[int, Field(ge=9, le=730)] = 30
    gaps_days: Annotated[int, Field(ge=62, le=730)] = 180
    introductions_months: Annotated[int, Field(ge=13, le=120)] = 24
    logs_days: Annotated[int, Field(ge=2, le=365)] = 14

    @property
    def questions_kept(self) -> timedelta:
        return timedelta(days=self.questions_days)

    @property
    def gaps_kept(self) -> timedelta:
        return timedelta(days=self.gaps_days)
