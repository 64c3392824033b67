"""Older and newer editions of a document, and minutes that are none, through the command line."""

from __future__ import annotations

import pytest

from tests.scenarios.command_line import CLUSTER, Cluster

NOW = ("--now", "2026-11-24T09:00")
MINUTES = "# Referat styremøte {day}\n\nStyret vedtok at julebordet skal holdes på {place}.\n"


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Cluster:
    made = Cluster(tmp_path_factory.mktemp("editions"))
    made.write("cluster.toml", CLUSTER.partition("[audiences")[0] + '[[sources]]\npath = "documents"\n')
    for year, price in ((2025, "7 800"), (2026, "8 900")):
        text = f"# Standpriser {year}\n\nEn liten stand på konferansen koster {price} kroner for medlemmer.\n"
        made.write(f"documents/stand-{year}.md", text)
    for stem, day, place in (("a", "12. mars 2026", "Fyrhuset"), ("b", "4. juni 2026", "Tollboden")):
        made.write(f"documents/{stem}.md", MINUTES.format(day=day, place=place))
    assert made.run("ingest").code == 0
    return made


def test_the_edition_in_force_answers_and_says_as_of_when(cluster: Cluster):
    said = cluster.run("ask", *NOW, "Hva koster en liten stand på konferansen?").out
    assert "8 900" in said
    assert "7 800" not in said
    assert "1. januar 2026" in said


def test_a_question_about_last_years_price_is_answered_from_last_years_list_marked_so(cluster: Cluster):
    said = cluster.run("ask", *NOW, "Hva kostet en liten stand på konferansen i 2025?").out
    assert "7 800" in said
    assert "8 900" not in said
    assert "utdatert" in said


def test_the_listing_of_a_search_says_what_has_been_replaced_and_by_what(cluster: Cluster):
    said = cluster.run("search", *NOW, "liten stand på konferansen").out.splitlines()
    titles = [line for line in said if "Standpriser" in line]
    assert titles[0] == "1. Standpriser 2026 (documents/stand-2026.md)"
    assert titles[1].endswith(
        "Standpriser 2025 (documents/stand-2025.md): out of date, replaced by documents/stand-2026.md"
    )


def test_minutes_of_an_earlier_meeting_are_not_replaced_by_those_of_a_later_one(cluster: Cluster):
    answer = cluster.run("ask", "--json", *NOW, "Hva vedtok styremøtet 12. mars 2026 om julebordet?").json
    assert "Fyrhuset" in answer["answer"]
    found = cluster.run("search", *NOW, "styret vedtok julebordet")
    assert "Referat styremøte 12. mars 2026 (documents/a.md)\n" in found.out
    assert "Referat styremøte 4. juni 2026 (documents/b.md)\n" in found.out
