"""Registers that are imported again: what is said beforehand, what is done, and what stays as it was."""

from __future__ import annotations

import os
import signal
import sqlite3
from pathlib import Path

import pytest

from tests.scenarios.command_line import Cluster, awaited, started

CLUSTER = """
[cluster]
name = "Prøveklyngen"
coordinators = ["coordinator@example.org"]
[[sources]]
path = "documents"
[[sources]]
kind = "members"
path = "members.csv"
[[sources]]
kind = "people"
path = "people.csv"
[[sources]]
kind = "events"
path = "events.ics"
"""
MEMBERS = (
    "Navn,Type,Sted,Tilbyr,Terreng\n"
    "Havdata AS,SMB,Halden,sensorer; målebøyer,hav\n"
    "Kystvakt Øst,Offentlig,Moss,beredskap,kyst\n"
    "Fjellro Ærfugl,SMB,Bodø,droner,fjell\n"
)
PEOPLE = "Navn,E-post,Organisasjon,Rolle\nTuva Lien,tuva@havdata.example,Havdata AS,daglig leder\n"
EVENTS = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:frokost\r\nDTSTAMP:20260101T000000Z\r\n"
    "DTSTART:20270304T080000Z\r\nSUMMARY:Frokostmøte\r\nLOCATION:Moss\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)


@pytest.fixture
def cluster(tmp_path: Path) -> Cluster:
    made = Cluster(tmp_path)
    made.write("cluster.toml", CLUSTER)
    made.write("documents/lab.md", "# Lab\n\nThe lab is in Hangar 4.\n")
    made.write("members.csv", MEMBERS)
    made.write("people.csv", PEOPLE)
    made.write("events.ics", EVENTS)
    return made


@pytest.fixture
def known(cluster: Cluster) -> Cluster:
    assert cluster.run("ingest").code == 0
    return cluster


def rows(cluster: Cluster) -> list[tuple[str, str]]:
    with sqlite3.connect(cluster.folder / ".klyngebot/klyngebot.db") as database:
        found = database.execute("SELECT source, content FROM rows ORDER BY source").fetchall()
    database.close()
    return found


def _change_all(cluster: Cluster) -> None:
    changed = MEMBERS.replace("sensorer; målebøyer", "sensorer; ubåter").replace("fjell\n", "vidde\n")
    cluster.write("members.csv", changed.replace("Kystvakt Øst,Offentlig", "Kystvakten,Offentlig"))
    cluster.write("people.csv", PEOPLE.replace("daglig leder", "styreleder"))
    cluster.write("events.ics", EVENTS.replace("LOCATION:Moss", "LOCATION:Halden"))


DIFFERENCE = {
    "added": ["members.csv#Kystvakten"],
    "removed": ["members.csv#Kystvakt Øst"],
    "changed": [
        {"source": "events.ics#frokost", "field": "LOCATION", "was": "Moss", "becomes": "Halden"},
        {"source": "members.csv#Fjellro Ærfugl", "field": "Terreng", "was": "fjell", "becomes": "vidde"},
        {
            "source": "members.csv#Havdata AS",
            "field": "offers",
            "was": "sensorer; målebøyer",
            "becomes": "sensorer; ubåter",
        },
        {
            "source": "people.csv#tuva@havdata.example",
            "field": "role",
            "was": "daglig leder",
            "becomes": "styreleder",
        },
    ],
}


def test_a_dry_run_shows_what_would_become_of_each_row_and_writes_nothing(known: Cluster):
    before = rows(known)
    _change_all(known)
    planned = known.run("ingest", "--dry-run", "--json").json
    assert planned["rows"] == DIFFERENCE
    assert (planned["changed"], planned["dry_run"]) == (3, True)
    assert rows(known) == before
    done = known.run("ingest", "--json").json
    assert (done["rows"], done["registers"]) == (planned["rows"], planned["registers"])
    assert {"source": "members.csv", "added": 1, "changed": 2, "removed": 1, "same": 0} in done["registers"]


