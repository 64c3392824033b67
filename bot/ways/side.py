"""The ways in beside messages, put together."""

from __future__ import annotations

from dataclasses import dataclass

from bot.counter import Forms, Presses
from bot.introductions.side import Side
from bot.introductions.slack import Slack
from bot.memory import Memory
from bot.ports import GapLog, Listening, QuestionLog, Searcher
from bot.timed_client import edge_of
from bot.use_cases.answer_question import AnswerQuestion
from bot.ways.commands import Commands, Sources
from bot.ways.direct_answers import DirectAnswers
from bot.ways.handing import Handing
from bot.ways.listening import Switch
from bot.ways.private_answers import PrivateAnswers
from bot.ways.private_offers import OfferedAnswers
from bot.ways.readers import Readers
from bot.ways.sharing import Means, Sharing
from bot.ways.shortcuts import Shortcuts
from bot.ways.suggestions import Suggestions
from bot.ways.whispers import Whispers


@dataclass(frozen=True, slots=True)
class Rooms:
    """Channels in which questions are answered unasked, ``an_hour`` of them at most."""

    listening: Listening
    an_hour: int


@dataclass(frozen=True, slots=True)
class Asking:
    """What questions are answered with."""

    answer_question: AnswerQuestion
    questions: QuestionLog
    gaps: GapLog
    memory: Memory
    searcher: Searcher


@dataclass(frozen=True, slots=True)
class Ways:
    presses: Presses
    forms: Forms


def build_ways(asking: Asking, rooms: Rooms, slack: Slack, side: Side) -> Ways:
    readers = Readers(slack.people, slack.rule, slack.languages, slack.house.coordinators)
    whispers = Whispers(slack.post, slack.layouts, edge_of(slack.client))
    answer_question, questions, memory, clock = (
        asking.answer_question,
        asking.questions,
        asking.memory,
        slack.clock,
    )
    private = PrivateAnswers(answer_question, questions, readers, whispers, slack.house, clock)
    direct = DirectAnswers(
        answer_question, questions, readers, slack.post, memory, slack.house.coordinators, clock
    )
    suggestions = Suggestions(side.suggesting, readers, whispers, slack.post)
    switch = Switch(rooms.listening, readers, whispers, slack.post, rooms.an_hour, clock)
    open_profile = side.takers.presses["profile.edit"]
    sources = Sources(
        asking.searcher, side.privacy.message, rooms.listening, slack.house, open_profile, clock
    )
    commands = Commands(private, switch, readers, whispers, suggestions, sources)
    sharing = Sharing(answer_question, questions, Means(readers, whispers, slack.post, memory), clock)
    handing = Handing(questions, asking.gaps, side.coordinators, side.parties, readers, whispers, clock)
    shortcuts = Shortcuts(slack.views, private, direct, suggestions, readers, whispers, slack.post)
    presses = {
        "command": commands.take,
        "answer.share": sharing.share,
        "answer.more": private.turn,
        "answer.alone": OfferedAnswers(questions, private).answer,
        "question.coordinator": handing.hand_over,
        "question.named": handing.hand_over_named,
        **shortcuts.presses,
    }
    return Ways(presses, shortcuts.forms)
