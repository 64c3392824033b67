"""A disk without room, wherever a sync stands: one sentence, and the sync after it finishes what was begun."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.faults.soundness import assert_sound
from tests.scenarios.command_line import Cluster, Result, new_cluster, own_environment


@dataclass(frozen=True)
class Disk:
    """A disk of its own under the data folder."""

    folder: Path

    def has(self, size: str) -> None:
        command = ["mount", "-t", "tmpfs", "-o", f"remount,size={size},mode=0700", "tmpfs", str(self.folder)]
        subprocess.run(command, check=True)


@contextmanager
def _mounted(folder: Path, size: str) -> Iterator[Disk]:
    folder.mkdir(parents=True)
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size},mode=0700", "tmpfs", str(folder)], capture_output=True
    )
    if mounted.returncode != 0:
        pytest.skip("a disk of its own takes the right to mount one")
    try:
        yield Disk(folder)
    finally:
        subprocess.run(["umount", str(folder)], check=True)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    with _mounted(tmp_path / "cluster/.klyngebot", "300k") as disk:
        yield disk


def assert_one_sentence(done: Result) -> None:
    assert done.code == 1, done.out + done.err
    assert done.err.startswith("klyngebot: ")
    assert len(done.err.strip().splitlines()) == 1


def test_a_sync_that_finds_no_room_says_so_and_the_next_one_finishes_it(disk: Disk):
    cluster = new_cluster(disk.folder.parent)
    told = []
    for size in ("300k", "1100k"):
        disk.has(size)
        failed = cluster.run("ingest")
        assert_one_sentence(failed)
        told.append(failed.err)
    assert "the database" in told[0]
    assert "the vector index" in told[1]
    disk.has("600m")
    assert cluster.run("ingest").code == 0
    assert_sound(cluster)


def _within(cluster: Cluster, blocks: int, *arguments: str) -> Result:
    """A run none of whose files may grow beyond so many blocks of 512 bytes."""
    done = subprocess.run(
        ["sh", "-c", f'ulimit -f {blocks}; exec "$@"', "sh", sys.executable, "-m", "bot", *arguments],
        cwd=cluster.folder,
        env=own_environment(),
        capture_output=True,
        text=True,
    )
    return Result(done.returncode, done.stdout, done.stderr)


def test_a_sync_whose_files_may_not_grow_says_so_and_the_next_one_finishes_it(tmp_path: Path):
    cluster = new_cluster(tmp_path)
    assert_one_sentence(_within(cluster, 300, "ingest"))
    assert cluster.run("ingest").code == 0
    assert_sound(cluster)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="other systems have no disk that is always full")
@pytest.mark.parametrize("arguments", [("doctor",), ("manifest",)])
def test_output_that_finds_no_room_is_one_sentence(tmp_path: Path, arguments: tuple[str, ...]):
    cluster = new_cluster(tmp_path)
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "bot", *arguments],
            cwd=cluster.folder,
            env=own_environment(),
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
        )
    assert_one_sentence(Result(done.returncode, "", done.stderr))
    assert "no room is left" in done.stderr


def test_an_export_that_finds_no_room_leaves_no_file_and_can_be_asked_for_again(tmp_path: Path):
    cluster = new_cluster(tmp_path / "cluster")
    with (tmp_path / "cluster/cluster.toml").open("a", encoding="utf-8") as stream:
        stream.write('[[sources]]\nkind = "people"\npath = "people.csv"\n')
    cluster.write("people.csv", f"navn,epost,rolle\nKari Moe,kari@havn.example,{'sjef ' * 1_000}\n")
    assert cluster.run("ingest").code == 0
    with _mounted(tmp_path / "stick", "4k") as stick:
        out = stick.folder / "kari.json"
        failed = cluster.run("privacy", "export", "kari@havn.example", "--out", str(out))
        assert (failed.code, "cannot be written" in failed.err, out.exists()) == (2, True, False)
        stick.has("1m")
        assert cluster.run("privacy", "export", "kari@havn.example", "--out", str(out)).code == 0
