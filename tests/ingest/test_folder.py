"""Which files there are, and which source each belongs to."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path

import pytest

from ingest.sources.folder import FolderSources
from knowledge.settings import AudienceSection, ClusterSection, ClusterSettings
from knowledge.source_settings import SourceSection


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for path in ("documents/a.md", "documents/board/b.md", "elsewhere/c.md"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(path)
    return tmp_path


def _sources(folder: Path) -> FolderSources:
    settings = ClusterSettings(
        file=folder / "cluster.toml",
        cluster=ClusterSection(name="Prøve"),
        audiences={"board": AudienceSection()},
        sources=(
            SourceSection(path="documents"),
            SourceSection(path="documents/board", audience="board"),
        ),
    )
    return FolderSources(settings, folder / ".klyngebot")


def _listed(folder: Path) -> tuple[dict[str, str], dict[str, str]]:
    listing = _sources(folder).list()
    found = {file.path: file.audience for file in listing.files}
    return found, {item.path: item.reason for item in listing.unreachable}


def test_each_file_is_listed_once_under_its_most_specific_source(folder: Path):
    assert _listed(folder) == ({"documents/a.md": "members", "documents/board/b.md": "board"}, {})


def test_a_link_does_not_carry_a_board_paper_to_members_nor_reach_outside(folder: Path):
    os.symlink(folder / "documents/board/b.md", folder / "documents/b.md")
    os.symlink(folder / "elsewhere/c.md", folder / "documents/c.md")
    found, unreachable = _listed(folder)
    assert set(found) == {"documents/a.md", "documents/board/b.md"}
    assert set(unreachable) == {"documents/b.md", "documents/c.md"}


def test_a_link_inside_one_audience_is_followed(folder: Path):
    os.symlink(folder / "documents/a.md", folder / "documents/also.md")
    assert _listed(folder)[0]["documents/also.md"] == "members"


def test_loops_and_dead_links_are_told(folder: Path):
    os.symlink(folder / "documents", folder / "documents/loop")
    os.symlink(folder / "nowhere", folder / "documents/dead")
    found, unreachable = _listed(folder)
    assert len(found) == 2
    assert "leads back" in unreachable["documents/loop"]
    assert "nowhere" in unreachable["documents/dead"]


def test_a_pipe_is_told_and_not_waited_for(folder: Path):
    os.mkfifo(folder / "documents/pipe.md")
    assert "documents/pipe.md" in _listed(folder)[1]


@pytest.mark.parametrize(
    "name", [".hidden", "~$vedtekter.docx", "Thumbs.db", "a.tmp", ".DS_Store", "notes.md~"]
)
def test_what_office_programs_leave_behind_is_passed_over(folder: Path, name: str):
    (folder / "documents" / name).write_text("x")
    assert len(_listed(folder)[0]) == 2


def test_names_are_told_in_one_form_whatever_the_file_system_keeps(folder: Path):
    (folder / "documents" / unicodedata.normalize("NFD", "årsmøte.md")).write_text("x")
    assert unicodedata.normalize("NFC", "documents/årsmøte.md") in _listed(folder)[0]


def test_two_files_whose_names_read_the_same_are_both_told(folder: Path):
    for form in ("NFC", "NFD"):
        (folder / "documents" / unicodedata.normalize(form, "årsmøte.md")).write_text(form)
    for byte in (b"\xfe", b"\xff"):
        (Path(os.fsdecode(os.fsencode(folder / "documents") + b"/m" + byte + b"te.md"))).write_text("x")
    assert {path.removeprefix("documents/") for path in _listed(folder)[0]} >= {
        "årsmøte.md",
        "årsmøte (2).md",
        "m\ufffdte.md",
        "m\ufffdte (2).md",
    }


def test_a_name_cannot_break_the_report_nor_steer_the_terminal(folder: Path):
    (folder / "documents/to\nlinjer\x1b[31m.md").write_text("x")
    assert "documents/to\ufffdlinjer\ufffd[31m.md" in _listed(folder)[0]
