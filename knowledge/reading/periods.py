"""Days and stretches of time in a question: "neste uke", "i mars", "uke 12", "before Easter", "hittil i år".

Weeks start on Monday and carry ISO 8601 numbers. A month or a date without a year is the coming one, or the one that
is going on; with a word that looks back ("i fjor", "last") it is the past one. "Neste torsdag" is the first Thursday
after today: people disagree about it, and the answer says the date.
"""

from __future__ import annotations

from datetime import date

from knowledge.reading import feasts, named, ranges, relative
from knowledge.reading.readers import Found, Reader
from knowledge.reading.stretches import Period

# "Easter Monday" before "Monday", "hittil i år" before "i år".
_READERS = (*ranges.READERS, *feasts.READERS, *relative.READERS, *named.READERS)


def read_period(text: str, today: date) -> Period | None:
    """The first period that ``text`` names, as seen from ``today``."""
    for pattern, reader in _READERS:
        for match in pattern.finditer(text):
            found = _safely(reader, match, today)
            if found is not None:
                return Period(found.first, found.last, match.group(0))
    return None


def _safely(reader: Reader, match: Found, today: date) -> Period | None:
    """31 February, week 54 and the year 0 are no days."""
    try:
        return reader(match, today)
    except (ValueError, OverflowError):
        return None
