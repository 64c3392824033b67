"""What coordinators keep, as objects for ``--json`` and words for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from bot.replies.doubts import doubt_json, doubt_line
from bot.use_cases.knowledge_changes import Kept, Looked, NotThere, Outcome, Removed, Stays, Unread
from knowledge.conflicts.findings import Findings
from knowledge.holdings.holding import Due, Holding, Version
from knowledge.holdings.overview import Shelved
from knowledge.models import Doubt
from knowledge.records.audit import AuditEntry
from knowledge.records.holdings import Overtaken

_AN = {"newer": "a newer", "older": "an older"}
_STATES = {"answers": "", "withdrawn": "removed", "expired": "expired", "unread": "not read"}


def shelved_json(one: Shelved) -> dict[str, Any]:
    care = one.holding.care
    return {
        "source": one.source,
        "title": one.title,
        "kind": one.kind,
        "audience": one.audience,
        "state": one.state,
        "documents": one.documents,
        "updated": _iso(one.updated),
        "owner": care.owner or None,
        "review": _iso(care.review_on),
        "expires": _iso(care.expires_on),
        "confirmed": _iso(care.confirmed_on),
        "confirmed_by": care.confirmed_by or None,
        "origin": one.holding.origin,
        "version": one.holding.current or None,
    }


def shelved_lines(shelved: Sequence[Shelved]) -> Iterator[str]:
    for one in shelved:
        yield " · ".join([one.source, *_particulars(one)])
    if not shelved:
        yield "nothing is known yet; run: klyngebot ingest"


def shown_lines(one: Shelved, opening: str, doubts: Sequence[Doubt]) -> Iterator[str]:
    """One document with its versions, what in it reads like instructions, and its first words."""
    yield one.title
    yield " · ".join([one.source, *_particulars(one)])
    for version in one.holding.versions:
        yield f"  {_version(version)}{' (counts)' if version.number == one.holding.current else ''}"
    yield from map(doubt_line, doubts)
    if opening:
        yield opening


def shown_json(one: Shelved, opening: str, doubts: Sequence[Doubt]) -> dict[str, Any]:
    versions = [_version_json(version) for version in one.holding.versions]
    return shelved_json(one) | {
        "versions": versions,
        "opening": opening,
        "suspicious": [doubt_json(doubt) for doubt in doubts],
    }


def due_json(due: Iterable[tuple[Shelved, Due]]) -> list[dict[str, Any]]:
    return [shelved_json(one) | {"due": what} for one, what in due]


def due_lines(due: Sequence[tuple[Shelved, Due]]) -> Iterator[str]:
    for one, what in due:
        care = one.holding.care
        said = f"review by {care.review_on}" if what == "review" else f"expires {care.expires_on}"
        yield " · ".join([one.source, said, care.owner or "nobody looks after it"])
    if not due:
        yield "nothing is due"


def entry_json(entry: AuditEntry) -> dict[str, Any]:
    return {
        "at": entry.at.isoformat(timespec="seconds"),
        "by": entry.by,
        "what": entry.what,
        "subject": entry.subject,
        "before": dict(entry.before),
        "after": dict(entry.after),
    }


def entry_lines(entries: Sequence[AuditEntry]) -> Iterator[str]:
    for entry in entries:
        changes = ", ".join(
            f"{name}: {_told(entry.before.get(name))} -> {_told(entry.after.get(name))}"
            for name in {**entry.before, **entry.after}
            if name != "digest" and _told(entry.before.get(name)) != _told(entry.after.get(name))
        )
        yield f"{entry.at:%Y-%m-%d %H:%M} · {entry.by} · {entry.what} · {entry.subject}" + (
            f" · {changes}" if changes else ""
        )
    if not entries:
        yield "nothing was changed"


def looked_lines(looked: Looked) -> Iterator[str]:
    """What an offer would become, before it is added."""
    preview, before = looked.preview, looked.before
    languages = ", ".join(preview.languages)
    tables = f", {_counted(preview.tables, 'table')}" if preview.tables else ""
    yield f"{preview.title} ({looked.taken.source})"
    if looked.pages.count:
        yield f"names {_counted(looked.pages.count, 'page')}; the first: {'; '.join(looked.pages.titles)}"
    yield f"{_counted(len(preview.passages), 'passage')}, {preview.words} words{tables}; language: {languages}"
    yield from (f"not readable: {warning}" for warning in preview.warnings)
    yield from map(doubt_line, preview.doubts)
    if before.content and not before.withdrawn:
        yield f"replaces {_version(before.content)}"
    yield preview.opening


def found_lines(findings: Findings) -> Iterator[str]:
    for copy in findings.copies:
        share = "all" if copy.exact else f"{copy.share:.0%}"
        yield f"warning: {share} of it stands in {copy.source.source} already"
    for edition in findings.editions:
        yield f"warning: it looks like {_AN[edition.new_is]} edition of {edition.source.source}"
    for one in findings.contradictions:
        yield f'warning: {one.known.source.source} says otherwise: "{one.known.quote}" - here: "{one.new.quote}"'


def found_json(findings: Findings) -> dict[str, Any]:
    return {
        "copies": [{"source": one.source.source, "share": round(one.share, 2)} for one in findings.copies],
        "editions": [{"source": one.source.source, "new_is": one.new_is} for one in findings.editions],
        "contradictions": [
            {
                "source": one.known.source.source,
                "kind": one.kind,
                "known": one.known.quote,
                "new": one.new.quote,
            }
            for one in findings.contradictions
        ],
    }


def looked_json(looked: Looked) -> dict[str, Any]:
    preview = looked.preview
    return {
        "source": looked.taken.source,
        "title": preview.title,
        "passages": len(preview.passages),
        "words": preview.words,
        "tables": preview.tables,
        "languages": list(preview.languages),
        "warnings": list(preview.warnings),
        "suspicious": [doubt_json(doubt) for doubt in preview.doubts],
        "replaces": looked.before.current or None,
        "opening": preview.opening,
        "pages": {"count": looked.pages.count, "titles": list(looked.pages.titles)},
    }


def outcome_json(outcome: Outcome) -> dict[str, Any]:
    match outcome:
        case Kept(holding, report):
            return {"done": True, **_holding_json(holding), "passages": report.passages}
        case Removed(holding, proof):
            return {"done": True, **_holding_json(holding), "proof": {"query": proof, "found": 0}}
        case _:
            return {"done": False, "error": outcome_line(outcome)}


def outcome_line(outcome: Outcome) -> str:
    """What came of a change, in one sentence."""
    match outcome:
        case Kept(holding, report):
            read = (
                f" ({_counted(report.passages, 'passage')}, {report.seconds:.1f} s)"
                if report.passages
                else ""
            )
            return f"{holding.source} is kept{read}."
        case Removed(holding, proof):
            stays = "" if holding.is_added else " The file itself stays where it is."
            return f"{holding.source} is removed; a search for '{proof}' finds nothing of it.{stays}"
        case Unread(failure):
            return f"{failure.source} cannot be added: {failure.reason}; {failure.mend}."
        case NotThere(source):
            return f"there is no '{source}' to be changed so; 'klyngebot knowledge list' names what there is."
        case Stays(holding):
            return f"{holding.source} is a source of cluster.toml already; change it there."
        case Overtaken(holding):
            return f"somebody else has just changed {holding.source}; look at it again, and change it then."


def _holding_json(holding: Holding) -> dict[str, Any]:
    return {"source": holding.source, "version": holding.current or None, "withdrawn": holding.withdrawn}


def _particulars(one: Shelved) -> Iterator[str]:
    care = one.holding.care
    yield one.audience
    if one.documents > 1:
        yield f"{one.documents} {one.kind}"
    if _STATES[one.state]:
        yield _STATES[one.state]
    if care.owner:
        yield care.owner
    if care.confirmed_on:
        yield f"confirmed {care.confirmed_on}"
    if care.review_on:
        yield f"review by {care.review_on}"
    if care.expires_on:
        yield f"expires {care.expires_on}"


def _version(version: Version) -> str:
    return f"version {version.number} of {version.at:%Y-%m-%d} ({version.file_name}, by {version.by})"


def _version_json(version: Version) -> dict[str, Any]:
    return {
        "number": version.number,
        "file": version.file_name,
        "size": version.size,
        "by": version.by,
        "at": version.at.isoformat(timespec="seconds"),
        "url": version.url or None,
    }


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _told(value: Any) -> str:
    return "-" if value in (None, "") else str(value)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
