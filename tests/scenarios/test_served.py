"""Records on PostgreSQL and passages on a Chroma server: the same answers as from one folder, from any folder."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest

from tests.scenarios.command_line import Cluster, new_cluster
from tests.standins.postgres import Postgres

QUESTIONS = (
    "Hva koster årskontingenten for små bedrifter?",
    "How do I book the drone lab?",
    "Hvilke medlemmer holder til i Halden?",
    "Hva tjener daglig leder?",
)


@pytest.fixture
def engines(postgres: Postgres, chroma: str) -> Iterator[dict[str, str]]:
    url = postgres.bare()
    yield {"KLYNGEBOT_DATABASE_URL": url, "KLYNGEBOT_CHROMA_URL": chroma}
    postgres.drop(url)


@pytest.fixture
def cluster(engines: dict[str, str], tmp_path: Path) -> Cluster:
    made = replace(new_cluster(tmp_path / "cluster"), environment=engines)
    done = made.run("ingest")
    assert done.code == 0, done.err
    return made


def _answers(cluster: Cluster, *options: str) -> list[tuple[str, list[str]]]:
    answers = [cluster.run("ask", question, "--json", *options).json for question in QUESTIONS]
    return [(one["answer"], [cited["source"] for cited in one["citations"]]) for one in answers]


def test_another_folder_answers_the_same_and_nothing_of_it_lies_in_a_folder(cluster: Cluster, tmp_path: Path):
    alone = new_cluster(tmp_path / "alone")
    assert alone.run("ingest").code == 0
    expected = _answers(alone)
    assert _answers(cluster) == expected
    elsewhere = str(tmp_path / "elsewhere")
    assert _answers(cluster, "--data", elsewhere) == expected
    assert not list(tmp_path.glob("cluster/.klyngebot/chroma*"))
    assert not list(tmp_path.glob("cluster/.klyngebot/klyngebot.db"))


def test_what_one_folder_syncs_the_other_answers_and_a_second_sync_reads_nothing_anew(
    cluster: Cluster, tmp_path: Path
):
    elsewhere = str(tmp_path / "elsewhere")
    assert cluster.run("ingest", "--json", "--data", elsewhere).json["added"] == 0
    cluster.write("documents/parkering.md", "# Parkering\n\nEn plass i garasjen koster 640 kroner.\n")
    assert cluster.run("ingest", "--data", elsewhere).code == 0
    assert "640 kroner" in cluster.run("ask", "Hva koster en plass i garasjen?").out
    for folder in ((), ("--data", elsewhere)):
        assert cluster.run("doctor", *folder).code == 0


def test_the_doctor_names_the_servers_that_data_goes_to(cluster: Cluster):
    leaves = cluster.run("doctor", "--json").json["leaves_the_machine"]
    assert leaves == []
    away = replace(
        cluster,
        environment={**cluster.environment, "KLYNGEBOT_CHROMA_URL": "http://chroma.invalid:8000"},
    )
    told = away.run("doctor", "--json")
    assert told.code == 1
    assert any("chroma.invalid" in one for one in told.json["leaves_the_machine"])


def test_two_installations_on_one_chroma_server_keep_apart(
    cluster: Cluster, engines: dict[str, str], tmp_path: Path
):
    other = replace(
        new_cluster(tmp_path / "other"),
        environment={"KLYNGEBOT_CHROMA_URL": engines["KLYNGEBOT_CHROMA_URL"]},
    )
    other.write("documents/egen.md", f"# Hemmelig\n\nNøkkelordet er {uuid4().hex}.\n")
    assert other.run("ingest").code == 0
    assert "Hemmelig" not in cluster.run("search", "Hva er nøkkelordet?").out
    assert cluster.run("doctor").code == other.run("doctor").code == 0
