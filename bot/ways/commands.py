"""``/klynge``: what each of its ways does. All of it is for the eyes of the one who typed it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.house import House
from bot.ports import Listening, Searcher
from bot.pressed import Press
from bot.replies.command_words import events_question, ways_message
from bot.replies.found import found_messages
from bot.replies.message import Message, message_of
from bot.replies.notices import help_notice
from bot.ways.listening import Switch
from bot.ways.private_answers import PrivateAnswers
from bot.ways.readers import Readers
from bot.ways.suggestions import Suggestions
from bot.ways.typed import Way, typed
from bot.ways.whispers import Whispers
from bot.wording import kind_of, shortened, words_of

_FOUND = 6


@dataclass(frozen=True, slots=True)
class Sources:
    """What is asked for what the ways say."""

    searcher: Searcher
    privacy: Callable[[Press], Message]
    listening: Listening
    house: House
    open_profile: Callable[[Press], None]
    clock: Callable[[], datetime]


class Commands:
    def __init__(
        self,
        answers: PrivateAnswers,
        switch: Switch,
        readers: Readers,
        whispers: Whispers,
        suggestions: Suggestions,
        sources: Sources,
    ) -> None:
        self._answers = answers
        self._readers = readers
        self._whispers = whispers
        self._suggestions = suggestions
        self._sources = sources
        self._ways: Mapping[Way, Callable[[Press, str], None]] = {
            "ask": self._ask,
            "find": self._find,
            "introduce": suggestions.tell,
            "events": self._tell_events,
            "profile": self._show_profile,
            "privacy": self._tell_privacy,
            "help": self._help,
            "listen": switch.turn_on,
            "silence": switch.turn_off,
        }

    def take(self, press: Press) -> None:
        """Raises LetterRefused, and whatever answering raises."""
        read = typed(words_of(press.value))
        self._ways[read.way](press, read.words)

    def _ask(self, press: Press, words: str) -> None:
        """As a message would be taken; what is no question is not answered as one."""
        match kind_of(words, has_files=False):
            case "introduction":
                self._suggestions.tell(press, words)
            case "question":
                self._answers.answer(press, words)
            case "thanks":
                self._whispers.say(press, message_of(["😊"]))
            case _:
                self._help(press, words)

    def _find(self, press: Press, words: str) -> None:
        query, day = shortened(words), self._sources.clock().date()
        audiences = self._readers.alone(press).audiences
        hits = self._sources.searcher.search(query, audiences, _FOUND, day)
        self._whispers.say(press, *found_messages(hits, query, day, self._readers.said(press, words)))

    def _tell_events(self, press: Press, words: str) -> None:
        said = self._readers.said(press, words)
        self._answers.answer(press, events_question(said, words))

    def _show_profile(self, press: Press, words: str) -> None:
        self._sources.open_profile(press)

    def _tell_privacy(self, press: Press, words: str) -> None:
        self._whispers.say(press, self._sources.privacy(press))

    def _help(self, press: Press, words: str) -> None:
        said = self._readers.said(press, words)
        listens = self._sources.listening.is_on(press.channel)
        cluster = self._sources.house.cluster
        self._whispers.say(press, *help_notice(said, cluster), ways_message(said, listens))
