"""A file with any fault costs a line in the report: no crash, no hang, and nothing of the other files.

``MUTANTS=1000 pytest tests/ingest/test_mutated_files.py`` tries so many of each format; some minutes.
"""

from __future__ import annotations

import io
import os
import random
import re
import zipfile
from pathlib import Path

import pytest

from ingest.reader import Outcome, Read, Reader
from ingest.sources.listing import FoundFile
from knowledge.errors import ReaderFailed, TooDense, TooSlow
from knowledge.models import SourceKind
from tests.ingest.mutants import mutant

MANY = int(os.environ.get("MUTANTS", "15"))
DEMO = Path(__file__).parents[2] / "examples" / "demo"
CARD = b"BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Kari Eksempel\r\nORG:Eksempel AS\r\nEMAIL:k@eks.example\r\nEND:VCARD\r\n"
LINKED = b'[{"@type":"Organization","name":"Eksempel AS","address":{"addressLocality":"Moss"}}]'
SECONDS = 30.0


def _smallest(suffix: str) -> bytes:
    files = [file for file in DEMO.rglob(f"*{suffix}") if ".klyngebot" not in file.parts]
    return min(files, key=lambda file: (file.stat().st_size, file.name)).read_bytes()


SEEDS: dict[str, tuple[SourceKind, str]] = {
    name: (kind, name.rpartition(".")[2])
    for kind, name in [
        ("documents", "a.docx"), ("documents", "a.pdf"), ("documents", "a.pptx"), ("documents", "a.xlsx"),
        ("documents", "a.html"), ("documents", "a.md"), ("documents", "a.txt"), ("documents", "a.csv"),
        ("documents", "a.eml"), ("members", "members.csv"), ("people", "people.csv"), ("events", "events.ics"),
        ("people", "people.vcf"), ("members", "members.json"),
    ]
}  # fmt: skip


def _seed(name: str) -> bytes:
    made = {"people.vcf": CARD, "members.json": LINKED}
    if name in made:
        return made[name]
    own = DEMO / name
    return own.read_bytes() if own.is_file() else _smallest(f".{SEEDS[name][1]}")


@pytest.mark.parametrize("name", SEEDS)
def test_a_mutated_file_is_read_or_told_and_the_file_after_it_is_read(name: str, tmp_path: Path):
    chance, seed, kind = random.Random(name), _seed(name), SEEDS[name][0]
    files = [_written(tmp_path, f"{number}-{name}", mutant(seed, chance), kind) for number in range(MANY)]
    whole = _written(tmp_path, "whole.md", b"# Hele filen\n\nHer er den.\n", "documents")
    with Reader(most_seconds=SECONDS) as reader:
        outcomes = {file.path: outcome for file, outcome in reader.read_ahead([*files, whole])}
    assert len(outcomes) == MANY + 1
    assert isinstance(outcomes["whole.md"], Read)
    assert [path for path, outcome in outcomes.items() if _hurts(outcome)] == []


def _written(folder: Path, name: str, content: bytes, kind: SourceKind) -> FoundFile:
    at = folder / name
    at.write_bytes(content)
    return FoundFile(name, at, kind, "members", max(1, len(content)), 0)


def _hurts(outcome: Outcome) -> bool:
    """Whether it held up the others, or ended the reader's process."""
    crashed = isinstance(outcome, ReaderFailed) and "crashed" in outcome.reason
    return crashed or isinstance(outcome, TooSlow)


def test_some_mutants_can_be_read_and_some_cannot(tmp_path: Path):
    chance, seed = random.Random("x"), _seed("a.docx")
    files = [_written(tmp_path, f"{number}.docx", mutant(seed, chance), "documents") for number in range(40)]
    with Reader(most_seconds=SECONDS) as reader:
        kinds = {isinstance(outcome, Read) for _, outcome in reader.read_ahead(files)}
    assert kinds == {True, False}


def test_a_part_that_unpacks_to_far_more_than_its_size_is_told(tmp_path: Path):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"<a>" + b" " * 400_000_000)
    with Reader(most_seconds=SECONDS) as reader:
        bomb = _written(tmp_path, "bomb.docx", made.getvalue(), "documents")
        ((_, outcome),) = reader.read_ahead([bomb])
    assert isinstance(outcome, TooDense)


@pytest.mark.parametrize("suffix", ["docx", "xlsx", "pptx"])
def test_entities_of_xml_are_not_followed(suffix: str, tmp_path: Path):
    secret = tmp_path / "secret.txt"
    secret.write_text("hemmelig-1437")
    part = {"docx": "word/document.xml", "xlsx": "xl/sharedStrings.xml", "pptx": "ppt/slides/slide1.xml"}[
        suffix
    ]
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(_smallest(f".{suffix}"))) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == part:
                head, _, body = content.partition(b"?>")
                entity = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]>'.encode()
                content = head + b"?>" + entity + re.sub(rb"</((?:[aw]:)?t)>", rb"&e;</\1>", body)
            new.writestr(name, content)
    with Reader(most_seconds=SECONDS) as reader:
        ((_, outcome),) = reader.read_ahead([_written(tmp_path, f"a.{suffix}", made.getvalue(), "documents")])
    assert "hemmelig-1437" not in repr(outcome)