def test_a_person_reads_the_difference_before_it_is_written_and_the_counts_after(known: Cluster):
    _change_all(known)
    planned = known.run("ingest", "--dry-run").out
    for line in (
        "members.csv: rows: 1 new, 2 changed, 1 gone",
        "  new: members.csv#Kystvakten",
        "  gone: members.csv#Kystvakt Øst",
        '  members.csv#Havdata AS: offers: "sensorer; målebøyer" → "sensorer; ubåter"',
        '  events.ics#frokost: LOCATION: "Moss" → "Halden"',
    ):
        assert line in planned.splitlines()
    done = known.run("ingest").out
    assert "members.csv: rows: 1 new, 2 changed, 1 gone" in done.splitlines()
    assert "sensorer" not in done


def test_a_dry_run_of_a_new_cluster_reads_registers_and_no_documents(cluster: Cluster):
    cluster.write("documents/cut.pdf", "%PDF-1.7\nbroken")
    planned = cluster.run("ingest", "--dry-run", "--json").json
    assert len(planned["rows"]["added"]) == 5
    assert (planned["added"], planned["failed"], planned["passages"]) == (5, [], 0)
    assert rows(cluster) == []
    assert not (cluster.folder / ".klyngebot/chroma").exists()


def test_a_dry_run_tells_of_a_register_that_cannot_be_read_and_what_is_lost_by_it(known: Cluster):
    known.write("members.csv", "Hvem,Hvor\nHavdata AS,Halden\n")
    result = known.run("ingest", "--dry-run", "--strict", "--json")
    assert result.code == 3
    assert [one["source"] for one in result.json["failed"]] == ["members.csv"]
    assert len(result.json["rows"]["removed"]) == 3
    assert known.run("ingest", "--json").json["rows"] == result.json["rows"]


def test_a_register_that_is_taken_away_is_told_row_by_row(known: Cluster):
    known.write("cluster.toml", CLUSTER.replace('kind = "people"\npath = "people.csv"\n', 'path = "more"\n'))
    (known.folder / "more").mkdir()
    planned = known.run("ingest", "--dry-run", "--json").json
    assert planned["rows"]["removed"] == ["people.csv#tuva@havdata.example"]
    assert known.run("ingest", "--json").json["rows"] == planned["rows"]


def test_a_long_difference_is_short_for_people_and_whole_for_programs(cluster: Cluster):
    more = "".join(f"Bedrift {n},SMB,Moss,båter,hav\n" for n in range(60))
    cluster.write("members.csv", MEMBERS + more)
    planned = cluster.run("ingest", "--dry-run").out
    assert "  … and 43 more; --json names all" in planned.splitlines()
    assert len(cluster.run("ingest", "--dry-run", "--json").json["rows"]["added"]) == 65


def _saved_otherwise(cluster: Cluster, how: str) -> None:
    members, people = cluster.folder / "members.csv", cluster.folder / "people.csv"
    heading, *lines = MEMBERS.splitlines()
    match how:
        case "touched":
            os.utime(members, (1, 1))
        case "in another order":
            cluster.write("members.csv", "\n".join([heading, *reversed(lines)]) + "\n")
        case "with tabs":
            cluster.write("members.csv", MEMBERS.replace(",", "\t"))
        case "with semicolons and quotes":
            quoted = (";".join(f'"{cell}"' for cell in line.split(",")) for line in MEMBERS.splitlines())
            members.write_bytes("\r\n".join(quoted).encode("cp1252"))
        case "with a byte order mark":
            members.write_bytes(MEMBERS.encode("utf-8-sig"))
            people.write_bytes(PEOPLE.encode("utf-16"))
        case "by a calendar that stamps":
            cluster.write("events.ics", EVENTS.replace("DTSTAMP:20260101", "DTSTAMP:20260202"))


@pytest.mark.parametrize(
    ("how", "files"),
    [
        ("touched", 0),
        ("in another order", 1),
        ("with tabs", 1),
        ("with semicolons and quotes", 1),
        ("with a byte order mark", 2),
    ],
)
def test_a_register_that_is_saved_otherwise_says_the_same(known: Cluster, how: str, files: int):
    before, passages = rows(known), known.run("status", "--json").json["passages"]
    _saved_otherwise(known, how)
    planned = known.run("ingest", "--dry-run", "--json").json
    done = known.run("ingest", "--json").json
    assert (done["changed"], done["embedded"], done["failed"]) == (files, 0, [])
    assert planned["rows"] == done["rows"] == {"added": [], "removed": [], "changed": []}
    assert sum(register["same"] for register in done["registers"]) == (0, 3, 4)[files]
    assert rows(known) == before
    assert known.run("status", "--json").json["passages"] == passages
    assert known.run("ingest", "--json").json["unchanged"] == 4


