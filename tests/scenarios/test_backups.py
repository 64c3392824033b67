"""A data folder in one file, and back into an empty place, where it answers the same."""

from __future__ import annotations

import io
import tarfile
from dataclasses import replace
from pathlib import Path

import pytest

from tests.scenarios.command_line import Cluster, new_cluster

QUESTIONS = ("Hva koster årskontingenten for små bedrifter?", "Hvilke medlemmer holder til i Halden?")


@pytest.fixture(scope="module")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> Cluster:
    made = new_cluster(tmp_path_factory.mktemp("cluster"))
    assert made.run("ingest").code == 0
    made.write("elsewhere/hund.md", "# Hunder\n\nHunder er velkomne på fredager.\n")
    assert made.run("knowledge", "add", "elsewhere/hund.md").code == 0
    return made


@pytest.fixture(scope="module")
def kept(indexed: Cluster, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("kept") / "monday.tar.gz"
    done = indexed.run("backup", str(file), "--json")
    assert done.code == 0, done.err
    assert done.json["files"] > 5
    return file


def _answers(cluster: Cluster, *options: str) -> list[object]:
    asked = (*QUESTIONS, "Er hunder velkomne?")
    told = [cluster.run("ask", question, "--json", *options).json for question in asked]
    return [(one["answer"], [cited["source"] for cited in one["citations"]]) for one in told]


def test_what_is_brought_back_into_an_empty_place_answers_the_same(
    indexed: Cluster, kept: Path, tmp_path: Path
):
    data = tmp_path / "back"
    assert indexed.run("restore", str(kept), "--data", str(data)).code == 0
    assert _answers(indexed, "--data", str(data)) == _answers(indexed)
    assert indexed.run("doctor", "--data", str(data)).code == 0
    again = indexed.run("ingest", "--json", "--data", str(data)).json
    assert (again["added"], again["changed"], again["removed"]) == (0, 0, 0)
    assert data.stat().st_mode & 0o777 == 0o700
    assert kept.stat().st_mode & 0o777 == 0o600


def test_nothing_is_written_over(indexed: Cluster, kept: Path):
    before = kept.read_bytes()
    again = indexed.run("backup", str(kept))
    assert (again.code, kept.read_bytes()) == (2, before)
    assert "is there already; name a new file" in again.err
    full = indexed.run("restore", str(kept))
    assert full.code == 2
    assert "holds something; name a new folder with --data" in full.err


@pytest.mark.parametrize("damage", ["cut", "changed", "foreign", "empty", "none"])
def test_of_what_is_damaged_nothing_is_brought_back(
    indexed: Cluster, kept: Path, tmp_path: Path, damage: str
):
    file, data = tmp_path / "damaged.tar.gz", tmp_path / "back"
    content = kept.read_bytes()
    if damage == "cut":
        file.write_bytes(content[: len(content) // 2])
    elif damage == "changed":
        _change(kept, file)
    elif damage == "foreign":
        with tarfile.open(file, "w:gz") as tar:
            tar.addfile(tarfile.TarInfo("hei.txt"), io.BytesIO())
    elif damage == "empty":
        file.write_bytes(b"")
    result = indexed.run("restore", str(file), "--data", str(data))
    assert result.code in (1, 2), result.out
    assert "damaged.tar.gz" in result.err
    assert not data.exists()
    assert not [one for one in tmp_path.iterdir() if one.is_dir()]


def _change(kept: Path, file: Path) -> None:
    """One file within says something else."""
    with tarfile.open(kept) as old, tarfile.open(file, "w:gz") as new:
        for member in old.getmembers():
            stream = old.extractfile(member)
            assert stream is not None
            body = stream.read()
            if member.name == "klyngebot.db":
                body = body[::-1]
            member.size = len(body)
            new.addfile(member, io.BytesIO(body))


def test_what_is_on_servers_is_left_to_their_own_tools(indexed: Cluster, tmp_path: Path):
    away = replace(indexed, environment={"KLYNGEBOT_CHROMA_URL": "http://127.0.0.1:1"})
    result = away.run("backup", str(tmp_path / "b.tar.gz"))
    assert result.code == 2
    assert "KLYNGEBOT_CHROMA_URL is set, so the data folder is not the whole" in result.err
