"""Registers of members and people through the front door: how cluster.toml says that they are to be taken."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.scenarios.command_line import Cluster
from tests.standins.site import MAY_BE_READ, Page, Site

HEAD = '[cluster]\nname = "Prøveklyngen"\n' + MAY_BE_READ
REGISTER = "navn;Vår base\nHavblikk AS;Moss\nKystdata;Moss\nTind AS;Bodø\n"
HOW_MANY = "Hvor mange medlemmer har vi i Moss?"


def _source(path: str, *lines: str, kind: str = "members") -> str:
    return "\n".join(("[[sources]]", f'kind = "{kind}"', f'path = "{path}"', *lines, ""))


def _cluster(folder: Path, *sources: str) -> Cluster:
    cluster = Cluster(folder)
    cluster.write("members.csv", REGISTER)
    _configure(cluster, *sources)
    return cluster


def _configure(cluster: Cluster, *sources: str) -> None:
    cluster.write("cluster.toml", HEAD + "\n".join(sources))


def _in_moss(cluster: Cluster) -> list[str]:
    report = cluster.run("ingest", "--json")
    assert report.code == 0, report.err
    return sorted(one["name"] for one in cluster.run("ask", "--json", HOW_MANY).json["members"])


def test_a_column_that_cluster_toml_explains_counts_from_the_next_sync(tmp_path: Path):
    cluster = _cluster(tmp_path, _source("members.csv"))
    assert _in_moss(cluster) == []
    _configure(cluster, _source("members.csv", 'columns = { "vår  BASE:" = "place" }'))
    planned = cluster.run("ingest", "--dry-run", "--json").json
    assert (planned["changed"], planned["unchanged"]) == (1, 0)
    assert _in_moss(cluster) == ["Havblikk AS", "Kystdata"]
    again = cluster.run("ingest", "--json").json
    assert (again["changed"], again["unchanged"], again["warnings"]) == (0, 1, [])


def test_a_column_that_is_named_and_not_there_is_told(tmp_path: Path):
    cluster = _cluster(tmp_path, _source("members.csv", 'columns = { "Vår bse" = "place" }'))
    report = cluster.run("ingest", "--json").json
    assert 'cluster.toml names a column "Vår bse", which is not here' in str(report["warnings"])


def test_what_is_trusted_more_wins_whichever_is_read_last(tmp_path: Path):
    cluster = _cluster(tmp_path)
    cluster.write("members.csv", "navn;sted\nHavblikk AS;Moss\n")
    cluster.write("rettelser.csv", "navn;sted\nHavblikk AS;Halden\n")
    corrections = _source("rettelser.csv", 'trust = "coordinator"')
    _configure(cluster, _source("members.csv"), corrections)
    assert _in_moss(cluster) == []
    _configure(cluster, _source("members.csv", 'trust = "coordinator"'), _source("rettelser.csv"))
    planned = cluster.run("ingest", "--dry-run", "--json").json
    assert (planned["changed"], planned["unchanged"]) == (2, 0)
    assert _in_moss(cluster) == ["Havblikk AS"]


def test_a_register_on_the_web_is_a_website_s_word_unless_it_is_said_otherwise(tmp_path: Path):
    with Site() as site:
        site.pages["/r.csv"] = Page("navn;sted\nHavblikk AS;Halden\n", "text/csv")
        cluster = _cluster(tmp_path)
        cluster.write("members.csv", "navn;sted\nHavblikk AS;Moss\n")
        _configure(cluster, _source("members.csv"), _source(site.url("/r.csv")))
        assert _in_moss(cluster) == ["Havblikk AS"]
        _configure(cluster, _source("members.csv"), _source(site.url("/r.csv"), 'trust = "coordinator"'))
        assert _in_moss(cluster) == []


@pytest.mark.parametrize(
    ("kind", "line", "words"),
    [
        ("members", 'columns = { "X" = "offer" }', ("sources[1].columns", "'X'", "'offer'", "offers")),
        ("members", 'columns = { "X" = "consents" }', ("'consents'", "use one of")),
        ("events", 'columns = { "X" = "name" }', ("sources[1].columns", "'events' has no columns", "remove")),
        ("documents", 'columns = { "X" = "name" }', ("'documents' has no columns",)),
        ("members", 'columns = { "X" = "place", "Y" = "place" }', ("'X' and 'Y'", "keep one")),
        ("members", 'columns = { "X" = "tags", "x *" = "offers" }', ("the same column", "keep one")),
        ("members", 'columns = { " " = "place" }', ("no name of a column",)),
        ("members", 'columns = { "X" = 3 }', ("sources[1].columns.X", "must be a text")),
        ("people", 'trust = "self"', ("sources[1].trust", "'self'", "'coordinator'", "to the bot")),
        ("people", 'trust = "me"', ("sources[1].trust", "'me'", "'register'")),
        ("documents", 'trust = "register"', ("sources[1].trust", "no rows")),
    ],
)
def test_what_cannot_be_meant_is_one_sentence(tmp_path: Path, kind: str, line: str, words: tuple[str, ...]):
    cluster = _cluster(tmp_path, _source("members.csv", line, kind=kind))
    result = cluster.run("ingest", "--dry-run")
    assert result.code == 2
    assert [word for word in ("cluster.toml", *words) if word not in result.err] == []
    assert len(result.err.strip().splitlines()) == 1


def test_members_and_people_of_cards_are_counted_and_cited(tmp_path: Path):
    cluster = _cluster(tmp_path, _source("kort.vcf"), _source("folk.vcf", kind="people"))
    address = "ADR:;;Gate 1;Moss;;1500;Norge"
    cluster.write(
        "kort.vcf", f"BEGIN:VCARD\nKIND:org\nFN:Tind AS\n{address}\nEND:VCARD\nBEGIN:VCARD\nFN:Per\n"
    )
    cluster.write(
        "folk.vcf", "BEGIN:VCARD\nFN:Kari Nes\nEMAIL:kari@tind.example\nEXPERTISE:droner\nEND:VCARD\n"
    )
    assert _in_moss(cluster) == ["Tind AS"]
    assert "“Per” (line 6) has no END:VCARD" in str(cluster.run("ingest", "--json").json["warnings"])
    people = cluster.run("ask", "--json", "Hvem kan hjelpe oss med droner?").json["people"]
    assert [one["source"] for one in people] == ["folk.vcf#kari@tind.example"]


_LINKED = """<html><body><p>Hei</p><script type="application/ld+json">{"@context": "https://schema.org", "@graph": [
{"@type": "Organization", "name": "Tind AS", "address": {"addressLocality": "Moss"}},
{"@type": "Organization", "name": "Kystdata", "address": {"addressLocality": "Bodø"}},
{"@type": "Event", "identifier": "m1", "name": "Frokostmøte", "startDate": "2027-03-04T09:00",
 "eventStatus": "https://schema.org/EventCancelled"}]}</script></body></html>"""


def test_members_in_a_web_page_are_counted_and_cited_by_its_address(tmp_path: Path):
    with Site() as site:
        site.pages["/medlemmer"] = Page(_LINKED)
        cluster = _cluster(tmp_path, _source(site.url("/medlemmer")))
        assert _in_moss(cluster) == ["Tind AS"]
        report = cluster.run("ingest", "--json").json
        assert "not read, only organisations are: 1 × Event" in str(report["warnings"])
        found = cluster.run("ask", "--json", HOW_MANY).json["members"]
        assert [one["source"] for one in found] == [f"{site.url('/medlemmer')}#Tind AS"]


@pytest.mark.parametrize("kind", ["text/html", "application/ld+json"])
def test_events_on_the_web_are_found_with_what_became_of_them(tmp_path: Path, kind: str):
    content = _LINKED if kind == "text/html" else _LINKED.partition('json">')[2].partition("</script>")[0]
    with Site() as site:
        site.pages["/hva-skjer"] = Page(content, kind)
        cluster = _cluster(tmp_path, _source(site.url("/hva-skjer"), kind="events"))
        assert cluster.run("ingest", "--json").json["failed"] == []
        asked = ("Hva skjer i mars 2027?", "--now", "2027-02-01T09:00")
        (event,) = cluster.run("ask", "--json", *asked).json["events"]
    assert (event["uid"], event["title"], event["cancelled"]) == ("m1", "Frokostmøte", True)
    assert event["start"].startswith("2027-03-04T09:00")


def test_a_page_that_names_no_member_is_a_failure_with_a_reason(tmp_path: Path):
    with Site() as site:
        site.page("/om", "Om oss", "Vi er mange.")
        cluster = _cluster(tmp_path, _source(site.url("/om")))
        (failure,) = cluster.run("ingest", "--json").json["failed"]
    assert "no organisation in linked data" in failure["reason"]
