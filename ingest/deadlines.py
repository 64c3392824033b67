"""The deadline of a call for applications, after which it is out of date.

Only a labelled line counts ("Søknadsfrist: 1. oktober 2026"): a call that is missed is shown as before, and a handbook
that is taken for one is lost. Not covered: a deadline in running text or in a table, and one without its year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from ingest.dates import MONTH, find_days
from knowledge.models import Block, Document, Fields, Paragraph, Table

_WEEKDAY = r"(?:mandag|tirsdag|onsdag|torsdag|fredag|lørdag|søndag|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\W{0,2}"
_VALUE = rf"\s*(?P<value>(?:(?:innen|senest|by|until|til)\s+)?(?:{_WEEKDAY})?(?:\d.*|(?:{MONTH})\.?\s+\d.*))$"
_OF_CALLS = re.compile(
    r"^\W*(?:søknadsfrist(?:en)?|frist(?:en)? for (?:å søke|søknad(?:er)?)|application deadline"
    r"|deadline for (?:applications?|proposals?|submissions?)|submission deadline|closing date)"
    rf"\W{{0,3}}:\W{{0,3}}{_VALUE}",
    re.IGNORECASE,
)
_OF_ANYTHING = re.compile(rf"^\W*(?:frist(?:en)?|deadline)\W{{0,3}}:\W{{0,3}}{_VALUE}", re.IGNORECASE)
_IS_CALL = re.compile(
    r"utlysning|utlyst|\w(?:midler|støtte)\b|tilskudd|stipend|anbud"
    r"|\b(?:(?:open )?calls?|grants?|funding|proposals?|tenders?|fellowships?)\b",
    re.IGNORECASE,
)
# They name the deadlines of others.
_TELLS_OF_CALLS = re.compile(
    r"referat|protokoll|rapport|nyhetsbrev|møte|innkalling|saksliste|notat|håndbok|veileder|oversikt|oppsummering|kalender"
    r"|\b(?:minutes|newsletters?|reports?|agenda|meetings?|notes?|handbook|guide|overview|summary|calendar)\b",
    re.IGNORECASE,
)
_BEGINNING = 6
_EDGE_BLOCKS = 15
_LONGEST_LINE = 120


def deadline_of(document: Document, name: str) -> date | None:
    """The last of the deadlines that it names as its own; None where nothing says plainly that it is a call."""
    named = f"{document.title} {name.replace('_', ' ')}"
    if _TELLS_OF_CALLS.search(named) or not _is_call(document, named):
        return None
    own = (_OF_CALLS, _OF_ANYTHING)
    return max((day for line in _lines(document.blocks) for day in _days(line, own)), default=None)


def _is_call(document: Document, named: str) -> bool:
    """It is called so and has a deadline at one of its ends, begins with one of calls, or has one in front of all."""
    blocks = document.blocks
    if _IS_CALL.search(named):
        return _has_one((*blocks[:_EDGE_BLOCKS], *blocks[-_EDGE_BLOCKS:]), (_OF_CALLS, _OF_ANYTHING))
    in_front = blocks[:1] if isinstance(blocks[0] if blocks else None, Paragraph) else ()
    return _has_one(blocks[:_BEGINNING], (_OF_CALLS,)) or _has_one(in_front, (_OF_ANYTHING,))


def _has_one(blocks: Sequence[Block], labels: Sequence[re.Pattern[str]]) -> bool:
    return any(_days(line, labels) for line in _lines(blocks))


def _lines(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        if not isinstance(block, Table | Fields):
            yield from re.split(r"\n|(?<=\.)\s+(?=[A-ZÆØÅ])", block.text)


def _days(line: str, labels: Sequence[re.Pattern[str]]) -> tuple[date, ...]:
    if len(line) > _LONGEST_LINE:
        return ()
    return next((find_days(match["value"]) for label in labels if (match := label.match(line))), ())
