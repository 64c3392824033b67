"""The form in which members say who they are, prefilled with what is known of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.replies.catalogue import Texts
from bot.replies.fields import (
    Field,
    Option,
    checkboxes,
    choice,
    day_picker,
    line,
    lines,
    people_picker,
)
from bot.replies.limits import Block
from bot.replies.message import context
from bot.replies.profile_lines import OwnProfile, labels
from bot.replies.surfaces import Labels, modal
from knowledge.introductions.entered import FOREVER, USUALLY_WILLING
from knowledge.introductions.profile import MOST_WILLING

PROFILE_FORM = "profile"
AGREED = "yes"


@dataclass(frozen=True, slots=True)
class Prefilled:
    """``not_with_users`` are Slack's ids; ``asks_organisation`` is whether no register names one."""

    own: OwnProfile
    today: date
    not_with_users: Sequence[str] = ()
    asks_organisation: bool = False


def profile_form(prefilled: Prefilled, said: Texts) -> dict[str, Any]:
    return modal(
        PROFILE_FORM,
        Labels(said("My profile"), said("Cancel"), said("Save")),
        [*_about(prefilled, said), *_willing(prefilled, said), *_guarded(prefilled, said)],
    )


def _about(prefilled: Prefilled, said: Texts) -> Iterator[Block]:
    row = prefilled.own.row
    one_a_line = said("One a line.")
    yield line(Field("name", said("Name"), required=True), row.name)
    if prefilled.asks_organisation:
        yield line(Field("organisation", said("Organisation")), row.organisation)
    yield line(Field("role", said("Role")), row.role)
    yield line(Field("place", said("Place")), row.place)
    yield line(
        Field("languages", said("Languages"), said("Divided by semicolons: Norwegian; English")),
        "; ".join(row.languages),
    )
    yield lines(Field("offers", said("What can you help others with?"), one_a_line), row.offers)
    yield lines(Field("needs", said("What do you look for?"), one_a_line), row.needs)
    yield lines(Field("topics", said("What are you interested in?"), one_a_line), row.topics)


def _willing(prefilled: Prefilled, said: Texts) -> Iterator[Block]:
    row = prefilled.own.row
    yield checkboxes(
        Field(
            "consent",
            said("May I introduce you to others?"),
            said(
                "I ask you before anybody is introduced; without a tick I introduce you to nobody. Either way, "
                "members of the cluster can see what you do not hide."
            ),
        ),
        [Option(AGREED, said("Yes, I would like to be introduced"))],
        [AGREED] if row.consents else [],
    )
    often = [Option(str(count), _often(count, said)) for count in range(MOST_WILLING + 1)]
    willing = USUALLY_WILLING if row.willing is None else min(row.willing, MOST_WILLING)
    yield choice(Field("willing", said("How often at most?"), required=True), often, str(willing))
    if row.paused_until == FOREVER:
        yield context(said("You have paused introductions. On my Home tab you come back."))
    else:
        running = row.paused_until if row.paused_until and row.paused_until >= prefilled.today else None
        yield day_picker(Field("paused_until", said("Pause introductions until")), running)


def _guarded(prefilled: Prefilled, said: Texts) -> Iterator[Block]:
    profile = prefilled.own.profile
    secret = said("Secret: it is shown to nobody, not to coordinators either.")
    yield people_picker(
        Field("not_with_people", said("Whom would you rather not meet?"), secret), prefilled.not_with_users
    )
    yield lines(
        Field(
            "not_with_organisations",
            said("Which organisations would you rather not meet?"),
            f"{secret} {said('One a line.')}",
        ),
        profile.not_with_organisations,
    )
    fields = [Option(name, label) for name, label in labels(said).items()]
    yield checkboxes(
        Field(
            "hidden",
            said("What shall be hidden?"),
            said("Neither shown to others nor used to find somebody."),
        ),
        fields,
        profile.hidden,
    )


def _often(count: int, said: Texts) -> str:
    match count:
        case 0:
            return said("Not at all")
        case 1:
            return said("Once a month")
        case _:
            return said("{count} times a month", count=count)
