"""Curated answers as a person adds, changes, confirms, removes and restores them, from a terminal or from Slack."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from knowledge.curated.answer import CuratedAnswer, Draft, Edit, Fault, Overtaken, Unknown, faults_of, tidied
from knowledge.curated.answering import is_web
from knowledge.records.cited_sources import CitedSources
from knowledge.records.conversations import Conversations
from knowledge.records.curated_answers import CuratedAnswers
from knowledge.terms import words


@dataclass(frozen=True, slots=True)
class Faulty:
    """Nothing was written; ``faults`` are all that there is to mend."""

    faults: tuple[Fault, ...]


Kept = CuratedAnswer | Overtaken | Unknown
NEW = 0


class KeepAnswers:
    """``by`` is the e-mail address of who does it, ``version`` the one that they have seen; ``clock`` tells the time in
    the cluster's zone."""

    def __init__(
        self,
        shelf: CuratedAnswers,
        library: CitedSources,
        conversations: Conversations,
        audiences: frozenset[str],
        clock: Callable[[], datetime],
    ) -> None:
        self._shelf = shelf
        self._library = library
        self._conversations = conversations
        self._audiences = audiences
        self._clock = clock

    def add(self, draft: Draft, by: str) -> CuratedAnswer | Faulty:
        faults = self.faults(draft)
        return Faulty(faults) if faults else self._shelf.add(tidied(draft), self._edit(by, NEW))

    def faults(self, draft: Draft) -> tuple[Fault, ...]:
        """What there is to mend before it is added."""
        return tuple(self._faults(tidied(draft), ""))

    def change(self, id: str, draft: Draft, by: str, version: int) -> Kept | Faulty:
        tidy = tidied(draft)
        faults = tuple(self._faults(tidy, id))
        return (
            Faulty(faults)
            if faults
            else self._forgotten(self._shelf.change(id, tidy, self._edit(by, version)))
        )

    def confirm(self, id: str, by: str, version: int) -> Kept:
        return self._shelf.confirm(id, self._edit(by, version))

    def remove(self, id: str, by: str, version: int) -> Kept:
        return self._forgotten(self._shelf.remove(id, self._edit(by, version)))

    def restore(self, id: str, by: str, version: int) -> Kept | Faulty:
        """What was removed is given again, unless another answer has taken one of its questions since."""
        for archived in self._shelf.archived():
            if archived.id == id and (faults := tuple(self._taken_since(archived))):
                return Faulty(faults)
        return self._shelf.restore(id, self._edit(by, version))

    def _taken_since(self, archived: CuratedAnswer) -> Iterator[Fault]:
        for other in self._shelf.every():
            if other.draft.audience == archived.draft.audience:
                yield from _taken(archived.draft, other)

    def _forgotten(self, kept: Kept) -> Kept:
        """What it said before is no context of a later answer."""
        if isinstance(kept, CuratedAnswer):
            self._conversations.forget_told_from(kept.source)
        return kept

    def _edit(self, by: str, version: int) -> Edit:
        now = self._clock()
        return Edit(by.strip().lower(), now, now.date(), version)

    def _faults(self, draft: Draft, id: str) -> Iterator[Fault]:
        yield from faults_of(draft, self._audiences, self._clock().date())
        known = self._library.named(draft.sources)
        for source in draft.sources:
            if source not in known and not is_web(source):
                yield Fault(
                    "source",
                    f"there is no '{source}' in the library; name a source as 'status' and answers do.",
                )
        for other in self._shelf.every():
            if other.id != id and other.draft.audience == draft.audience:
                yield from _taken(draft, other)


def _taken(draft: Draft, other: CuratedAnswer) -> Iterator[Fault]:
    held = {words(form) for form in other.draft.forms}
    for form in draft.forms:
        if words(form) in held:
            yield Fault("question", f"'{form}' is answered by {other.id} already; change that one.")
