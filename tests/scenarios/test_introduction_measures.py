"""``klyngebot introductions``: how introductions go, in figures that name nobody."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.settings import Environment
from bot.wiring import build_parts
from knowledge.introductions.events import Clock, Introduced, Member, Yes
from knowledge.introductions.introduction import Introduction, Proposal
from knowledge.introductions.policy import Policy
from tests.scenarios.command_line import Cluster

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
AT = "2026-11-24T12:00"
RUNA, ODD = "runa@tjeld.example", "odd@sandvika.example"
FILES = {
    "cluster.toml": """
[cluster]
name = "Prøveklyngen"
[[sources]]
kind = "members"
path = "members.csv"
[[sources]]
kind = "people"
path = "people.csv"
""",
    "members.csv": "navn;innmeldt\nTjeld Data AS;2026-11-20\nSandvika kommune;2019-09-01\n",
    "people.csv": (
        "navn;e-post;organisasjon;kan hjelpe med;ser etter;samtykke\n"
        f'Runa Tveit;{RUNA};Tjeld Data AS;sensordata;"public procurement; hvalfangst";ja\n'
        f"Odd Bø;{ODD};Sandvika kommune;offentlige anskaffelser;sensordata;ja\n"
        "Tor Tjeld;tor@tjeld.example;Tjeld Data AS;hvalfangst;;ja\n"
        "Liv Nei;liv@sandvika.example;Sandvika kommune;hvalfangst;romfart;nei\n"
    ),
}


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Cluster:
    made = Cluster(tmp_path_factory.mktemp("cluster"))
    for path, text in FILES.items():
        made.write(path, text)
    assert made.run("ingest", "--json").json["failed"] == []
    parts = build_parts(Environment(), made.folder / "cluster.toml")
    records, runa = parts.introductions, Member(RUNA)
    draft = records.draft(Proposal(RUNA, RUNA, ODD, "noen som kan anskaffelser"), runa, NOW)
    assert isinstance(draft, Introduction)
    records.begin(draft.id, runa, Policy(), NOW)
    records.step(draft.id, Yes(Member(ODD)), NOW + timedelta(hours=1))
    records.step(draft.id, Introduced("group_dm", "G1", Clock()), NOW + timedelta(hours=2))
    parts.database.dispose()
    return made


def test_the_figures_are_counted_from_what_was(cluster: Cluster):
    done = cluster.run("introductions", "--json", "--now", AT)
    assert done.code == 0, done.err
    assert done.json == {
        "requested": 1,
        "asked": 1,
        "yes_rate_first": None,
        "yes_rate_second": 1.0,
        "introduced": 1,
        "met_rate": None,
        "outcomes": {},
        "days_to_first_contact": 4.0,
        "largest_load": 1,
        "gini": 0.3333,
        "coverage": 0.6667,
        "repeats": 0,
        "willing": 3,
        "needs": 3,
        # A colleague and somebody who said no could help with it; nobody else can.
        "needs_without_offer": 1,
    }


def test_nobody_is_named(cluster: Cluster):
    for words in (("introductions", "--json"), ("introductions",)):
        said = cluster.run(*words, "--now", AT).out
        assert not [one for one in ("@", "Runa", "Odd", "Tjeld", "Sandvika", "anskaffelser") if one in said]


def test_the_words_say_the_same_figures(cluster: Cluster):
    said = cluster.run("introductions", "--now", AT).out
    assert "Needs without an offer: 1 of 3." in said
    assert "Of 3 willing people introduced: 67%." in said


def test_a_coordinator_may_read_what_is_looked_for_in_vain(cluster: Cluster):
    parts = build_parts(Environment(), cluster.folder / "cluster.toml")
    found = parts.measuring.overview(frozenset({"public", "members"}), NOW)
    parts.database.dispose()
    assert found.unmet == ("hvalfangst",)
