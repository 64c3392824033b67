"""The questions that people were asked, taken from introductions: who answered, who has not yet, who never did."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from knowledge.introductions.introduction import Introduction

# ``dropped``: withdrawn, or ended otherwise before they could answer; it says nothing about them.
Reply = Literal["yes", "no", "open", "silent", "dropped"]
SILENCES = 3


@dataclass(frozen=True, slots=True)
class Ask:
    person: str
    at: datetime
    reply: Reply
    introduction: str


@dataclass(frozen=True, slots=True)
class Part:
    """A person's part in an introduction: it counts from ``since``, and is open while an answer is waited for."""

    person: str
    since: datetime
    is_open: bool


def asks_of(introduction: Introduction) -> Iterator[Ask]:
    for person in introduction.parties:
        at = introduction.told_to(person)
        if at is not None:
            yield Ask(person, at, _reply(introduction, person), introduction.id)


def parts_of(introduction: Introduction) -> Iterator[Part]:
    """Those of the people who were asked, and of the one who asks for it."""
    for ask in asks_of(introduction):
        yield Part(ask.person, ask.at, ask.reply == "open")
    proposal = introduction.proposal
    if proposal.asker == proposal.first and introduction.begun is not None:
        yield Part(proposal.asker, introduction.begun, introduction.state in ("review", "asked_second"))


def _reply(introduction: Introduction, person: str) -> Reply:
    said = introduction.said(person)
    if said == "yes" or said == "no":
        return said
    if introduction.state == "expired":
        return "silent"
    return "open" if introduction.turn == person else "dropped"


def benched(asks: Iterable[Ask], returned: Mapping[str, datetime]) -> frozenset[str]:
    """Who left their three latest asks without an answer, and has not returned since."""
    return frozenset(benching(asks, returned))


def benching(asks: Iterable[Ask], returned: Mapping[str, datetime]) -> dict[str, str]:
    """The same, with the introduction of the latest of those asks."""
    of_person: dict[str, list[Ask]] = defaultdict(list)
    for ask in asks:
        if ask.reply in ("yes", "no", "silent"):
            of_person[ask.person].append(ask)
    latest = {person: _latest(had, returned.get(person)) for person, had in of_person.items()}
    return {
        person: three[-1].introduction
        for person, three in latest.items()
        if len(three) == SILENCES and all(ask.reply == "silent" for ask in three)
    }


def _latest(asks: list[Ask], returned: datetime | None) -> list[Ask]:
    since = (ask for ask in asks if returned is None or ask.at > returned)
    return sorted(since, key=lambda ask: ask.at)[-SILENCES:]
