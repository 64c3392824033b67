"""Knowledge kept from the shell: added, replaced, changed, removed and restored, each at once and with a trace."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.scenarios.command_line import CLUSTER, Cluster, new_cluster
from tests.standins.site import MAY_BE_READ, Site

PARKING = "# Parkering ved klyngehuset\n\nGjester betaler {price} kroner timen i garasjen under Tårnbygget.\n"
QUESTION = "Hva koster det for gjester å parkere i garasjen?"
SOURCE = "added:Parkering.md"


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as site:
        yield site


@pytest.fixture(scope="module")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    cluster = new_cluster(tmp_path_factory.mktemp("indexed"))
    cluster.write("cluster.toml", CLUSTER + MAY_BE_READ)
    assert cluster.run("ingest").code == 0
    return cluster.folder


@pytest.fixture
def cluster(indexed: Path, tmp_path: Path) -> Cluster:
    return Cluster(Path(shutil.copytree(indexed, tmp_path / "cluster")))


def _add(cluster: Cluster, price: int, *options: str) -> Any:
    cluster.write("Parkering.md", PARKING.format(price=price))
    result = cluster.run("knowledge", "add", "Parkering.md", "--json", *options)
    assert result.code == 0, result.err
    return result.json


def _sources(cluster: Cluster, *options: str) -> list[str]:
    return [hit["source"] for hit in cluster.run("search", QUESTION, "--json", *options).json["results"]]


def _answer(cluster: Cluster) -> str:
    return str(cluster.run("ask", QUESTION, "--json").json["answer"])


def _changes(cluster: Cluster, source: str) -> list[dict[str, Any]]:
    changes: list[dict[str, Any]] = cluster.run("knowledge", "history", source, "--json").json["changes"]
    return changes


def test_a_file_that_was_added_answers_at_once_and_still_does_after_a_sync(cluster: Cluster):
    _add(cluster, 30, "--owner", "Kari@example.org", "--review", "2099-03-01")
    assert "30 kroner" in _answer(cluster)
    report = cluster.run("ingest", "--json").json
    assert (report["added"], report["removed"], report["failed"]) == (0, 0, [])
    assert "30 kroner" in _answer(cluster)
    listed = cluster.run("knowledge", "list", "--json").json["documents"]
    (kept,) = [one for one in listed if one["source"] == SOURCE]
    assert (kept["owner"], kept["review"], kept["audience"]) == ("kari@example.org", "2099-03-01", "members")
    assert {"documents/lab.md", "members.csv"} <= {one["source"] for one in listed}


def test_a_new_version_replaces_the_old_one_on_the_same_terms_and_the_old_one_can_be_restored(
    cluster: Cluster,
):
    _add(cluster, 30, "--owner", "kari@example.org")
    assert _add(cluster, 40)["version"] == 2
    assert "40 kroner" in _answer(cluster)
    assert "30 kroner" not in _answer(cluster)
    assert cluster.run("knowledge", "restore", SOURCE, "--version", "1").code == 0
    assert "30 kroner" in _answer(cluster)
    shown = cluster.run("knowledge", "show", SOURCE, "--json").json
    assert (shown["owner"], [one["number"] for one in shown["versions"]]) == ("kari@example.org", [1, 2])
    assert "30 kroner" in shown["opening"]


def test_the_same_file_under_another_case_of_its_name_is_a_version_of_it(cluster: Cluster):
    _add(cluster, 30)
    cluster.write("PARKERING.MD", PARKING.format(price=50))
    assert cluster.run("knowledge", "add", "PARKERING.MD", "--json").json["source"] == SOURCE


def test_what_was_removed_is_in_no_answer_and_no_sync_brings_it_back_until_it_is_restored(cluster: Cluster):
    _add(cluster, 30)
    removed = cluster.run("knowledge", "remove", SOURCE, "--json").json
    assert removed["proof"] == {"query": "Parkering ved klyngehuset", "found": 0}
    assert SOURCE not in _sources(cluster)
    cluster.run("ingest")
    assert SOURCE not in _sources(cluster)
    assert cluster.run("knowledge", "restore", SOURCE).code == 0
    assert SOURCE in _sources(cluster)


def test_a_document_of_a_folder_is_removed_from_answers_and_its_file_stays(cluster: Cluster):
    fee = "documents/kontingent-2026.md"
    said = cluster.run("knowledge", "remove", fee)
    assert "The file itself stays where it is." in said.out
    assert (cluster.folder / fee).exists()
    assert "11 250" not in cluster.run("ask", "Hva er årskontingenten for små bedrifter?").out
    assert cluster.run("ingest", "--json").json["added"] == 0
    cluster.run("knowledge", "restore", fee)
    assert "11 250" in cluster.run("ask", "Hva er årskontingenten for små bedrifter?").out


def test_who_may_read_it_changes_with_the_next_question_both_ways(cluster: Cluster):
    _add(cluster, 30, "--audience", "board")
    assert SOURCE not in _sources(cluster)
    assert SOURCE in _sources(cluster, "--audience", "board")
    cluster.run("knowledge", "change", SOURCE, "--audience", "public")
    assert SOURCE in _sources(cluster, "--audience", "public")
    cluster.run("knowledge", "change", SOURCE, "--audience", "board")
    assert SOURCE not in _sources(cluster)


def test_the_same_file_added_on_other_terms_is_kept_on_these_and_is_no_new_version(cluster: Cluster):
    _add(cluster, 30, "--audience", "public", "--owner", "kari@example.org")
    assert SOURCE in _sources(cluster, "--audience", "public")
    assert _add(cluster, 30, "--audience", "board")["version"] == 1
    assert SOURCE not in _sources(cluster, "--audience", "public")
    assert SOURCE in _sources(cluster, "--audience", "board")
    changed = _changes(cluster, SOURCE)[0]
    assert (changed["what"], changed["after"]) == ("change", {"audience": "board"})


def test_every_change_says_who_did_what_and_from_what_to_what(cluster: Cluster):
    _add(cluster, 30, "--by", "kari@example.org")
    cluster.run("knowledge", "change", SOURCE, "--owner", "ola@example.org", "--by", "ola@example.org")
    cluster.run("knowledge", "confirm", SOURCE, "--by", "ola@example.org")
    cluster.run("knowledge", "remove", SOURCE)
    told = [(one["by"], one["what"]) for one in _changes(cluster, SOURCE)]
    assert told == [
        ("operator", "remove"),
        ("ola@example.org", "confirm"),
        ("ola@example.org", "change"),
        ("kari@example.org", "add"),
    ]
    changed = _changes(cluster, SOURCE)[2]
    assert (changed["before"], changed["after"]) == ({"owner": ""}, {"owner": "ola@example.org"})


def test_what_is_due_is_listed_the_most_overdue_first(cluster: Cluster):
    _add(cluster, 30, "--review", "2099-03-01", "--owner", "kari@example.org")
    cluster.run("knowledge", "change", "documents/lab.md", "--review", "2098-01-01")
    assert cluster.run("knowledge", "due", "--json").json == {"due": []}
    due = cluster.run("knowledge", "due", "--days", "40000", "--json").json["due"]
    assert [(one["source"], one["due"]) for one in due] == [
        ("documents/lab.md", "review"),
        (SOURCE, "review"),
    ]


def test_a_page_on_the_web_is_added_and_its_address_is_cited(cluster: Cluster, site: Site):
    site.page("/parkering", "Parkering", "Gjester betaler 35 kroner timen.")
    url = site.url("/parkering")
    assert cluster.run("knowledge", "add", url, "--json").code == 0
    assert url in _sources(cluster)
    cluster.run("knowledge", "remove", url)
    assert url not in _sources(cluster)


def test_a_page_that_cannot_be_had_is_not_kept(cluster: Cluster, site: Site):
    said = cluster.run("knowledge", "add", site.url("/nothing"))
    assert said.code == 1
    assert "cannot be added" in said.err
    assert "/nothing" not in cluster.run("ingest", "--json").out


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("add", "nothing.pdf"), 2, "nothing.pdf cannot be read"),
        (("add", "broken.pdf"), 1, "broken.pdf cannot be added"),
        (
            ("add", "documents/lab.md", "--audience", "bord"),
            2,
            "there is no audience 'bord'; use one of: board,",
        ),
        (("add", "documents/lab.md", "--owner", "Kari"), 2, "'Kari' is not an e-mail address"),
        (("add", "documents/lab.md", "--expires", "2020-01-01"), 2, "--expires 2020-01-01 is past"),
        (("add", "documents/lab.md", "--review", "snart"), 2, "--review 'snart' is not a date"),
        (("remove", "nothing.md"), 2, "there is no 'nothing.md'"),
        (("show", "nothing.md"), 2, "there is no 'nothing.md'"),
        (("restore", "documents/lab.md"), 2, "there is no 'documents/lab.md' to be changed so"),
        (("change", "documents/lab.md", "--audience", "board"), 2, "is written in cluster.toml"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence_and_changes_nothing(
    cluster: Cluster, arguments: tuple[str, ...], code: int, said: str
):
    cluster.write("broken.pdf", "no pdf")
    result = cluster.run("knowledge", *arguments)
    assert (result.code, said in result.err) == (code, True), result.err
    assert cluster.run("knowledge", "history", "--json").json == {"changes": []}


def test_a_rehearsal_says_what_was_read_and_keeps_nothing(cluster: Cluster):
    cluster.write("Parkering.md", PARKING.format(price=30))
    looked = cluster.run("knowledge", "add", "Parkering.md", "--dry-run", "--json").json
    assert (looked["source"], looked["passages"], looked["languages"]) == (SOURCE, 1, ["nb"])
    assert SOURCE not in _sources(cluster)
    assert not list((cluster.folder / ".klyngebot" / "added").iterdir())


def test_a_sitemap_is_shown_by_how_many_pages_it_names_and_the_first_titles_without_reading_all(
    cluster: Cluster, site: Site
):
    paths = [f"/side-{number}" for number in range(1, 8)]
    for number, path in enumerate(paths, 1):
        site.page(path, f"Side nummer {number}", f"Rom {number} har plass til {number}0 gjester.")
    site.sitemap("/sitemap.xml", *paths)
    url = site.url("/sitemap.xml")
    looked = cluster.run("knowledge", "add", url, "--dry-run", "--json").json
    assert looked["pages"] == {"count": 7, "titles": [f"Side nummer {number}" for number in (1, 2, 3)]}
    assert [path for path, _ in site.asked if path.startswith("/side-")] == paths[:3]
    told = cluster.run("knowledge", "add", url, "--dry-run").out
    assert "names 7 pages" in told
    assert "Side nummer 3" in told
    assert cluster.run("knowledge", "add", url, "--json").json["done"]
    assert "70 gjester" in cluster.run("ask", "Hvor mange gjester har rom 7 plass til?").out


def test_a_sitemap_that_names_no_pages_or_none_that_can_be_read_is_not_kept(cluster: Cluster, site: Site):
    site.sitemap("/tomt.xml")
    assert "names no pages" in cluster.run("knowledge", "add", site.url("/tomt.xml")).err
    site.sitemap("/borte.xml", "/borte")
    said = cluster.run("knowledge", "add", site.url("/borte.xml"))
    assert said.code == 1
    assert site.url("/borte") in said.err
