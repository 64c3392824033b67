"""A round of the cluster, and company for who is new, from a terminal: who, why, and nobody who does not want it."""

from __future__ import annotations

import json

import pytest

from tests.scenarios.command_line import Cluster

NOW = "2026-11-24T09:00"
FILES = {
    "cluster.toml": """
[cluster]
name = "Prøveklyngen"
coordinators = ["coordinator@example.org"]
[[sources]]
kind = "members"
path = "members.csv"
[[sources]]
kind = "people"
path = "people.csv"
""",
    "members.csv": (
        "navn;type;sted;medlem siden\nTjeld Data AS;oppstartsbedrift;Larvik;2026-10-01\n"
        "Sandvika kommune;offentlig;Sandvika;2020-01-15\nHavforsk;forskning;Bergen;2021-03-01\n"
        "Lunde Salg AS;SMB;Larvik;2026-02-01\n"
    ),
    "people.csv": (
        "navn;e-post;organisasjon;språk;kan hjelpe med;ser etter;villig per måned;samtykke;pause til\n"
        "Runa Tveit;runa@tjeld.example;Tjeld Data AS;norsk;sensordata;offentlige anskaffelser;2;ja;\n"
        "Odd Bø;odd@sandvika.example;Sandvika kommune;norsk;offentlige anskaffelser;sensordata;1;ja;\n"
        "Ann Sea;ann@havforsk.example;Havforsk;engelsk;ocean currents;help with sales;1;ja;\n"
        "Lise Lund;lise@lunde.example;Lunde Salg AS;norsk;salg;havstrømmer;2;ja;\n"
        "Nils Nei;nils@sandvika.example;Sandvika kommune;norsk;sensordata;salg;2;nei;\n"
        "Pia Pause;pia@havforsk.example;Havforsk;norsk;salg;sensordata;2;ja;31.12.2026\n"
        "Ole Taus;ole@lunde.example;Lunde Salg AS;norsk;sensordata;havstrømmer;;ja;\n"
        "Eva Ny;eva@ny.example;;norsk;bokføring;offentlige anskaffelser;0;ja;\n"
    ),
}


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Cluster:
    made = Cluster(tmp_path_factory.mktemp("cluster"))
    for path, text in FILES.items():
        made.write(path, text)
    assert made.run("ingest", "--json").json["failed"] == []
    return made


def test_a_round_introduces_who_is_willing_to_whom_they_can_help(cluster: Cluster):
    done = cluster.run("round", "--json", "--now", NOW).json
    met = {frozenset(one["email"] for one in group["people"]) for group in done["groups"]}
    assert done["month"] == "2026-11"
    assert met == {
        frozenset({"runa@tjeld.example", "odd@sandvika.example"}),
        frozenset({"ann@havforsk.example", "lise@lunde.example"}),
    }
    assert done["alone"] == []
    assert done["shortfall"] == 0


def test_nobody_takes_part_who_has_not_said_how_often_or_does_not_want_to(cluster: Cluster):
    told = json.dumps(cluster.run("round", "--json", "--now", NOW).json)
    assert not [name for name in ("nils@", "pia@", "ole@", "eva@") if name in told]


def test_both_read_why_in_their_own_language(cluster: Cluster):
    groups = cluster.run("round", "--json", "--now", NOW).json["groups"]
    [match] = next(one for one in groups if "ann@havforsk.example" in json.dumps(one))["introductions"]
    told = {match["first"]: match["reasons_first"], match["second"]: match["reasons_second"]}
    assert "you look for “help with sales”." in " ".join(told["ann@havforsk.example"]) or (
        "You look for “help with sales”" in " ".join(told["ann@havforsk.example"])
    )
    assert "havstrømmer" in " ".join(told["lise@lunde.example"])
    assert "du " in " ".join(told["lise@lunde.example"]).casefold()


def test_a_round_is_shown_in_words(cluster: Cluster):
    shown = cluster.run("round", "--now", NOW).out
    assert "ingen er spurt" in shown
    assert "**Odd Bø** (Sandvika kommune)" in shown


def test_a_round_writes_nothing(cluster: Cluster):
    first = cluster.run("round", "--json", "--now", NOW).out
    assert cluster.run("round", "--json", "--now", NOW).out == first


def test_a_round_of_threes_pairs_those_who_want_only_one(cluster: Cluster):
    groups = cluster.run("round", "--threes", "--json", "--now", NOW).json["groups"]
    assert [len(one["people"]) for one in groups] == [2, 2]


def test_who_is_new_meets_a_helper_and_a_peer_and_a_host_of_three_organisations(cluster: Cluster):
    done = cluster.run("introduce", "--new", "--for", "eva@ny.example", "--json", "--now", NOW).json
    assert [(one["as"], one["email"]) for one in done["suggestions"]] == [
        ("helper", "odd@sandvika.example"),
        ("peer", "runa@tjeld.example"),
        ("host", "ann@havforsk.example"),
    ]
    helper, peer, host = (one["reasons"] for one in done["suggestions"])
    assert helper[0] == "Kan hjelpe med «offentlige anskaffelser» – du ser etter «offentlige anskaffelser»."
    assert peer[0] == "Ser etter «offentlige anskaffelser» – du ser etter «offentlige anskaffelser»."
    assert host[0] == "Havforsk har vært medlem siden 2021."
    assert set(done["suggestions"][0]) == {"email", "name", "organisation", "score", "reasons", "as"}


def test_as_what_each_is_suggested_is_said_in_words(cluster: Cluster):
    shown = cluster.run("introduce", "--new", "--for", "eva@ny.example", "--now", NOW).out
    assert "Har en utfordring som ligner din." in shown
    assert "Kjenner klyngen og kan vise deg rundt." in shown


def test_company_for_who_is_new_goes_without_a_request(cluster: Cluster):
    done = cluster.run("introduce", "--new", "--for", "eva@ny.example", "noen som kan salg")
    assert (done.code, done.out) == (2, "")
    assert "--new" in done.err
