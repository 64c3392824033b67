"""The form of a profile as it was sent, read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bot.pressed import Submission
from bot.replies.catalogue import Texts
from bot.replies.inert import shown
from bot.replies.profile_form import AGREED
from knowledge.introductions.entered import Entered, values_in, willing_in
from knowledge.introductions.profile import HIDEABLE

_LONGEST_VALUE = 300
_MOST_VALUES = 50
_LISTS = ("languages", "offers", "needs", "topics", "not_with_organisations")


def faults_in(sent: Submission, today: date, said: Texts) -> dict[str, str]:
    """What is wrong in it, a sentence for each field."""
    faults = {} if _line(sent, "name") else {"name": said("Please write your name.")}
    for name in _LISTS:
        for fault in _wrong(values_in(sent.text(name)), said):
            faults[name] = fault
    until = day_in(sent)
    if until is not None and until < today:
        faults["paused_until"] = said("That day is past. Choose a later one, or none.")
    return faults


def entered_in(sent: Submission, not_with: tuple[str, ...], language: str) -> Entered:
    """``not_with`` are the e-mail addresses of the people that were chosen, ``language`` that of the form."""
    chosen = sent.choices("hidden")
    return Entered(
        name=_line(sent, "name"),
        organisation=_line(sent, "organisation") if "organisation" in sent.given else None,
        role=_line(sent, "role"),
        place=_line(sent, "place"),
        languages=values_in(sent.text("languages")),
        topics=values_in(sent.text("topics")),
        offers=values_in(sent.text("offers")),
        needs=values_in(sent.text("needs")),
        willing=willing_in(sent.text("willing")),
        consents=AGREED in sent.choices("consent"),
        hidden=tuple(name for name in HIDEABLE if name in chosen),
        not_with_people=not_with,
        not_with_organisations=values_in(sent.text("not_with_organisations")),
        language=language,
    )


def day_in(sent: Submission) -> date | None:
    chosen = sent.text("paused_until")
    return date.fromisoformat(chosen) if chosen else None


def _wrong(values: tuple[str, ...], said: Texts) -> Iterator[str]:
    if len(values) > _MOST_VALUES:
        yield said("That is {count}; choose {most} at most.", count=len(values), most=_MOST_VALUES)
    for value in values:
        if len(value) > _LONGEST_VALUE:
            yield said(
                "“{value}” is too long: {most} characters a line at most.",
                value=shown(value, 30),
                most=_LONGEST_VALUE,
            )


def _line(sent: Submission, name: str) -> str:
    return " ".join(sent.text(name).split())
