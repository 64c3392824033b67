"""What the Slack side needs from elsewhere; knowledge implements it, tests bring fakes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING, Protocol

# A port names types; whoever only asks does not load all that may be done.
if TYPE_CHECKING:
    from bot.use_cases.erase_person import Erased
    from bot.use_cases.hold_round import HeldNow, NoRounds, SaidTo
    from bot.use_cases.knowledge_changes import Looked, Offer, Outcome, Stays, Taken, Unread
    from bot.use_cases.measure_introductions import Overview
    from bot.use_cases.tell_news import News
    from ingest.sync import SyncRun
    from knowledge.conflicts.findings import Findings
    from knowledge.directory.directory import Person
    from knowledge.gaps.gap import Gap
    from knowledge.holdings.terms import Terms
    from knowledge.matching.newcomers import Company
    from knowledge.matching.past import Past
    from knowledge.matching.suggestions import Suggestions, UnknownAsker
    from knowledge.models import Asker, Hit, Question, Turn
    from knowledge.outcomes import Answer, Progress
    from knowledge.privacy.identity import Identity
    from knowledge.records.admissions import Admitted, TurnedAway
    from knowledge.records.inbox import Claimed, InLine, Place
    from knowledge.records.preferences import Digest, Preference, Spoken
    from knowledge.records.questions import AskedQuestion, Verdict, Why
    from knowledge.records.rounds import RoundHeld, RoundInHand


class Assistant(Protocol):
    """Answers questions. Tells how it goes while a model writes; the last item is the outcome."""

    def answer(self, question: Question) -> Iterator[Progress | Answer]: ...


class Admission(Protocol):
    """Keeps how much was asked lately. Safe from several threads."""

    def admit(self, id: str, person: str, channel: str, at: datetime) -> Admitted | TurnedAway:
        """Whether the question ``id`` may be answered; it counts from then on, once."""


class Conversations(Protocol):
    """The turns of conversations, by key, kept over restarts."""

    def turns(self, conversation: str, limit: int) -> tuple[Turn, ...]:
        """The latest turns, oldest first."""

    def append(self, conversation: str, turn: Turn, at: datetime) -> None: ...

    def forget_told_from(self, path: str) -> None:
        """Takes away every turn that was told from a document, or from one of the rows of a file."""

    def knows(self, conversation: str) -> bool:
        """Whether anything was appended that is still kept."""


class Inbox(Protocol):
    """What was taken in and what is finished, kept over restarts. Safe from several threads and replicas."""

    def take(self, event_id: str, payload: str, at: datetime) -> bool:
        """Whether ``event_id`` is new; it is then taken, with its payload, until ``done``."""

    def line_up(
        self, event_id: str, subject: str, payload: str, at: datetime, line: InLine, room: int
    ) -> Place | None:
        """Takes an event that waits for whichever replica has a hand free, unless ``room`` of them are before it: then
        it is in this one's. None where ``event_id``, or the ``subject`` that it tells of, was taken before."""

    def claim(self, now: datetime) -> Claimed | None:
        """The next of what is queued, in this replica's hand until ``done``: each asker's take turns, and what is later
        in a conversation waits until all before it is done, or has stepped aside."""

    def queued(self) -> frozenset[str]:
        """The event ids of all that wait."""

    def put_back(self) -> None:
        """What an earlier run of this replica had in line, and did not finish, is queued again."""

    def put_back_left(self, now: datetime) -> None:
        """Likewise of replicas that are gone."""

    def step_aside(self, event_id: str) -> None:
        """It is not done, and holds up nobody in its conversation any more."""

    def done(self, event_id: str) -> None: ...

    def take_over(self, now: datetime) -> tuple[tuple[str, str], ...]:
        """Likewise as ``pending``, of what replicas that are gone had in hand, but not in line; it is this one's."""

    def pending(self) -> tuple[tuple[str, str], ...]:
        """Event id and payload of all that this replica took and has not done, oldest first."""

    def named(self, prefix: str) -> tuple[str, ...]:
        """Ids of all that begin so, that any replica took and that is not done, oldest first."""


class Contacts(Protocol):
    """Who was told what the assistant is, by their ids in the chat system."""

    def untold(self) -> tuple[str, ...]:
        """Who has asked lately and was not told."""

    def told(self, user: str, at: datetime) -> None:
        """They were, however it came."""


class Meter(Protocol):
    """Counts what an operator watches."""

    def answered(self, answer: Answer) -> None: ...


