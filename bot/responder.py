"""What a person's message gets: an answer, help, a word about files, or a smile."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from bot.audience import Room, readable_by_all
from bot.delivery import Delivery, Posted, QuestionWithdrawn, ThreadClosed
from bot.failures import logged
from bot.following import BrokenOff, Following, Stopped, Watched, Whole
from bot.house import House
from bot.incoming import Incoming, Thread
from bot.introductions.suggesting import Suggesting
from bot.keeping.offering import Offering
from bot.languages import Languages
from bot.memory import Memory
from bot.people import People
from bot.ports import QuestionLog
from bot.references import new_reference
from bot.replies.answer import answer_messages, page_messages
from bot.replies.calendar_file import calendar_file
from bot.replies.catalogue import Texts
from bot.replies.choices import with_next_steps
from bot.replies.message import Message, notice
from bot.replies.notices import (
    broken_off_remark,
    busy_notice,
    code_notice,
    files_notice,
    help_notice,
    in_private_notice,
    moved_notice,
    shortened_remark,
    stopped_remark,
    unread_code_remark,
    unread_file_remark,
)
from bot.replies.paging import with_next_page
from bot.requests import wish_in
from bot.signs import Signs
from bot.use_cases.answer_question import AnswerQuestion, Asked, recorded
from bot.ways.overhearing import Overhearing
from bot.ways.private_offers import PrivateOffers
from bot.wording import Kind, holds_code, kind_of, shortened, words_of
from knowledge.audiences import AudienceRule
from knowledge.models import Asker
from knowledge.stages import Stages

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Tools:
    """What a reply is made with, whatever it says."""

    people: People
    memory: Memory
    delivery: Delivery
    signs: Signs
    following: Following
    house: House
    languages: Languages
    stages: Stages


@dataclass(frozen=True, slots=True)
class Beside:
    """What takes messages that are more or less than a question to the assistant."""

    suggesting: Suggesting
    overhearing: Overhearing
    offering: Offering
    private_offers: PrivateOffers


class Responder:
    """Chooses what to say, and has it delivered."""

    def __init__(
        self,
        tools: Tools,
        rule: AudienceRule,
        answer_question: AnswerQuestion,
        questions: QuestionLog,
        beside: Beside,
    ) -> None:
        self._people = tools.people
        self._memory = tools.memory
        self._delivery = tools.delivery
        self._signs = tools.signs
        self._following = tools.following
        self._house = tools.house
        self._languages = tools.languages
        self._stages = tools.stages
        self._rule = rule
        self._answer_question = answer_question
        self._questions = questions
        self._suggesting = beside.suggesting
        self._overhearing = beside.overhearing
        self._offering = beside.offering
        self._private_offers = beside.private_offers

    def takes_part(self, thread: Thread) -> bool:
        return self._memory.takes_part(thread)

    def listens_in(self, channel: str) -> bool:
        return self._overhearing.listens_in(channel)

    def keeps_files_in(self, channel: str) -> bool:
        return self._offering.is_place(channel)

    def join(self, message: Incoming) -> None:
        """Takes part in the thread from now on: what is written there before the reply waits for its turn."""
        if self.owes_reply(message):
            self._memory.join(message.thread)

    def owes_reply(self, message: Incoming) -> bool:
        """Whether who wrote ``message`` waits for words."""
        return message.put_to == "assistant" and self._kind(message) != "thanks"

    def respond(self, message: Incoming) -> None:
        """Says what ``message`` asks for. Raises DeliveryFailed, and whatever answering raises."""
        self._respond(message, Posted())

    def resume(self, message: Incoming) -> None:
        """The same after a restart, when the reply may stand there in part or whole."""
        posted = self._delivery.left(message)
        if posted.complete:
            self._signs.withhold(message)
        else:
            self._respond(message, posted)

    def turn_away(self, message: Incoming) -> None:
        """Says that there is no room for the question now, to who waits for an answer."""
        if message.put_to == "assistant":
            self._signs.withhold(message)
            self._delivery.reply(message, busy_notice(self._languages.noticing(message)))

    def turn_page(self, message: Incoming, id: str, page: int) -> None:
        """A further page of a list: asked anew, for who can read the thread now. ``id`` names the question."""
        answer = self._answer_question(self._asked(message, self._room(message)))
        shown = with_next_page(page_messages(answer, page), answer, id, page)
        self._delivery.reply(message, shown, self._delivery.posted(message))

    def _respond(self, message: Incoming, posted: Posted) -> None:
        if message.put_to == "room":
            self._overhear(message, posted)
            return
        if self._offering.takes(message):
            self._signs.settle(message)
            self._offering.offer(
                message, self._room(message), lambda previews: self._say(message, previews, posted)
            )
            return
        if message.put_to == "shelf":
            return
        if self.owes_reply(message):
            self._signs.settle(message)
        match self._kind(message):
            case "thanks":
                self._signs.smile(message)
            case "help":
                self._say(
                    message, help_notice(self._languages.noticing(message), self._house.cluster), posted
                )
            case "files":
                self._say(message, files_notice(self._languages.noticing(message)), posted)
            case "code":
                self._say(message, code_notice(self._languages.noticing(message)), posted)
            case "introduction":
                self._suggest(message, posted)
            case "question":
                self._answer(message, posted)

    def _overhear(self, message: Incoming, posted: Posted) -> None:
        """Never where others than the cluster's own people read, or where it is not known who does."""
        room = self._room(message)
        if not room.is_shared:
            self._overhearing.answer(self._asked(message, room), message, posted)

    def _answer(self, message: Incoming, posted: Posted) -> None:
        said = self._answering(message)
        try:
            with self._stages.stage("audience"):
                asked = self._asked(message, self._room(message))
            self._answer_question.admit(message.event_id, message.user, message.channel)
            end = self._following.follow(
                Watched(message, said), self._answer_question.in_steps(asked), posted
            )
            if not isinstance(end, Whole):
                self._break_off(message, end, said)
                return
            answer, posted = end.answer, end.posted
            remarks = _remarks(message, said)
            messages = answer_messages(answer, self._house.coordinators, remarks)
            self._questions.record(recorded(message.event_id, _written_at(message), asked, answer))
            concluded = with_next_steps(messages, answer, message.event_id, self._house.coordinators)
            self._say(message, concluded, posted)
            if (file := calendar_file(answer, datetime.now(UTC))) is not None:
                self._delivery.attach(message, file)
            self._answer_question.remember(asked, answer)
            if not message.is_direct:
                self._private_offers.offer(message, asked, answer)
        finally:
            self._following.leave(message, posted)

    def _break_off(self, message: Incoming, end: Stopped | BrokenOff, said: Texts) -> None:
        """What could be read stays, with its sources and a sentence that says why there is no more."""
        if isinstance(end, BrokenOff):
            reference = logged(end.error, message.event_id)
            self._stages.note(reference=reference)
            remark = broken_off_remark(said, reference)
        else:
            remark = stopped_remark(said)
        messages = answer_messages(end.seen, (), [remark]) if end.seen.text else notice(remark)
        self._say(message, messages, end.posted)

    def _suggest(self, message: Incoming, posted: Posted) -> None:
        """Whom to meet is between the member and the assistant, wherever they asked."""
        said = self._answering(message)
        self._answer_question.admit(message.event_id, message.user, message.channel)
        identity = self._people.identity(message.user, message.team)
        person = self._people.person(self._people.profile(message.user), message.team)
        asker = Asker(self._rule.for_person(person), identity)
        words = shortened(words_of(message.text, message.bot_user))
        suggestions = [self._suggesting.reply(asker, wish_in(words), said)]
        if message.is_direct:
            self._say(message, suggestions, posted)
        elif not posted.complete:
            self._delivery.reply_in_private(message, suggestions)
            self._say(message, in_private_notice(said), posted)

    def _asked(self, message: Incoming, room: Room) -> Asked:
        """The question, asked for everyone who will be able to read the answer."""
        profile = self._people.profile(message.user)
        audiences = readable_by_all(room, self._people.person(profile, message.team), self._rule)
        words = shortened(words_of(message.text, message.bot_user))
        return Asked(
            words, Asker(audiences, self._people.identity(message.user, message.team)), message.thread
        )

    def _room(self, message: Incoming) -> Room:
        if message.is_direct:
            return Room(is_direct=True)
        room = self._people.room(message.channel, message.team, message.bot_user)
        # The event is newer than what is remembered of the channel.
        return replace(room, is_shared=room.is_shared or message.is_shared)

    def _say(self, message: Incoming, messages: Sequence[Message], posted: Posted) -> None:
        with self._stages.stage("post"):
            self._post(message, messages, posted)

    def _post(self, message: Incoming, messages: Sequence[Message], posted: Posted) -> None:
        try:
            self._delivery.reply(message, messages, posted)
        except QuestionWithdrawn as gone:
            _log.info("event %s needs no reply: %s", message.event_id, gone)
            return
        except ThreadClosed as closed:
            if message.is_direct:
                raise
            # Whatever the channel may read, the person who asked there may read too.
            reference = new_reference()
            self._stages.note(reference=reference)
            _log.warning(
                "reference %s, event %s is answered in private: %s", reference, message.event_id, closed
            )
            moved = moved_notice(self._languages.noticing(message), reference)
            self._delivery.reply_in_private(message, [*moved, *messages])

    @staticmethod
    def _kind(message: Incoming) -> Kind:
        words = words_of(message.text, message.bot_user)
        return kind_of(words, message.has_files, holds_code(message.text))

    def _answering(self, message: Incoming) -> Texts:
        return self._languages.answering(words_of(message.text, message.bot_user), message.user)


def _remarks(message: Incoming, said: Texts) -> list[str]:
    words = words_of(message.text, message.bot_user)
    remarks = [shortened_remark(said)] if shortened(words) != words else []
    if holds_code(message.text):
        remarks.append(unread_code_remark(said))
    return [*remarks, unread_file_remark(said)] if message.has_files else remarks


def _written_at(message: Incoming) -> datetime:
    return datetime.fromtimestamp(float(message.ts), UTC)
