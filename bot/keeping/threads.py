"""A thread of Slack as a document: what was said, without who said it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from slack_sdk import WebClient

from bot.client import SLACK_ERRORS, held, reason
from bot.use_cases.knowledge_changes import Offer
from bot.wording import words_of

_TITLE_WORDS = 8
_MOST_MESSAGES = 1_000


@dataclass(frozen=True, slots=True)
class NotReadable:
    """``why`` is Slack's own word: the assistant is no member there, or the thread is gone."""

    why: str


class Threads:
    """Safe from several threads."""

    def __init__(self, client: WebClient, clock: Callable[[], datetime]) -> None:
        """``clock`` gives aware times in the cluster's zone."""
        self._client = client
        self._clock = clock

    def as_offer(self, channel: str, ts: str, bot_user: str) -> Offer | NotReadable:
        """The thread that begins with the message ``ts``. What bots say, the assistant too, stays out."""
        try:
            pages = self._client.conversations_replies(channel=channel, ts=ts, limit=200)
            said = [message for page in pages for message in held(page, "messages", list)][:_MOST_MESSAGES]
            link = str(self._client.chat_getPermalink(channel=channel, message_ts=ts).get("permalink") or "")
        except SLACK_ERRORS as error:
            return NotReadable(reason(error))
        texts = [words_of(str(one.get("text") or ""), bot_user) for one in said if not one.get("bot_id")]
        words = [text for text in texts if text]
        if not words:
            return NotReadable("empty")
        day = datetime.fromtimestamp(float(ts), self._clock().tzinfo).date()
        name = f"{_title(words)} {day.isoformat()}.md"
        return Offer(name, _markdown(_title(words), day.isoformat(), words), link, "message")


def _title(words: Sequence[str]) -> str:
    first = words[0].split()
    return " ".join(first[:_TITLE_WORDS]).rstrip(".,:;!?") or "Slack"


def _markdown(title: str, day: str, words: Sequence[str]) -> bytes:
    paragraphs = [f"---\ndate: {day}\n---", f"# {title}", *words]
    return "\n\n".join(paragraphs).encode()
