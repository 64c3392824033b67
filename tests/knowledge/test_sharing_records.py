"""Two replicas with folders of their own, on one PostgreSQL: both find the same, and one of them writes at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from knowledge.chroma_places import embedded
from knowledge.errors import AlreadyRunning
from knowledge.index import VectorIndex
from knowledge.library import Library, LibraryWriter, Stores
from knowledge.own_keywords import OwnKeywordIndex
from knowledge.records.catalogue import Catalogue
from knowledge.records.journal import Journal
from knowledge.retrieval import Retrieval
from knowledge.writing_lock import ServerLock
from tests.knowledge.stores import entry, everything, never, record
from tests.records import Records, on
from tests.standins.embedder import FakeEmbedder
from tests.standins.postgres import Postgres

MEMBERS = frozenset({"members", "public"})


@pytest.fixture
def shared(postgres: Postgres) -> Iterator[Records]:
    made = on(postgres)
    yield made
    made.close()


@pytest.fixture
def vectors(tmp_path: Path) -> Iterator[VectorIndex]:
    """What both ask; elsewhere it is on a server."""
    made = VectorIndex(embedded(tmp_path / "chroma", "units"))
    yield made
    made.close()


@pytest.fixture
def replica(shared: Records, vectors: VectorIndex, tmp_path: Path) -> Callable[[str], Stores]:
    def opened(name: str) -> Stores:
        engine = shared.open()
        catalogue = Catalogue(engine)
        keywords = OwnKeywordIndex(tmp_path / name, catalogue)
        return Stores(catalogue, Journal(engine), vectors, keywords)

    return opened


def _library(stores: Stores, engine: Engine) -> Library:
    return Library(stores, FakeEmbedder(), lambda: ServerLock(engine))


def _put(writer: LibraryWriter, path: str, *texts: str) -> None:
    made = entry(path, *texts)
    writer.put(record(path), (made,))


def _found(stores: Stores, query: str) -> set[str]:
    hits = stores.keywords.best(query, MEMBERS, 10)
    held = stores.catalogue.find([hit.key for hit in hits], MEMBERS)
    return {source.source for one in held.values() for source in one.sources}


def test_what_one_writes_the_other_finds_with_its_next_question(
    replica: Callable[[str], Stores], shared: Records
):
    a, b = replica("a"), replica("b")
    asked = Retrieval(b, FakeEmbedder(), everything)
    assert asked.search("årsmøtet", MEMBERS, 10) == ()
    with _library(a, shared.open()).writing(1, never) as writer:
        _put(writer, "a.md", "Årsmøtet er i mars.")
        _put(writer, "b.md", "Kontoret er i Halden.")
    assert asked.search("årsmøtet", MEMBERS, 10)
    assert _found(b, "årsmøtet") == {"a.md"}
    with _library(a, shared.open()).writing(1, never) as writer:
        writer.remove(["a.md"])
        _put(writer, "c.md", "Årsmøtet er i april.")
    asked.search("årsmøtet", MEMBERS, 10)
    assert _found(b, "årsmøtet") == {"c.md"}


def test_a_writer_whose_own_index_is_behind_takes_nothing_for_broken(
    replica: Callable[[str], Stores], shared: Records
):
    a, b = replica("a"), replica("b")
    with _library(a, shared.open()).writing(1, never) as writer:
        writer.repair()
        _put(writer, "a.md", "Årsmøtet er i mars.")
    with _library(b, shared.open()).writing(1, never) as writer:
        assert writer.repair() == 0
        assert writer.embedded == 0
    assert _found(b, "årsmøtet") == {"a.md"}


def test_a_process_reads_on_while_another_of_its_folder_writes(
    replica: Callable[[str], Stores], shared: Records
):
    writing, reading = replica("a"), replica("a")
    asked = Retrieval(reading, FakeEmbedder(), everything)
    with _library(writing, shared.open()).writing(1, never) as writer:
        _put(writer, "a.md", "Årsmøtet er i mars.")
        writer.flush()
        assert asked.search("årsmøtet", MEMBERS, 10)
        _put(writer, "b.md", "Møtet om budsjettet er i juni.")
    asked.search("budsjettet", MEMBERS, 10)
    assert _found(reading, "budsjettet") == {"b.md"}


def test_one_writes_at_a_time_and_whoever_is_gone_holds_nobody_up(
    replica: Callable[[str], Stores], shared: Records
):
    told: list[str] = []
    first = shared.open()
    with _library(replica("a"), first).writing(1, never):
        second = _library(replica("b"), shared.open()).writing(0.05, lambda: told.append("wait"))
        with pytest.raises(AlreadyRunning), second:
            pass
    assert told == ["wait"]
    gone = ServerLock(first)
    assert gone.acquire(0)
    with first.connect() as connection:
        ended = "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'"
        connection.execute(text(ended))
    with _library(replica("b"), shared.open()).writing(5, lambda: None):
        pass
    gone.release()
