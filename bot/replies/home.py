"""A member's Home: what the cluster knows of them, what they can do about it, and how their introductions stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bot.replies.answer import whom_to_ask
from bot.replies.buttons import Button, Confirm, Menu, buttons
from bot.replies.catalogue import Texts
from bot.replies.fields import Option
from bot.replies.inert import plain
from bot.replies.introduction_letters import standing_of
from bot.replies.limits import Block
from bot.replies.message import context, lines_of, section
from bot.replies.profile_lines import OwnProfile, labels, profile_lines, secret_line, standing_line
from bot.replies.surfaces import divider, header
from knowledge.introductions.introduction import Introduction
from knowledge.introductions.shown import shown_to

# More than these are counted only.
MOST_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Standing:
    """An introduction, and how the other one is called to the viewer."""

    introduction: Introduction
    other: str


def outsider_blocks(cluster: str, coordinators: Sequence[str], said: Texts) -> Iterator[Block]:
    """For guests and people of other organisations."""
    yield section(said("Hi! I am the assistant of {cluster}.", cluster=plain(cluster)))
    yield section(
        said("You can ask me about what is public. Profiles and introductions are for the cluster's members.")
    )
    yield context(whom_to_ask(said, coordinators))


def unknown_blocks(own: OwnProfile, coordinators: Sequence[str], said: Texts) -> Iterator[Block]:
    """For a member who has no profile: in no register, or deleted."""
    yield header(said("My profile"))
    if own.profile.deleted is not None:
        yield section(
            said("Your profile is deleted. All that I keep is that you do not want to be introduced.")
        )
        if own.listed is not None:
            yield from lines_of([said("What a register says of you:"), *profile_lines(own, said)])
    else:
        yield section(
            said(
                "You are not in the register of people. Make a profile in two minutes, and others can find you; "
                "I introduce you only if you agree to it there."
            )
        )
    yield buttons([Button(said("Make a profile"), "profile.edit", "new", "primary")])
    yield context(whom_to_ask(said, coordinators))


def profile_blocks(own: OwnProfile, today: date, said: Texts) -> Iterator[Block]:
    yield header(said("My profile"))
    yield from lines_of(profile_lines(own, said))
    yield section(standing_line(own, today, said))
    if secret := secret_line(own.profile, said):
        yield context(secret)
    yield buttons(
        [
            Button(said("Edit profile"), "profile.edit", "edit", "primary"),
            Button(said("Find me somebody to meet"), "home.meet", "meet"),
        ]
    )
    yield buttons([_pause(own, today, said), _hide(own, said), _delete(own, said)])
    yield context(_stored(own, said))


def introduction_blocks(standings: Sequence[Standing], viewer: str, said: Texts) -> Iterator[Block]:
    """Those that are open, the newest first."""
    yield divider()
    yield header(said("My introductions"))
    if not standings:
        yield section(said("None is open just now."))
    for number, one in enumerate(standings[:MOST_SHOWN], 1):
        yield section(standing_of(one.introduction, viewer, one.other, said))
        yield from _steps(one.introduction, viewer, number, said)
    if len(standings) > MOST_SHOWN:
        yield context(said("And {count} more.", count=len(standings) - MOST_SHOWN))


def _steps(introduction: Introduction, viewer: str, number: int, said: Texts) -> Iterable[Block]:
    match shown_to(introduction, viewer):
        case "your_turn":
            yes = Button(said("Yes, gladly"), f"home.yes.{number}", introduction.id, "primary")
            yield buttons([yes, Button(said("Not now"), f"home.no.{number}", introduction.id)])
        case "in_review" | "waiting" if introduction.proposal.asker == viewer:
            yield buttons([Button(said("Withdraw"), f"home.withdraw.{number}", introduction.id)])


def _pause(own: OwnProfile, today: date, said: Texts) -> Button | Menu:
    if own.is_benched or (own.row.paused_until and own.row.paused_until >= today):
        return Button(said("I am back"), "profile.return", "back")
    spans = (
        ("1", said("For a month")),
        ("3", said("For three months")),
        ("open", said("Until I come back")),
    )
    return Menu(
        said("Pause introductions"), "profile.pause", [Option(value, label) for value, label in spans]
    )


def _hide(own: OwnProfile, said: Texts) -> Menu:
    hidden = own.profile.hidden
    options = [
        Option(
            name,
            said("Show again: {field}", field=label)
            if name in hidden
            else said("Hide: {field}", field=label),
        )
        for name, label in labels(said).items()
    ]
    return Menu(said("Hide a field"), "profile.hide", options)


def _delete(own: OwnProfile, said: Texts) -> Button:
    register = (
        said("What a register says of you stays in the register, and none of it is hidden any more.")
        if own.listed is not None
        else ""
    )
    confirm = Confirm(
        said("Delete the profile?"),
        " ".join(
            part
            for part in (
                said(
                    "What you have said here goes, open introductions are withdrawn, and I introduce you to nobody."
                ),
                register,
            )
            if part
        ),
        said("Delete"),
        said("Cancel"),
    )
    return Button(said("Delete profile"), "profile.delete", "delete", "danger", confirm)


def _stored(own: OwnProfile, said: Texts) -> str:
    stored = said(
        "I keep this profile, how your introductions go, and what you ask me. “Privacy” below says for how long."
    )
    register = said("What comes from a register is kept by the coordinators.")
    return f"{stored} {register}" if own.listed is not None else stored
