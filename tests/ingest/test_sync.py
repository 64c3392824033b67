"""What a sync reads, embeds, keeps and removes."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest

from ingest.reader import Outcome, Reader
from ingest.sources.cluster import ClusterSources
from ingest.sources.listing import FoundFile
from ingest.sync import Progress, Sync, SyncRun
from knowledge.embeddings import Vectors
from knowledge.records.database import open_database, sqlite_url
from knowledge.records.register import RegisterRows
from knowledge.reports import SyncReport
from knowledge.retrieval import Retrieval
from knowledge.settings import AudienceSection, ClusterSection, ClusterSettings
from knowledge.source_settings import SourceSection
from tests.knowledge.stores import everything, library, never, opened
from tests.standins.embedder import FakeEmbedder

MEMBERS = frozenset({"members", "public"})
BOARD = MEMBERS | {"board"}


class Unwatched:
    def start(self, total_bytes: int) -> None:
        """Nobody looks."""

    def enter(self, path: str, size: int) -> None:
        """Nobody looks."""

    def embedded(self, done: int, of: int) -> None:
        """Nobody looks."""


class Watched(Unwatched):
    """Notes what it is shown: sizes, files, and the share of the texts that are embedded."""

    def __init__(self) -> None:
        self.shown: list[tuple[str, int] | float] = []

    def start(self, total_bytes: int) -> None:
        self.shown.append(("all", total_bytes))

    def enter(self, path: str, size: int) -> None:
        self.shown.append((path, size))

    def embedded(self, done: int, of: int) -> None:
        self.shown.append(done / of)


class NoAnswers:
    """A cluster in which nobody has answered anything."""

    def findings(self, day: date) -> tuple[()]:
        return ()


class Recorder(FakeEmbedder):
    """Keeps the passages that it was given, without the everyday sentences that the languages' means rest on."""

    def __init__(self) -> None:
        super().__init__()
        self.passages: list[str] = []

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        self.passages += [text for text in texts if "›" in text]
        return super().embed_passages(texts)


@dataclass
class Folder:
    """A cluster's folder; ``sync`` says what it did and which passages it had embedded."""

    root: Path
    audiences: dict[str, str] = field(
        default_factory=lambda: {"documents": "members", "documents/board": "board"}
    )

    def write(self, path: str, text: str) -> None:
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_text(text, "utf-8")

    def sync(
        self, open_reader: Callable[[], Reader] = Reader, progress: Progress | None = None
    ) -> tuple[SyncReport, list[str]]:
        settings = ClusterSettings(
            file=self.root / "cluster.toml",
            cluster=ClusterSection(name="Prøve"),
            audiences={"board": AudienceSection()},
            sources=tuple(SourceSection(path=path, audience=who) for path, who in self.audiences.items()),
        )
        data = self.root / ".klyngebot"
        data.mkdir(exist_ok=True)
        stores, embedder = opened(data), Recorder()
        sources = ClusterSources(settings, data, dict, date.today, {})
        register = RegisterRows(open_database(sqlite_url(data / "klyngebot.db")))
        sync = Sync(
            settings,
            sources,
            library(stores, embedder, data),
            stores.catalogue,
            register,
            open_reader,
            NoAnswers(),
        )
        report = sync.run(SyncRun(progress or Unwatched(), never))
        stores.vectors.close()
        return report, embedder.passages

    def found(self, query: str, audiences: frozenset[str] = MEMBERS) -> list[str]:
        stores = opened(self.root / ".klyngebot")
        hits = Retrieval(stores, FakeEmbedder(), everything).search(query, audiences, 10)
        stores.vectors.close()
        return [source.source for hit in hits for source in hit.sources]


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Folder]:
    made = Folder(tmp_path)
    made.write("documents/a.md", "# Adgang\n\nDøren til Hangar 4 åpner kl. 7.\n")
    made.write("documents/b.md", "# Båt\n\nBåten Skarv ligger i Halden.\n")
    made.write("documents/board/c.md", "# Lønn\n\nLønnen til daglig leder økes.\n")
    made.sync()
    return made


def test_nothing_is_read_or_embedded_where_nothing_changed(folder: Folder):
    report, embedded = folder.sync()
    assert (report.added, report.changed, report.removed, report.unchanged, embedded) == ((), (), (), 3, [])
    assert report.embedded == 0


def test_a_large_file_is_watched_while_it_is_embedded(tmp_path: Path):
    facts = "\n\n".join(f"## Skap {n}\n\nNøkkelen til skap {n} er hos vakt {n}." for n in range(80))
    made, watched = Folder(tmp_path), Watched()
    made.write("documents/a.md", f"# Nøkler\n\n{facts}\n")
    size = (tmp_path / "documents/a.md").stat().st_size
    report, _ = made.sync(progress=watched)
    assert watched.shown == [("all", size), ("documents/a.md", size), 32 / 80, 64 / 80, 1.0]
    assert report.embedded == 80


