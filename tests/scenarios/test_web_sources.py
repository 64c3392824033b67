"""A cluster whose knowledge lies on the web, through the front door."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.scenarios.command_line import Cluster
from tests.standins.site import MAY_BE_READ, Page, Site

_HEAD = (
    '[cluster]\nname = "Prøveklyngen"\n\n[audiences.board]\nmembers = ["chair@example.org"]\n' + MAY_BE_READ
)


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as running:
        running.page("/lab", "Testlab", "Dronelabben i Hangar 4 bestilles hos Tuva Lien.", etag='"1"')
        running.page("/pris", "Priser", "Årskontingenten for små bedrifter er 11 250 kroner.")
        running.sitemap("/sitemap.xml", "/lab", "/pris")
        yield running


def _cluster(folder: Path, **audiences: str) -> Cluster:
    """A cluster with a source for each URL, given by its audience."""
    cluster = Cluster(folder)
    sources = "".join(
        f'\n[[sources]]\npath = "{url}"\naudience = "{who}"\n' for url, who in audiences.items()
    )
    cluster.write("cluster.toml", _HEAD + sources)
    return cluster


def _found(cluster: Cluster, query: str, *options: str) -> list[str]:
    return [hit["source"] for hit in cluster.run("search", "--json", query, *options).json["results"]]


def test_a_site_is_read_cited_by_its_address_and_followed_as_it_changes(site: Site, tmp_path: Path):
    cluster = _cluster(tmp_path, **{site.url("/sitemap.xml"): "members"})
    first = cluster.run("ingest", "--json").json
    assert (first["added"], first["failed"]) == (2, [])
    asked = cluster.run("ask", "--json", "Hva koster årskontingenten for små bedrifter?").json
    assert [(cited["source"], cited["url"]) for cited in asked["citations"]] == [(site.url("/pris"),) * 2]
    again = cluster.run("ingest", "--json").json
    assert (again["added"], again["changed"], again["removed"], again["unchanged"]) == (0, 0, 0, 2)
    assert ("/lab", 304) in site.asked
    site.page("/pris", "Priser", "Årskontingenten for små bedrifter er 12 500 kroner.")
    site.sitemap("/sitemap.xml", "/pris")
    third = cluster.run("ingest", "--json").json
    assert (third["changed"], third["removed"]) == (1, 1)
    assert set(_found(cluster, "dronelabben i Hangar 4")) == {site.url("/pris")}


def test_while_a_site_is_down_its_knowledge_stays_and_the_report_says_so(site: Site, tmp_path: Path):
    cluster = _cluster(tmp_path, **{site.url("/sitemap.xml"): "members"})
    cluster.run("ingest")
    pages, site.pages = site.pages, dict.fromkeys(site.pages, Page(status=503))
    down = cluster.run("ingest", "--json", "--strict")
    assert (down.code, down.json["unchanged"], down.json["removed"]) == (3, 2, 0)
    assert {failure["source"] for failure in down.json["failed"]} == {
        site.url(path) for path in ("/sitemap.xml", "/lab", "/pris")
    }
    assert all("stays" in failure["mend"] for failure in cluster.run("status", "--json").json["failed"])
    assert site.url("/lab") in _found(cluster, "dronelabben i Hangar 4")
    site.pages = pages
    up = cluster.run("ingest", "--json").json
    assert (up["removed"], up["failed"]) == (0, [])


def test_a_page_that_is_gone_is_removed_and_told(site: Site, tmp_path: Path):
    cluster = _cluster(tmp_path, **{site.url("/lab"): "members", site.url("/pris"): "members"})
    cluster.run("ingest")
    site.pages["/lab"] = Page(status=404)
    report = cluster.run("ingest", "--json").json
    assert (report["removed"], [failure["source"] for failure in report["failed"]]) == (1, [site.url("/lab")])
    assert "404" in report["failed"][0]["reason"]
    assert site.url("/lab") not in _found(cluster, "dronelabben i Hangar 4")


def test_a_narrowed_audience_holds_for_a_sitemaps_pages_before_the_next_sync(site: Site, tmp_path: Path):
    cluster = _cluster(tmp_path, **{site.url("/sitemap.xml"): "members", site.url("/pris"): "public"})
    cluster.run("ingest")
    assert site.url("/lab") in _found(cluster, "dronelabben i Hangar 4")
    _cluster(tmp_path, **{site.url("/sitemap.xml"): "board", site.url("/pris"): "public"})
    assert _found(cluster, "dronelabben i Hangar 4") == [site.url("/pris")]
    cluster.run("ingest")
    assert _found(cluster, "dronelabben i Hangar 4") == [site.url("/pris")]
    assert site.url("/lab") in _found(cluster, "dronelabben i Hangar 4", "--audience", "board")


def test_files_in_another_store_are_read_by_their_url(tmp_path: Path):
    with zipfile.ZipFile(tmp_path / "arkiv.zip", "w") as archive:
        archive.writestr("docs/lab.md", "# Lab\n\nDronelabben i Hangar 4 bestilles hos Tuva Lien.\n")
        archive.writestr("docs/.DS_Store", "x")
        archive.writestr("annet/privat.md", "Ikke med.")
    root = f"zip://docs::{tmp_path / 'arkiv.zip'}"
    cluster = _cluster(tmp_path, **{root: "members", "bogus://x": "members", "file:///etc": "members"})
    report = cluster.run("ingest", "--json").json
    assert (report["added"], {failure["source"] for failure in report["failed"]}) == (
        1,
        {"bogus://x", "file:///etc"},
    )
    assert _found(cluster, "dronelabben i Hangar 4") == [f"{root}/lab.md"]
    again = cluster.run("ingest", "--json").json
    assert (again["added"], again["changed"], again["unchanged"]) == (0, 0, 1)
