"""What each person is shown of an introduction. That somebody said no, or nothing, stays between them and the bot."""

from __future__ import annotations

from typing import Literal

from knowledge.introductions.introduction import Introduction

# ``nothing``: it does not exist for them. ``waiting``: somebody else is asked, or will be. ``not_now``: it comes to
# nothing, whatever the reason. ``said_no``, ``silent`` and ``withdrawn`` are only shown to the one who did so.
Shown = Literal[
    "nothing",
    "draft",
    "in_review",
    "your_turn",
    "waiting",
    "not_now",
    "said_no",
    "silent",
    "withdrawn",
    "introduced",
]


def shown_to(introduction: Introduction, viewer: str) -> Shown:
    """What the person with this e-mail address may know. Coordinators who broker are shown no more than askers."""
    if not _is_let_in(introduction, viewer):
        return "nothing"
    match introduction.state:
        case "draft":
            return "draft"
        case "review":
            return "in_review"
        case "asked_first" | "asked_second":
            return "your_turn" if viewer == introduction.turn else "waiting"
        case "agreed":
            return "waiting"
        case "introduced" | "checked_in" | "outcome":
            return "introduced"
        case "declined" | "expired" | "withdrawn":
            return _of_the_end(introduction, viewer)


def _is_let_in(introduction: Introduction, viewer: str) -> bool:
    """The asker always; the two once they were asked."""
    if not viewer:
        return False
    return viewer == introduction.proposal.asker or introduction.told_to(viewer) is not None


def _of_the_end(introduction: Introduction, viewer: str) -> Shown:
    if introduction.said(viewer) == "no":
        return "said_no"
    if introduction.state == "withdrawn" and (introduction.ended_by == viewer or introduction.begun is None):
        return "withdrawn"
    was_asked = introduction.told_to(viewer) is not None
    if introduction.state == "expired" and was_asked and not introduction.said(viewer):
        return "silent"
    return "not_now"
