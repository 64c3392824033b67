"""The parts by which coordinators keep knowledge from Slack, put together."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from bot.counter import Forms, Presses
from bot.gathering.reading import ThreadReader
from bot.introductions.slack import Slack
from bot.keeping.downloads import Downloads
from bot.keeping.offering import Offering
from bot.keeping.saving import Saving
from bot.keeping.shelving import Shelving
from bot.ports import Keeper
from bot.use_cases.answer_question import AnswerQuestion


@dataclass(frozen=True, slots=True)
class Shelf:
    """``channel`` is where files are dropped to be added: a name with its '#', an id, or "" (none)."""

    keeper: Keeper
    channel: str = ""


@dataclass(frozen=True, slots=True)
class Keeping:
    offering: Offering
    presses: Presses
    forms: Forms


def build_keeping(shelf: Shelf, slack: Slack, answer_question: AnswerQuestion) -> Keeping:
    channel_of = partial(slack.channels.named, shelf.channel)
    offering = Offering(shelf.keeper, Downloads(slack.client), slack, channel_of)
    shelving = Shelving(shelf.keeper, slack, answer_question)
    saving = Saving(offering, ThreadReader(slack.client, slack.people, slack.house.coordinators), slack)
    return Keeping(offering, {**shelving.presses, **saving.presses}, shelving.forms)
