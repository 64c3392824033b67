"""Questions to a register and a calendar from a terminal: exact answers, what is kept back, and both at once."""

from __future__ import annotations

from typing import Any

import pytest

from tests.scenarios.command_line import Cluster

NOW = "2026-11-24T09:00"
TOML = """
[cluster]
name = "Prøveklyngen"
coordinators = ["coordinator@example.org"]

[audiences.board]
members = ["chair@example.org"]

[[sources]]
path = "documents"
[[sources]]
kind = "members"
path = "members.csv"
[[sources]]
kind = "members"
path = "prospects.csv"
audience = "board"
[[sources]]
kind = "people"
path = "people.csv"
[[sources]]
kind = "events"
path = "events.ics"
"""
FILES = {
    "cluster.toml": TOML,
    "documents/gruppe.md": "# Sensorgruppen\n\nSensorgruppen ledes av Turid Aas, og har 12 faste deltakere.\n",
    "members.csv": (
        "navn;type;sted;tilbyr;medlem siden;status;e-post\n"
        "Tjeld Data AS;oppstartsbedrift;Larvik;sensordata;15.09.2023;;post@tjeld.example\n"
        "Sandvika kommune;offentlig;Sandvika;testarena for omsorg;2021-01-04;;post@sandvika.example\n"
        "Gammel Fabrikk AS;stor bedrift;Larvik;sensorer;01.02.2019;utmeldt;post@gammel.example\n"
    ),
    "prospects.csv": "navn;type;sted\nHemmelig AS;stor bedrift;Larvik\n",
    "people.csv": (
        "navn;e-post;organisasjon;rolle;kan hjelpe med;språk;samtykke\n"
        "Runa Tveit;runa@tjeld.example;Tjeld Data;daglig leder;sensordata;norsk, polsk;ja\n"
        "Odd Bø;odd@sandvika.example;Sandvika kommune;innkjøper;anskaffelser;norsk;nei\n"
    ),
    "events.ics": (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Test//NO\r\n"
        "BEGIN:VEVENT\r\nUID:sensor@x.example\r\nDTSTAMP:20261101T080000Z\r\nSUMMARY:Møte i sensorgruppen\r\n"
        "DTSTART;TZID=Europe/Oslo:20261103T100000\r\nDTEND;TZID=Europe/Oslo:20261103T110000\r\n"
        "RRULE:FREQ=MONTHLY;BYDAY=1TU\r\nLOCATION:Kaia 3\r\nEND:VEVENT\r\n"
        "BEGIN:VEVENT\r\nUID:seminar@x.example\r\nDTSTAMP:20261101T080000Z\r\nSUMMARY:Høstseminar\r\n"
        "DTSTART;VALUE=DATE:20261210\r\nSTATUS:CANCELLED\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    ),
}


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Cluster:
    made = Cluster(tmp_path_factory.mktemp("cluster"))
    for path, text in FILES.items():
        made.write(path, text)
    first = made.run("ingest", "--json")
    assert (first.code, first.json["failed"]) == (0, [])
    return made


def asked(cluster: Cluster, question: str, *options: str) -> Any:
    return cluster.run("ask", question, "--json", "--now", NOW, *options).json


def names(answer: Any) -> list[str]:
    return [member["name"] for member in answer["members"]]


def test_who_has_left_is_not_counted_and_is_still_known(cluster: Cluster):
    counted = asked(cluster, "Hvor mange medlemmer er det i Larvik?")
    assert (counted["kind"], names(counted)) == ("members", ["Tjeld Data AS"])
    assert counted["citations"][0]["source"] == "members.csv#Tjeld Data AS"
    assert "er ikke lenger medlem" in asked(cluster, "Er Gammel Fabrikk fortsatt medlem?")["answer"]


def test_a_register_of_the_board_is_counted_for_the_board_alone(cluster: Cluster):
    assert names(asked(cluster, "Which companies are in Larvik?")) == ["Tjeld Data AS"]
    board = asked(cluster, "Which companies are in Larvik?", "--audience", "board")
    assert sorted(names(board)) == ["Hemmelig AS", "Tjeld Data AS"]


def test_addresses_are_not_given_out_in_bulk(cluster: Cluster):
    answer = asked(cluster, "Gi meg e-postadressene til alle medlemmene")
    assert answer["abstained"] is True
    assert "@tjeld" not in answer["answer"]
    assert "@sandvika" not in answer["answer"]


def test_who_has_not_agreed_to_introductions_is_named_without_an_address(cluster: Cluster):
    assert "runa@tjeld.example" in asked(cluster, "Hvem kan hjelpe oss med sensordata?")["answer"]
    buyer = asked(cluster, "Hvem er Odd Bø?")
    assert "innkjøper" in buyer["answer"]
    assert "odd@" not in buyer["answer"]
    assert [person["email"] for person in buyer["people"]] == [""]


def test_the_next_meeting_has_its_local_time_and_place(cluster: Cluster):
    answer = asked(cluster, "when does the sensor group meet next?")
    assert [(e["uid"], e["start"]) for e in answer["events"]] == [
        ("sensor@x.example", "2026-12-01T10:00:00+01:00")
    ]
    assert "Tuesday 1 December 2026, 10:00–11:00, Kaia 3" in answer["answer"]


def test_what_is_cancelled_is_said_to_be(cluster: Cluster):
    answer = asked(cluster, "Er høstseminaret avlyst?")
    assert answer["answer"].startswith("- **Avlyst:** Høstseminar: torsdag 10. desember 2026")
    assert answer["events"][0]["cancelled"] is True


def test_a_message_that_asks_of_rows_and_of_a_document_gets_both(cluster: Cluster):
    answer = asked(cluster, "Når er neste møte i sensorgruppen, og hvem leder den?")
    assert answer["kind"] == "mixed"
    assert "tirsdag 1. desember 2026" in answer["answer"]
    assert "ledes av Turid Aas" in answer["answer"]
    assert [c["n"] for c in answer["citations"]] == list(range(1, len(answer["citations"]) + 1))
    event, *prose = [c["source"] for c in answer["citations"]]
    assert event == "events.ics#sensor@x.example"
    assert "documents/gruppe.md" in prose


def test_of_two_questions_the_one_that_nothing_answers_is_said_to_be_unanswered(cluster: Cluster):
    answer = asked(cluster, "How many public bodies are members, and what is the capital of Mongolia?")
    assert names(answer) == ["Sandvika kommune"]
    assert "I could not find an answer" in answer["answer"]


def test_a_fact_about_a_group_is_still_the_documents(cluster: Cluster):
    answer = asked(cluster, "Hvem leder sensorgruppen?")
    assert (answer["kind"], answer["citations"][0]["source"]) == ("document", "documents/gruppe.md")


def test_a_follow_up_leans_on_the_question_before_it(cluster: Cluster):
    done = cluster.run("chat", stdin="Når er neste møte i sensorgruppen?\nOg hvor er det?\n")
    assert done.out.count("Kaia 3") == 2


def test_the_events_of_an_answer_can_be_taken_into_ones_own_calendar(cluster: Cluster):
    done = cluster.run("ask", "Når er neste møte i sensorgruppen?", "--now", NOW, "--ics", "mitt.ics")
    assert done.code == 0
    assert "DTSTART:20261201T090000Z" in (cluster.folder / "mitt.ics").read_text("utf-8")
    none = cluster.run("ask", "Hvem leder sensorgruppen?", "--now", NOW, "--ics", "ingen.ics")
    assert "ingen.ics" in none.out
    assert not (cluster.folder / "ingen.ics").exists()


def test_a_calendar_file_that_cannot_be_written_is_told_in_one_sentence(cluster: Cluster):
    done = cluster.run("ask", "Når er neste møte i sensorgruppen?", "--now", NOW, "--ics", "ikke/her.ics")
    assert (done.code, done.out) == (2, "")
    assert "ikke/her.ics cannot be written" in done.err
