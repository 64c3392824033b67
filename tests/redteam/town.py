"""A cluster whose every place that people fill in is hostile: file names, documents, register, calendar."""

from __future__ import annotations

import csv
import io
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from tests.redteam.strings import Attack, sample
from tests.scenarios.command_line import Cluster
from tests.scenarios.introduction_side import CLUSTER, PEOPLE, SIRI

STEERING = "\x1b[31m\x07\x9b2J\u202e"
_CLUSTER = f"""{CLUSTER}
[[sources]]
kind = "events"
path = "events.ics"
[[sources]]
path = "documents"
[[sources]]
path = "documents/board-only"
audience = "board"
[audiences.board]
members = ["{SIRI}"]
[slack]
knowledge_channel = "#kunnskap"
[limits]
person_an_hour = 1000
channel_an_hour = 1000
"""
# What only the board may read, which no member and no coordinator does.
CANARY = "Zacharias"


def _steering_too() -> tuple[Attack, ...]:
    """The sample, and two that steer a terminal."""
    return (
        *sample(),
        Attack("terminal", f"Årsmøte {STEERING}"),
        Attack("terminal", f"{STEERING}<!here>"),
    )


def hostile_cluster(folder: Path) -> Cluster:
    cluster = Cluster(folder)
    cluster.write("cluster.toml", _CLUSTER)
    cluster.write("members.csv", _members())
    cluster.write("people.csv", _people())
    cluster.write("events.ics", _calendar())
    cluster.write(
        "documents/board-only/lonn.md", f"# Styresak\n\nLønnen til {CANARY} økes til 1 437 000 kroner.\n"
    )
    for number, attack in enumerate(_steering_too()):
        text = f"# {attack.text}\n\nÅrskontingenten er {500 + number} kroner. {attack.text}\n"
        cluster.write(f"documents/{number:03} {_file_name(attack.text)}.md", text)
    return cluster


def kept(cluster: Cluster) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table in the data folder, by file and table."""
    return {
        f"{file.name}/{table}": rows
        for file in sorted((cluster.folder / ".klyngebot").rglob("*.db"))
        for table, rows in _tables(file)
    }


def _tables(file: Path) -> Iterator[tuple[str, list[tuple[object, ...]]]]:
    connection = sqlite3.connect(file)
    try:
        named = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
        ).fetchall()
        for (table,) in named:
            yield table, sorted(connection.execute(f'SELECT * FROM "{table}"').fetchall(), key=repr)
    finally:
        connection.close()


def _file_name(text: str) -> str:
    """As much of it as a file system takes."""
    return re.sub(r"[/\x00]", "", text).encode()[:150].decode(errors="ignore")


def _members() -> str:
    header = ["navn", "type", "sted", "beskrivelse", "tilbyr", "kontakt", "innmeldt", "nettside"]
    rows = [
        [f"{text} {n}", text, text, text, text, text, "2026-11-25", f"https://evil.example/{n}"]
        for n, text in enumerate(attack.text for attack in _steering_too())
    ]
    return _table([header, ["Tjeld Data AS", "oppstartsbedrift", "Larvik", "", "", "", "", ""], *rows])


def _people() -> str:
    """Each can help with a word of their own, by which they are found, and looks for that of the one before."""
    known = [line.split(";") for line in PEOPLE.splitlines()]
    rows = [
        [
            f"{text} {n}",
            email_of(n),
            "Tjeld Data AS",
            text,
            "norsk",
            f"{word_of(n)}, {text}",
            text,
            "3",
            "ja",
            text,
        ]
        for n, text in enumerate(attack.text for attack in _steering_too())
    ]
    return _table([*known, *rows])


def email_of(number: int) -> str:
    return f"person{number}@cluster.example"


def address_of(number: int) -> str:
    """Of an event, which is a source and may be linked."""
    return f"https://calendar.example.org/{number}"


def addresses() -> frozenset[str]:
    """Of all events."""
    return frozenset(address_of(number) for number in range(len(_steering_too())))


def word_of(number: int) -> str:
    """A word that stands with one person alone, told by letters since digits are read as amounts."""
    return "kvarts" + "".join(chr(ord("a") + int(digit)) for digit in f"{number:03}")


def _table(rows: list[list[str]]) -> str:
    written = io.StringIO()
    csv.writer(written, delimiter=";").writerows(rows)
    return written.getvalue()


def _calendar() -> str:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Red team//NO"]
    for number, attack in enumerate(_steering_too()):
        said = re.sub(r"([\\;,])", r"\\\1", attack.text).replace("\n", "\\n")
        lines += [
            "BEGIN:VEVENT",
            f"UID:{number}@example.org",
            "DTSTAMP:20260101T000000Z",
            f"DTSTART:202612{number % 28 + 1:02}T100000Z",
            f"SUMMARY:Årsmøte {said}",
            f"LOCATION:{said}",
            f"DESCRIPTION:{said}",
            f"URL:{address_of(number)}",
            "END:VEVENT",
        ]
    return "\r\n".join([*lines, "END:VCALENDAR", ""])
