"""What a document says about its own day: stated, in force from and until, replaced by another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from ingest.dates import find_dates
from ingest.deadlines import deadline_of
from knowledge.models import Dating, Document, Fields, Table

_EFFECTIVE = re.compile(
    r"\b(gjelder fra|gjeldende fra|gyldig fra|trer i kraft|i kraft fra|effective (from|as of|date)|effective:"
    r"|valid from|in force from|applies from)",
    re.IGNORECASE,
)
_EXPIRES = re.compile(r"\b(gjelder til|gyldig til|utløper|valid until|expires|valid through)", re.IGNORECASE)
_STATED = re.compile(
    r"^\W*(sist )?(oppdatert|endret|revidert|vedtatt|publisert|dato|datert|last (updated|revised|modified)|updated|"
    r"revised|adopted|published|date|dated|version|versjon)\b",
    re.IGNORECASE,
)
_SUPERSEDED = re.compile(
    r"^\W*((dokumentet|dette dokumentet|denne versjonen|this (document|version)|status)\W+)?"
    r"((er|is|has been|have been|ble|was)\s+)?"
    r"(utgått|erstattet av|erstattes av|opphevet|utdatert|superseded( by)?|replaced by|obsolete|no longer in force"
    r"|archived version|gjelder ikke lenger)\b",
    re.IGNORECASE,
)
_TITLE_YEAR = re.compile(r"(?<!\d)(20[1-4]\d)(?!\d)")
_EDGE_BLOCKS = 15
_SHORT_LINE = 220


def date_document(document: Document, name: str) -> Dating:
    """Reads title, file name, and the short lines at both ends, so that a mention deep inside dates nothing."""
    lines = list(_edge_lines(document))
    effective = _first_date(lines, _EFFECTIVE) or _year_of(document.title, name)
    return Dating(
        stated=_first_date(lines, _STATED),
        effective=effective,
        expires=_first_date(lines, _EXPIRES) or deadline_of(document, name),
        superseded=any(_SUPERSEDED.search(line) for line in (document.title, *lines)),
        modified=document.modified,
    )


def _edge_lines(document: Document) -> Iterator[str]:
    blocks = document.blocks
    edges = blocks if len(blocks) <= 2 * _EDGE_BLOCKS else blocks[:_EDGE_BLOCKS] + blocks[-_EDGE_BLOCKS:]
    for block in edges:
        if not isinstance(block, Table | Fields):
            yield from (
                line
                for line in re.split(r"\n|(?<=\.)\s+(?=[A-ZÆØÅ])|\s[|·]\s", block.text)
                if len(line) <= _SHORT_LINE
            )


def _first_date(lines: list[str], sign: re.Pattern[str]) -> date | None:
    for line in lines:
        if (match := sign.search(line)) and (dates := find_dates(line[match.end() :])):
            return dates[0]
    return None


def _year_of(title: str, name: str) -> date | None:
    years = _TITLE_YEAR.findall(title) or _TITLE_YEAR.findall(name)
    return date(int(years[0]), 1, 1) if years else None
