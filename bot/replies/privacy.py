"""What is kept of a person, for how long, who sees it, and how to stop it: one text for the Home and the command."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from bot.replies.answer import whom_to_ask
from bot.replies.catalogue import Texts
from bot.replies.limits import Block
from bot.replies.message import LINE, Message, message_of, section
from bot.replies.own_data import outsiders_way, own_data_buttons
from bot.replies.profile_lines import OwnProfile, outdated_line, registers_of
from bot.replies.sources import day
from bot.replies.surfaces import Labels, modal
from knowledge.introductions.profile import Profile
from knowledge.privacy_settings import PrivacySection


@dataclass(frozen=True, slots=True)
class Kept:
    """``terms`` say for how long; ``questions`` are those with the person's name; ``own`` is None for somebody who is
    no member. ``is_vouched_for`` is whether the workspace vouches for their address, as it does for guests."""

    terms: PrivacySection
    questions: int
    introductions: int = 0
    own: OwnProfile | None = None
    is_vouched_for: bool = False


def privacy_message(kept: Kept, coordinators: Sequence[str], said: Texts) -> Message:
    return message_of(_paragraphs(kept, coordinators, said), *_rows(kept, said))


def privacy_page(kept: Kept, coordinators: Sequence[str], said: Texts) -> dict[str, Any]:
    blocks = [section(one) for one in _paragraphs(kept, coordinators, said)]
    return modal("privacy", Labels(said("Privacy"), said("Close")), [*blocks, *_rows(kept, said)])


def _rows(kept: Kept, said: Texts) -> Iterator[Block]:
    if kept.is_vouched_for:
        yield own_data_buttons(said)


def _paragraphs(kept: Kept, coordinators: Sequence[str], said: Texts) -> Iterator[str]:
    yield said("*What I keep about you*")
    yield LINE.join(f"• {line}" for line in _kept(kept, said))
    yield said("*Who sees it*")
    yield said(
        "An answer holds only what everyone who can read it may know. What you type behind `/klynge` and its "
        "answer only you see, until you share it. Coordinators see questions that were not answered, without "
        "names; yours they see only when you press “{button}”.",
        button=said("… with my name"),
    )
    yield said("*How to stop it*")
    yield _way_out(kept, coordinators, said)


def _kept(kept: Kept, said: Texts) -> Iterator[str]:
    if kept.own is not None:
        yield from _profile(kept.own, said)
        yield said(
            "The introductions that you were asked about or took part in: {count}, for {months} months after they are "
            "over, or until you delete your profile. What is older than 13 months no longer counts when I suggest "
            "people. A no is never shown to the other.",
            count=kept.introductions,
            months=kept.terms.introductions_months,
        )
    yield said(
        "Your questions, for {days} days, so that an answer can find its way back to you. With your name: {count}.",
        days=kept.terms.questions_days,
        count=kept.questions,
    )
    yield said(
        "What could not be answered, for {days} days, so that coordinators can mend it.",
        days=kept.terms.gaps_days,
    )
    yield said(
        "What was said in threads with me, for {days} days, so that you can ask on. It is never used for other "
        "readers than there.",
        days=kept.terms.questions_days,
    )
    yield said(
        "What you think of answers (the thumbs), for {days} days, without your name.",
        days=kept.terms.questions_days,
    )
    yield said("What I have asked you to look at again, and what you did about it, for 13 months.")
    yield said("Your choices on my Home tab, and for a week that you have opened it.")


def _profile(own: OwnProfile, said: Texts) -> Iterator[str]:
    if own.profile.deleted is not None:
        yield said("That you have deleted your profile, and so do not want to be introduced.")
    elif own.profile != Profile(own.profile.email):
        yield said("What you have told me about yourself, until you change or delete it.")
    if own.profile.consent is not None:
        yield said(
            "When you said yes or no to being introduced, and to which text, until you have yourself erased."
        )
    if own.listed is not None:
        registers = ", ".join(registers_of(own.listed))
        yield said("What {register} says of you; the coordinators keep it.", register=registers)
    if own.profile.deleted is None:
        yield _consent(own, said)


def _consent(own: OwnProfile, said: Texts) -> str:
    consent = own.profile.consent
    if consent is not None and consent.is_outdated:
        return outdated_line(said)
    if not own.row.consents:
        return said("You have not agreed to be introduced.")
    if consent is None:
        return said("By the register you have agreed to be introduced.")
    return said("You agreed to be introduced on {day}.", day=day(consent.at.date(), said))


def _way_out(kept: Kept, coordinators: Sequence[str], said: Texts) -> str:
    if not kept.is_vouched_for:
        return outsiders_way(coordinators, said)
    if kept.own is None:
        return said(
            "With the buttons below you get all of it in a file, or have it erased; I write to you in our own "
            "conversation. {contact}",
            contact=whom_to_ask(said, coordinators),
        )
    return said(
        "`/klynge profile` and my Home tab let you change, hide, pause or delete what you have told me. Deleting also "
        "takes your name off your questions and introductions. With the buttons below you get all of it in a file, or "
        "have it erased; I write to you in our own conversation. {contact}",
        contact=whom_to_ask(said, coordinators),
    )
