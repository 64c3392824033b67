"""The engine that lets a language model write: LangChain's agent over the same passages, checked before it counts."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from langchain.agents import create_agent
from langchain.agents.middleware import InputAgentState, ToolCallLimitMiddleware
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, HumanMessage
from langchain_core.runnables import RunnableConfig

from knowledge.answers.currency import as_of
from knowledge.answers.drafting import Drafting
from knowledge.answers.engine import Engine
from knowledge.answers.evidence import Evidence
from knowledge.answers.grounding import grounded, without_markers
from knowledge.answers.halting import Halt
from knowledge.answers.prompts import UNKNOWN, question_prompt, system_prompt
from knowledge.answers.provider_words import CUT_SHORT, ending_of, kind_of
from knowledge.answers.timing import Timing
from knowledge.answers.tools import Gathered, Toolbox
from knowledge.errors import ModelUnavailable
from knowledge.models import Language, Question
from knowledge.outcomes import Abstained, Answered, AnswerKind, Progress
from knowledge.sentences import split
from knowledge.stages import UNTIMED, Stages

_log = logging.getLogger(__name__)
_LONGEST_ANSWER = 4_000
_MOST_CALLS = 4
# Each call is the model's turn, the tool's and the limit's own step; then the answer.
_MOST_STEPS = 4 * (_MOST_CALLS + 1)
# How long a whole answer may take, in times of the longest silence allowed.
_PATIENCE = 3


class ModelEngine:
    """``model`` must itself give up after ``silence`` seconds without a word. What it cannot do, ``instead`` does."""

    def __init__(
        self,
        name: str,
        model: BaseChatModel,
        toolbox: Toolbox,
        instead: Engine,
        cluster: str,
        silence: float,
        stages: Stages = UNTIMED,
        failed: Callable[[str], None] = lambda kind: None,
    ) -> None:
        """``failed`` is told what kind of fault each answer had that is not the model's then."""
        self.name = name
        self._model = model
        self._toolbox = toolbox
        self._instead = instead
        self._cluster = cluster
        self._silence = silence
        self._stages = stages
        self._failed = failed

    def answer(
        self, question: Question, language: Language, evidence: tuple[Evidence, ...]
    ) -> Iterator[Progress | Answered | Abstained]:
        """How it goes, then the checked outcome. Closing the iterator ends the call to the model."""
        gathered = Gathered(list(evidence))
        drafting = Drafting(question, gathered)
        written = ""
        try:
            yield from drafting.told("")
            for written in self._written(question, language, gathered):
                yield from drafting.told(written)
        except ModelUnavailable as failure:
            self._failed(failure.kind)
            _log.warning("%s gave no answer: %s", self.name, failure)
            for item in self._instead.answer(question, language, evidence):
                yield item if isinstance(item, Progress) else replace(item, fallback=True)
            return
        if written.strip().startswith(UNKNOWN):
            yield Abstained(language, self.name)
            return
        yield from self._checked(written, question, language, evidence, gathered)

    def _checked(
        self,
        written: str,
        question: Question,
        language: Language,
        evidence: tuple[Evidence, ...],
        gathered: Gathered,
    ) -> Iterator[Progress | Answered | Abstained]:
        with self._stages.stage("ground") as stage:
            answer = grounded(written, gathered.evidence, question.now.date(), question.text)
            stage.note(found=int(answer is not None))
        if answer is None:
            self._failed("ungrounded")
            _log.warning("%s wrote an answer that its passages do not carry; it is not shown", self.name)
            yield from self._instead.answer(question, language, evidence)
            return
        yield Answered(
            answer.text,
            language,
            answer.citations,
            self.name,
            kind=_kind(answer.used),
            as_of=as_of(answer.used[0], tuple(gathered.evidence)),
            rows=gathered.rows_of(answer.used),
        )

    def _written(self, question: Question, language: Language, gathered: Gathered) -> Iterator[str]:
        """The answer so far, again and again. Raises ModelUnavailable; what tools find is added to ``gathered``."""
        agent = create_agent(
            self._model,
            self._toolbox.tools(question, gathered),
            system_prompt=system_prompt(self._cluster, language, question.now.date()),
            middleware=[ToolCallLimitMiddleware(run_limit=_MOST_CALLS, exit_behavior="continue")],
        )
        halt = Halt()
        try:
            stream = agent.stream(
                InputAgentState(messages=[*_messages(question, gathered.evidence)]),
                RunnableConfig(recursion_limit=_MOST_STEPS, callbacks=[halt, Timing(self._stages)]),
                stream_mode="messages",
            )
            yield from _texts(stream, time.monotonic() + _PATIENCE * self._silence)
        except ModelUnavailable:
            raise
        # Each provider has errors of its own, and the network adds more.
        except Exception as error:
            raise ModelUnavailable(said := kind_of(error), said) from error
        finally:
            halt.set()


def _kind(used: Sequence[Evidence]) -> AnswerKind:
    """What the cited sources are."""
    kinds = {item.source.kind for item in used}
    if len(kinds) > 1:
        return "mixed"
    only = kinds.pop()
    return "document" if only == "documents" else only


def _messages(question: Question, evidence: list[Evidence]) -> Iterator[HumanMessage | AIMessage]:
    for turn in question.history:
        yield (HumanMessage(turn.text) if turn.role == "member" else AIMessage(without_markers(turn.text)))
    yield HumanMessage(question_prompt(question, evidence))


def _texts(stream: Iterator[Any], deadline: float) -> Iterator[str]:
    """The text of the message being written, as it grows; "" when a tool has found something. Words before a tool call
    are not part of the answer."""
    text, identity, ending = "", None, ""
    for message, _ in stream:
        if not isinstance(message, AIMessage):
            yield ""
            continue
        if message.id != identity:
            text, identity, ending = "", message.id, ""
        text += message.text
        ending = ending or ending_of(message)
        if time.monotonic() > deadline:
            raise ModelUnavailable("the answer took too long", "late")
        if len(text) > _LONGEST_ANSWER:
            ending = "length"
            break
        if message.text:
            yield text
    if not ending:
        raise ModelUnavailable("the answer broke off", "broken off")
    if ending in CUT_SHORT:
        yield _whole_sentences(text[:_LONGEST_ANSWER])


def _whole_sentences(text: str) -> str:
    """Without the last sentence, which may be half of one."""
    *_, last = split(text) or ("",)
    return text[: text.rindex(last)] if last else ""