class Living(Protocol):
    """Which replicas work on the same records just now."""

    def attend(self, now: datetime) -> None:
        """This one does, for some time to come."""

    def leave(self) -> None:
        """This one does no more."""


class Register(Protocol):
    """The people of the cluster."""

    def person(self, email: str, day: date) -> Person | None:
        """Who has this address (in lower case) and is there on that day."""

    def listed(self, email: str, day: date) -> Person | None:
        """Likewise, as the registers alone have them: without what they say of themselves."""


class Matchmaker(Protocol):
    """Finds people worth meeting."""

    def suggest(
        self, email: str, request: str, reader: Asker, day: date, past: Past
    ) -> Suggestions | UnknownAsker: ...


class FindsCompany(Protocol):
    """Finds people for somebody who is new."""

    def company(self, email: str, reader: Asker, day: date, past: Past) -> Company | UnknownAsker: ...


class MeasuresIntroductions(Protocol):
    """How introductions go."""

    def overview(self, audiences: frozenset[str], now: datetime) -> Overview: ...


class HoldsRounds(Protocol):
    """Mixes the cluster, each month once."""

    def hold(self, now: datetime, said_to: SaidTo) -> HeldNow | RoundHeld | RoundInHand | NoRounds: ...


class Searcher(Protocol):
    """Finds passages."""

    def search(
        self, query: str, audiences: frozenset[str], limit: int, day: date | None = None
    ) -> tuple[Hit, ...]:
        """What these audiences may read, the best first."""


class Listening(Protocol):
    """In which channels the assistant answers questions that nobody put to it, and how often it did."""

    def is_on(self, channel: str) -> bool: ...

    def switch_on(self, channel: str, by: str, at: datetime) -> None: ...

    def switch_off(self, channel: str) -> None: ...

    def claim(self, channel: str, message: str, most: int, at: datetime) -> bool:
        """Whether the message may be answered: at most ``most`` of a channel within an hour; the same one again may."""


class QuestionLog(Protocol):
    """What was asked and how it was answered, and what people thought of it."""

    def record(self, asked: AskedQuestion) -> None: ...

    def get(self, id: str) -> AskedQuestion | None:
        """None where it is not known, or no longer kept."""

    def count_of(self, asker: str) -> int:
        """How many are kept with this person's e-mail address."""

    def judge(self, id: str, person: str, verdict: Verdict, at: datetime, why: Why = "") -> bool:
        """Whether the question is still known."""

    def forget(self, asker: str) -> None:
        """Whose questions these were, by their e-mail address."""


class GapLog(Protocol):
    """What was not answered well, for the coordinators: ``knowledge.records.gaps.Gaps``."""

    def note(self, gap: Gap) -> None:
        """Once for each person, question and kind."""

    def forget(self, person: str) -> None:
        """No answer goes to them any more, by their e-mail address."""


class TellsNews(Protocol):
    """What is coming and what is new, for who may read these audiences."""

    def __call__(self, audiences: frozenset[str], now: datetime) -> News: ...


class Preferences(Protocol):
    """What people have chosen, by their e-mail address in lower case."""

    def of(self, person: str) -> Preference:
        """The usual where nothing was chosen."""

    def subscribers(self) -> tuple[Preference, ...]:
        """Who has chosen a digest."""

    def choose_language(self, person: str, language: Spoken, at: datetime) -> None: ...

    def choose_digest(self, person: str, digest: Digest, at: datetime) -> None: ...

    def forget(self, person: str) -> None: ...


class ErasesPerson(Protocol):
    """Takes a person out of everything: ``bot.use_cases.erase_person.ErasePerson``."""

    def run(self, identity: Identity, by: str, now: datetime, run: SyncRun) -> Erased: ...


class Keeper(Protocol):
    """Keeps the cluster's knowledge: ``bot.use_cases.keep_knowledge.KeepKnowledge``. Safe from several threads."""

    def terms_of(self, offered: Offer | str) -> Terms: ...

    def look(self, offer: Offer) -> Looked | Unread: ...

    def look_at_page(self, url: str) -> Looked | Unread | Stays: ...

    def compare(self, looked: Looked, asker: Asker) -> Findings: ...

    def let_go(self, taken: Taken) -> None: ...

    def tidy(self, now: datetime) -> None: ...

    def add(self, taken: Taken, terms: Terms, by: str, run: SyncRun) -> Outcome: ...

    def remove(self, source: str, by: str, run: SyncRun) -> Outcome: ...

    def restore(self, source: str, by: str, run: SyncRun) -> Outcome: ...
