"""A person's question, with what was said before, becomes a checked outcome."""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass, replace
from datetime import datetime

from bot.incoming import Thread
from bot.memory import Memory
from bot.ports import Admission, Assistant, Meter
from bot.replies.answer import citations_of
from knowledge.errors import KlyngebotError
from knowledge.models import Asker, Question
from knowledge.outcomes import Abstained, Answer, Progress, RowsAnswered
from knowledge.records.admissions import TurnedAway
from knowledge.records.questions import AskedQuestion, OutcomeKind
from knowledge.stages import UNTIMED, Stages


class NoOutcome(KlyngebotError):
    """The assistant ended without an outcome."""


class TooMany(KlyngebotError):
    """Nothing is wrong: more was asked than the limits allow. Who asked is told when there is room again."""

    def __init__(self, turned: TurnedAway) -> None:
        self.turned = turned
        super().__init__(f"{turned.most} questions of one {turned.whose} within an hour are the limit")


@dataclass(frozen=True, slots=True)
class Asked:
    """``asker.audiences`` are those that everyone who can read the reply may read."""

    words: str
    asker: Asker
    thread: Thread


class AnswerQuestion:
    """Answers from knowledge, with the thread's last turns as context."""

    def __init__(
        self,
        assistant: Assistant,
        memory: Memory,
        admission: Admission,
        meter: Meter,
        clock: Callable[[], datetime],
        stages: Stages = UNTIMED,
    ) -> None:
        self._assistant = assistant
        self._memory = memory
        self._admission = admission
        self._meter = meter
        self._clock = clock
        self._stages = stages

    def admit(self, id: str, user: str, channel: str) -> None:
        """To be called before a new question is answered; ``id`` names it over restarts. Raises TooMany."""
        now = self._clock()
        outcome = self._admission.admit(id, user, channel, now)
        if isinstance(outcome, TurnedAway):
            raise TooMany(replace(outcome, at=outcome.at.astimezone(now.tzinfo)))

    def __call__(self, asked: Asked) -> Answer:
        for item in self.in_steps(asked):
            if not isinstance(item, Progress):
                return item
        raise NoOutcome("the assistant gave no outcome")

    def in_steps(self, asked: Asked) -> Generator[Progress | Answer, None, None]:
        """The same, with how it goes told before it. Closing it ends the work."""
        history = self._memory.recall(asked.thread, asked.asker.audiences)
        question = Question(asked.words, asked.asker, self._clock(), history)
        with self._stages.stage("answer") as stage:
            for item in self._assistant.answer(question):
                if not isinstance(item, Progress):
                    stage.note(outcome=outcome_of(item), engine=item.engine)
                    stage.end()
                    self._meter.answered(item)
                yield item

    def remember(self, asked: Asked, answer: Answer) -> None:
        """To be called once the answer can be read in the thread."""
        self._memory.record(asked.thread, asked.asker.audiences, asked.words, answer)


def recorded(id: str, at: datetime, asked: Asked, answer: Answer) -> AskedQuestion:
    """A question and its outcome, as they are kept for a while."""
    return AskedQuestion(
        id=id,
        at=at,
        words=asked.words,
        language=answer.language,
        outcome=outcome_of(answer),
        audiences=tuple(sorted(asked.asker.audiences)),
        sources=tuple(dict.fromkeys(citation.source for citation in citations_of(answer))),
        asker=asked.asker.email.lower(),
        channel=asked.thread.channel,
        thread=asked.thread.ts,
    )


def outcome_of(answer: Answer) -> OutcomeKind:
    """Of the kinds that are counted."""
    if isinstance(answer, Abstained):
        return "abstained"
    return "rows" if isinstance(answer, RowsAnswered) else "answered"