def test_a_file_that_was_only_touched_is_unchanged(folder: Folder):
    os.utime(folder.root / "documents/a.md", (1, 1))
    report, embedded = folder.sync()
    assert (report.changed, report.unchanged, embedded) == ((), 3, [])


def test_of_a_changed_file_only_the_new_passages_are_embedded(folder: Folder):
    folder.write("documents/a.md", "# Adgang\n\nDøren til Hangar 4 åpner kl. 7.\n\n# Rom\n\nRom 9 er malt.\n")
    report, embedded = folder.sync()
    assert (report.changed, report.unchanged) == (("documents/a.md",), 2)
    assert [text.rpartition("\n")[2] for text in embedded] == ["Rom 9 er malt."]
    assert folder.found("Rom 9 malt")[0] == "documents/a.md"


@pytest.mark.parametrize("to", ["documents/ny.md", "documents/under/a.md", "a-først.md"])
def test_a_renamed_or_moved_file_is_not_embedded_again(folder: Folder, to: str):
    folder.audiences["a-først.md"] = "members"
    folder.write("a-først.md", "") if to != "a-først.md" else None
    (folder.root / to).parent.mkdir(exist_ok=True)
    (folder.root / "documents/a.md").rename(folder.root / to)
    report, embedded = folder.sync()
    assert (to in report.added, report.removed, report.passages) == (True, ("documents/a.md",), 1)
    assert embedded == []
    assert folder.found("døren Hangar")[0] == to


def test_a_copy_for_the_board_tells_members_of_their_own_copy_alone(folder: Folder):
    text = (folder.root / "documents/a.md").read_text("utf-8")
    folder.write("documents/board/kopi.md", text)
    folder.write("documents/kopi.md", text)
    folder.sync()
    assert sorted(folder.found("døren Hangar"))[:2] == ["documents/a.md", "documents/b.md"]
    assert "documents/kopi.md" in folder.found("døren Hangar")
    assert not [source for source in folder.found("døren Hangar") if "board" in source]
    assert "documents/board/kopi.md" in folder.found("døren Hangar", BOARD)
    for path in ("documents/a.md", "documents/kopi.md"):
        (folder.root / path).unlink()
    folder.sync()
    assert folder.found("døren Hangar") == ["documents/b.md"]
    assert "documents/board/kopi.md" in folder.found("døren Hangar", BOARD)


def test_another_audience_in_cluster_toml_moves_a_folder_and_reads_nothing_else(folder: Folder):
    folder.audiences["documents/board"] = "members"
    report, _ = folder.sync()
    assert (report.changed, report.unchanged) == (("documents/board/c.md",), 2)
    assert "documents/board/c.md" in folder.found("lønnen daglig leder")
    folder.audiences["documents/board"] = "board"
    folder.sync()
    assert "documents/board/c.md" not in folder.found("lønnen daglig leder")


def test_a_file_that_breaks_is_forgotten_and_told_and_comes_back(folder: Folder):
    text = (folder.root / "documents/b.md").read_text("utf-8")
    folder.write("documents/b.md", "")
    report, _ = folder.sync()
    assert [failure.source for failure in report.failed] == ["documents/b.md"]
    assert "documents/b.md" not in folder.found("båten Skarv")
    folder.write("documents/b.md", text)
    assert folder.sync()[0].failed == ()
    assert folder.found("båten Skarv")[0] == "documents/b.md"


def test_a_file_that_becomes_a_dead_link_is_removed_and_told(folder: Folder):
    (folder.root / "documents/b.md").unlink()
    (folder.root / "documents/b.md").symlink_to(folder.root / "nowhere.md")
    report, _ = folder.sync()
    assert report.removed == ("documents/b.md",)
    assert [failure.source for failure in report.failed] == ["documents/b.md"]
    (folder.root / "documents/b.md").unlink()
    report, _ = folder.sync()
    assert (report.removed, report.failed) == ((), ())


class Late(Reader):
    """Somebody saves each file again as soon as it has been read."""

    def read_ahead(self, files: Sequence[FoundFile]) -> Iterator[tuple[FoundFile, Outcome]]:
        for file, outcome in super().read_ahead(files):
            file.at.write_text(file.at.read_text("utf-8").replace("rød", "blå"), "utf-8")
            yield file, outcome


def test_what_is_written_while_a_file_is_read_is_read_by_the_next_sync(folder: Folder):
    folder.write("documents/d.md", "# Dør\n\nDøren er rød.\n")
    folder.sync(Late)
    report, embedded = folder.sync()
    assert report.changed == ("documents/d.md",)
    assert [text.rpartition("\n")[2] for text in embedded] == ["Døren er blå."]
