"""What a person chooses of how the assistant treats them, on their Home."""

from __future__ import annotations

from collections.abc import Iterator

from bot.replies.buttons import Button, Menu, buttons, chooser
from bot.replies.catalogue import Texts
from bot.replies.fields import Option
from bot.replies.limits import Block
from bot.replies.surfaces import divider, header
from knowledge.records.preferences import Digest, Preference

LANGUAGE, DIGEST, PRIVACY = "choice.language", "choice.digest", "privacy.show"
# An option of a menu has a value, so "" needs a name.
AS_IN_SLACK = "slack"


def choice_blocks(preference: Preference, said: Texts) -> Iterator[Block]:
    """For a member."""
    yield divider()
    yield header(said("My choices"))
    yield _language(preference, said)
    yield _digest(preference.digest, said)
    yield privacy_button(said)


def outsider_choice_blocks(preference: Preference, said: Texts) -> Iterator[Block]:
    """For a guest, who gets no digest."""
    yield divider()
    yield _language(preference, said)


def privacy_button(said: Texts) -> Block:
    return buttons([Button(said("Privacy: what I keep about you"), PRIVACY, "show")])


def _language(preference: Preference, said: Texts) -> Block:
    options = [Option("nb", "Norsk"), Option("en", "English"), Option(AS_IN_SLACK, said("As in Slack"))]
    menu = Menu(said("Language"), LANGUAGE, options, preference.language or AS_IN_SLACK)
    return chooser(
        said("*Language:* how I write to you. A question is answered in the language that you ask it in."),
        menu,
    )


def digest_menu(digest: Digest, said: Texts) -> Menu:
    """How often; what is chosen counts at once, on the Home and below a digest alike."""
    often: dict[Digest, str] = {
        "off": said("No digest"),
        "weekly": said("Every week"),
        "monthly": said("Every month"),
    }
    return Menu(said("Digest"), DIGEST, [Option(value, label) for value, label in often.items()], digest)


def _digest(digest: Digest, said: Texts) -> Block:
    told = said(
        "*Digest:* a short letter about new members, what is coming, and new documents; no letter when there is "
        "nothing new."
    )
    return chooser(told, digest_menu(digest, said))
