"""``klyngebot gaps``: what members asked in vain, and one answer for all of them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.settings import Environment
from bot.wiring import build_parts
from knowledge.gaps.gap import Gap, WayBack
from tests.scenarios.command_line import Cluster, new_cluster

NOON = datetime.now(UTC) - timedelta(days=1)
ASKED = (
    ("Ev1", "Har dere en mal for databehandleravtale?", "nb", "ada@bolt.example"),
    ("Ev2", "Do you have a template for a data processing agreement?", "en", "bo@tjeld.example"),
    ("Ev3", "Kan jeg ta med hund på kontoret?", "nb", "ada@bolt.example"),
)
BY = "coordinator@example.org"


@pytest.fixture
def cluster(tmp_path: Path) -> Cluster:
    made = new_cluster(tmp_path)
    parts = build_parts(Environment(), made.folder / "cluster.toml")
    for id, words, language, person in ASKED:
        parts.gaps.note(Gap(id, NOON, words, language, "abstained", WayBack("C1", id, person)))
    parts.database.dispose()
    return made


def test_what_was_asked_by_most_comes_first_in_both_languages_and_without_names(cluster: Cluster):
    done = cluster.run("gaps", "--json")
    assert done.code == 0, done.err
    first, second = done.json["groups"]
    assert {one["question"] for one in first["questions"]} == {ASKED[0][1], ASKED[1][1]}
    assert (first["people"], first["kinds"], second["people"]) == (2, {"abstained": 2}, 1)
    assert not [person for *_, person in ASKED if person in done.out]
    told = cluster.run("gaps", "list")
    assert "2 personer, ubesvart: " in told.out
    assert "(og 1 til)" in told.out


def test_one_answer_is_enough_for_all_and_the_second_who_gives_one_is_told(cluster: Cluster):
    id = str(cluster.run("gaps", "--json").json["groups"][0]["id"])
    done = cluster.run("gaps", "answer", id, "Ja, i mappen «Maler».", "--by", BY, "--json")
    assert (done.code, done.json["state"], done.json["places"]) == (0, "answered", 2), done.err
    late = cluster.run("gaps", "answer", id, "Nei.")
    assert late.code == 1
    assert BY in late.err
    assert "Maler" in late.err
    assert [one["people"] for one in cluster.run("gaps", "--json").json["groups"]] == [1]
    assert len(cluster.run("gaps", "--all", "--json").json["groups"]) == 2
    shown = cluster.run("gaps", "show", id).out
    assert f"Av {BY}, " in shown
    assert ASKED[0][1] in shown


def test_a_question_is_moved_by_hand_and_stays_there(cluster: Cluster):
    first, second = cluster.run("gaps", "--json").json["groups"]
    question = str(second["questions"][0]["id"])
    done = cluster.run("gaps", "move", question, str(first["id"]), "--json")
    assert (done.code, done.json["to"]["id"]) == (0, first["id"]), done.err
    assert len(cluster.run("gaps", "--json").json["groups"]) == 1
    assert cluster.run("gaps", "move", question, "new").code == 0
    assert len(cluster.run("gaps", "--json").json["groups"]) == 2


def test_what_is_put_aside_is_out_of_the_list(cluster: Cluster):
    for group in cluster.run("gaps", "--json").json["groups"]:
        done = cluster.run("gaps", "dismiss", str(group["id"]), "--reason", "Gjelder ikke oss", "--by", BY)
        assert done.code == 0, done.err
    assert cluster.run("gaps").out.strip() == "Ingenting er ubesvart."
    assert "lagt til side" in cluster.run("gaps", "list", "--all").out


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("show", "99"), "number 99 is not in the list"),
        (("answer", "1", " "), "the answer is empty"),
        (("dismiss", "1"), "say why it is put aside"),
        (("move", "1", "første"), "'første' is no group"),
        (("move", "99", "new"), "question 99"),
    ],
)
def test_wrong_use_is_one_sentence(cluster: Cluster, words: tuple[str, ...], sentence: str):
    done = cluster.run("gaps", *words)
    assert done.code == 2
    assert sentence in done.err
    assert done.out == ""
