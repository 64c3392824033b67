"""Curated answers from the command line: added, found by meaning, kept from who may not read them, tested, removed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.scenarios.command_line import Cluster, new_cluster

ADD = ("answers", "add", "--json", "--question", "Hva koster medlemskap i klyngen?")


@pytest.fixture(scope="module")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> Cluster:
    cluster = new_cluster(tmp_path_factory.mktemp("cluster"))
    assert cluster.run("ingest").code == 0
    return cluster


@pytest.fixture
def cluster(indexed: Cluster, tmp_path: Path) -> Cluster:
    shutil.copytree(indexed.folder, tmp_path, dirs_exist_ok=True)
    return Cluster(tmp_path)


def test_the_same_question_in_other_words_gets_the_answer_in_its_language_with_who_stands_by_it(
    cluster: Cluster,
):
    texts = (
        "--answer",
        "Medlemskap koster 11 250 kroner. Se [9].",
        "--answer-en",
        "Membership is NOK 11,250.",
    )
    added = cluster.run(*ADD, *texts, "--source", "documents/kontingent-2026.md").json
    english = cluster.run("ask", "What does membership of the cluster cost?", "--json").json
    assert english["answer"] == "Membership is NOK 11,250. [1] [2]"
    assert (english["kind"], english["engine"]) == ("document", "extractive")
    cited = [(one["source"], one["title"]) for one in english["citations"]]
    assert cited[0] == (f"answers#{added['id']}", "Hva koster medlemskap i klyngen?")
    assert english["citations"][0]["updated"] == added["confirmed_on"]
    assert cited[1] == ("documents/kontingent-2026.md", "Medlemskontingent 2026")
    norwegian = cluster.run("ask", "Hva er prisen på et medlemskap?").out
    assert "11 250 kroner. Se (9). [1] [2]" in norwegian
    assert "[1] Hva koster medlemskap i klyngen? · bekreftet " in norwegian


def test_only_who_may_read_it_gets_it_and_an_expired_one_nobody(cluster: Cluster):
    text = ("--answer", "Bare styret vet det.", "--audience", "board", "--expires", "2099-12-31")
    cluster.run(*ADD, *text)
    asked = ("ask", "Hva er prisen på et medlemskap?")
    assert "Bare styret" in cluster.run(*asked, "--audience", "board").out
    assert "Bare styret" not in cluster.run(*asked).out
    assert "Bare styret" not in cluster.run(*asked, "--audience", "board", "--now", "2100-01-01T09:00").out


def test_what_is_removed_is_in_no_answer_and_who_saw_an_older_version_is_told(cluster: Cluster):
    id = cluster.run(*ADD, "--answer", "Det koster ti kroner.").json["id"]
    changed = cluster.run("answers", "change", id, "--answer", "Det koster elleve kroner.", "--json").json
    assert changed["version"] == 2
    late = cluster.run("answers", "change", id, "--answer", "Tolv.", "--version", "1")
    assert (late.code, "is version 2 now" in late.err) == (1, True)
    assert "elleve" in cluster.run("ask", "Hva koster medlemskap i klyngen?").out
    assert cluster.run("answers", "remove", id).code == 0
    assert "elleve" not in cluster.run("ask", "Hva koster medlemskap i klyngen?").out
    assert cluster.run("answers", "list", "--json").json == {"answers": []}


def test_who_acts_is_the_operator_unless_named_whoever_the_owner_is(cluster: Cluster):
    text = ("--answer", "Ti kroner.", "--owner", "kari@example.org")
    added = cluster.run(*ADD, *text).json
    assert (added["owner"], added["confirmed_by"]) == ("kari@example.org", "operator")
    id = added["id"]
    named = cluster.run("answers", "confirm", id, "--by", "Kari@example.org", "--json").json
    assert named["confirmed_by"] == "kari@example.org"
    changed = cluster.run("answers", "change", id, "--answer", "Elleve kroner.", "--json").json
    assert changed["confirmed_by"] == "operator"


def test_what_was_removed_is_brought_back_unless_another_answers_its_question_by_then(cluster: Cluster):
    id = cluster.run(*ADD, "--answer", "Det koster ti kroner.").json["id"]
    cluster.run("answers", "remove", id)
    (archived,) = cluster.run("answers", "list", "--archived", "--json").json["answers"]
    assert (archived["id"], archived["archived"] is None) == (id, False)
    assert cluster.run("answers", "restore", id).code == 0
    assert "ti kroner" in cluster.run("ask", "Hva koster medlemskap i klyngen?").out
    assert "no archived answer" in cluster.run("answers", "restore", id).err
    cluster.run("answers", "remove", id)
    other = cluster.run(*ADD, "--answer", "Det koster tolv kroner.").json["id"]
    late = cluster.run("answers", "restore", id)
    assert (late.code, other in late.err) == (2, True)
    assert "tolv kroner" in cluster.run("ask", "Hva koster medlemskap i klyngen?").out


def test_a_source_that_is_gone_and_a_figure_that_no_source_holds_are_told_after_the_sync(cluster: Cluster):
    sources = ("--source", "documents/kontingent-2026.md", "--source", "documents/lab.md")
    id = cluster.run(*ADD, "--answer", "11 250 kroner.", *sources).json["id"]
    assert cluster.run("answers", "test").code == 0
    cluster.write(
        "documents/kontingent-2026.md", "# Medlemskontingent 2026\n\nKontingenten er 12 900 kroner.\n"
    )
    (cluster.folder / "documents/lab.md").unlink()
    told = cluster.run("ingest", "--json").json["answers"]
    assert [(one["answer"], one["complaint"]) for one in told] == [
        (id, "source gone"),
        (id, "figures differ"),
    ]
    assert {one["owner"] for one in told} == {"coordinator@example.org"}
    assert cluster.run("answers", "test").code == 1
    assert cluster.run("status", "--json").json["answers"]["findings"] == told
    assert "curated answers" in cluster.run("doctor").out


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("add", "--question", "Hva?"), "write the answer"),
        (("add", "--answer", "Ja."), "at least one question"),
        (("add", "--question", "Hva?", "--answer", "Ja.", "--audience", "bord"), "no audience 'bord'"),
        (("add", "--question", "Hva?", "--answer", "Ja.", "--owner", "kari"), "not an e-mail address"),
        (("add", "--question", "Hva?", "--answer", "Ja.", "--expires", "snart"), "'snart' is not a day"),
        (
            ("add", "--question", "Hva?", "--answer", "Ja.", "--source", "nope.md"),
            "no 'nope.md' in the library",
        ),
        (("show", "nope"), "no curated answer 'nope'"),
        (("change", "nope", "--answer", "x"), "no curated answer 'nope'"),
    ],
)
def test_bad_input_gets_one_sentence(indexed: Cluster, arguments: tuple[str, ...], says: str):
    done = indexed.run("answers", *arguments)
    assert (done.code, done.out) == (2, "")
    assert says in done.err
    assert len(done.err.strip().splitlines()) == 1
