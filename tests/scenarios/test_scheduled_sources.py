"""Sources that are synced by themselves: each when it is due, by itself, and with a line of its own in the status."""

from __future__ import annotations

import threading
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from filelock import FileLock

from bot.settings import Environment
from bot.syncing import Syncing
from bot.unwatched import unwatched
from bot.use_cases.sync_sources import ConfiguredSources, SyncSources
from bot.wiring import Parts, build_parts
from knowledge.models import Turn
from knowledge.schedules import Schedule
from tests.scenarios.command_line import Cluster
from tests.standins.site import MAY_BE_READ, Page, Site

HOUR = timedelta(hours=1)
HEAD = (
    MAY_BE_READ
    + """
[cluster]
name = "Prøveklyngen"
[audiences.board]
members = ["chair@example.org"]
"""
)
FOLDERS = """
[[sources]]
path = "documents"
every = "1h"
[[sources]]
path = "documents/board"
audience = "board"
[[sources]]
path = "minutes"
every = "7d"
"""


@dataclass
class House:
    """A cluster with its parts, and a clock that a test moves."""

    cluster: Cluster
    now: datetime = datetime(2026, 11, 25, 9, tzinfo=UTC)
    parts: Parts = field(init=False)

    def __post_init__(self) -> None:
        self.parts = build_parts(Environment(), self.cluster.folder / "cluster.toml")

    @property
    def syncing(self) -> SyncSources:
        bringers = {"": ConfiguredSources(self.parts.sync, self.parts.conversations)}
        return SyncSources(self.parts.schedules, bringers, lambda: self.now)

    def after(self, passed: timedelta) -> None:
        """What is due after that time is done."""
        self.now += passed
        self.syncing.due()

    def known(self) -> set[str]:
        return {path for path, record in self.parts.catalogue.file_records().items() if record.digest}

    def schedule(self, source: str) -> Schedule:
        return next(one for one in self.parts.schedules.every() if one.source == source)


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as running:
        yield running


def _house(folder: Path, sources: str) -> House:
    cluster = Cluster(folder)
    cluster.write("cluster.toml", HEAD + sources)
    return House(cluster)


@pytest.fixture
def house(tmp_path: Path) -> House:
    cluster = Cluster(tmp_path)
    for path in ("documents/a.md", "documents/board/b.md", "minutes/m.md"):
        cluster.write(path, f"# {path}\n\nHer står det noe om {path} i klyngen.\n")
    house = _house(tmp_path, FOLDERS)
    house.syncing.due()
    house.parts.sync.run(unwatched(600.0))
    assert house.known() == {"documents/a.md", "documents/board/b.md", "minutes/m.md"}
    return house


def test_a_source_is_synced_when_it_is_due_and_no_other_is_looked_at(house: House):
    for path in ("documents/new.md", "documents/board/new.md", "minutes/new.md"):
        house.cluster.write(path, "# Nytt\n\nKlyngen får nye lokaler i Moss.\n")
    (house.cluster.folder / "documents/a.md").unlink()
    house.after(HOUR / 2)
    assert "documents/new.md" not in house.known()
    house.after(HOUR)
    assert house.known() == {"documents/new.md", "documents/board/b.md", "minutes/m.md"}
    house.after(timedelta(days=8))
    assert house.known() == {"documents/new.md", "documents/board/b.md", "minutes/m.md", "minutes/new.md"}


def test_a_folder_that_is_not_mounted_keeps_its_knowledge_and_is_told_until_it_is_back(house: House):
    away = (house.cluster.folder / "documents").rename(house.cluster.folder / "away")
    before = house.known()
    house.after(2 * HOUR)
    assert house.known() == before
    assert (house.schedule("documents").failures, house.schedule("documents").reason) == (
        1,
        "it is not there",
    )
    away.rename(house.cluster.folder / "documents")
    house.after(3 * HOUR)
    assert (house.known(), house.schedule("documents").failures) == (before, 0)


def test_an_unreadable_file_does_not_make_its_folder_wait_longer(house: House):
    house.cluster.write("documents/broken.pdf", "not a PDF")
    house.after(2 * HOUR)
    assert house.schedule("documents").failures == 0
    assert [one.source for one in house.parts.catalogue.failures()] == ["documents/broken.pdf"]