def test_of_a_register_that_is_saved_otherwise_the_real_difference_is_told(known: Cluster):
    heading, *lines = MEMBERS.replace("droner", "luftskip").splitlines()
    known.write("members.csv", "\n".join([heading, *reversed(lines)]).replace(",", "\t"))
    told = known.run("ingest", "--json").json
    change = {
        "source": "members.csv#Fjellro Ærfugl",
        "field": "offers",
        "was": "droner",
        "becomes": "luftskip",
    }
    assert told["rows"] == {"added": [], "removed": [], "changed": [change]}
    # No more than the values of that row.
    assert 0 < told["embedded"] <= 5


def test_a_calendar_that_is_exported_again_says_the_same(known: Cluster):
    _saved_otherwise(known, "by a calendar that stamps")
    done = known.run("ingest", "--json").json
    assert done["rows"] == {"added": [], "removed": [], "changed": []}
    assert done["registers"] == [{"source": "events.ics", "added": 0, "changed": 0, "removed": 0, "same": 1}]


def test_a_register_whose_import_is_killed_is_the_old_one_until_the_next(cluster: Cluster):
    cluster.write("members.csv", MEMBERS + "".join(f"Bedrift {n},SMB,Moss,båt {n},hav\n" for n in range(400)))
    assert cluster.run("ingest").code == 0
    before = rows(cluster)
    cluster.write(
        "members.csv", (cluster.folder / "members.csv").read_text("utf-8").replace(",båt ", ",skip ")
    )
    running = started(cluster)
    awaited(lambda: _pending(cluster) > 0, running)
    running.send_signal(signal.SIGKILL)
    running.communicate()
    assert rows(cluster) == before
    assert cluster.run("ask", "--json", "Hvor mange medlemmer har vi?").json["answer"].startswith("**403**")
    done = cluster.run("ingest", "--json").json
    assert done["registers"] == [
        {"source": "members.csv", "added": 0, "changed": 400, "removed": 0, "same": 3}
    ]
    assert "skip 399" in dict(rows(cluster))["members.csv#Bedrift 399"]


def _pending(cluster: Cluster) -> int:
    with sqlite3.connect(cluster.folder / ".klyngebot/klyngebot.db") as database:
        count = database.execute("SELECT count(*) FROM texts WHERE state = 'pending'").fetchone()[0]
    database.close()
    return int(count)


def test_another_trust_in_cluster_toml_is_told_of_each_row_beforehand(known: Cluster):
    known.write("cluster.toml", CLUSTER.replace('"members.csv"', '"members.csv"\ntrust = "coordinator"'))
    planned = known.run("ingest", "--dry-run", "--json").json
    changed = {(one["field"], one["was"], one["becomes"]) for one in planned["rows"]["changed"]}
    assert changed == {("trust", "register", "coordinator")}
    assert known.run("ingest", "--json").json["rows"] == planned["rows"]


def test_where_one_row_is_changed_the_texts_of_the_others_are_not_written_again(known: Cluster):
    before = _texts(known)
    # Processes in which sets have different orders.
    for seed, word in enumerate(("luftskip", "ballonger", "drager")):
        known.write("members.csv", MEMBERS.replace("droner", word))
        Cluster(known.folder, {"PYTHONHASHSEED": str(seed + 1)}).run("ingest")
        changed = {source for source, text in _texts(known).items() if text != before[source]}
        assert changed == {"members.csv#Fjellro Ærfugl"}
    assert (
        known.run("search", "--json", "drager").json["results"][0]["source"] == "members.csv#Fjellro Ærfugl"
    )


def _texts(cluster: Cluster) -> dict[str, str]:
    with sqlite3.connect(cluster.folder / ".klyngebot/klyngebot.db") as database:
        found = dict(database.execute("SELECT source, text_id FROM documents").fetchall())
    database.close()
    return found
