"""Klyngebot as its users have it: a file a document, a sync, and a search among what members may read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from functools import cached_property

from benchmarks.beir import CorpusDocument
from benchmarks.meter import Meter
from benchmarks.system import DEPTH, System, Workshop
from bot.settings import Environment
from bot.wiring import Parts, build_parts
from ingest.sync import SyncRun
from knowledge.embeddings import Embedder, build_embedder
from knowledge.errors import DataFolderError
from knowledge.models import MEMBERS

_CLUSTER = '[cluster]\nname = "Benchmark"\n\n[[sources]]\npath = "documents"\n'
# A document is found by its passages: so many are asked for that they come from DEPTH documents and more.
_PASSAGES = 50


@dataclass(frozen=True)
class MeteredParts(Parts):
    """The product's own parts, on an embedder that keeps account of its time."""

    meter: Meter = field(kw_only=True)

    @cached_property
    def embedder(self) -> Embedder:
        return self.meter.metered(build_embedder(self.environment.klyngebot_embeddings))


class Klyngebot:
    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._documents = parts.settings.folder / "documents"
        self._audiences = parts.audiences.asker_in_audience(MEMBERS).audiences
        self._ids: dict[str, str] = {}

    def index(self, documents: Sequence[CorpusDocument]) -> None:
        """Writing the files is counted as its own time, too. Raises DataFolderError where one is not taken in."""
        for document in documents:
            name = self._unused_name(document)
            (self._documents / name).write_text(_written(document), "utf-8")
            self._ids[f"documents/{name}"] = document.id
        report = self._parts.sync.run(SyncRun(Silent(), lambda: None))
        for failure in report.failed:
            raise DataFolderError(
                f"{len(report.failed)} documents were not taken in; {failure.source}: {failure.reason}."
            )

    def search(self, query: str) -> tuple[str, ...]:
        hits = self._parts.retrieval.search(query, self._audiences, _PASSAGES)
        found = dict.fromkeys(self._ids[source.source] for hit in hits for source in hit.sources)
        return tuple(found)[:DEPTH]

    def _unused_name(self, document: CorpusDocument) -> str:
        """A file is called what its document is called in the corpus, as far as a file can be."""
        stem = re.sub(r"[^\w.-]", "_", document.id).lstrip(".")[:100]
        name = f"{stem}.txt"
        while f"documents/{name}" in self._ids:
            name = f"{stem}_{len(self._ids)}.txt"
        return name


class Silent:
    def start(self, total_bytes: int) -> None: ...

    def enter(self, path: str, size: int) -> None: ...

    def embedded(self, done: int, of: int) -> None: ...


def open_system(workshop: Workshop) -> System:
    return opened(workshop, Environment(klyngebot_chat_model="none"))


def opened(workshop: Workshop, environment: Environment) -> System:
    config = workshop.folder / "cluster.toml"
    config.write_text(_CLUSTER, "utf-8")
    (workshop.folder / "documents").mkdir()
    parts = build_parts(environment, config)
    same = {one.name: getattr(parts, one.name) for one in fields(parts)}
    return Klyngebot(MeteredParts(**same, meter=workshop.meter))


def _written(document: CorpusDocument) -> str:
    if not document.title:
        return document.text
    return f"{document.title}\n{'=' * len(document.title)}\n\n{document.text}\n"
