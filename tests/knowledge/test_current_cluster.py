"""cluster.toml is followed while the program runs."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from knowledge.current_cluster import CurrentCluster
from knowledge.settings import load_cluster

CLUSTER = '[cluster]\nname = "{}"\n'


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "cluster.toml"
    file.write_text(CLUSTER.format("Prøve"))
    return file


def test_a_file_that_stays_gives_the_same_settings(file: Path):
    current = CurrentCluster(load_cluster(file))
    assert current() is current()


def test_a_changed_file_is_read_once(file: Path):
    current = CurrentCluster(load_cluster(file))
    file.write_text(CLUSTER.format("En annen"))
    assert current().cluster.name == "En annen"
    assert current() is current()


def test_what_changed_between_the_start_and_the_first_question_is_followed(file: Path):
    started_with = load_cluster(file)
    file.write_text(CLUSTER.format("En annen"))
    assert CurrentCluster(started_with)().cluster.name == "En annen"


@pytest.mark.parametrize("broken", ["[cluster", None], ids=["not TOML", "gone"])
def test_a_file_that_cannot_be_used_changes_nothing_is_told_once_and_followed_when_mended(
    file: Path, broken: str | None, caplog: pytest.LogCaptureFixture
):
    current = CurrentCluster(load_cluster(file))
    if broken is None:
        file.unlink()
    else:
        file.write_text(broken)
    assert [current().cluster.name for _ in range(3)] == ["Prøve"] * 3
    assert len([record for record in caplog.records if record.levelno >= logging.ERROR]) == 1
    assert file.name in current.trouble()
    file.write_text(CLUSTER.format("Mendet"))
    assert current().cluster.name == "Mendet"
    assert current.trouble() == ""
