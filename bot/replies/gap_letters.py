"""A coordinator's answer on its way back to who asked."""

from __future__ import annotations

import re
from typing import Literal

from bot.replies.catalogue import Texts
from bot.replies.feedback import thumbs
from bot.replies.inert import shown
from bot.replies.limits import sections
from bot.replies.message import Message, context, laid_out, message_of, section
from bot.replies.mrkdwn import pieces_of
from bot.replies.runs import Links
from knowledge.gaps.gap import Delivery

# Who asked is not in the workspace (any more), may not read the answer, or Slack did not take it time and again.
Why = Literal["away", "not theirs", "refused"]
_LONGEST_QUESTION = 300
_LONGEST_ANSWER = 600
_ADDRESS = re.compile(r"https?://[^\s<>()\[\]]+")


def brought_message(delivery: Delivery, said: Texts) -> Message:
    """To who asked, with the thumbs of any answer. Links are the coordinator's own, and stay links."""
    words = shown(delivery.words, _LONGEST_QUESTION)
    opening = said("You asked earlier: “{question}” A coordinator has answered now:", question=words)
    answer = sections(pieces_of(delivery.answer, Links(_ADDRESS.findall(delivery.answer))))
    texts = [opening, *answer]
    return laid_out("\n\n".join(texts), [*map(section, texts), thumbs(delivery.question, said)])


def unbrought_letter(delivery: Delivery, why: Why, said: Texts) -> Message:
    """To the coordinators; who asked is not told."""
    reasons: dict[Why, str] = {
        "away": said("Whoever asked is not in this Slack any more."),
        "not theirs": said("Whoever asked may not read it."),
        "refused": said("Slack did not take it, however often I tried."),
    }
    words = shown(delivery.words, _LONGEST_QUESTION)
    told = said("I could not bring back the answer to “{question}”. {why}", question=words, why=reasons[why])
    return message_of([told], context(shown(delivery.answer, _LONGEST_ANSWER)))
