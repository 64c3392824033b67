"""The nouns of the records, and their rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any, Literal

from sqlalchemy import Row

from knowledge.keys import Key
from knowledge.models import Dating, Doubt, Passage, Place, SourceInfo, SourceKind
from knowledge.rows import Row as RegisterRow

State = Literal["pending", "ready", "leaving"]
Doubts = tuple[Doubt, ...]
PENDING: State = "pending"
READY: State = "ready"
LEAVING: State = "leaving"
_CHUNK = 400


@dataclass(frozen=True, slots=True)
class FileRecord:
    """A file as a sync saw it. ``pipeline`` names the code that read it, so that better code reads it again."""

    path: str
    kind: SourceKind
    audience: str
    digest: str
    size: int
    mtime_ns: int
    pipeline: str
    read_at: datetime
    failure: str = ""
    mend: str = ""
    retry: bool = False
    warnings: tuple[str, ...] = ()
    doubts: Doubts = ()


@dataclass(frozen=True, slots=True)
class Text:
    """The passages of one content for one audience; ``digests`` are those of the embedded texts."""

    id: str
    kind: SourceKind
    audience: str
    passages: tuple[Passage, ...]
    digests: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Held:
    """A document of a file: how it is cited, the id of its text, and what it says where it is a row."""

    source: SourceInfo
    text_id: str
    row: RegisterRow | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A passage and every source that holds it and that the asker may read."""

    key: Key
    passage: Passage
    sources: tuple[SourceInfo, ...]

    def visible(self, may_read: Callable[[str], bool]) -> tuple[SourceInfo, ...]:
        """Those of the sources that somebody may read."""
        return tuple(one for one in self.sources if may_read(one.source))


@dataclass(frozen=True, slots=True)
class Counts:
    files: int
    documents: int
    passages: int


def chunks(items: Sequence[str]) -> Iterable[list[str]]:
    """Parts small enough for the bound-parameter limit of every database."""
    for start in range(0, len(items), _CHUNK):
        yield list(items[start : start + _CHUNK])


def file_record(row: Row[Any]) -> FileRecord:
    values = dict(row._mapping)
    read_at = values["read_at"]
    # SQLite drops the zone; everything is written in UTC.
    values["read_at"] = read_at if read_at.tzinfo else read_at.replace(tzinfo=UTC)
    kept = {"warnings": tuple(values["warnings"]), "doubts": doubts(values["doubts"])}
    return FileRecord(**values | kept)


def doubts(written: Sequence[dict[str, Any]]) -> Doubts:
    return tuple(
        Doubt(one["why"], one["quote"], _place(one["place"]) if one["place"] is not None else None)
        for one in written
    )


def _place(written: dict[str, Any]) -> Place:
    rows = written.get("rows")
    return Place(**written | {"rows": (rows[0], rows[1]) if rows else None})


def passage_row(text_id: str, passage: Passage, digest: str) -> dict[str, Any]:
    place = {name: value for name, value in asdict(passage.place).items() if value}
    return {
        "text_id": text_id,
        "number": passage.number,
        "body": passage.text,
        "header": passage.header,
        "section": list(passage.section),
        "place": place,
        "language": passage.language,
        "units": [list(span) for span in passage.spans],
        "digest": digest,
    }


def passage(row: Row[Any]) -> Passage:
    return Passage(
        document=row.text_id,
        number=row.number,
        text=row.body,
        header=row.header,
        section=tuple(row.section),
        place=_place(row.place),
        language=row.language,
        units=tuple((start, end) for start, end in row.units),
    )


def document_row(path: str, info: SourceInfo, text_id: str) -> dict[str, Any]:
    return {
        "source": info.source,
        "path": path,
        "text_id": text_id,
        "title": info.title,
        "kind": info.kind,
        "audience": info.audience,
        "url": info.url,
        "updated": info.updated,
        **asdict(info.dating),
    }


def source_info(row: Row[Any]) -> SourceInfo:
    return SourceInfo(
        source=row.source,
        title=row.title,
        kind=row.kind,
        audience=row.audience,
        updated=row.updated,
        dating=Dating(row.stated, row.effective, row.expires, row.superseded, row.modified),
        url=row.url,
    )
