"""The second cluster's folder: its texts, written in the kinds of file that its people keep."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

from openpyxl import Workbook

from tests.scenarios.command_line import Cluster

HERE = Path(__file__).parent


def members() -> list[dict[str, str]]:
    return _rows("register.txt", ";")


def people() -> list[dict[str, str]]:
    return _rows("contacts.txt", "\t")


def otherwise(folder: Path) -> Cluster:
    """The register as Excel in western Europe saves it (semicolons, Windows-1252), the people as a workbook."""
    folder.mkdir()
    for name in ("cluster.toml", "house-rules.md", "calendar.ics", "row-questions.jsonl"):
        shutil.copy(HERE / name, folder / name)
    (folder / "register.csv").write_bytes((HERE / "register.txt").read_text("utf-8").encode("cp1252"))
    rows = people()
    book = Workbook()
    sheet = book.worksheets[0]
    for row in [list(rows[0]), *(list(row.values()) for row in rows)]:
        sheet.append(row)
    book.save(folder / "contacts.xlsx")
    return Cluster(folder)


def _rows(name: str, delimiter: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter=delimiter))