def test_while_another_sync_holds_the_lock_a_source_waits_and_nothing_is_wrong(house: House):
    house.cluster.write("documents/new.md", "# Nytt\n\nKlyngen får nye lokaler i Moss.\n")
    tried = house.schedule("documents").tried
    with FileLock(house.parts.data_folder / "writing.lock"):
        house.after(2 * HOUR)
    assert "documents/new.md" not in house.known()
    assert (house.schedule("documents").tried, house.schedule("documents").failures) == (tried, 0)
    house.after(timedelta(minutes=1))
    assert "documents/new.md" in house.known()


def test_what_was_told_from_a_document_that_changed_is_forgotten(house: House):
    told = {"documents/a.md": 0, "minutes/m.md": 1}
    for source, left in told.items():
        _tell(house, source)
        house.cluster.write(source, "# Nytt\n\nNå står det noe annet her.\n")
        house.after(2 * HOUR)
        assert len(house.parts.conversations.turns(source, 5)) == left


def _tell(house: House, source: str) -> None:
    house.parts.conversations.append(source, Turn("assistant", "Her står det noe.", (source,)), house.now)


def test_a_sitemap_is_synced_with_its_pages_and_the_copies_of_gone_ones_go(site: Site, tmp_path: Path):
    for page in ("/one", "/two", "/three"):
        site.page(page, page, f"Klyngen skriver om {page} her.", etag=f'"{page}"')
    site.sitemap("/map.xml", "/one", "/two")
    house = _house(tmp_path, f'[[sources]]\npath = "{site.url("/map.xml")}"\nevery = "6h"\n')
    house.syncing.due()
    assert house.known() == {site.url("/one"), site.url("/two")}
    site.sitemap("/map.xml", "/one", "/three")
    site.asked.clear()
    house.after(7 * HOUR)
    assert house.known() == {site.url("/one"), site.url("/three")}
    assert ("/one", 304) in site.asked
    copies = "".join(path.read_text("utf-8") for path in (tmp_path / ".klyngebot/web").glob("*.json"))
    assert site.url("/two") not in copies


def test_a_page_that_two_sitemaps_name_is_never_shown_to_more_than_the_narrower_one_allows(
    site: Site, tmp_path: Path
):
    site.page("/pay", "Lønn", "Lønnen til daglig leder økes til en million.")
    site.sitemap("/open.xml", "/pay")
    site.sitemap("/board.xml", "/pay")
    every = 'every = "1h"\n'
    open_, board = (f'[[sources]]\npath = "{site.url(path)}"\n' for path in ("/open.xml", "/board.xml"))
    house = _house(tmp_path, f'{board}audience = "board"\n{open_}{every}')
    house.parts.sync.run(unwatched(600.0))
    house.syncing.due()
    records = house.parts.catalogue.file_records()
    assert records[site.url("/pay")].audience == "board"
    assert not house.parts.audiences.allows(site.url("/pay"), frozenset({"public", "members"}))


def test_the_narrower_of_two_sitemaps_takes_a_page_over(site: Site, tmp_path: Path):
    site.page("/pay", "Lønn", "Lønnen til daglig leder økes til en million.")
    site.page("/else", "Annet", "Klyngen holder til i Moss.")
    site.sitemap("/open.xml", "/pay")
    site.sitemap("/board.xml", "/else")
    every = 'every = "1h"\n'
    open_, board = (f'[[sources]]\npath = "{site.url(path)}"\n' for path in ("/open.xml", "/board.xml"))
    house = _house(tmp_path, f'{board}audience = "board"\n{every}{open_}')
    house.parts.sync.run(unwatched(600.0))
    site.sitemap("/board.xml", "/else", "/pay")
    house.after(2 * HOUR)
    assert house.parts.catalogue.file_records()[site.url("/pay")].audience == "board"
    assert not house.parts.audiences.allows(site.url("/pay"), frozenset({"public", "members"}))


