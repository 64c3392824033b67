"""How many of the contradictions are told, and what is told beside them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from benchmarks.contradictions.pairs import Pair
from bot.wiring import Parts
from ingest.entries import entries_of
from ingest.loaders.markdown import load
from ingest.sources.listing import FoundFile
from knowledge.conflicts.findings import Contradiction, Findings
from knowledge.library import Entry
from knowledge.models import MEMBERS, PUBLIC, Asker

DAY = date(2026, 11, 25)
_OSLO = ZoneInfo("Europe/Oslo")
COORDINATOR = Asker(frozenset({PUBLIC, MEMBERS, "board", "partners"}))


@dataclass(frozen=True, slots=True)
class Judged:
    """A pair, whether its contradiction was told, and all else that was told of the new document."""

    pair: Pair
    told: bool
    beside: tuple[Contradiction, ...]


@dataclass(frozen=True, slots=True)
class Score:
    judged: tuple[Judged, ...]

    @property
    def recall(self) -> float:
        wanted = [one for one in self.judged if one.pair.contradicts]
        return sum(one.told for one in wanted) / len(wanted)

    @property
    def false_alarms(self) -> int:
        """Whatever was told beside what a pair is about, of contradicting pairs too."""
        return sum(len(one.beside) for one in self.judged)

    @property
    def report(self) -> str:
        wanted = sum(one.pair.contradicts for one in self.judged)
        told = sum(one.told for one in self.judged)
        alarms = f"false alarms {self.false_alarms} of {len(self.judged)} documents"
        return f"told {told} of {wanted} (recall {self.recall:.2f}), {alarms}"


def score(parts: Parts, pairs: Iterable[Pair]) -> Score:
    return Score(tuple(_judged(pair, found(parts, pair)) for pair in pairs))


def found(parts: Parts, pair: Pair) -> Findings:
    entry = entry_of(f"documents/incoming/letter {pair.id}.md", pair.new.markdown)
    texts = [text for passage in entry.text.passages for text in passage.embedded_texts]
    return parts.conflicts.of(entry, parts.embedder.embed_passages(texts), COORDINATOR, DAY)


def entry_of(path: str, markdown: str) -> Entry:
    content = markdown.encode()
    written = datetime(DAY.year, DAY.month, DAY.day, tzinfo=_OSLO)
    file = FoundFile(path, Path(path), "documents", MEMBERS, len(content), int(written.timestamp() * 1e9))
    entries, _ = entries_of(file, path, load(content, path), _OSLO)
    return entries[0]


def _judged(pair: Pair, findings: Findings) -> Judged:
    meant = [one for one in findings.contradictions if _meant(pair, one)]
    beside = tuple(one for one in findings.contradictions if one not in meant)
    return Judged(pair, bool(meant), beside)


def _meant(pair: Pair, told: Contradiction) -> bool:
    new, known = pair.says
    return (
        pair.contradicts
        and told.known.source.source == pair.source
        and new in told.new.quote
        and known in told.known.quote
    )
