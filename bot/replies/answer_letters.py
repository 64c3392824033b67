"""What is wrong with a curated answer, in plain words for whoever stands by it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from bot.replies.buttons import Button, buttons
from bot.replies.catalogue import Texts
from bot.replies.console_answers import ChosenAnswer, fits_form, gone_answer_notice, whole_answer
from bot.replies.console_pages import page_view
from bot.replies.inert import shown
from bot.replies.message import Message, section
from bot.replies.sources import day
from knowledge.curated.answer import CuratedAnswer
from knowledge.curated.regression import Complaint
from knowledge.curated.troubles import Wrong

_DETAIL = 200


def wrong_line(wrong: Wrong, said: Texts) -> str:
    detail = shown(wrong.detail, _DETAIL)
    if wrong.complaint == "expired":
        ended = day(date.fromisoformat(wrong.detail), said)
        return said("It expired on {day}, so nobody gets it any more.", day=ended)
    sentences: Mapping[Complaint, str] = {
        "another answers": said("Who asks “{question}” gets another answer, or none.", question=detail),
        "no audience": said("Nobody can read it: there is no audience “{name}” any more.", name=detail),
        "source gone": said("It stands on {source}, and that is not there any more.", source=detail),
        "source out of date": said("It stands on {source}, and that is out of date.", source=detail),
        "figures differ": said("None of its sources says {figures}.", figures=detail),
    }
    return sentences[wrong.complaint]


def answer_view(answer: CuratedAnswer, may_change: bool, said: Texts) -> dict[str, Any]:
    """All of it; a coordinator changes it from there."""
    blocks = [*whole_answer(answer, said)]
    if may_change and fits_form(answer.draft):
        change = ChosenAnswer("change", answer.id, answer.version, 0).value()
        blocks.append(buttons([Button(said("Change …"), "console.answer.1", change, "primary")]))
    return page_view(said("Curated answers"), blocks, said)


def gone_answer_letter(said: Texts) -> Message:
    text = gone_answer_notice(said)
    return Message(text, (section(text),))
