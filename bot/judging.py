"""What people think of answers, taken from the thumbs below them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from bot.languages import Languages
from bot.ports import QuestionLog
from bot.post import Post
from bot.pressed import Press
from bot.replies.feedback import thanks_message, unknown_message, why_message
from knowledge.records.questions import WHYS, Verdict


class Judging:
    """Each press is answered to the one who pressed alone."""

    def __init__(
        self, questions: QuestionLog, languages: Languages, post: Post, clock: Callable[[], datetime]
    ) -> None:
        self._questions = questions
        self._languages = languages
        self._post = post
        self._clock = clock

    @property
    def presses(self) -> Mapping[str, Callable[[Press], None]]:
        return {"feedback": self._judge, "feedback.why": self._say_why}

    def _judge(self, press: Press) -> None:
        word, _, id = press.value.partition(":")
        verdict: Verdict = "good" if word == "good" else "bad"
        said = self._languages.of(press.user)
        if not self._questions.judge(id, press.user, verdict, self._clock()):
            message = unknown_message(said)
        else:
            message = why_message(id, said) if verdict == "bad" else thanks_message(said)
        self._post.privately(press.channel, press.user, message, press.thread)

    def _say_why(self, press: Press) -> None:
        word, _, id = press.value.partition(":")
        why = next((one for one in WHYS if one == word), None)
        if why is not None:
            known = self._questions.judge(id, press.user, "bad", self._clock(), why)
            said = self._languages.of(press.user)
            message = thanks_message(said) if known else unknown_message(said)
            self._post.privately(press.channel, press.user, message, press.thread)
