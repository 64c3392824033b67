"""Which of several versions of a document holds: the one in force, and of these the newest."""

from __future__ import annotations

import re
from datetime import date

from knowledge.answers.evidence import Evidence
from knowledge.terms import words

_YEAR_OR_VERSION = re.compile(r"\b(v\d+(\.\d+)*|versjon|version|\d{2,4}|gammel|ny|old|new)\b")


def in_force_first(evidence: tuple[Evidence, ...], day: date) -> tuple[Evidence, ...]:
    """Of documents that differ only in year or version, those that hold on ``day``, and of these the newest."""
    newest: dict[str, Evidence] = {}
    for item in evidence:
        family = _family(item)
        if family not in newest or _standing(item, day) > _standing(newest[family], day):
            newest[family] = item
    kept = {item.source.source for item in newest.values()}
    return tuple(item for item in evidence if item.source.source in kept)


def as_of(used: Evidence, evidence: tuple[Evidence, ...]) -> date | None:
    """The day that ``used`` speaks for, where another version of the same document was found beside it."""
    others = {item.source.source for item in evidence if _family(item) == _family(used)}
    return (used.source.dating.effective or used.source.updated) if len(others) > 1 else None


def _family(item: Evidence) -> str:
    title = _YEAR_OR_VERSION.sub(" ", " ".join(words(item.source.title)))
    return " ".join(title.split()) or item.source.source


def _standing(item: Evidence, day: date) -> tuple[bool, date]:
    dating = item.source.dating
    return dating.in_force(day), dating.effective or item.source.updated or date.min
