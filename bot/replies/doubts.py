"""What in documents reads like instructions: told to those who look after them, as words that start nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from bot.replies.catalogue import Spoken, Texts, texts
from bot.replies.inert import shown
from knowledge.models import Doubt

_TERMINAL: Spoken = "en"
_SHOWN = 3
_LONGEST = 100


def doubts_json(doubts: Mapping[str, Sequence[Doubt]]) -> list[dict[str, str]]:
    return [{"source": source, **doubt_json(one)} for source, those in doubts.items() for one in those]


def doubt_json(doubt: Doubt) -> dict[str, str]:
    return {"where": where(doubt, texts(_TERMINAL)), "why": doubt.why, "quote": doubt.quote}


def doubt_lines(doubts: Mapping[str, Sequence[Doubt]]) -> Iterator[str]:
    """For the report of a sync."""
    for source, those in doubts.items():
        yield from (f"{doubt_line(one)} (in {source})" for one in those[:_SHOWN])
        if len(those) > _SHOWN:
            yield f"suspicious: {len(those) - _SHOWN} more places (in {source})"


def doubt_line(doubt: Doubt) -> str:
    place = where(doubt, texts(_TERMINAL))
    return f"suspicious: {place} {doubt.why}: '{doubt.quote}'; it is quoted as data, never followed"


def doubt_report(doubts: Sequence[Doubt], said: Texts) -> Iterator[str]:
    """The same in Slack, below a heading of its own; the rules' reasons are English, and the words speak for
    themselves."""
    yield said("Reads like instructions to me. I never follow it, I only quote it:")
    yield from (
        f"• {shown(where(one, said), _LONGEST)}: “{shown(one.quote, _LONGEST)}”" for one in doubts[:_SHOWN]
    )
    if len(doubts) > _SHOWN:
        yield f"• … (+{len(doubts) - _SHOWN})"


def where(doubt: Doubt, said: Texts) -> str:
    place = doubt.place
    if place is None:
        return said("the title")
    if place.page:
        return said("page {page}", page=place.page)
    if place.slide:
        notes = said("slide {slide} (notes)", slide=place.slide)
        return notes if place.notes else said("slide {slide}", slide=place.slide)
    return said("sheet {sheet}", sheet=place.sheet) if place.sheet else said("the text")
