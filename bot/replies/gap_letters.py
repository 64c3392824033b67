"""A coordinator's answer on its way back to who asked."""

from __future__ import annotations

import re

from bot.replies.catalogue import Texts
from bot.replies.inert import shown
from bot.replies.limits import sections
from bot.replies.message import Message, context, laid_out, message_of, section
from bot.replies.mrkdwn import pieces_of
from bot.replies.runs import Links
from knowledge.gaps.gap import Delivery

_LONGEST_QUESTION = 300
_LONGEST_ANSWER = 600
_ADDRESS = re.compile(r"https?://[^\s<>()\[\]]+")


def brought_message(delivery: Delivery, said: Texts) -> Message:
    """To who asked. Links are the coordinator's own, and stay links."""
    words = shown(delivery.words, _LONGEST_QUESTION)
    opening = said("You asked earlier: “{question}” A coordinator has answered now:", question=words)
    answer = sections(pieces_of(delivery.answer, Links(_ADDRESS.findall(delivery.answer))))
    texts = [opening, *answer]
    return laid_out("\n\n".join(texts), (section(text) for text in texts))


def unbrought_letter(delivery: Delivery, is_away: bool, said: Texts) -> Message:
    """To the coordinators; who asked is not told."""
    why = (
        said("Whoever asked is not in this Slack any more.")
        if is_away
        else said("Whoever asked may not read it.")
    )
    words = shown(delivery.words, _LONGEST_QUESTION)
    told = said("I could not bring back the answer to “{question}”. {why}", question=words, why=why)
    return message_of([told], context(shown(delivery.answer, _LONGEST_ANSWER)))
