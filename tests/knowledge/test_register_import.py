"""A register is imported whole or not at all, wherever the import ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from knowledge.embeddings import Vectors
from knowledge.errors import EmbeddingFailed
from knowledge.library import Entry, LibraryWriter, Stores
from knowledge.models import SourceInfo
from knowledge.records.database import open_database, sqlite_url
from knowledge.records.register import RegisterRows
from knowledge.rows import MemberRow
from tests.knowledge.stores import entry, library, never, opened, record
from tests.knowledge.test_library import Brittle, BrittleKeywords, Killed
from tests.standins.embedder import FakeEmbedder

# More than are written together where files are small.
ROWS = 400


class Failing(FakeEmbedder):
    """A disk that is full, or a server that goes away, after so many batches."""

    def __init__(self, batches: int) -> None:
        super().__init__()
        self._left = batches

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        self._left -= 1
        if self._left < 0:
            raise EmbeddingFailed("the embedder did not answer.")
        return super().embed_passages(texts)


def _register(writer: LibraryWriter, place: str) -> None:
    """A register that says that everybody is in ``place``, behind documents that are written with it."""
    for number in range(3):
        made = entry(f"{number}.md", f"Møte {number} er i {place}.", text_id=f"{number} {place}")
        writer.put(record(f"{number}.md"), (made,))
    entries = tuple(_entry(number, place) for number in range(ROWS))
    writer.put(replace(record("members.csv"), kind="members", digest=place), entries)
    writer.flush()


def _entry(number: int, place: str) -> Entry:
    made = entry(f"members.csv#B{number}", f"Bedrift {number} er i {place}.", text_id=f"row {number} {place}")
    info = SourceInfo(made.source.source, f"B{number}", "members", "members")
    return Entry(info, made.text, MemberRow(f"B{number}", place=place))


def _places(folder: Path) -> set[tuple[str, int]]:
    register = RegisterRows(open_database(sqlite_url(folder / "klyngebot.db")))
    places = [told.row.place for told in register.of(MemberRow, frozenset({"members"}))]
    return {(place, places.count(place)) for place in places}


def _imported(folder: Path, place: str, stores: Stores, embedder: FakeEmbedder) -> None:
    with library(stores, embedder, folder).writing(1, never) as writer:
        writer.repair()
        _register(writer, place)


def _import(folder: Path, place: str, embedder: FakeEmbedder) -> None:
    stores = opened(folder)
    try:
        _imported(folder, place, stores, embedder)
    finally:
        stores.vectors.close()


@pytest.mark.parametrize("batches", [0, 1, 7])
def test_where_embedding_fails_within_a_register_the_old_one_stays_whole(tmp_path: Path, batches: int):
    _import(tmp_path, "Moss", FakeEmbedder())
    with pytest.raises(EmbeddingFailed):
        _import(tmp_path, "Bodø", Failing(batches))
    assert _places(tmp_path) == {("Moss", ROWS)}
    _import(tmp_path, "Bodø", FakeEmbedder())
    assert _places(tmp_path) == {("Bodø", ROWS)}


def test_wherever_the_import_is_cut_off_the_register_is_the_old_one_or_the_new_one(tmp_path: Path):
    """At each step of the writing: a process that reads then sees one of the two, whole."""
    _import(tmp_path, "Moss", FakeEmbedder())
    seen, place, after = [], "Bodø", 0
    while not seen or seen[-1] != "done":
        after += 1
        stores, countdown = opened(tmp_path), [after]
        brittle = Stores(
            stores.catalogue,
            Brittle(stores.journal, countdown),
            Brittle(stores.vectors, countdown),
            BrittleKeywords(stores.keywords, countdown),
        )
        try:
            _imported(tmp_path, place, brittle, FakeEmbedder())
            seen.append("done")
        except Killed:
            ((found, count),) = _places(tmp_path)
            assert count == ROWS
            seen.append(found)
        finally:
            stores.vectors.close()
    assert set(seen) == {"Moss", "Bodø", "done"}


def test_other_processes_see_rows_that_change_while_their_texts_stay(tmp_path: Path):
    """What rows say is kept by readers for each generation of the records."""
    generations = []
    for place in ("Moss", "Bodø"):
        stores = opened(tmp_path)
        made = _entry(1, "Moss")
        with library(stores, FakeEmbedder(), tmp_path).writing(1, never) as writer:
            row = MemberRow("B1", place=place)
            writer.put(replace(record("members.csv"), kind="members"), (replace(made, row=row),))
        generations.append(stores.catalogue.fact("generation"))
        stores.vectors.close()
    assert generations[0] != generations[1]
