"""The command line as a subprocess, on a folder of ordinary files."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.scenarios.command_line import CLUSTER, Cluster, new_cluster

BOARD_WORDS = ("1 437 000", "Zacharias", "board-only", "Styresak")


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Cluster:
    made = new_cluster(tmp_path_factory.mktemp("cluster"))
    first = made.run("ingest", "--json")
    assert first.code == 0, first.err
    assert first.json["added"] == 6
    assert first.json["failed"] == []
    return made


@pytest.fixture
def fresh(tmp_path: Path) -> Cluster:
    return new_cluster(tmp_path)


def test_a_second_sync_of_an_unchanged_folder_does_nothing(cluster: Cluster):
    again = cluster.run("ingest", "--json").json
    assert (again["added"], again["changed"], again["removed"], again["unchanged"]) == (0, 0, 0, 6)


def test_an_answer_quotes_its_source_in_the_language_of_the_question(cluster: Cluster):
    answer = cluster.run("ask", "--json", "Hva koster årskontingenten for små bedrifter?").json
    assert "11 250" in answer["answer"]
    assert answer["language"] == "nb"
    assert answer["abstained"] is False
    assert answer["citations"][0]["source"] == "documents/kontingent-2026.md"
    assert answer["citations"][0]["quote"] in "Årskontingenten for små bedrifter er 11 250 kroner."


def test_a_norwegian_question_finds_an_english_document(cluster: Cluster):
    found = cluster.run("search", "--json", "Hvordan reserverer jeg dronelaboratoriet?").json
    assert found["results"][0]["source"] == "documents/lab.md"
    assert found["results"][0]["rank"] == 1
    assert found["results"][0]["locator"] == "Booking"


def test_what_no_document_says_is_not_answered(cluster: Cluster):
    answer = cluster.run("ask", "--json", "What is the capital of Mongolia?").json
    assert answer["abstained"] is True
    assert answer["citations"] == []
    assert "coordinator@example.org" in answer["answer"]


@pytest.mark.parametrize("who", [(), ("--audience", "public"), ("--as", "member@example.org")])
def test_members_never_receive_board_passages(cluster: Cluster, who: tuple[str, ...]):
    question = "Hva er lønnen til daglig leder Zacharias?"
    answer = cluster.run("ask", "--json", *who, question)
    found = cluster.run("search", "--json", "-k", "100", *who, question)
    for text in (json.dumps(answer.json["citations"]), answer.json["answer"], answer.err, found.err):
        assert not any(word in text for word in BOARD_WORDS)
    assert not any(word in json.dumps(found.json["results"], ensure_ascii=False) for word in BOARD_WORDS)


@pytest.mark.parametrize("who", [("--audience", "board"), ("--as", "Chair@example.org")])
def test_the_board_receives_its_own_papers(cluster: Cluster, who: tuple[str, ...]):
    answer = cluster.run("ask", "--json", *who, "Hva er lønnen til daglig leder Zacharias?").json
    assert "1 437 000" in answer["answer"]


def test_the_public_sees_only_what_is_public(cluster: Cluster):
    found = cluster.run("search", "--json", "--audience", "public", "kontingent for små bedrifter").json
    assert {result["source"] for result in found["results"]} == {"documents/open/hei.txt"}


def test_a_file_of_questions_gives_a_line_for_each_line_in_order(cluster: Cluster):
    rows = [
        {"id": 1, "question": "Hva er besøksadressen?", "audience": "public"},
        {"id": 2},
        {"id": 3, "question": "Lønnen til daglig leder Zacharias?", "as": "chair@example.org"},
        {"id": 4, "question": "Hva?", "audience": "nobody"},
    ]
    text = "\n".join(json.dumps(row) for row in rows) + "\nnot json\n"
    result = cluster.run("ask", "--json", "--file", "-", stdin=text)
    first, second, third, fourth, fifth = result.lines
    assert result.code == 0
    assert "Fyrveien 12" in first["answer"]
    assert (second["id"], "question" in second["error"]) == (2, True)
    assert "1 437 000" in third["answer"]
    assert "nobody" in fourth["error"]
    assert "line 5" in fifth["error"]


def test_a_row_of_the_register_is_cited_by_its_name(cluster: Cluster):
    found = cluster.run("search", "--json", "Kystdata Moss").json
    assert found["results"][0]["source"] == "members.csv#Kystdata"


def test_the_status_counts_what_is_known(cluster: Cluster):
    status = cluster.run("status", "--json").json
    assert status["documents"] == 7
    assert status["failed"] == []


def test_the_status_names_what_changed_since_the_last_sync(fresh: Cluster):
    fresh.run("ingest")
    assert fresh.run("status", "--json").json["stale"] == {"added": [], "changed": [], "removed": []}
    fresh.write("documents/new.md", "Nytt.\n")
    fresh.write("documents/lab.md", "Changed.\n")
    (fresh.folder / "documents/open/hei.txt").unlink()
    stale = {
        "added": ["documents/new.md"],
        "changed": ["documents/lab.md"],
        "removed": ["documents/open/hei.txt"],
    }
    assert fresh.run("status", "--json").json["stale"] == stale
    assert "changed since then: documents/lab.md" in fresh.run("status").out


def test_a_lost_index_is_made_again_and_said_so(fresh: Cluster):
    fresh.run("ingest")
    shutil.rmtree(fresh.folder / ".klyngebot" / "chroma")
    again = fresh.run("ingest")
    assert "missing from the indexes" in again.out
    assert fresh.run("search", "--json", "drone lab").json["results"][0]["source"] == "documents/lab.md"


def test_a_broken_database_is_one_sentence_with_a_mend(fresh: Cluster):
    fresh.write(".klyngebot/klyngebot.db", "no database")
    result = fresh.run("status")
    assert (result.code, result.out, result.err.count("\n")) == (1, "", 1)
    assert "klyngebot.db cannot be used (file is not a database)" in result.err


@pytest.mark.parametrize("name", ["klyngebot.db", "klyngebot.db/below"])
def test_a_data_folder_that_cannot_be_is_one_sentence_with_a_mend(fresh: Cluster, name: str):
    fresh.write("klyngebot.db", "a file")
    result = fresh.run("ingest", "--data", name)
    assert (result.code, result.out, result.err.count("\n")) == (1, "", 1)
    assert "--data" in result.err


def test_environment_variables_name_the_configuration_and_the_data_folder(fresh: Cluster, tmp_path: Path):
    elsewhere = tmp_path / "a folder elsewhere"
    elsewhere.mkdir()
    named = {"KLYNGEBOT_CONFIG": str(fresh.folder / "cluster.toml"), "KLYNGEBOT_DATA": "index here"}
    cluster = Cluster(elsewhere, named)
    assert cluster.run("ingest", "--json").json["added"] == 6
    assert cluster.run("search", "--json", "drone lab").json["results"][0]["source"] == "documents/lab.md"
    assert (elsewhere / "index here").is_dir()
    assert not (fresh.folder / ".klyngebot").exists()


def test_what_is_removed_is_found_no_more(fresh: Cluster):
    fresh.run("ingest")
    (fresh.folder / "documents/lab.md").unlink()
    fresh.write("documents/open/hei.txt", "Velkommen! Besøksadressen er nå Storgata 77.\n")
    planned = fresh.run("ingest", "--json", "--dry-run").json
    report = fresh.run("ingest", "--json").json
    assert (planned["changed"], planned["removed"]) == (report["changed"], report["removed"]) == (1, 1)
    found = json.dumps(fresh.run("search", "--json", "-k", "50", "drone test lab Besøksadressen").json)
    assert "Hangar" not in found
    assert "Fyrveien" not in found
    assert "Storgata 77" in found


def test_exact_duplicates_are_one_result_and_one_set_of_passages(fresh: Cluster):
    before = fresh.run("ingest", "--json").json["passages"]
    fresh.write("documents/copy/lab.md", (fresh.folder / "documents/lab.md").read_text())
    report = fresh.run("ingest", "--json").json
    assert report["duplicates"] == [{"source": "documents/lab.md", "same_as": "documents/copy/lab.md"}]
    assert fresh.run("status", "--json").json["passages"] == before


def test_what_cannot_be_read_is_a_line_in_the_report_and_stops_nothing(fresh: Cluster):
    fresh.write("documents/empty.md", "")
    fresh.write("documents/cut.pdf", "%PDF-1.7\nbroken")
    fresh.write("documents/fake.docx", "no archive")
    fresh.write("documents/picture.png", "png")
    os.symlink(fresh.folder / "documents", fresh.folder / "documents/loop")
    report = fresh.run("ingest", "--json", "--strict")
    failed = {failure["source"]: failure for failure in report.json["failed"]}
    assert report.code == 3
    assert set(failed) == {
        f"documents/{n}" for n in ("empty.md", "cut.pdf", "fake.docx", "picture.png", "loop")
    }
    assert all(failure["reason"] and failure["mend"] for failure in failed.values())
    assert report.json["added"] == 10


def test_narrowing_an_audience_takes_effect_with_the_next_sync(fresh: Cluster):
    fresh.run("ingest")
    fresh.write("cluster.toml", CLUSTER.replace('audience = "public"', 'audience = "board"'))
    fresh.run("ingest")
    found = fresh.run("search", "--json", "Besøksadressen").json
    assert "documents/open/hei.txt" not in {result["source"] for result in found["results"]}


def test_narrowing_an_audience_hides_its_documents_before_the_next_sync(fresh: Cluster):
    fresh.run("ingest")
    fresh.write("cluster.toml", CLUSTER.replace('audience = "public"', 'audience = "board"'))
    found = fresh.run("search", "--json", "Besøksadressen").json
    assert "documents/open/hei.txt" not in {result["source"] for result in found["results"]}
    answer = fresh.run("ask", "--json", "Hva er besøksadressen?").json
    assert "Fyrveien" not in json.dumps(answer, ensure_ascii=False)


def test_widening_an_audience_shows_its_documents_before_the_next_sync(fresh: Cluster):
    question = "Hva er lønnen til daglig leder Zacharias?"
    fresh.run("ingest")
    assert "1 437 000" not in fresh.run("ask", "--json", question).out.replace("\u00a0", " ")
    fresh.write("cluster.toml", CLUSTER.replace('audience = "board"', 'audience = "members"'))
    asked = fresh.run("ask", "--json", question).json
    assert "1 437 000" in asked["answer"]
    assert [one["source"] for one in asked["citations"]] == ["documents/board-only/lonn.md"]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("name =", "nmae ="), ("cluster", "nmae")),
        (('path = "documents"', 'path = "dokumenter"'), ("sources[1].path", "dokumenter")),
        (("[cluster]", '[cluster]\ntimezone = "Europe/Olso"'), ("timezone", "Europe/Olso")),
        (('audience = "board"', 'audience = "styret"'), ("styret", "audiences.styret")),
        (("[cluster]", "[cluster"), ("not valid TOML",)),
        (('"Prøveklyngen"', '" "'), ("cluster.name", "empty")),
        (('"Prøveklyngen"', "3"), ("cluster.name", "must be a text")),
        (('["chair@example.org"]', '"chair@example.org"'), ("audiences.board.members", "must be a list")),
        (('["chair@example.org"]', '["chair"]'), ("audiences.board.members[1]", "e-mail address")),
        (("[audiences.board]", "[audience.board]"), ("unknown key 'audience'",)),
        (
            ('path = "documents/open"', 'path = "./documents/board-only/"'),
            ("same place", "./documents/board-only/"),
        ),
        (('path = "documents/open"', 'path = "documents/open/../board-only"'), ("same place",)),
    ],
)
def test_a_wrong_configuration_is_one_sentence(
    fresh: Cluster, change: tuple[str, str], words: tuple[str, ...]
):
    fresh.write("cluster.toml", CLUSTER.replace(*change, 1))
    result = fresh.run("status")
    assert result.code == 2
    assert result.err.count("\n") == 1
    assert all(word in result.err for word in ("cluster.toml", *words))


@pytest.mark.parametrize("wrong", ["sources = 3\n", '[sources]\npath = "documents"\n', ""])
def test_a_configuration_of_another_shape_is_one_sentence(tmp_path: Path, wrong: str):
    made = Cluster(tmp_path)
    made.write("cluster.toml", f'{wrong}[cluster]\nname = "x"\n' if wrong else "")
    result = made.run("status")
    assert (result.code, result.err.count("\n")) == (2, 1)
    assert "valid tuple" not in result.err


def test_one_place_cannot_have_two_audiences_by_its_absolute_path(fresh: Cluster):
    place = fresh.folder / "documents" / "board-only"
    fresh.write("cluster.toml", f'{CLUSTER}[[sources]]\npath = "{place}"\n')
    result = fresh.run("status")
    assert (result.code, "same place" in result.err) == (2, True)


def test_a_missing_configuration_names_the_option(tmp_path: Path):
    result = Cluster(tmp_path).run("ask", "Hei?")
    assert result.code == 2
    assert "--config" in result.err


@pytest.mark.parametrize(
    ("words", "code"),
    [(["--help"], 0), (["ask", "--help"], 0), (["frob"], 2), (["ask", "--nope"], 2), (["ask"], 2)],
)
def test_help_and_usage_errors_import_nothing_heavy(words: list[str], code: int):
    script = (
        f"import sys; sys.argv = ['klyngebot', *{words}]\n"
        "from bot.cli import main\n"
        "try: main()\n"
        f"except SystemExit as end: assert end.code == {code}, end.code\n"
        "heavy = {'chromadb', 'langchain', 'slack_bolt', 'pydantic', 'sqlalchemy', 'numpy'} & set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
