"""Rows of a register as they were, against the rows as they are: which are new, which are gone, what they say now."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import fields
from datetime import date
from typing import Any

from knowledge.calendar.properties import properties
from knowledge.reports import FieldChange, RowChanges
from knowledge.rows import EventRow, Row

_NUMBER = re.compile(r" \(\d+\)$")


def row_changes(path: str, before: Mapping[str, Row], after: Mapping[str, Row]) -> RowChanges:
    """Of rows by their sources. Where several are called the same, the order in which they stand tells nothing."""
    old, new = _unlike(before, after), _unlike(after, before)
    gone, come, changed = [], [], list[FieldChange]()
    for name in sorted({*old, *new}):
        was, becomes = old.get(name, []), new.get(name, [])
        for one, other in zip(was, becomes, strict=False):
            changed += _changes(other, before[one], after[other])
        gone += was[len(becomes) :]
        come += becomes[len(was) :]
    same = len(after) - len(come) - len({change.source for change in changed})
    return RowChanges(path, tuple(come), tuple(gone), tuple(changed), same)


def _unlike(rows: Mapping[str, Row], others: Mapping[str, Row]) -> dict[str, list[str]]:
    """The sources whose rows the others do not hold word for word, under their names without a number."""
    there = Counter(others.values())
    unlike: dict[str, list[str]] = {}
    for source, row in rows.items():
        if there[row]:
            there[row] -= 1
        else:
            unlike.setdefault(_NUMBER.sub("", source), []).append(source)
    return unlike


def _changes(source: str, before: Row, after: Row) -> Iterator[FieldChange]:
    was, becomes = dict(_said(before)), dict(_said(after))
    for field in dict.fromkeys((*was, *becomes)):
        one, other = was.get(field, ""), becomes.get(field, "")
        if one != other:
            yield FieldChange(source, field, one, other)


def _said(row: Row) -> Iterator[tuple[str, str]]:
    if isinstance(row, EventRow):
        yield from properties(row.ical).items()
        yield "trust", row.trust
        return
    for one in fields(row):
        if one.name != "extra":
            yield one.name, _text(getattr(row, one.name))
    yield from row.extra


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, tuple):
        return "; ".join(map(str, value))
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value)


def register_changes(
    before: Mapping[str, Mapping[str, Row]], after: Mapping[str, Mapping[str, Row]]
) -> tuple[RowChanges, ...]:
    """For each file of ``before`` that holds rows or held some."""
    return tuple(
        row_changes(path, before[path], after.get(path, {}))
        for path in sorted(before)
        if before[path] or after.get(path)
    )
