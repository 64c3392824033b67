"""What was deleted is out of the files of a database, or it is said that it is not."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from knowledge.chroma_places import embedded
from knowledge.compacting import Compacting
from knowledge.errors import DataFolderError
from knowledge.index import VectorIndex
from knowledge.records.database import open_database, sqlite_url

TRACE = b"kari.rimfrost@example.org"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A database from which somebody was deleted."""
    file = tmp_path / "klyngebot.db"
    open_database(sqlite_url(file)).dispose()
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("INSERT INTO facts (name, value) VALUES ('who', ?)", (TRACE.decode(),))
    return file


@pytest.fixture
def reader(file: Path) -> Iterator[sqlite3.Connection]:
    """Another program that is reading since before the deletion."""
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("BEGIN")
        connection.execute("SELECT * FROM facts").fetchall()
        yield connection


def _compact(file: Path) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("DELETE FROM facts WHERE name = 'who'")
    vectors = VectorIndex(embedded(file.parent / "chroma", "units"))
    Compacting(open_database(sqlite_url(file)), vectors, file.parent / "chroma", patience=0.05).run()


def _traces(file: Path) -> list[str]:
    return [one.name for one in file.parent.glob("klyngebot.db*") if TRACE in one.read_bytes()]


def test_what_was_deleted_is_out_of_the_files(file: Path):
    assert _traces(file)
    _compact(file)
    assert _traces(file) == []


def test_a_program_that_still_reads_what_was_deleted_is_told_of_in_a_sentence(
    file: Path, reader: sqlite3.Connection
):
    with pytest.raises(
        DataFolderError, match=r"holds traces of what was erased.*stop the bot and run the same"
    ):
        _compact(file)
    reader.execute("COMMIT")
    _compact(file)
    assert _traces(file) == []
