"""Hostile file names, documents, registers and calendars, in the command line: nothing steers a terminal."""

from __future__ import annotations

import unicodedata
from pathlib import Path

from tests.redteam.town import kept
from tests.scenarios.command_line import Cluster, Result

_NOW = ("--now", "2026-11-24T09:00")
_READING = (
    ("status",),
    ("search", "Årskontingenten", "-k", "200", *_NOW),
    ("search", "Årskontingenten", "-k", "200", "--json", *_NOW),
    ("ask", "Hvilke medlemmer finnes?", *_NOW),
    ("ask", "Hvilke årsmøter er det i desember?", *_NOW),
    ("knowledge", "list"),
)


def test_the_first_sync_says_what_it_met_and_cannot_steer(first: Result):
    assert first.code == 0, first.err
    assert "asks to set rules aside" in first.out
    assert _steering(first) == set()


def test_what_reading_commands_show_cannot_steer_and_changes_nothing(poisoned: Cluster, first: Result):
    before = kept(poisoned)
    shown = [poisoned.run(*command, timeout=300) for command in _READING]
    assert before
    assert kept(poisoned) == before
    assert [one.code for one in shown] == [0] * len(_READING), shown
    assert [_steering(one) for one in shown] == [set()] * len(_READING)


def test_an_error_that_quotes_what_was_typed_cannot_steer(tmp_path: Path):
    said = Cluster(tmp_path).run("status", "--config", "\x1b[31m\u202ecluster.toml")
    assert said.code == 2
    assert _steering(said) == set()


def _steering(shown: Result) -> set[str]:
    """Control, format and tag characters, beyond ends of lines; the strings hold no joined emoji."""
    return {
        f"U+{ord(letter):04X}"
        for letter in shown.out + shown.err
        if letter not in "\n\t" and unicodedata.category(letter) in {"Cc", "Cf", "Cs", "Co"}
    }
