"""``klyngebot chat``: the conversation of Slack, in the terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Protocol

from bot.asking import Asking
from bot.house import House
from bot.introducing import Introducing
from bot.memory import REMEMBERED_TURNS
from bot.replies.answer import text_of
from bot.replies.catalogue import Texts, texts
from bot.replies.introductions import suggestion_lines
from bot.replies.notices import help_paragraphs, shortened_remark, unnamed_remark
from bot.replies.plain import answer_paragraphs, quoted_source, source_lines
from bot.replies.rows import page_text, pages_of
from bot.replies.said import Choice, Said
from bot.requests import wish_in
from bot.wording import kind_of, language_of, shortened
from knowledge.errors import KlyngebotError
from knowledge.models import Turn
from knowledge.outcomes import Abstained, Answer, Citation, RowsAnswered

_WELCOME = "Spør meg om klyngen / Ask me about the cluster. (Tom linje avslutter / an empty line ends.)"
_SMILE = "😊"
# More sources than fit on a screen are not offered one by one; their list names all of them.
_MOST_SOURCES = 9


class Screen(Protocol):
    """Where a conversation shows."""

    def show(self, said: Said) -> Sequence[Choice]:
        """What can be chosen from now on, by its number."""


class Chat:
    """One conversation; what was said is context for what follows. ``person`` is who talks, by their e-mail address;
    "" is somebody of whom only the audience is known."""

    def __init__(self, asking: Asking, introducing: Introducing, house: House, person: str = "") -> None:
        self._asking = asking
        self._introducing = introducing
        self._house = house
        self._person = person
        self._history: tuple[Turn, ...] = ()

    def reply(self, words: str) -> Said:
        """What a colleague would say to ``words``. An error becomes its sentence: the conversation goes on."""
        try:
            return self._reply(words)
        except KlyngebotError as error:
            return Said((f"klyngebot: {error}",))

    def _reply(self, words: str) -> Said:
        match kind_of(words, has_files=False):
            case "thanks":
                return Said((_SMILE,))
            case "question":
                return self._whole(self._answered(shortened(words)), words)
            case "introduction":
                return self._whole(self._suggested(shortened(words)), words)
            case _:
                return Said(help_paragraphs(self._texts(words), self._house.cluster))

    def _answered(self, words: str) -> Said:
        outcome = self._asking.outcome(self._asking.question(words, history=self._history))
        self._remember(words, text_of(outcome))
        paragraphs = tuple(answer_paragraphs(outcome, self._house.coordinators))
        return Said(paragraphs, tuple(source_lines(outcome)), _choices(outcome))

    def _suggested(self, words: str) -> Said:
        """People to meet; nobody is written to."""
        if not self._person:
            return Said((unnamed_remark(self._texts(words)),))
        said = self._others(wish_in(words), frozenset())
        self._remember(words, "\n".join(said.paragraphs))
        return said

    def _others(self, request: str, besides: frozenset[str]) -> Said:
        """Who suits ``request`` beside those who were named before, by their addresses."""
        found = self._introducing.found(self._person, request, besides)
        text = "\n".join(suggestion_lines(found, self._house.coordinators))
        named = besides | {one.person.row.email.lower() for one in found.those}
        said = texts(found.language)
        more = Choice(said("Suggest others"), lambda: self._others(request, named))
        return Said((text,), choices=(more,) if found.those else ())

    def _texts(self, words: str) -> Texts:
        return texts(language_of(words) or self._house.language)

    def _remember(self, read: str, text: str) -> None:
        told = [Turn("assistant", text)] if text else []
        self._history = (*self._history, Turn("member", read), *told)[-REMEMBERED_TURNS:]

    def _whole(self, said: Said, words: str) -> Said:
        """With a word on what was not read of a very long message."""
        if shortened(words) == words:
            return said
        return replace(said, remarks=(shortened_remark(self._texts(words)),))


def _choices(outcome: Answer, page: int = 0) -> tuple[Choice, ...]:
    """Its sources, one by one, and where it is a long list the next of its pages, counted from 0."""
    said = texts(outcome.language)
    cited = outcome.nearest if isinstance(outcome, Abstained) else outcome.citations
    sources = tuple(
        Choice(
            said("Show source {n}: {title}", n=one.n, title=one.title or one.source),
            _shown(one, outcome, page),
        )
        for one in cited[:_MOST_SOURCES]
    )
    if not isinstance(outcome, RowsAnswered) or page + 1 >= pages_of(outcome):
        return sources
    more = Choice(
        said("Show more"),
        lambda: Said((page_text(outcome, page + 1),), choices=_choices(outcome, page + 1)),
    )
    return (*sources, more)


def _shown(citation: Citation, outcome: Answer, page: int) -> Callable[[], Said]:
    """The same can be chosen below a source as below the answer."""
    said = texts(outcome.language)
    return lambda: Said(tuple(quoted_source(citation, said)), choices=_choices(outcome, page))


def talk(chat: Chat, ask: Callable[[], str], screen: Screen) -> None:
    """Until an empty line, the end of the input, or Ctrl-C. ``ask`` raises EOFError where the input ends."""
    offered = screen.show(Said((_WELCOME,)))
    for words in _lines(ask):
        offered = screen.show(_chosen(words, offered) or chat.reply(words))


def _chosen(words: str, offered: Sequence[Choice]) -> Said | None:
    """What a number leads to; None for what is no number of a choice."""
    number = int(words) if words.isascii() and words.isdecimal() and len(words) <= 2 else 0
    return offered[number - 1].take() if 0 < number <= len(offered) else None


def _lines(ask: Callable[[], str]) -> Iterator[str]:
    try:
        while words := ask().strip():
            yield words
    except EOFError:
        return
