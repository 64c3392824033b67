"""What was said in a thread, kept apart by who could read it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from bot.incoming import Thread
from bot.ports import Conversations
from bot.replies.answer import citations_of, text_of
from knowledge.models import Turn
from knowledge.outcomes import Answer

REMEMBERED_TURNS = 8


class Memory:
    """Thread memory. A turn told to wider audiences never becomes context of a reply for narrower ones.

    The bare key of a thread only marks that the assistant takes part; turns lie under keys that name the audiences
    too. So a thread starts afresh when its channel is opened to guests, or when somebody leaves the board. Nor does a
    turn that was told from what its audiences may no longer read.
    """

    def __init__(
        self,
        conversations: Conversations,
        tellable_to: Callable[[frozenset[str]], Callable[[str], bool]],
        clock: Callable[[], datetime],
    ) -> None:
        """``tellable_to`` is the audience rule as it is now: audiences -> (source -> may it be told them again)."""
        self._conversations = conversations
        self._tellable_to = tellable_to
        self._clock = clock

    def takes_part(self, thread: Thread) -> bool:
        return self._conversations.knows(thread.key)

    def join(self, thread: Thread) -> None:
        """Marks that the assistant takes part in the thread."""
        if not self.takes_part(thread):
            self._conversations.append(thread.key, Turn("assistant", ""), self._clock())

    def recall(self, thread: Thread, audiences: frozenset[str]) -> tuple[Turn, ...]:
        turns = self._conversations.turns(_told_to(thread, audiences), REMEMBERED_TURNS)
        may_tell = self._tellable_to(audiences)
        return tuple(turn for turn in turns if all(map(may_tell, turn.sources)))

    def record(self, thread: Thread, audiences: frozenset[str], question: str, answer: Answer) -> None:
        key = _told_to(thread, audiences)
        self._conversations.append(key, Turn("member", question), self._clock())
        if text := text_of(answer):
            told = Turn("assistant", text, tuple(one.source for one in citations_of(answer)))
            self._conversations.append(key, told, self._clock())


def _told_to(thread: Thread, audiences: frozenset[str]) -> str:
    return f"{thread.key}:{','.join(sorted(audiences))}"
