"""Follows an answer while it is made: says what is being done, shows what is written, and obeys who stops it."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass, replace

from slack_sdk import WebClient

from bot.delivery import Delivery, Posted
from bot.growth import Growth
from bot.incoming import Incoming
from bot.openness import Openness
from bot.pump import Pump
from bot.replies.catalogue import Texts
from bot.replies.live import body_of
from bot.replies.notices import reading_status, writing_status
from bot.sessions import Sessions
from bot.signs import Signs
from bot.stops import Stops
from bot.use_cases.answer_question import NoOutcome
from knowledge.outcomes import Answer, Answered, Draft, Progress, Reading

Item = Progress | Answer


@dataclass(frozen=True, slots=True)
class Whole:
    """The outcome. ``posted`` says what of the reply stands there already."""

    answer: Answer
    posted: Posted


@dataclass(frozen=True, slots=True)
class Stopped:
    """Somebody wanted no more. ``seen`` is what could be read by then; its text may be empty."""

    seen: Answered
    posted: Posted


@dataclass(frozen=True, slots=True)
class BrokenOff:
    """Answering failed when a part could be read already."""

    seen: Answered
    posted: Posted
    error: Exception


End = Whole | Stopped | BrokenOff


@dataclass(frozen=True, slots=True)
class Watched:
    """Whose answer is followed: the message, and the language of the person."""

    message: Incoming
    said: Texts


class Following:
    """Safe from several threads."""

    def __init__(
        self, client: WebClient, delivery: Delivery, signs: Signs, stops: Stops, openness: Openness
    ) -> None:
        self._client = client
        self._delivery = delivery
        self._signs = signs
        self._stops = stops
        self._openness = openness
        self._sessions = Sessions(client, openness)
        self._processing: set[str] = set()

    def follow(self, watched: Watched, items: Generator[Item, None, None], posted: Posted) -> End:
        """Raises whatever answering raises before anything of it could be read. Where an earlier run left something
        unfinished, nothing more is shown before the whole."""
        message, pump = watched.message, Pump(items)
        growth = Growth(self._client, self._openness, message)
        latest = _Latest()
        with self._stops.watching(message, pump.halt):
            for batch in pump.batches():
                latest.take(batch)
                if latest.outcome is None:
                    self._show(latest, batch, watched, growth if posted.unfinished is None else None)
                if growth.was_stopped:
                    pump.halt()
        standing = self._standing(message, posted, growth)
        return _end(latest.outcome, growth.seen, pump, standing, watched.said)

    def leave(self, message: Incoming, posted: Posted) -> None:
        """To be called when the reply stands there: a stream has told its session that it is over; others do here."""
        was_processing = message.event_id in self._processing
        self._processing.discard(message.event_id)
        is_new = message.is_direct and not message.thread_ts and not was_processing
        if is_new or (was_processing and posted.unfinished is None):
            self._sessions.end(message, begun=was_processing)

    def _show(self, latest: _Latest, batch: Sequence[Item], watched: Watched, growth: Growth | None) -> None:
        """A status is worth nothing beside words: it would only hold them up."""
        *_, item = batch
        if isinstance(item, Draft):
            if growth is not None:
                growth.show(latest.draft)
        elif isinstance(item, Reading):
            self._signs.show_stage(watched.message, reading_status(watched.said, item.documents))
            self._open_session(watched.message)
        else:
            self._signs.show_stage(watched.message, writing_status(watched.said))

    def _open_session(self, message: Incoming) -> None:
        if message.event_id not in self._processing and self._sessions.begin(message):
            self._processing.add(message.event_id)

    def _standing(self, message: Incoming, posted: Posted, growth: Growth) -> Posted:
        """Where it is not known whether Slack took a beginning, the thread is looked at."""
        if growth.is_unclear:
            return replace(posted, unfinished=self._delivery.left(message).unfinished)
        return replace(posted, unfinished=growth.unfinished or posted.unfinished)


class _Latest:
    """The newest of what came."""

    def __init__(self) -> None:
        self.draft = Draft("")
        self.outcome: Answer | None = None

    def take(self, batch: Sequence[Item]) -> None:
        for item in batch:
            if isinstance(item, Draft):
                self.draft = item
            elif not isinstance(item, Progress):
                self.outcome = item


def _end(outcome: Answer | None, shown: Draft, pump: Pump[Item], standing: Posted, said: Texts) -> End:
    """Of what was written only that counts which could be read."""
    if outcome is not None:
        return Whole(outcome, _completed(standing, outcome))
    seen = Answered(shown.text, "nb" if said.language == "nb" else "en", shown.citations, "")
    if pump.is_halted:
        return Stopped(seen, _completed(standing, seen))
    if pump.error is None:
        raise NoOutcome("the assistant gave no outcome")
    if not seen.text:
        raise pump.error
    return BrokenOff(seen, _completed(standing, seen), pump.error)


def _completed(posted: Posted, answer: Answer) -> Posted:
    """Tells an unfinished message what it is to become."""
    if posted.unfinished is None or not isinstance(answer, Answered):
        return posted
    return replace(posted, unfinished=replace(posted.unfinished, body=body_of(answer)))
