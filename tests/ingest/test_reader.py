"""Files that the reader's process meets."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.reader import Outcome, Reader
from ingest.sources.listing import FoundFile
from knowledge.errors import Inaccessible, TooLarge, TooSlow, UnreadableFile


@pytest.fixture
def reader() -> Iterator[Reader]:
    with Reader(most_bytes=1_000_000) as running:
        yield running


def _file(at: Path, size: int = 1) -> FoundFile:
    return FoundFile(at.name, at, "documents", "members", size, 0)


def _read(reader: Reader, *files: FoundFile) -> list[Outcome]:
    return [outcome for _, outcome in reader.read_ahead(files)]


def test_a_file_that_was_taken_away_costs_that_file_alone(reader: Reader, tmp_path: Path):
    (tmp_path / "b.md").write_text("Her.")
    lost, read = _read(reader, _file(tmp_path / "a.md"), _file(tmp_path / "b.md"))
    assert isinstance(lost, Inaccessible)
    assert "taken away" in lost.reason
    assert not isinstance(read, UnreadableFile)


def test_a_folder_in_the_place_of_a_file_is_told(reader: Reader, tmp_path: Path):
    (tmp_path / "a.md").mkdir()
    (outcome,) = _read(reader, _file(tmp_path / "a.md"))
    assert isinstance(outcome, Inaccessible)


def test_a_file_larger_than_allowed_is_not_opened(reader: Reader, tmp_path: Path):
    (outcome,) = _read(reader, _file(tmp_path / "nowhere.md", size=1_000_001))
    assert isinstance(outcome, TooLarge)


def test_a_file_that_never_ends_costs_that_file_alone(tmp_path: Path):
    os.mkfifo(tmp_path / "a.md")
    (tmp_path / "b.md").write_text("Her.")
    with Reader(most_seconds=1.0) as hasty:
        slow, read = _read(hasty, _file(tmp_path / "a.md"), _file(tmp_path / "b.md"))
    assert isinstance(slow, TooSlow)
    assert not isinstance(read, UnreadableFile)
