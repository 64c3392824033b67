"""The query writer that asks a language model, once and briefly, where a question is not clear by itself."""

from __future__ import annotations

import logging
import re
import time
import unicodedata
from collections.abc import Callable, Iterator

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, HumanMessage, SystemMessage
from langchain_core.runnables import RunnableConfig

from knowledge.answers.clarity import is_vague, leans_back
from knowledge.answers.prompts import QUERIES_PROMPT, conversation_prompt
from knowledge.answers.provider_words import CUT_SHORT, ending_of, kind_of
from knowledge.answers.queries import Queries, QueryWriter
from knowledge.answers.timing import Timing
from knowledge.errors import ModelUnavailable
from knowledge.models import Question
from knowledge.stages import UNTIMED, Stages

_log = logging.getLogger(__name__)
_LONGEST_REPLY = 600
_LONGEST_QUERY = 200
_LINE = re.compile(r"(nb|en)\s*:\s*(.*)", re.IGNORECASE)
_NO_QUERY = re.compile(
    r"[\[\]{}<>|`]|https?:"
    r"|^\W*(sorry|beklager|unknown|ukjent|none|n/a|as an ai|som en|i['’]m sorry"
    r"|i (am )?(unable|cannot|can['’]t|can not)"
    r"|jeg (kan ikke|beklager|kan dessverre))\b",
    re.IGNORECASE,
)


class ModelQueryWriter:
    """``model`` must itself give up after ``patience`` seconds without a word; the whole call has that long too."""

    def __init__(
        self,
        name: str,
        model: BaseChatModel,
        instead: QueryWriter,
        patience: float,
        stages: Stages = UNTIMED,
        failed: Callable[[str], None] = lambda kind: None,
    ) -> None:
        """``instead`` writes the original, which goes alone where the model fails, of which ``failed`` is told the
        kind, or is not needed."""
        self._name = name
        self._model = model
        self._instead = instead
        self._patience = patience
        self._stages = stages
        self._failed = failed

    def queries(self, question: Question) -> Queries:
        own = self._instead.queries(question)
        if not (leans_back(question) or is_vague(question.text)):
            return own
        try:
            rewritten = _read(self._reply(question))
        except ModelUnavailable as failure:
            self._failed(failure.kind)
            _log.warning("%s wrote no query, the question is searched for as asked: %s", self._name, failure)
            return own
        known = {own.original.casefold(), question.text.casefold()}
        return Queries(own.original, tuple(query for query in rewritten if query.casefold() not in known))

    def _reply(self, question: Question) -> str:
        """Raises ModelUnavailable."""
        prompt = [SystemMessage(QUERIES_PROMPT), HumanMessage(conversation_prompt(question))]
        try:
            stream = self._model.stream(prompt, RunnableConfig(callbacks=[Timing(self._stages)]))
            return _whole(stream, time.monotonic() + self._patience)
        except ModelUnavailable:
            raise
        # Each provider has errors of its own, and the network adds more.
        except Exception as error:
            raise ModelUnavailable(said := kind_of(error), said) from error


def _whole(stream: Iterator[AIMessage], deadline: float) -> str:
    text, ending = "", ""
    for message in stream:
        text += message.text
        ending = ending or ending_of(message)
        if time.monotonic() > deadline:
            raise ModelUnavailable("the reply took too long", "late")
        if len(text) > _LONGEST_REPLY:
            raise ModelUnavailable("the reply is too long for two queries")
    if not ending or ending in CUT_SHORT:
        raise ModelUnavailable("the reply broke off", "broken off")
    return text


def _read(reply: str) -> tuple[str, ...]:
    """The query of each labelled line, the same words once. Raises ModelUnavailable where they are anything else."""
    lines = [_LINE.fullmatch(line.strip()) for line in reply.splitlines() if line.strip()]
    found = {match[1].lower(): match[2].strip() for match in lines if match}
    if len(lines) != 2 or found.keys() != {"nb", "en"}:
        raise ModelUnavailable("the reply is not one query in each language")
    if not all(_is_query(query) for query in found.values()):
        raise ModelUnavailable("the reply holds what is no query")
    return tuple({query.casefold(): query for query in found.values()}.values())


def _is_query(text: str) -> bool:
    """Short, of Latin letters, and neither marked up nor a refusal."""
    letters = [letter for letter in text if letter.isalpha()]
    if not letters or len(text) > _LONGEST_QUERY or _NO_QUERY.search(text):
        return False
    return all(unicodedata.name(letter, "").startswith("LATIN") for letter in letters)
