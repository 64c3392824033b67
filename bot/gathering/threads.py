"""A thread of a channel as a document: its words, without who wrote them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from bot.incoming import is_from_person
from bot.use_cases.knowledge_changes import Offer
from bot.wording import words_of
from knowledge.holdings.holding import ADDED

_NAMED = re.compile(r"<@[^>]*>")
_TITLE_LENGTH = 80
_MARKUP = "#>*_~`|-=+ \t"


@dataclass(frozen=True, slots=True)
class Thread:
    """``ts`` is that of its first message; ``said`` are its messages as plain words, the oldest first, and ``last``
    is the time of the newest (a Slack ts). ``url`` opens it."""

    channel: str
    ts: str
    said: tuple[str, ...]
    last: str
    url: str

    @classmethod
    def of(cls, channel: str, messages: Sequence[Mapping[str, Any]], site: str) -> Thread:
        """Of ``messages``, root first, what people wrote: what the assistant said is no source of its own."""
        ts = str(messages[0]["ts"])
        written = [one for one in messages if is_from_person(one, "")]
        said = tuple(words for one in written if (words := _words(str(one.get("text") or ""))))
        last = max((str(one["ts"]) for one in written), key=float, default=ts)
        return cls(channel, ts, said, last, f"{site.rstrip('/')}/archives/{channel}/p{ts.replace('.', '')}")

    @property
    def title(self) -> str:
        first = self.said[0].splitlines()[0].strip(_MARKUP) if self.said else ""
        return first if len(first) <= _TITLE_LENGTH else f"{first[:_TITLE_LENGTH].rsplit(None, 1)[0]} …"

    @property
    def offer(self) -> Offer:
        day = datetime.fromtimestamp(float(self.last), UTC).date()
        text = "\n\n".join((f"---\ndate: {day}\n---", f"# {self.title}", *self.said))
        return Offer(file_name_of(self.channel, self.ts), f"{text}\n".encode(), self.url, "message")


def file_name_of(channel: str, ts: str) -> str:
    return f"slack-{channel}-{ts.replace('.', '-')}.md"


def source_of(channel: str, ts: str) -> str:
    """What the document of a thread is cited by."""
    return f"{ADDED}{file_name_of(channel, ts)}"


def ts_of(channel: str, source: str) -> str:
    """The other way round; '' for what is no thread of that channel."""
    match = re.fullmatch(rf"{re.escape(ADDED)}slack-{re.escape(channel)}-(\d+)-(\d+)\.md", source)
    return f"{match[1]}.{match[2]}" if match else ""


def _words(text: str) -> str:
    """Without the names of people that are called upon, and with a heading's sign taken for a word."""
    lines = words_of(_NAMED.sub("", text)).splitlines()
    return "\n".join(line.lstrip("#").strip() for line in lines).strip()
