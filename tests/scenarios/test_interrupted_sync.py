"""Syncs that are killed, that meet each other, and that meet what cannot be read."""

from __future__ import annotations

import json
import os
import signal
import zipfile
from pathlib import Path

import pytest
from filelock import FileLock

from tests.scenarios.command_line import PATIENCE, Cluster, awaited, new_cluster, started


def _large(folder: Path) -> Cluster:
    cluster = new_cluster(folder)
    for n in range(6):
        facts = "\n\n".join(
            f"## Skap {n}-{k}\n\nNøkkelen til skap {n}-{k} ligger hos vakt nummer {n * 20 + k}."
            for k in range(20)
        )
        cluster.write(f"documents/many/liste-{n}.md", f"# Nøkkelliste {n}\n\n{facts}\n")
    return cluster


@pytest.mark.parametrize("sign", ["klyngebot.db", "chroma/chroma.sqlite3", "keywords-2/meta.json"])
def test_a_sync_that_was_killed_is_finished_by_the_next(tmp_path: Path, sign: str):
    cluster = _large(tmp_path)
    running = started(cluster)
    awaited((tmp_path / ".klyngebot" / sign).exists, running)
    running.send_signal(signal.SIGKILL)
    running.communicate()
    assert cluster.run("ingest", "--json").code == 0
    status = cluster.run("status", "--json").json
    assert (status["files"], status["failed"]) == (12, [])
    assert cluster.run("doctor", "--json").code == 0
    answer = cluster.run("ask", "--json", "Hos hvilken vakt ligger nøkkelen til skap 5-19?").json
    assert "119" in answer["answer"]
    assert cluster.run("ingest", "--json").json["unchanged"] == 12


def test_of_two_syncs_at_once_the_second_waits_and_says_so(tmp_path: Path):
    cluster = new_cluster(tmp_path)
    (tmp_path / ".klyngebot").mkdir()
    with FileLock(tmp_path / ".klyngebot/writing.lock"):
        second = started(cluster)
        assert second.stderr is not None
        assert "waiting" in second.stderr.readline()
    out, err = second.communicate(timeout=PATIENCE)
    assert second.returncode == 0, err
    assert json.loads(out)["added"] == 6


def test_questions_are_answered_while_a_sync_runs(tmp_path: Path):
    cluster = new_cluster(tmp_path)
    cluster.run("ingest")
    _large(tmp_path)
    running = started(cluster)
    awaited((tmp_path / ".klyngebot/writing.lock").exists, running)
    answer = cluster.run("ask", "--json", "Hva koster årskontingenten for små bedrifter?")
    running.communicate(timeout=PATIENCE)
    assert "11 250" in answer.json["answer"]


def test_a_huge_file_and_a_zip_bomb_cost_a_line_each(tmp_path: Path):
    cluster = new_cluster(tmp_path)
    with (tmp_path / "documents/huge.pdf").open("wb") as stream:
        stream.truncate(500_000_000)
    with zipfile.ZipFile(tmp_path / "documents/bomb.docx", "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("word/document.xml", b"0" * 400_000_000)
    report = cluster.run("ingest", "--json").json
    reasons = {failure["source"]: failure["reason"] for failure in report["failed"]}
    assert "larger than 100 MB" in reasons["documents/huge.pdf"]
    assert "zip bomb" in reasons["documents/bomb.docx"]
    assert report["added"] == 8


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_told_and_read_once_it_has_it(tmp_path: Path):
    cluster = new_cluster(tmp_path)
    locked = tmp_path / "documents/lab.md"
    locked.chmod(0)
    report = cluster.run("ingest", "--json").json
    assert [failure["source"] for failure in report["failed"]] == ["documents/lab.md"]
    locked.chmod(0o644)
    assert cluster.run("ingest", "--json").json["failed"] == []
