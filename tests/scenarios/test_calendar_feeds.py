"""A calendar that lies on the web, through the front door."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.scenarios.command_line import Cluster
from tests.standins.site import MAY_BE_READ, Page, Site

_CALENDAR = "text/calendar; charset=utf-8"
_FEED = (Path(__file__).parents[1] / "ingest/loaders/calendars/google.ics").read_bytes()


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as running:
        running.pages["/feed"] = Page(_FEED, _CALENDAR, etag='"1"')
        yield running


def _cluster(folder: Path, url: str) -> Cluster:
    cluster = Cluster(folder)
    cluster.write(
        "cluster.toml",
        f'[cluster]\nname = "Prøveklyngen"\n\n[[sources]]\nkind = "events"\npath = "{url}"\n' + MAY_BE_READ,
    )
    return cluster


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/calendar/basic.ics", _CALENDAR),
        ("/calendar/basic.ics", "text/plain"),
        ("/owa/calendar.html", _CALENDAR),
        ("/export.php?format=ical", "text/calendar"),
        ("/kalender", "application/octet-stream"),
        ("/calendar/basic.ics", "text/html"),
    ],
)
def test_each_event_of_a_feed_is_cited_by_its_address_and_uid(
    site: Site, tmp_path: Path, path: str, kind: str
):
    site.pages[path] = Page(_FEED, kind)
    cluster = _cluster(tmp_path, site.url(path))
    report = cluster.run("ingest", "--json").json
    assert (report["failed"], report["warnings"]) == ([], [])
    hits = cluster.run("search", "--json", "frokostmøte").json["results"]
    assert {hit["source"] for hit in hits} == {
        f"{site.url(path)}#g1@google.com",
        f"{site.url(path)}#g2@google.com",
    }


def test_a_feed_is_followed_as_it_changes_and_not_sent_again_where_it_has_not(site: Site, tmp_path: Path):
    cluster = _cluster(tmp_path, site.url("/feed"))
    cluster.run("ingest")
    again = cluster.run("ingest", "--json").json
    assert (again["added"], again["changed"], again["removed"]) == (0, 0, 0)
    assert ("/feed", 304) in site.asked
    site.pages["/feed"] = Page(
        _FEED.replace("Frokostmøte".encode(), "Kveldsmøte".encode()), _CALENDAR, etag='"2"'
    )
    cluster.run("ingest")
    found = cluster.run("search", "--json", "kveldsmøte").json["results"][0]
    assert "Kveldsmøte" in found["title"]


def test_a_feed_that_asks_for_a_password_is_told(site: Site, tmp_path: Path):
    site.pages["/feed"] = Page(b"<!doctype html><title>Logg inn</title>", "text/html")
    cluster = _cluster(tmp_path, site.url("/feed"))
    report = cluster.run("ingest", "--json").json
    assert [failure["source"] for failure in report["failed"]] == [site.url("/feed")]
    assert cluster.run("search", "--json", "logg inn").json["results"] == []


def test_a_webcal_address_is_asked_for_by_https(tmp_path: Path):
    report = _cluster(tmp_path, "webcal://127.0.0.1:9/klynge.ics").run("ingest", "--json").json
    assert [failure["source"] for failure in report["failed"]] == ["https://127.0.0.1:9/klynge.ics"]
    assert "could not be fetched" in report["failed"][0]["reason"]


def test_what_a_calendar_holds_that_cannot_be_read_is_in_the_report(site: Site, tmp_path: Path):
    site.pages["/feed"] = Page(_FEED.replace(b"DTSTART:20270304T080000Z", b"DTSTART:snart"), _CALENDAR)
    report = _cluster(tmp_path, site.url("/feed")).run("ingest", "--json").json
    assert report["added"] == 1
    assert "DTSTART cannot be read (snart)" in str(report["warnings"])
