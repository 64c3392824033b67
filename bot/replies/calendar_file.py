"""The events of an answer as a file for a person's own calendar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.replies.catalogue import texts
from bot.replies.row_objects import rows_of
from knowledge.calendar.occurrences import Occurrence
from knowledge.outcomes import Answer

# A long list is for reading; who wants all of it has the calendar itself.
_MOST = 5


@dataclass(frozen=True, slots=True)
class Attachment:
    """``title`` is what people see; ``name`` is that of the file."""

    name: str
    title: str
    content: bytes


def calendar_file(answer: Answer, stamp: datetime) -> Attachment | None:
    """None where the answer tells of no event that takes place, or of too many; ``stamp`` (aware) is now."""
    held = events_of(answer)
    if not 0 < len(held) <= _MOST:
        return None
    # icalendar takes a while to load, and most answers tell of no event.
    from knowledge.calendar.export import as_ics

    said = texts(answer.language)
    return Attachment("klyngebot.ics", said("Add to your calendar"), as_ics(held, stamp))


def events_of(answer: Answer) -> tuple[Occurrence, ...]:
    """The events that an answer tells of and that take place; what is only the nearest counts too."""
    return tuple(one for rows in rows_of(answer) for one in rows.occurrences if not one.cancelled)
