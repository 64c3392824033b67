"""What is written because of a profile."""

from __future__ import annotations

from bot.replies.catalogue import Texts
from bot.replies.message import Message, message_of


def deleted_letter(is_listed: bool, said: Texts) -> Message:
    return message_of(
        [
            said(
                "Your profile is deleted: what you said of yourself, whom you would rather not meet, and your name in "
                "introductions and questions are gone. Open introductions are withdrawn."
            ),
            said(
                "What stays is that you do not want to be introduced. What a register says of you stays there, and "
                "none of it is hidden any more; a coordinator can take it out."
            )
            if is_listed
            else said("What stays is that you do not want to be introduced."),
            said("If you change your mind, make a new profile on my Home tab."),
        ]
    )


def members_only_message(said: Texts) -> Message:
    return message_of([said("Profiles and introductions are for the cluster's members.")])


def too_late_message(said: Texts) -> Message:
    return message_of([said("I was too slow to open the form. Please press the button once more.")])
