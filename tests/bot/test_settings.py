"""The environment, and the file that lists it."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from pathlib import Path

import pytest

from bot.settings import Environment, read_environment
from knowledge.errors import ConfigurationError
from tests.scenarios.command_line import new_cluster

ROOT = Path(__file__).parents[2]


def test_the_example_lists_every_variable_and_no_other():
    listed = set(re.findall(r"^([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))
    assert listed == {field.name.upper() for field in fields(Environment)} - {"SOURCE_SECRETS"}


def test_variables_of_the_process_win_over_the_file(tmp_path: Path):
    dotenv = tmp_path / ".env"
    dotenv.write_text("SLACK_BOT_TOKEN=xoxb-file\nSLACK_APP_TOKEN=xapp-file\n")
    environment = read_environment({"SLACK_BOT_TOKEN": "xoxb-process"}, dotenv)
    assert environment.slack_bot_token == "xoxb-process"
    assert environment.slack_app_token == "xapp-file"


def test_a_file_that_cannot_be_read_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    dotenv = tmp_path / ".env"
    dotenv.write_bytes("OPENAI_API_KEY=nøkkel\n".encode("latin-1"))
    with pytest.raises(ConfigurationError, match=r"\.env cannot be read"):
        read_environment({}, dotenv)

    def refused(_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("bot.settings.dotenv_values", refused)
    with pytest.raises(ConfigurationError, match="Permission denied"):
        read_environment({}, dotenv)


def test_the_command_line_says_so_before_chroma_reads_it(tmp_path: Path):
    (tmp_path / ".env").write_bytes("OPENAI_API_KEY=nøkkel\n".encode("latin-1"))
    done = replace(new_cluster(tmp_path), environment={"PYTHONUTF8": "1"}).run("status")
    assert done.code == 2
    assert ".env cannot be read" in done.err
    assert len(done.err.splitlines()) == 1


def test_secrets_never_show():
    assert "xoxb-secret" not in repr(Environment(slack_bot_token="xoxb-secret"))


def test_secrets_of_addresses_are_read_by_their_names_and_never_shown(tmp_path: Path):
    dotenv = tmp_path / ".env"
    dotenv.write_text("KLYNGEBOT_SOURCE_CALENDAR=private-file\nKLYNGEBOT_SOURCE_WIKI=file\nOTHER=x\n")
    environment = read_environment({"KLYNGEBOT_SOURCE_WIKI": "private-process"}, dotenv)
    assert environment.source_secrets == {
        "KLYNGEBOT_SOURCE_CALENDAR": "private-file",
        "KLYNGEBOT_SOURCE_WIKI": "private-process",
    }
    assert "private" not in repr(environment)


def test_a_missing_variable_is_named():
    with pytest.raises(ConfigurationError, match="SLACK_BOT_TOKEN is not set"):
        Environment().require("SLACK_BOT_TOKEN")
