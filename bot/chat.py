"""``klyngebot chat``: the conversation of Slack, in the terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from bot.asking import Asking
from bot.house import House
from bot.introducing import Introducing
from bot.memory import REMEMBERED_TURNS
from bot.replies.answer import text_of
from bot.replies.notices import help_paragraphs, shortened_remark, unnamed_remark
from bot.requests import wish_in
from bot.wording import kind_of, shortened
from knowledge.errors import KlyngebotError
from knowledge.models import Turn

_WELCOME = "Spør meg om klyngen / Ask me about the cluster. (Tom linje avslutter / an empty line ends.)"
_SMILE = "😊"


class Chat:
    """One conversation; what was said is context for what follows. ``person`` is who talks, by their e-mail address;
    "" is somebody of whom only the audience is known."""

    def __init__(self, asking: Asking, introducing: Introducing, house: House, person: str = "") -> None:
        self._asking = asking
        self._introducing = introducing
        self._house = house
        self._person = person
        self._history: tuple[Turn, ...] = ()

    def reply(self, words: str) -> str:
        """What a colleague would say to ``words``. An error becomes its sentence: the conversation goes on."""
        match kind_of(words, has_files=False):
            case "thanks":
                return _SMILE
            case "question":
                return self._answered(words)
            case "introduction":
                return self._suggested(words)
            case _:
                return "\n".join(help_paragraphs(self._house.texts_in(words), self._house.cluster))

    def _answered(self, words: str) -> str:
        read = shortened(words)
        try:
            outcome = self._asking.outcome(self._asking.question(read, history=self._history))
        except KlyngebotError as error:
            return f"klyngebot: {error}"
        self._remember(read, text_of(outcome))
        return self._whole(self._asking.words(outcome), words)

    def _suggested(self, words: str) -> str:
        """People to meet; nobody is written to."""
        if not self._person:
            return unnamed_remark(self._house.texts_in(words))
        read = shortened(words)
        try:
            text = self._introducing.words(self._person, wish_in(read))
        except KlyngebotError as error:
            return f"klyngebot: {error}"
        self._remember(read, text)
        return self._whole(text, words)

    def _remember(self, read: str, text: str) -> None:
        told = [Turn("assistant", text)] if text else []
        self._history = (*self._history, Turn("member", read), *told)[-REMEMBERED_TURNS:]

    def _whole(self, text: str, words: str) -> str:
        """With a word on what was not read of a very long message."""
        remark = [] if shortened(words) == words else [shortened_remark(self._house.texts_in(words))]
        return "\n".join([text, *remark])


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
