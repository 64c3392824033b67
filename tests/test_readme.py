"""What README and docs show and name is so."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from bot.cli import app
from bot.settings import Environment
from knowledge.addresses import SECRET_PREFIX
from knowledge.columns import COLUMNS_OF
from knowledge.models import SourceKind
from tests.scenarios.command_line import Cluster

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]
COMMANDS = {one.name or one.callback.__name__ for one in app.registered_commands if one.callback} | {
    one.name for one in app.registered_groups if one.name
}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_that_a_page_names_is_there(page: Path):
    named = set(re.findall(r"`klyngebot (\w+)|^\$ klyngebot (\w+)", page.read_text("utf-8"), re.MULTILINE))
    assert {name for pair in named for name in pair if name} <= COMMANDS


def test_the_readme_names_every_command():
    text = (ROOT / "README.md").read_text("utf-8")
    assert {name for name in COMMANDS if f"klyngebot {name}" not in text} == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_setting_that_a_page_names_is_there(page: Path):
    named = set(re.findall(r"\b(?:KLYNGEBOT|SLACK|OPENAI)_[A-Z_]+\b", page.read_text("utf-8")))
    # Who writes cluster.toml chooses the names of the secrets in its addresses.
    settings = {name for name in named if not name.startswith(SECRET_PREFIX)}
    assert settings <= {field.name.upper() for field in fields(Environment)}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_file_that_a_page_links_to_is_there(page: Path):
    for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", page.read_text("utf-8")):
        assert (page.parent / target).exists(), target


def test_every_file_that_the_docs_name_is_there():
    text = "".join(page.read_text("utf-8") for page in PAGES)
    for path in re.findall(r"`((?:bot|knowledge|ingest|tests|examples|benchmarks|docs)/[\w/.]*)`", text):
        assert (ROOT / path).exists() or (ROOT / "knowledge/answers" / path).exists(), path


@pytest.mark.parametrize("kind", ["members", "people"])
def test_the_page_on_registers_names_every_field_that_a_column_may_hold(kind: SourceKind):
    page = (ROOT / "docs/registers.md").read_text("utf-8")
    (row,) = re.findall(rf"^\| {kind} \| ((?:`\w+` )+)\|$", page, re.MULTILINE)
    assert re.findall(r"`(\w+)`", row) == list(COLUMNS_OF[kind])


def test_the_transcript_is_what_the_demo_cluster_answers(demo: Cluster):
    text = (ROOT / "README.md").read_text("utf-8")
    shown = re.findall(r'^\$ klyngebot ask "([^"]+)"\n((?:(?!\$ |```).*\n)+)', text, re.MULTILINE)
    assert len(shown) >= 2
    for question, answer in shown:
        said = demo.run("ask", question, "--now", "2026-11-24T09:00").out
        assert [line.rstrip() for line in said.strip().splitlines()] == answer.strip().splitlines()
