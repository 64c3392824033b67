"""``klyngebot chat``: the conversation of Slack, in the terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from bot.asking import Asking
from bot.house import House
from bot.memory import REMEMBERED_TURNS
from bot.replies.answer import text_of
from bot.replies.notices import help_paragraphs, shortened_remark
from bot.wording import kind_of, shortened
from knowledge.errors import KlyngebotError
from knowledge.models import Turn

_WELCOME = "Spør meg om klyngen / Ask me about the cluster. (Tom linje avslutter / an empty line ends.)"
_SMILE = "😊"


class Chat:
    """One conversation; what was said is context for what follows."""

    def __init__(self, asking: Asking, house: House) -> None:
        self._asking = asking
        self._house = house
        self._history: tuple[Turn, ...] = ()

    def reply(self, words: str) -> str:
        """What a colleague would say to ``words``. An error becomes its sentence: the conversation goes on."""
        match kind_of(words, has_files=False):
            case "thanks":
                return _SMILE
            case "question" | "introduction":
                return self._answered(words)
            case _:
                return "\n".join(help_paragraphs(self._house.texts_in(words), self._house.cluster))

    def _answered(self, words: str) -> str:
        read = shortened(words)
        try:
            outcome = self._asking.outcome(self._asking.question(read, history=self._history))
        except KlyngebotError as error:
            return f"klyngebot: {error}"
        text = text_of(outcome)
        told = [Turn("assistant", text)] if text else []
        self._history = (*self._history, Turn("member", read), *told)[-REMEMBERED_TURNS:]
        remark = [] if read == words else [shortened_remark(self._house.texts_in(words))]
        return "\n".join([self._asking.words(outcome), *remark])


def talk(chat: Chat, ask: Callable[[], str], say: Callable[[str], None]) -> None:
    """Until an empty line, the end of the input, or Ctrl-C. ``ask`` raises EOFError where the input ends."""
    say(_WELCOME)
    for words in _lines(ask):
        say(f"{chat.reply(words)}\n")


def _lines(ask: Callable[[], str]) -> Iterator[str]:
    try:
        while words := ask().strip():
            yield words
    except EOFError:
        return
