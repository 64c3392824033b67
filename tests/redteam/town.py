"""A cluster whose every place that people fill in is hostile: file names, documents, register, calendar."""

from __future__ import annotations

import csv
import io
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from tests.redteam.strings import Attack, sample
from tests.scenarios.command_line import CLUSTER, Cluster

STEERING = "\x1b[31m\x07\x9b2J\u202e"
_CLUSTER = f"""{CLUSTER.partition("[audiences")[0]}
[[sources]]
path = "documents"
[[sources]]
kind = "members"
path = "members.csv"
[[sources]]
kind = "events"
path = "events.ics"
"""


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
    cluster.write("events.ics", _calendar())
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
    written = io.StringIO()
    rows = csv.writer(written)
    rows.writerow(["navn", "type", "sted", "beskrivelse", "nettside"])
    for number, attack in enumerate(_steering_too()):
        name, url = f"Firma {number} {attack.text}", f"https://evil.example/{number}"
        rows.writerow([name, "SMB", attack.text, attack.text, url])
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
            f"URL:https://evil.example/{number}",
            "END:VEVENT",
        ]
    return "\r\n".join([*lines, "END:VCALENDAR", ""])
