"""Documents in the index for which cluster.toml names no readers: nobody's, and the operator hears so."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.scenarios.command_line import Cluster

HEAD = '[cluster]\nname = "Prøveklyngen"\n'
BOARD = '[audiences.board]\nmembers = ["chair@example.org"]\n'
MINUTES = '[[sources]]\npath = "minutes"\naudience = "board"\n'
NOTES = '[[sources]]\npath = "notes"\n'
QUESTION = "Hva er lønnen til daglig leder Zacharias?"


@pytest.fixture
def cluster(tmp_path: Path) -> Cluster:
    """With a paper in a folder of the board's, one that was added for the board, and a note for members."""
    made = Cluster(tmp_path)
    made.write("cluster.toml", f"{HEAD}{BOARD}{MINUTES}{NOTES}")
    made.write(
        "minutes/lonn.md", "# Styresak 14\n\nLønnen til daglig leder Zacharias økes til 1 437 000 kroner.\n"
    )
    made.write("notes/lab.md", "# Laben\n\nDronelaben bestilles hos Tuva Lien.\n")
    made.write("bonus.md", "# Styresak 15\n\nBonusen til daglig leder Zacharias er 90 210 kroner.\n")
    assert made.run("ingest").code == 0
    assert made.run("knowledge", "add", "bonus.md", "--audience", "board").code == 0
    return made


def said_of_readers(cluster: Cluster) -> tuple[str, str]:
    """The lines of status and doctor that tell of it."""
    status, doctor = (cluster.run(command).out.splitlines() for command in ("status", "doctor"))
    return tuple("\n".join(line for line in told if "nobody can read" in line) for told in (status, doctor))


def test_what_has_no_audience_any_more_is_shown_to_nobody_and_the_operator_reads_how_much_and_what_to_do(
    cluster: Cluster,
):
    assert "1 437 000" in cluster.run("ask", QUESTION, "--as", "chair@example.org").out
    assert said_of_readers(cluster) == ("", "")
    cluster.write("cluster.toml", f"{HEAD}{NOTES}")
    for who in (("--as", "chair@example.org"), ("--audience", "members"), ("--audience", "public")):
        told = cluster.run("ask", QUESTION, *who).out + cluster.run("search", QUESTION, *who).out
        assert "Zacharias" not in told
        assert "Styresak" not in told
    status, doctor = said_of_readers(cluster)
    assert "nobody can read 2 documents, for which cluster.toml names no audience" in status
    assert "added:bonus.md, minutes/lonn.md" in status
    assert "klyngebot knowledge change" in status
    assert doctor.startswith("look   readers: nobody can read 2 documents")
    assert cluster.run("status", "--json").json["unreadable"] == ["added:bonus.md", "minutes/lonn.md"]


def test_what_the_operator_is_told_to_do_mends_it(cluster: Cluster):
    cluster.write("cluster.toml", f"{HEAD}{NOTES}")
    assert cluster.run("ingest").code == 0
    assert cluster.run("status", "--json").json["unreadable"] == ["added:bonus.md"]
    assert cluster.run("knowledge", "change", "added:bonus.md", "--audience", "members").code == 0
    assert said_of_readers(cluster) == ("", "")
    assert "90 210" in cluster.run("ask", "Hva er bonusen til daglig leder Zacharias?").out


def test_an_audience_that_comes_back_has_its_documents_again(cluster: Cluster):
    cluster.write("cluster.toml", f"{HEAD}{NOTES}")
    cluster.write("cluster.toml", f"{HEAD}{BOARD}{MINUTES}{NOTES}")
    assert said_of_readers(cluster) == ("", "")
    assert "1 437 000" in cluster.run("ask", QUESTION, "--as", "chair@example.org").out


def test_what_was_withdrawn_is_no_document_that_lost_its_readers(cluster: Cluster):
    assert cluster.run("knowledge", "remove", "minutes/lonn.md").code == 0
    assert said_of_readers(cluster) == ("", "")
