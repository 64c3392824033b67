"""``klyngebot chat``: a conversation in the terminal, as in Slack."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from tests.scenarios.command_line import Cluster, new_cluster, own_environment


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Cluster:
    made = new_cluster(tmp_path_factory.mktemp("cluster"))
    made.write(
        "documents/styrenett.md", "# Energigruppen\n\nEnergigruppen møtes første torsdag hver måned.\n"
    )
    assert made.run("ingest").code == 0
    return made


def test_a_follow_up_leans_on_what_was_asked_before(cluster: Cluster):
    result = cluster.run("chat", stdin="Hva er Energigruppen?\nog når møtes de?\n\n")
    assert result.code == 0
    assert result.out.count("første torsdag") == 2


def test_a_greeting_and_thanks_are_answered_as_in_slack(cluster: Cluster):
    said = cluster.run("chat", stdin="hei\ntusen takk!\n").out
    assert "Jeg svarer på spørsmål ut fra dokumentene til Prøveklyngen" in said
    assert "😊" in said
    assert "fant jeg ikke svar" not in said


def test_board_papers_are_not_for_members_in_a_conversation_either(cluster: Cluster):
    question = "Hva er lønnen til daglig leder Zacharias?\n"
    assert "1 437 000" in cluster.run("chat", "--as", "chair@example.org", stdin=question).out
    assert "1 437 000" not in cluster.run("chat", stdin=question).out


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> Cluster:
    made = Cluster(tmp_path_factory.mktemp("people"))
    made.write(
        "cluster.toml",
        '[cluster]\nname = "Prøveklyngen"\n[[sources]]\nkind = "people"\npath = "people.csv"\n',
    )
    made.write(
        "people.csv",
        "navn;e-post;organisasjon;kan hjelpe med;ser etter;samtykke\n"
        "Runa Tveit;runa@tjeld.example;Tjeld Data AS;sensordata;offentlige anskaffelser;ja\n"
        "Odd Bø;odd@sandvika.example;Sandvika kommune;public procurement;sensordata;ja\n",
    )
    assert made.run("ingest").code == 0
    return made


@pytest.mark.parametrize(
    "words",
    [
        "Hei! Kan du introdusere meg for noen som kan offentlige anskaffelser?",
        "kan du introdusere meg?",
        "Could you introduce me to someone who knows public procurement?",
    ],
)
def test_who_asks_to_be_introduced_gets_suggestions_and_why(people: Cluster, words: str):
    said = people.run("chat", "--as", "runa@tjeld.example", stdin=f"{words}\n").out
    assert "**Odd Bø**" in said
    assert "public procurement" in said


def test_a_question_about_introductions_or_about_who_can_help_is_no_request(people: Cluster):
    asked = "Hvordan fungerer introduksjoner?\nHvem kan hjelpe oss med sensordata?\n"
    said = people.run("chat", "--as", "odd@sandvika.example", stdin=asked).out
    assert "verdt å møte" not in said
    assert "Runa Tveit" in said


def test_for_whom_to_suggest_somebody_is_asked_where_it_is_unknown(people: Cluster):
    said = people.run("chat", stdin="kan du introdusere meg for noen?\nintroduce me to someone\n").out
    assert "klyngebot chat --as DIN@ADRESSE" in said
    assert "klyngebot chat --as YOUR@ADDRESS" in said


def test_somebody_who_is_in_no_register_is_told_so_and_may_go_on(people: Cluster):
    said = people.run("chat", "--as", "nobody@x.example", stdin="introduser meg for noen\ntakk\n").out
    assert "nobody@x.example is nobody in the register of people" in said
    assert "😊" in said


def test_nothing_is_read_after_an_empty_line(cluster: Cluster):
    result = cluster.run("chat", stdin="\nHva er Energigruppen?\n")
    assert (result.code, "torsdag" in result.out) == (0, False)


def test_ctrl_c_ends_the_conversation_without_a_complaint(cluster: Cluster):
    with _open_chat(cluster.folder) as chat:
        assert chat.stdout is not None
        assert "Ask me about the cluster" in chat.stdout.readline()
        chat.send_signal(signal.SIGINT)
        out, err = chat.communicate(timeout=30)
    assert (chat.returncode, out.strip(), err) == (0, "", "")


def test_at_a_terminal_there_is_a_prompt(tmp_path: Path):
    made = new_cluster(tmp_path)
    person, terminal = os.openpty()
    os.write(person, b"\n")
    done = subprocess.run(
        [sys.executable, "-m", "bot", "chat"],
        cwd=made.folder,
        env=own_environment(),
        stdin=terminal,
        capture_output=True,
        text=True,
        timeout=60,
    )
    os.close(person)
    os.close(terminal)
    assert done.returncode == 0
    assert done.stdout.splitlines()[-1].startswith("> ")


def _open_chat(folder: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "bot", "chat"],
        cwd=folder,
        env=own_environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def _at_a_terminal(cluster: Cluster, typed: str, *options: str) -> str:
    """What a person sees who types this, and then an empty line."""
    person, terminal = os.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "chat", *options],
        cwd=cluster.folder,
        env=own_environment() | {"TERM": "xterm", "COLUMNS": "100", "NO_COLOR": "1"},
        stdin=terminal,
        stdout=terminal,
        stderr=subprocess.STDOUT,
    )
    os.close(terminal)
    os.write(person, f"{typed}\n\n".encode())
    seen = bytearray()
    # On Linux a terminal whose last program has left answers with an error.
    with suppress(OSError):
        while piece := os.read(person, 65_536):
            seen += piece
    os.close(person)
    assert process.wait(60) == 0
    return re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", seen.decode()).replace("\r\n", "\n")


def test_at_a_terminal_the_sources_of_an_answer_can_be_shown_by_their_number(cluster: Cluster):
    seen = _at_a_terminal(cluster, "Når møtes Energigruppen?\n1")
    assert "1  Vis kilde 1: " in seen
    # The quotation is drawn with a bar, not with the sign that Markdown has for it.
    assert re.search(r"▌ .*første torsdag", seen)
    assert "styrenett.md" in seen


def test_at_a_terminal_markdown_is_drawn_and_others_are_suggested_by_a_number(people: Cluster):
    request = "Kan du introdusere meg for noen som kan offentlige anskaffelser?"
    seen = _at_a_terminal(people, f"{request}\n1", "--as", "runa@tjeld.example")
    assert "• Odd Bø" in seen
    assert "**" not in seen
    assert "1  Foreslå andre" in seen
    # There is one who suits, and nobody is named twice.
    assert "Jeg vet ikke om noen som passer" in seen
    assert seen.count("• Odd Bø") == 1


def test_at_a_terminal_a_number_that_is_no_choice_is_a_question(cluster: Cluster):
    assert "Vis kilde 1: Medlemskontingent 2026" in _at_a_terminal(cluster, "2026")


def test_in_a_pipe_there_is_nothing_to_choose(cluster: Cluster):
    said = cluster.run("chat", stdin="Når møtes Energigruppen?\n").out
    assert "Vis kilde" not in said
    assert "[1] Energigruppen" in said
