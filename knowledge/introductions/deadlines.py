"""How long each state may last. All times are aware."""

from __future__ import annotations

from datetime import datetime, timedelta

from knowledge.introductions.introduction import UNFINISHED, Introduction

ANSWER_WITHIN = timedelta(days=7)
# A coordinator may be away for longer than a person's question may lie.
REVIEW_WITHIN = timedelta(days=14)
REMIND_AFTER = timedelta(days=4)
CHECK_IN_AFTER = timedelta(days=14)
OUTCOME_AFTER = timedelta(days=90)


def deadline(introduction: Introduction) -> datetime | None:
    """When it expires; None where it waits for nobody's answer.

    A question that could not be put (limits, quiet hours, a pause) expires as long after its turn came.
    """
    if introduction.state not in UNFINISHED or introduction.state == "agreed":
        return None
    within = REVIEW_WITHIN if introduction.state == "review" else ANSWER_WITHIN
    return (introduction.told or introduction.since) + within


def is_overdue(introduction: Introduction, now: datetime) -> bool:
    last = deadline(introduction)
    return last is not None and now >= last


def reminder_is_due(introduction: Introduction, now: datetime) -> bool:
    """Once, to somebody who got the question and may still answer it."""
    if introduction.told is None or introduction.reminded or is_overdue(introduction, now):
        return False
    return now >= introduction.told + REMIND_AFTER


def check_in_is_open(introduction: Introduction, now: datetime) -> bool:
    return introduction.introduced is not None and now >= introduction.introduced + CHECK_IN_AFTER


def outcome_is_open(introduction: Introduction, now: datetime) -> bool:
    return introduction.introduced is not None and now >= introduction.introduced + OUTCOME_AFTER
