"""What everybody is told once who speaks with the assistant."""

from __future__ import annotations

from bot.replies.catalogue import Texts
from bot.replies.message import Message, message_of
from knowledge.privacy_settings import PrivacySection


def first_contact_line(terms: PrivacySection, said: Texts) -> str:
    return said(
        "I am an artificial intelligence, not a human being, and can be wrong: look at the sources. What you ask me I "
        "keep for {days} days, and what I could not answer for {gaps} days. `/klynge privacy` says all that I keep "
        "about you, and how to have it erased.",
        days=terms.questions_days,
        gaps=terms.gaps_days,
    )


def first_contact_letter(terms: PrivacySection, said: Texts) -> Message:
    return message_of([first_contact_line(terms, said)])
