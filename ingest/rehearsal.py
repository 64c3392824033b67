"""What the registers among changed files would say, read as a sync reads them and kept nowhere."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from ingest.entries import doubts_of, rows_of
from ingest.reader import Reader
from ingest.sources.listing import FoundFile
from knowledge.errors import UnreadableFile
from knowledge.models import Doubt, Failure
from knowledge.rows import Row


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """Rows by file and source; what could not be read, of files and within them: (path, sentence); and by file, what is
    only to be quoted."""

    rows: Mapping[str, Mapping[str, Row]]
    failed: tuple[Failure, ...]
    warnings: tuple[tuple[str, str], ...]
    doubts: Mapping[str, tuple[Doubt, ...]]


def rehearse(files: Sequence[FoundFile], open_reader: Callable[[], Reader]) -> Rehearsed:
    """Documents are not read: what becomes of them is not told row by row."""
    rows: dict[str, Mapping[str, Row]] = {}
    failed: list[Failure] = []
    warnings: list[tuple[str, str]] = []
    doubts: dict[str, tuple[Doubt, ...]] = {}
    with open_reader() as reader:
        for file, outcome in reader.read_ahead([file for file in files if file.kind != "documents"]):
            if isinstance(outcome, UnreadableFile):
                failed.append(Failure(file.path, outcome.reason, outcome.mend))
            else:
                rows[file.path] = rows_of(file, outcome.documents)
                warnings += [(file.path, told) for one in outcome.documents for told in one.warnings]
                if doubted := doubts_of(outcome.documents):
                    doubts[file.path] = doubted
    return Rehearsed(rows, tuple(failed), tuple(warnings), doubts)
