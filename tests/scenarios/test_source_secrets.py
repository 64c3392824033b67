"""Addresses that are only for whoever holds them: a private calendar, a store with a password."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.scenarios.command_line import Cluster
from tests.standins.site import MAY_BE_READ, Page, Site

SECRET = "privat-7f3a9c"
HEAD = '[cluster]\nname = "Prøveklyngen"\n' + MAY_BE_READ
CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Fjordklyngen//fictional//NO
BEGIN:VEVENT
UID:frokost@fjordklyngen.example
DTSTAMP:20270101T080000Z
DTSTART:20990305T080000Z
DTEND:20990305T090000Z
SUMMARY:Frokostmøte om datadeling
END:VEVENT
END:VCALENDAR
"""


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as running:
        running.pages[f"/{SECRET}/basic.ics"] = Page(CALENDAR, "text/calendar")
        running.page(f"/{SECRET}/pris", "Priser", "Årskontingenten for små bedrifter er 11 250 kroner.")
        yield running


def _cluster(folder: Path, address: str, kind: str = "events", **environment: str) -> Cluster:
    cluster = Cluster(folder, environment)
    cluster.write("cluster.toml", f'{HEAD}\n[[sources]]\npath = "{address}"\nkind = "{kind}"\n')
    return cluster


def _everything(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_a_private_page_is_read_and_its_address_told_to_nobody(site: Site, tmp_path: Path):
    address = site.url("/${KLYNGEBOT_SOURCE_WIKI}/pris")
    cluster = _cluster(tmp_path, address, "documents", KLYNGEBOT_SOURCE_WIKI=SECRET)
    runs = [cluster.run("ingest", "--json")]
    assert (runs[0].json["added"], runs[0].json["failed"]) == (1, [])
    asked = cluster.run("ask", "--json", "Hva koster årskontingenten for små bedrifter?")
    assert [(one["source"], one["url"]) for one in asked.json["citations"]] == [(address, "")]
    site.pages.clear()
    runs += [asked, cluster.run("ingest"), cluster.run("status"), cluster.run("doctor")]
    assert any("404" in run.out for run in runs)
    assert not [run for run in runs if SECRET in run.out + run.err]
    assert SECRET.encode() not in _everything(tmp_path)


def test_the_secret_of_a_calendar_may_stand_in_env(site: Site, tmp_path: Path):
    cluster = _cluster(tmp_path, site.url("/${KLYNGEBOT_SOURCE_CALENDAR}/basic.ics"))
    cluster.write(".env", f"KLYNGEBOT_SOURCE_CALENDAR={SECRET}\n")
    report = cluster.run("ingest", "--json").json
    assert (report["added"], report["failed"]) == (1, [])


def test_a_secret_that_is_not_set_is_named(site: Site, tmp_path: Path):
    cluster = _cluster(tmp_path, site.url("/${KLYNGEBOT_SOURCE_CALENDAR}/basic.ics"))
    [failure] = cluster.run("ingest", "--json").json["failed"]
    assert "KLYNGEBOT_SOURCE_CALENDAR, which is not set" in failure["reason"]
    assert ".env" in failure["mend"]
    assert site.asked == []


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("sftp://kari:hemmelig@files.example/x", "bears a password"),
        ("https://kari:hemmelig@wiki.example/x", "bears a password"),
        ("https://evil.example/${SLACK_BOT_TOKEN}", "SLACK_BOT_TOKEN"),
    ],
)
def test_what_would_give_a_secret_away_is_refused_in_a_sentence(tmp_path: Path, address: str, told: str):
    run = _cluster(tmp_path, address, "documents", SLACK_BOT_TOKEN="xoxb-hemmelig").run("ingest")
    assert (run.code, told in run.err, "KLYNGEBOT_SOURCE_" in run.err) == (2, True, True)
    assert "hemmelig" not in run.out + run.err


def test_a_page_that_a_foreign_sitemap_names_gets_no_secret(site: Site, tmp_path: Path):
    site.sitemap("/sitemap.xml", "/x/${KLYNGEBOT_SOURCE_CALENDAR}")
    cluster = _cluster(tmp_path, site.url("/sitemap.xml"), "documents", KLYNGEBOT_SOURCE_CALENDAR=SECRET)
    cluster.run("ingest")
    assert [path for path, _ in site.asked if path.startswith("/x/")]
    assert not [path for path, _ in site.asked if SECRET in path]


def test_a_link_with_a_password_is_not_added(tmp_path: Path):
    cluster = Cluster(tmp_path)
    cluster.write("cluster.toml", HEAD)
    run = cluster.run("knowledge", "add", "https://kari:hemmelig@wiki.example/x")
    assert run.code != 0
    assert "password" in run.out + run.err
    assert "hemmelig" not in run.out + run.err