def test_a_site_in_trouble_is_asked_less_and_less_and_its_pages_stay(site: Site, tmp_path: Path):
    site.page("/lab", "Lab", "Dronelabben i Hangar 4 bestilles hos Tuva Lien.")
    house = _house(tmp_path, f'[[sources]]\npath = "{site.url("/lab")}"\nevery = "1h"\n')
    house.syncing.due()
    site.pages["/lab"] = Page(status=503)
    tries = []
    for _ in range(24):
        site.asked.clear()
        house.after(HOUR)
        tries.append(len(site.asked))
    assert house.known() == {site.url("/lab")}
    assert 4 <= sum(tries) <= 6
    assert "HTTP 503" in house.schedule(site.url("/lab")).reason


def test_a_store_is_synced_alone_and_the_copies_of_what_is_gone_go(tmp_path: Path):
    def store(*names: str) -> None:
        with zipfile.ZipFile(tmp_path / "files.zip", "w") as packed:
            for name in names:
                packed.writestr(f"docs/{name}", f"# {name}\n\nKlyngen skriver om {name} her.\n")

    store("one.md", "two.md")
    url = f"zip://docs::{tmp_path / 'files.zip'}"
    house = _house(tmp_path, f'[[sources]]\npath = "{url}"\nevery = "1h"\n')
    house.syncing.due()
    assert len(house.known()) == 2
    store("one.md")
    house.after(2 * HOUR)
    assert [path.rsplit("/", 1)[-1] for path in house.known()] == ["one.md"]
    assert len(list((tmp_path / ".klyngebot/stores").iterdir())) == 2


def test_trouble_of_the_house_itself_is_told_and_the_next_source_is_synced_all_the_same(house: House):
    class Broken:
        def bring(self, source: str):
            raise RuntimeError("boom")

    bringers = {"documents": Broken(), "": ConfiguredSources(house.parts.sync, house.parts.conversations)}
    house.now += timedelta(days=8)
    SyncSources(house.parts.schedules, bringers, lambda: house.now).due()
    assert "RuntimeError" in house.schedule("documents").reason
    assert house.schedule("minutes").succeeded == house.now


def test_the_running_bot_syncs_in_a_thread_of_its_own_and_stops_between_sources(house: House):
    begun, go_on, brought = threading.Event(), threading.Event(), []

    class Slow:
        def bring(self, source: str):
            brought.append(source)
            begun.set()
            assert go_on.wait(20)
            return ConfiguredSources(house.parts.sync, house.parts.conversations).bring(source)

    house.now += timedelta(days=8)
    syncing = SyncSources(house.parts.schedules, {"": Slow()}, lambda: house.now)
    with Syncing(syncing, lambda: house.now):
        assert begun.wait(20)
        syncing.halt()
        go_on.set()
    assert len(brought) == 1


def test_an_ingest_counts_as_a_try_of_all_and_the_status_has_a_line_for_each(tmp_path: Path):
    cluster = Cluster(tmp_path)
    cluster.write("documents/a.md", "# A\n\nHer står det noe.\n")
    cluster.write("cluster.toml", HEAD + '[[sources]]\npath = "./documents/"\nevery = "90m"\n')
    (never,) = cluster.run("status", "--json").json["schedules"]
    assert (never["source"], never["every"], never["succeeded"], never["due"]) == (
        "documents",
        "90m",
        None,
        None,
    )
    assert "every 90m: documents: never synced yet; next as soon as the bot runs" in cluster.run("status").out
    assert cluster.run("ingest").code == 0
    (now,) = cluster.run("status", "--json").json["schedules"]
    pause = datetime.fromisoformat(now["due"]) - datetime.fromisoformat(now["succeeded"])
    assert timedelta(minutes=89) <= pause <= timedelta(minutes=100)
    assert now["failures"] == 0


def test_the_status_says_what_is_wrong_with_a_source_and_how_to_mend_it(tmp_path: Path, site: Site):
    cluster = Cluster(tmp_path)
    cluster.write("cluster.toml", HEAD + f'[[sources]]\npath = "{site.url("/gone")}"\nevery = "1d"\n')
    cluster.run("ingest")
    said = cluster.run("status").out
    assert "never synced yet" in said
    assert (
        "failed once: it is not there any more (HTTP 404); correct its address, or remove the source" in said
    )
