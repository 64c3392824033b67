"""What a sync did, or would do: an object for ``--json``, and words for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from itertools import takewhile
from typing import Any

from bot.replies.curated_answers import answer_finding_line
from bot.replies.doubts import doubt_lines, doubts_json
from knowledge.reports import Because, Contradiction, FieldChange, Merge, RowChanges, SyncReport

_MOST_LINES = 20
_MOST_CHARACTERS = 80
_BEFORE = 20
_BECAUSE: dict[Because, str] = {
    "more trusted": "more trusted",
    "newer": "newer",
    "first": "no other is more trusted or newer",
}


def report_json(report: SyncReport) -> Any:
    """The object of ``ingest --json``: numbers, what failed and why, and the sources by what happened to them."""
    return {
        "added": len(report.added),
        "changed": len(report.changed),
        "removed": len(report.removed),
        "unchanged": report.unchanged,
        "failed": [asdict(failure) for failure in report.failed],
        "sources": {"added": report.added, "changed": report.changed, "removed": report.removed},
        "rows": _rows_json(report.registers),
        "registers": [_counts_json(register) for register in report.registers],
        "warnings": [{"source": source, "warning": warning} for source, warning in report.warnings],
        "suspicious": doubts_json(report.doubts),
        "merges": [asdict(merge) for merge in report.merges],
        "contradictions": [asdict(one) for one in report.contradictions],
        "unregistered": [{"source": who, "organisation": name} for who, name in report.unregistered],
        "duplicates": [{"source": source, "same_as": first} for source, first in report.duplicates],
        "answers": [asdict(one) for one in report.answers],
        "passages": report.passages,
        "embedded": report.embedded,
        "repaired": report.repaired,
        "dry_run": report.dry_run,
        "seconds": round(report.seconds, 3),
    }


def report_lines(report: SyncReport) -> Iterator[str]:
    """The same for a person; row by row only what a dry run would change, and of that not more than can be read."""
    work = len(report.added) + len(report.changed) + len(report.removed)
    verb = "would be " if report.dry_run else ""
    if work:
        counts = f"{len(report.added)} added, {len(report.changed)} changed, {len(report.removed)} removed"
        yield f"{verb}{counts}, {report.unchanged} unchanged."
    else:
        yield f"Nothing changed ({report.unchanged} files)."
    for register in report.registers:
        yield _counted(register)
        if report.dry_run:
            yield from _shortened(list(_differences(register)), "  ")
    yield from _shortened([_merged(merge) for merge in report.merges])
    yield from _shortened([_contradicted(one) for one in report.contradictions])
    if report.repaired:
        yield f"{report.repaired} texts were missing from the indexes or left over in them; that is mended."
    yield from map(answer_finding_line, report.answers)
    for source, warning in report.warnings:
        yield f"note: {source}: {warning}"
    yield from doubt_lines(report.doubts)
    for failure in report.failed:
        yield f"failed: {failure.source}: {failure.reason}; {failure.mend}"


def _rows_json(registers: Sequence[RowChanges]) -> Any:
    return {
        "added": [source for one in registers for source in one.added],
        "removed": [source for one in registers for source in one.removed],
        "changed": [asdict(change) for one in registers for change in one.changed],
    }


def _counts_json(register: RowChanges) -> Any:
    return {
        "source": register.path,
        "added": len(register.added),
        "changed": register.changed_rows,
        "removed": len(register.removed),
        "same": register.same,
    }


def _counted(register: RowChanges) -> str:
    told = (
        (len(register.added), "new"),
        (register.changed_rows, "changed"),
        (len(register.removed), "gone"),
        (register.same, "as before"),
    )
    return f"{register.path}: rows: {', '.join(f'{count} {what}' for count, what in told if count)}"


def _differences(register: RowChanges) -> Iterator[str]:
    yield from (f"new: {source}" for source in register.added)
    yield from (f"gone: {source}" for source in register.removed)
    yield from map(_change, register.changed)


def _change(change: FieldChange) -> str:
    was, becomes = (" ".join(text.split()) for text in (change.was, change.becomes))
    alike = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(was, becomes, strict=False)))
    start = max(0, alike - _BEFORE) if max(len(was), len(becomes)) > _MOST_CHARACTERS else 0
    return f'{change.source}: {change.field}: "{_cut(was, start)}" → "{_cut(becomes, start)}"'


def _cut(text: str, start: int) -> str:
    """From ``start`` on, a little before where it is another: two long texts often begin alike."""
    rest = f"…{text[start:]}" if start else text
    return rest if len(rest) <= _MOST_CHARACTERS else f"{rest[: _MOST_CHARACTERS - 1]}…"


def _merged(merge: Merge) -> str:
    return f"{merge.source} and {merge.same_as}: one organisation ({', '.join(merge.reasons)})"


def _contradicted(one: Contradiction) -> str:
    others = " and ".join(f'"{other.value}" ({other.source})' for other in one.others)
    used = f'"{one.used.value}" ({one.used.source}, {_BECAUSE[one.because]})'
    return f"{one.organisation}: {one.field}: {used} is used, not {others}"


def _shortened(lines: Sequence[str], margin: str = "") -> Iterator[str]:
    yield from (f"{margin}{line}" for line in lines[:_MOST_LINES])
    if len(lines) > _MOST_LINES:
        yield f"{margin}… and {len(lines) - _MOST_LINES} more; --json names all"
