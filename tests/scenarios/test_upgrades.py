"""Today's program on data folders that older versions wrote (tests/upgrades): nothing that people said is lost."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from knowledge.records.database import HEAD
from tests.scenarios.command_line import Cluster
from tests.upgrades.keep import unpacked_cluster, unpacked_data

KEPT = ("0002", "0005", "0012", "0023", "0028")
# Before this one, what was read is not kept: the next sync reads it again.
READABLE = [name for name in KEPT if name >= "0003"]
CURATED = [name for name in KEPT if name >= "0010"]
QUESTIONS = (
    "Hva er årskontingenten for små bedrifter?",
    "Hvem booker sensorlaben?",
    "Hvilke medlemmer holder til i Larvik?",
    "Når er sensordagen?",
)


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Cluster:
    made = Cluster(unpacked_cluster(tmp_path_factory.mktemp("fresh") / "cluster"))
    assert made.run("ingest").code == 0
    return made


def _older(name: str, folder: Path) -> Cluster:
    cluster = Cluster(unpacked_cluster(folder / "cluster"))
    unpacked_data(name, cluster.folder)
    return cluster


def _answers(cluster: Cluster, *options: str) -> list[object]:
    told = [cluster.run("ask", question, "--json", *options).json for question in QUESTIONS]
    return [(one["answer"], [cited["source"] for cited in one["citations"]]) for one in told]


def _rows(cluster: Cluster, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(cluster.folder / ".klyngebot" / "klyngebot.db")) as records:
        return [tuple(row) for row in records.execute(query)]


@pytest.mark.parametrize("name", READABLE)
def test_an_older_folder_answers_at_once(name: str, fresh: Cluster, tmp_path: Path):
    cluster = _older(name, tmp_path)
    assert _answers(cluster) == _answers(fresh)
    assert cluster.run("status").code == 0
    assert cluster.run("doctor").code == 0


def test_a_folder_whose_texts_cannot_be_kept_says_that_a_sync_is_needed(tmp_path: Path):
    cluster = _older("0002", tmp_path)
    asked = cluster.run("ask", QUESTIONS[0])
    assert "nothing is indexed yet; run: klyngebot ingest" in asked.err
    assert cluster.run("status").code == 0


@pytest.mark.parametrize("name", KEPT)
def test_after_a_sync_an_older_folder_answers_as_a_fresh_one(name: str, fresh: Cluster, tmp_path: Path):
    cluster = _older(name, tmp_path)
    assert cluster.run("ingest", "--json").json["failed"] == []
    assert _answers(cluster) == _answers(fresh)
    again = cluster.run("ingest", "--json").json
    assert (again["added"], again["changed"], again["removed"], again["embedded"]) == (0, 0, 0, 0)
    assert cluster.run("doctor").code == 0


@pytest.mark.parametrize("name", READABLE)
def test_what_people_said_outlives_the_upgrade_and_a_sync(name: str, tmp_path: Path):
    cluster = _older(name, tmp_path)
    assert cluster.run("ingest").code == 0
    assert _rows(cluster, "SELECT version_num FROM alembic_version") == [(HEAD,)]
    assert _rows(cluster, "SELECT email, willing, offers FROM profiles WHERE email LIKE 'runa%'") == [
        ("runa@tjeld.example", 2, '["b\\u00f8lgem\\u00e5lere"]')
    ]
    assert _rows(cluster, "SELECT person, purpose, withdrawn_at FROM consents WHERE person LIKE 'runa%'") == [
        ("runa@tjeld.example", "introductions", None)
    ]
    assert _rows(cluster, "SELECT id, first, second FROM introductions") == [
        ("i1", "runa@tjeld.example", "odd@sandvika.example")
    ]


@pytest.mark.parametrize("name", CURATED)
def test_what_coordinators_kept_by_hand_outlives_the_upgrade(name: str, tmp_path: Path):
    cluster = _older(name, tmp_path)
    assert "naustet" in cluster.run("ask", "Hvor er nøkkelen til kaia?").out
    assert cluster.run("ingest").code == 0
    assert "naustet" in cluster.run("ask", "Hvor er nøkkelen til kaia?").out
    assert "på fredager" in cluster.run("ask", "Er hunder velkomne?").out
    assert "Hvor er den hemmelige kaffen?" in cluster.run("gaps", "list").out


def test_who_was_erased_before_the_upgrade_stays_erased(tmp_path: Path):
    cluster = _older("0023", tmp_path)
    assert cluster.run("ingest").code == 0
    assert "ann@havforsk" not in cluster.run("search", "public procurement jurist", "--json").out


def test_a_backup_of_an_older_folder_answers_where_it_is_brought_back(fresh: Cluster, tmp_path: Path):
    cluster, file, back = _older("0005", tmp_path), tmp_path / "older.tar.gz", tmp_path / "back"
    assert cluster.run("backup", str(file)).code == 0
    assert cluster.run("restore", str(file), "--data", str(back)).code == 0
    assert _answers(cluster, "--data", str(back)) == _answers(fresh)


def test_a_folder_of_a_newer_version_is_refused_and_left_alone(tmp_path: Path):
    cluster = _older("0028", tmp_path)
    database = cluster.folder / ".klyngebot" / "klyngebot.db"
    with closing(sqlite3.connect(database)) as records, records:
        records.execute("UPDATE alembic_version SET version_num = '9999'")
    before = database.read_bytes()
    for command in (("status",), ("ingest",), ("ask", QUESTIONS[0])):
        refused = cluster.run(*command)
        assert refused.code == 1
        assert refused.err.strip().splitlines() == [
            "klyngebot: the database was made by a newer Klyngebot; install that version, or point to another "
            "data folder."
        ]
    assert database.read_bytes() == before
