"""Whom to meet, from a terminal: who suits, why, and who is never suggested."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.scenarios.command_line import Cluster

NOW = "2026-11-24T09:00"
FILES = {
    "cluster.toml": """
[cluster]
name = "Prøveklyngen"
coordinators = ["coordinator@example.org"]
[audiences.board]
members = ["chair@example.org"]
[[sources]]
kind = "members"
path = "members.csv"
[[sources]]
kind = "people"
path = "people.csv"
[[sources]]
kind = "people"
path = "advisers.csv"
audience = "board"
""",
    "members.csv": (
        "navn;type;sted;status\nTjeld Data AS;oppstartsbedrift;Larvik;\nSandvika kommune;offentlig;Sandvika;\n"
        "Havforsk;forskning;Bergen;\nGammel Fabrikk AS;stor bedrift;Larvik;utmeldt\n"
    ),
    "people.csv": (
        "navn;e-post;organisasjon;rolle;språk;kan hjelpe med;ser etter;villig per måned;samtykke;pause til;sted\n"
        "Runa Tveit;runa@tjeld.example;Tjeld Data AS;leder;norsk;sensordata;offentlige anskaffelser;2;ja;;Larvik\n"
        "Odd Bø;odd@sandvika.example;Sandvika kommune;innkjøper;norsk;public procurement;sensordata;1;ja;;Sandvika\n"
        "Liv Nei;liv@sandvika.example;Sandvika kommune;jurist;norsk;offentlige anskaffelser;;2;nei;;Sandvika\n"
        "Per Pause;per@havforsk.example;Havforsk;forsker;norsk, polsk;sensordata;;2;ja;31.12.2026;Bergen\n"
        "Siri Sau;siri@havforsk.example;Havforsk;forsker;norsk, polsk;havstrømmer;;3;ja;;Bergen\n"
        "Gro Gått;gro@gammel.example;Gammel Fabrikk AS;leder;norsk;offentlige anskaffelser;;3;ja;;Larvik\n"
        "Tor Tjeld;tor@tjeld.example;Tjeld Data AS;utvikler;norsk;offentlige anskaffelser;;3;ja;;Larvik\n"
    ),
    "advisers.csv": (
        "navn;e-post;kan hjelpe med;samtykke\nHemmelig Råd;raad@board.example;offentlige anskaffelser;ja\n"
    ),
}


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Cluster:
    made = Cluster(tmp_path_factory.mktemp("cluster"))
    for path, text in FILES.items():
        made.write(path, text)
    assert made.run("ingest", "--json").json["failed"] == []
    return made


def suggested(cluster: Cluster, email: str, *request: str) -> list[Any]:
    done = cluster.run("introduce", *request, "--for", email, "--json", "--now", NOW)
    assert done.code == 0, done.err
    return list(done.json["suggestions"])


def test_who_can_help_is_suggested_across_languages_with_the_fields_that_say_why(cluster: Cluster):
    [odd] = suggested(cluster, "runa@tjeld.example", "noen som kan offentlige anskaffelser")
    assert (odd["email"], odd["name"], odd["organisation"]) == (
        "odd@sandvika.example",
        "Odd Bø",
        "Sandvika kommune",
    )
    assert (
        odd["reasons"][0]
        == "Kan hjelpe med «public procurement» – du spurte etter «offentlige anskaffelser»."
    )
    assert "Ser etter «sensordata», og du har «sensordata»." in odd["reasons"]


def test_without_a_request_the_register_says_what_somebody_looks_for(cluster: Cluster):
    assert [one["email"] for one in suggested(cluster, "odd@sandvika.example")] == ["runa@tjeld.example"]


def test_reasons_are_in_the_readers_language(cluster: Cluster):
    [odd] = suggested(
        cluster, "runa@tjeld.example", "I would like to meet someone who knows public procurement"
    )
    assert odd["reasons"][0].startswith("Can help with “public procurement”")


def test_what_else_the_person_should_be_is_a_condition(cluster: Cluster):
    [siri] = suggested(cluster, "runa@tjeld.example", "noen i Bergen som snakker polsk")
    assert siri["email"] == "siri@havforsk.example"


def test_a_colleague_is_suggested_where_one_is_asked_for(cluster: Cluster):
    [tor] = suggested(cluster, "runa@tjeld.example", "en kollega som kan offentlige anskaffelser")
    assert tor["email"] == "tor@tjeld.example"


def test_where_nobody_suits_nobody_is_suggested(cluster: Cluster):
    done = cluster.run("introduce", "noen som kan hvalfangst", "--for", "runa@tjeld.example", "--now", NOW)
    assert done.code == 0
    assert "foreslår ingen" in done.out
    assert "coordinator@example.org" in done.out


def test_the_boards_people_are_suggested_to_the_board_alone(cluster: Cluster):
    line = {"id": 1, "for": "runa@tjeld.example", "request": "offentlige anskaffelser", "now": NOW}
    lines = "\n".join(json.dumps(one) for one in (line, line | {"audience": "board"}))
    member, board = cluster.run("introduce", "--file", "-", stdin=lines).lines
    assert "raad@board.example" not in json.dumps(member)
    assert "raad@board.example" in json.dumps(board)


def test_each_line_of_a_file_has_its_answer_or_its_fault_in_order(cluster: Cluster):
    lines = [
        '{"id": "a", "for": "odd@sandvika.example"}',
        "not json",
        '{"id": "c", "for": "nobody@x.example"}',
        '{"id": "d", "request": "uten for"}',
        '{"id": "e", "for": "odd@sandvika.example", "request": 7}',
    ]
    first, *faults = cluster.run("introduce", "--file", "-", stdin="\n".join(lines)).lines
    assert first["id"] == "a"
    assert first["suggestions"]
    assert all("error" in fault for fault in faults)
    assert "nobody@x.example is nobody in the register of people" in faults[1]["error"]


def test_an_unknown_person_is_told_in_one_sentence(cluster: Cluster):
    done = cluster.run("introduce", "--for", "nobody@x.example")
    assert (done.code, done.out) == (2, "")
    assert "nobody@x.example is nobody in the register of people" in done.err


def test_a_person_is_needed(cluster: Cluster):
    assert cluster.run("introduce", "noen som kan noe").code == 2
