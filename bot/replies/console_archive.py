"""Curated answers that were removed, as pages over a coordinator's Home."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bot.replies.buttons import Button, beside, buttons
from bot.replies.catalogue import Texts
from bot.replies.console_answers import ChosenAnswer, ListedAnswers
from bot.replies.console_pages import PAGE, page_row, page_view
from bot.replies.inert import shown
from bot.replies.intake import audience_name
from bot.replies.limits import Block
from bot.replies.message import context, section
from bot.replies.sources import day
from bot.replies.unnamed import unnamed_lines
from knowledge.curated.answer import CuratedAnswer

_LONGEST = 150


def archive_page(listed: ListedAnswers, page: int, said: Texts, notice: str = "") -> dict[str, Any]:
    return page_view(said("Archived answers"), _listed(listed, page, said), said, notice)


def restored_notice(answer: CuratedAnswer, said: Texts) -> str:
    return said("The answer to *{title}* is given again.", title=shown(answer.title, _LONGEST))


def taken_notice(said: Texts) -> str:
    return said(
        "Another curated answer has one of its questions now, so I did nothing. Take the question out there first."
    )


def not_archived_notice(now: CuratedAnswer, said: Texts) -> str:
    return said(
        "Somebody else was first: the answer to *{title}* is given again already.",
        title=shown(now.title, _LONGEST),
    )


def _listed(listed: ListedAnswers, page: int, said: Texts) -> Iterator[Block]:
    answers = listed.answers
    if not answers:
        yield section(said("There are none. An answer that is removed waits here."))
    for number, one in enumerate(answers[page * PAGE : (page + 1) * PAGE], 1):
        value = ChosenAnswer("restore", one.id, one.version, page).value()
        told = f"*{shown(one.title, _LONGEST)}*\n" + " · ".join(_particulars(one, said))
        yield beside(told, Button(said("Bring back"), f"console.archive.restore.{number}", value))
    yield from (context(line) for line in unnamed_lines(listed.hidden, said))
    yield from page_row("console.archive.page", page, len(answers), said)
    yield buttons([Button(said("Back to the list"), "console.answers.page", "0")])


def _particulars(answer: CuratedAnswer, said: Texts) -> Iterator[str]:
    yield shown(audience_name(answer.draft.audience, said), _LONGEST)
    yield shown(answer.draft.owner, _LONGEST)
    if answer.archived is not None:
        yield said("archived {day}", day=day(answer.archived.date(), said))
