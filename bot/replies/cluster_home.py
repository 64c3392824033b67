"""What coordinators see on their Home beside their own: what waits for them, and how introductions go."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.replies.buttons import Button, Confirm, buttons
from bot.replies.catalogue import Texts
from bot.replies.fields import Field, paragraph, person_picker
from bot.replies.home import MOST_SHOWN
from bot.replies.inert import shown
from bot.replies.introduction_letters import LONGEST_QUOTE
from bot.replies.limits import Block
from bot.replies.message import context, lines_of, section
from bot.replies.surfaces import Labels, divider, header, modal
from bot.use_cases.measure_introductions import Overview
from knowledge.introductions.introduction import Introduction, Result, State

PAIR_FORM = "pair"
LONGEST_WHY = 600


@dataclass(frozen=True, slots=True)
class Waiting:
    """An introduction that waits for a coordinator; both as they are called."""

    introduction: Introduction
    first: str
    second: str


def cluster_blocks(
    queue: Sequence[Waiting], under_way: Mapping[State, int], are_paused: bool, said: Texts
) -> Iterator[Block]:
    yield divider()
    yield header(said("For coordinators"))
    if are_paused:
        yield section(said("All introductions are paused: I write to nobody because of them."))
    yield section(_counts(under_way, said))
    yield buttons([_switch(are_paused, said), *_tools(said)])
    yield from _queue(queue, said)


def pair_form(said: Texts) -> dict[str, Any]:
    """Two people and a sentence."""
    return modal(
        PAIR_FORM,
        Labels(said("Introduce two people"), said("Cancel"), said("Ask them")),
        [
            person_picker(Field("first", said("Who is asked first?"), required=True)),
            person_picker(Field("second", said("And whom shall they meet?"), required=True)),
            paragraph(
                Field(
                    "why",
                    said("Why these two?"),
                    said(
                        "Both read this sentence, with your name. Both are asked before they are introduced."
                    ),
                    required=True,
                ),
                LONGEST_WHY,
            ),
        ],
    )


def counting_page(said: Texts) -> dict[str, Any]:
    return _page([section(said("One moment, I am counting …"))], said)


def measures_page(overview: Overview, said: Texts) -> dict[str, Any]:
    """Figures that name nobody."""
    blocks = [
        *lines_of(_figures(overview, said)),
        *lines_of(_unmet(overview, said)),
        context(said("Nobody's name is in these figures.")),
    ]
    return _page(blocks, said)


def _page(blocks: Sequence[Block], said: Texts) -> dict[str, Any]:
    return modal("measures", Labels(said("How it goes"), said("Close")), blocks)


def _counts(under_way: Mapping[State, int], said: Texts) -> str:
    asked = under_way.get("asked_first", 0) + under_way.get("asked_second", 0)
    return said(
        "Under way: {review} wait for you, {asked} for an answer, {agreed} for a conversation to open.",
        review=under_way.get("review", 0),
        asked=asked,
        agreed=under_way.get("agreed", 0),
    )


def _switch(are_paused: bool, said: Texts) -> Button:
    if are_paused:
        return Button(said("Resume introductions"), "cluster.resume", "resume", "primary")
    confirm = Confirm(
        said("Pause all?"),
        said("Nobody is asked, reminded or introduced until a coordinator resumes."),
        said("Pause"),
        said("Cancel"),
    )
    return Button(said("Pause all introductions"), "cluster.pause", "pause", confirm=confirm)


def _tools(said: Texts) -> tuple[Button, ...]:
    return (
        Button(said("Introduce two people"), "cluster.pair", "pair"),
        Button(said("How it goes"), "cluster.measures", "measures"),
    )


def _queue(queue: Sequence[Waiting], said: Texts) -> Iterator[Block]:
    for number, one in enumerate(queue[:MOST_SHOWN], 1):
        proposal = one.introduction.proposal
        opening = said("{first} would like to meet {second}.", first=one.first, second=one.second)
        need = said("In their words: “{need}”", need=shown(proposal.need, LONGEST_QUOTE))
        yield from lines_of([opening, *([need] if proposal.need else [])])
        yield buttons(
            [
                Button(said("Ask them"), f"cluster.approve.{number}", one.introduction.id, "primary"),
                Button(said("Not this one"), f"cluster.reject.{number}", one.introduction.id),
            ]
        )
    if len(queue) > MOST_SHOWN:
        yield context(said("And {count} more.", count=len(queue) - MOST_SHOWN))


def _figures(overview: Overview, said: Texts) -> Iterator[str]:
    found = overview.measures
    yield said("Asked for: {requested}; people asked: {asked}.", requested=found.requested, asked=found.asked)
    yield said("Introduced: {introduced}.", introduced=found.introduced)
    yield said(
        "Said yes: {first} of those asked first, {second} of those asked second.",
        first=_share(found.yes_rate_first),
        second=_share(found.yes_rate_second),
    )
    yield said("Met, of those who told: {share}.", share=_share(found.met_rate))
    yield from _outcomes(found.outcomes, said)
    yield said(
        "Days to a new member's first contact: {days}.",
        days="–" if found.days_to_first_contact is None else f"{found.days_to_first_contact:g}",
    )
    yield said(
        "Introduced at least once: {share} of {count} who are willing.",
        share=_share(found.coverage),
        count=overview.willing,
    )
    yield said(
        "Most introductions of one person: {load}; unevenness (Gini): {gini}; repeats: {repeats}.",
        load=found.largest_load,
        gini="–" if found.gini is None else f"{found.gini:.2f}",
        repeats=found.repeats,
    )


def _unmet(overview: Overview, said: Texts) -> Iterator[str]:
    needs = overview.unmet
    yield said("Needs without an offer:") if needs else said("Every need has an offer.")
    yield from (f"• {shown(need, LONGEST_QUOTE)}" for need in needs[:MOST_SHOWN])
    if len(needs) > MOST_SHOWN:
        yield said("And {count} more.", count=len(needs) - MOST_SHOWN)


def _outcomes(outcomes: Mapping[Result, int], said: Texts) -> Iterator[str]:
    called: Mapping[Result, str] = {
        "pilot": said("A pilot"),
        "application": said("An application"),
        "contract": said("A contract"),
        "learned": said("We learned something"),
        "none": said("Nothing so far"),
    }
    told = [f"{label}: {outcomes[result]}" for result, label in called.items() if outcomes.get(result)]
    if told:
        yield "; ".join(told)


def _share(rate: float | None) -> str:
    return "–" if rate is None else f"{rate:.0%}"
