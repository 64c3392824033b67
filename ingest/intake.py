"""What a file would become if it were added: read as a sync reads it, and nothing kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from ingest.entries import doubts_of, entries_of
from ingest.reader import Read, Reader
from ingest.sources.listing import FoundFile, NamedPages
from knowledge.errors import UnreadableFile
from knowledge.library import Entry
from knowledge.models import Doubt, Language, Passage, Table

_SHOWN_WORDS = 40


@dataclass(frozen=True, slots=True)
class Preview:
    """What was read of one file. ``warnings`` say what was not readable, in sentences; ``doubts`` are what is only
    to be quoted."""

    title: str
    entries: tuple[Entry, ...]
    tables: int
    warnings: tuple[str, ...]
    doubts: tuple[Doubt, ...]

    @property
    def passages(self) -> tuple[Passage, ...]:
        return tuple(passage for entry in self.entries for passage in entry.text.passages)

    @property
    def words(self) -> int:
        return sum(len(passage.text.split()) for passage in self.passages)

    @property
    def languages(self) -> tuple[Language, ...]:
        """Those of its passages, the most frequent first."""
        spoken = [passage.language for passage in self.passages]
        return tuple(sorted(set(spoken), key=lambda one: (-spoken.count(one), one)))

    @property
    def opening(self) -> str:
        """Its first words, as they would be quoted."""
        words = " ".join(passage.text for passage in self.passages[:2]).split()
        return " ".join(words[:_SHOWN_WORDS]) + ("…" if len(words) > _SHOWN_WORDS else "")


class Intake:
    """Looks at files before they are added."""

    def __init__(self, open_reader: Callable[[], Reader], zone: ZoneInfo) -> None:
        self._open_reader = open_reader
        self._zone = zone

    def preview(self, file: FoundFile) -> Preview | UnreadableFile:
        with self._open_reader() as reader:
            ((_, outcome),) = reader.read_ahead([file])
        if isinstance(outcome, UnreadableFile):
            return outcome
        return self._previewed(file, outcome)

    def preview_of_pages(self, named: NamedPages) -> Preview | UnreadableFile:
        """The first pages as one, called by the address that names them; those that cannot be read are warned of."""
        with self._open_reader() as reader:
            outcomes = list(reader.read_ahead(named.first))
        unread = [(file, one) for file, one in outcomes if isinstance(one, UnreadableFile)]
        read = [self._previewed(file, one) for file, one in outcomes if not isinstance(one, UnreadableFile)]
        if not read:
            return unread[0][1]
        return Preview(
            named.url,
            tuple(entry for one in read for entry in one.entries),
            sum(one.tables for one in read),
            (
                *(warning for one in read for warning in one.warnings),
                *(f"{file.path}: {error.reason}" for file, error in unread),
            ),
            tuple(doubt for one in read for doubt in one.doubts),
        )

    def _previewed(self, file: FoundFile, read: Read) -> Preview:
        entries, warnings = entries_of(file, read.digest, read.documents, self._zone)
        tables = sum(isinstance(block, Table) for one in read.documents for block in one.blocks)
        return Preview(entries[0].source.title, entries, tables, warnings, doubts_of(read.documents))
