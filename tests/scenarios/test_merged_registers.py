"""What an ingest says of registers that name the same organisations."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.scenarios.command_line import Cluster

CLUSTER = """
[cluster]
name = "Prøveklyngen"
[audiences.board]
members = ["chair@example.org"]
[[sources]]
kind = "members"
path = "members.csv"
[[sources]]
kind = "members"
path = "board.csv"
audience = "board"
[[sources]]
kind = "people"
path = "people.csv"
"""


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Cluster:
    made = Cluster(Path(tmp_path_factory.mktemp("cluster")))
    made.write("cluster.toml", CLUSTER)
    made.write(
        "members.csv",
        "Navn,Sted,Nettside,Utmeldt\n"
        "Fjorddata AS,Moss,https://fjorddata.example,2026-12-31\n"
        "Blåfjell,Bodø,,\n"
        "Elv,Oslo,,\n",
    )
    made.write(
        "board.csv",
        "Navn,Sted,Nettside,Utmeldt\n"
        "Fjord og data,Halden,www.fjorddata.example,2027-12-31\n"
        "BLAAFJELL AS,Bodø,,\n",
    )
    made.write(
        "people.csv",
        "Navn,E-post,Organisasjon\nRuna,r@x.example,Kystlab\nOdd,o@x.example,Elv\nEva,e@x.example,Fjellab\n",
    )
    return made


MERGES = [
    {"source": "board.csv#BLAAFJELL AS", "same_as": "members.csv#Blåfjell", "reasons": ["same name but for spelling"]},
    {"source": "board.csv#Fjord og data", "same_as": "members.csv#Fjorddata AS", "reasons": ["same website"]},
]  # fmt: skip


def test_what_is_one_organisation_and_what_is_contradicted_is_told(cluster: Cluster):
    report = cluster.run("ingest", "--json").json
    assert report["merges"] == MERGES
    place, left = report["contradictions"]
    assert (place["field"], left["field"]) == ("place", "left")
    assert place["used"] == {"value": "Halden", "source": "board.csv#Fjord og data"}
    assert place["others"] == [{"value": "Moss", "source": "members.csv#Fjorddata AS"}]
    assert report["unregistered"] == [
        {"source": "people.csv#e@x.example", "organisation": "Fjellab"},
        {"source": "people.csv#r@x.example", "organisation": "Kystlab"},
    ]


def test_a_person_reads_it_in_lines(cluster: Cluster):
    lines = cluster.run("ingest").out.splitlines()
    for line in (
        "board.csv#Fjord og data and members.csv#Fjorddata AS: one organisation (same website)",
        'Fjord og data: place: "Halden" (board.csv#Fjord og data, no other is more trusted or newer) is used, '
        'not "Moss" (members.csv#Fjorddata AS)',
        "note: people.csv: 2 people belong to organisations that no register names: Fjellab, Kystlab",
    ):
        assert line in lines


def test_a_member_is_told_nothing_of_what_only_the_board_may_read(cluster: Cluster):
    cluster.run("ingest")
    answer = cluster.run("ask", "--json", "Hvor ligger Fjorddata?")
    assert "Halden" not in answer.out
    assert "Fjord og data" not in answer.out
