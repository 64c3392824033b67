"""What everybody is told once who speaks with the assistant."""

from __future__ import annotations

from bot.replies.catalogue import Texts
from bot.replies.message import Message, message_of
from knowledge.privacy_settings import PrivacySection


def first_contact_line(terms: PrivacySection, said: Texts) -> str:
    return said(
        "I am an artificial intelligence and can be wrong, so look at the sources. I keep what you ask me for {days} "
        "days; with `/klynge privacy` you see all that I keep about you, and can have it deleted.",
        days=terms.questions_days,
    )


def first_contact_letter(terms: PrivacySection, said: Texts) -> Message:
    return message_of([first_contact_line(terms, said)])
