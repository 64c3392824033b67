"""Shortcuts: "Answer this" in the menu of a message, and "Ask Klyngebot" from anywhere."""

from __future__ import annotations

from bot.counter import Forms, Presses
from bot.post import Post
from bot.pressed import Accepted, Faults, Press, Submission
from bot.replies.ask_form import ASK_KLYNGEBOT, FIELD, NAME, ask_form
from bot.replies.message import message_of
from bot.views import PressedTooLongAgo, Views
from bot.ways.direct_answers import DirectAnswers
from bot.ways.private_answers import PrivateAnswers
from bot.ways.readers import Readers
from bot.ways.suggestions import Suggestions
from bot.ways.whispers import Whispers
from bot.wording import kind_of, words_of

ANSWER_THIS = "answer_this"
_ASKED = "form.asked"


class Shortcuts:
    def __init__(
        self,
        views: Views,
        private: PrivateAnswers,
        direct: DirectAnswers,
        suggestions: Suggestions,
        readers: Readers,
        whispers: Whispers,
        post: Post,
    ) -> None:
        self._views = views
        self._private = private
        self._direct = direct
        self._suggestions = suggestions
        self._readers = readers
        self._whispers = whispers
        self._post = post

    @property
    def presses(self) -> Presses:
        return {ANSWER_THIS: self._answer_this, ASK_KLYNGEBOT: self._open_form, _ASKED: self._answer_form}

    @property
    def forms(self) -> Forms:
        return {NAME: self._take_form}

    def _answer_this(self, press: Press) -> None:
        words = words_of(press.value)
        if kind_of(words, has_files=False) in ("question", "introduction"):
            self._private.answer(press, words)
            return
        said = self._readers.said(press)
        nothing = said(
            "I find no question in that message. Ask me in words, with `/klynge` or by mentioning me."
        )
        self._whispers.say(press, message_of([nothing]))

    def _open_form(self, press: Press) -> None:
        """Slack opens a form within three seconds of the press; who waited longer is asked to write instead."""
        said = self._readers.said(press)
        try:
            self._views.open(press.trigger, ask_form(said))
        except PressedTooLongAgo:
            too_slow = said("I was too slow to open a form. Just write your question to me here.")
            self._post.tell(press.user, message_of([too_slow]))

    def _take_form(self, submission: Submission) -> Accepted | Faults:
        return Accepted(
            then=Press(
                id=f"press:{submission.user}:{submission.view}:{_ASKED}",
                action=_ASKED,
                value=submission.text(FIELD),
                user=submission.user,
                team=submission.team,
            )
        )

    def _answer_form(self, press: Press) -> None:
        words = words_of(press.value)
        if kind_of(words, has_files=False) == "introduction":
            self._suggestions.tell(press, words)
        else:
            self._direct.answer(press, words)
