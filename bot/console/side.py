"""The parts of the coordinators' console, put together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.console.answers import Answers
from bot.console.archive import Archive
from bot.console.bringing import Bringing
from bot.console.documents import Documents
from bot.console.gaps import Gaps, Tools
from bot.console.gathering import Gathering
from bot.console.stock import Stock
from bot.console.terms import DocumentTerms
from bot.counter import Forms, Presses
from bot.introductions.coordinators import Coordinators
from bot.introductions.slack import Slack
from bot.introductions.timekeeper import Duty


@dataclass(frozen=True, slots=True)
class Console:
    """``duties`` are looked after by the timekeeper."""

    presses: Presses
    forms: Forms
    duties: Sequence[Duty]


def build_console(stock: Stock, slack: Slack, coordinators: Coordinators, tools: Tools) -> Console:
    terms = DocumentTerms(stock, tools)
    documents = Documents(stock, tools, terms)
    gaps, answers, archive = Gaps(stock, tools), Answers(stock, tools), Archive(stock, tools)
    bringing = Bringing(stock.deliveries, slack, coordinators)
    return Console(
        {**documents.presses, **terms.presses, **gaps.presses, **answers.presses, **archive.presses},
        {**terms.forms, **gaps.forms, **answers.forms},
        (Gathering(stock.gaps).attend, bringing.attend),
    )
