"""What stands in deploy/ agrees with the program: its settings, paths, ports and numbers."""

from __future__ import annotations

import json
import os
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.http_door import EVENTS_PATH, HEALTH_PATH
from bot.watch_door import METRICS_PATH, READY_PATH
from tests.scenarios.command_line import new_cluster

TOP = Path(__file__).parents[1]
DEPLOY = TOP / "deploy"
SETTINGS = set(re.findall(r"^#? ?([A-Z_]+)=", (TOP / ".env.example").read_text("utf-8"), re.MULTILINE))
TEXTS = {path.relative_to(TOP).as_posix(): path.read_text("utf-8") for path in sorted(DEPLOY.rglob("*.*"))}
TEXTS["deploy/Dockerfile"] = (DEPLOY / "Dockerfile").read_text("utf-8")

LEFT_OUT = """
import sys

class LeftOut:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {} or "tests" in name.split("."):
            raise ModuleNotFoundError(name)

sys.meta_path.insert(0, LeftOut())
"""


def _services(name: str) -> dict[str, Any]:
    services: dict[str, Any] = yaml.safe_load(TEXTS[f"deploy/{name}"])["services"]
    return services


def _manifests() -> dict[str, Any]:
    return {one["kind"]: one for one in yaml.safe_load_all(TEXTS["deploy/kubernetes/klyngebot.yaml"])}


@pytest.mark.parametrize("file", TEXTS)
def test_each_variable_is_a_setting_of_the_program(file: str):
    named = set(re.findall(r"\b((?:KLYNGEBOT|SLACK|OPENAI)_[A-Z_]+)\b", TEXTS[file]))
    assert named <= SETTINGS


def test_the_image_runs_without_rights_and_is_looked_at_where_the_program_answers():
    text = TEXTS["deploy/Dockerfile"]
    assert text.index("USER 10001") > text.rindex("RUN ")
    assert f"http://127.0.0.1:9464{HEALTH_PATH}" in text
    copied = {
        name for line in re.findall(r"^COPY (?!--)(.+)$", text, re.MULTILINE) for name in line.split()[:-1]
    }
    assert not [name for name in copied if not (TOP / name).exists()]
    ignored = (TOP / ".dockerignore").read_text("utf-8")
    assert not [name for name in copied if f"!{name}\n" not in ignored]


def test_the_program_works_without_what_the_image_leaves_out(tmp_path: Path):
    (left_out,) = re.findall(r"pip uninstall --yes (.+?) \\$", TEXTS["deploy/Dockerfile"], re.MULTILINE)
    (tmp_path / "sitecustomize.py").write_text(LEFT_OUT.format(left_out.split()), "utf-8")
    cluster = replace(
        new_cluster(tmp_path / "cluster"), environment={"PYTHONPATH": f"{tmp_path}{os.pathsep}{TOP}"}
    )
    assert cluster.run("ingest").code == 0
    answer = cluster.run("ask", "Hva koster årskontingenten for små bedrifter?")
    assert "11 250" in answer.out, answer.err


COMPOSITIONS = ["compose.yaml", "compose.scaled.yaml"]


@pytest.mark.parametrize("name", COMPOSITIONS)
def test_what_an_env_file_leaves_empty_wins_over_nothing_that_the_image_says(name: str):
    said = dict(re.findall(r"(KLYNGEBOT_(?!LOG)[A-Z_]+)=(\S+)", TEXTS["deploy/Dockerfile"]))
    assert said.items() <= _services(name)["bot"]["environment"].items()
    assert "EnvironmentFile=" not in TEXTS["deploy/klyngebot.service"]


@pytest.mark.parametrize("name", COMPOSITIONS)
def test_each_composition_builds_the_image_and_shows_nothing_to_other_machines(name: str):
    services = _services(name)
    build = services["bot"]["build"]
    assert (DEPLOY / build["context"] / build["dockerfile"]).resolve() == DEPLOY / "Dockerfile"
    shown = [port for service in services.values() for port in service.get("ports", ())]
    assert shown
    assert not [port for port in shown if not port.startswith("127.0.0.1:")]


def test_the_scaled_one_has_three_replicas_that_share_their_records_and_passages():
    services = _services("compose.scaled.yaml")
    bot = services["bot"]
    assert bot["deploy"]["replicas"] == 3
    assert "@records/" in bot["environment"]["KLYNGEBOT_DATABASE_URL"]
    assert bot["environment"]["KLYNGEBOT_CHROMA_URL"] == "http://passages:8000"
    constraints = (TOP / "constraints.txt").read_text("utf-8")
    version = re.search(r"^chromadb==(\S+)$", constraints, re.MULTILINE)
    assert version is not None
    assert services["passages"]["image"] == f"chromadb/chroma:{version[1]}"
    assert f"location = {EVENTS_PATH} " in TEXTS["deploy/nginx.conf"]


def test_the_pods_are_looked_at_where_the_program_answers():
    (container,) = _manifests()["Deployment"]["spec"]["template"]["spec"]["containers"]
    assert container["livenessProbe"]["httpGet"]["path"] == HEALTH_PATH
    assert container["readinessProbe"]["httpGet"]["path"] == READY_PATH
    ports = {one["name"]: one["containerPort"] for one in container["ports"]}
    assert container["env"] == [{"name": "KLYNGEBOT_WATCH", "value": f"0.0.0.0:{ports['watch']}"}]
    assert container["args"][-1] == f"0.0.0.0:{ports['slack']}"


def test_the_board_shows_numbers_that_there_are_and_all_of_them():
    board = json.loads(TEXTS["deploy/grafana.json"])
    asked = {
        re.sub(r"_bucket$", "", name)
        for panel in board["panels"]
        for target in panel["targets"]
        for name in re.findall(r"klyngebot_[a-z_]+", target["expr"])
    }
    told = set(re.findall(r"`(klyngebot_[a-z_]+)`", (TOP / "docs/scaling.md").read_text("utf-8")))
    assert asked == told
    assert METRICS_PATH in (TOP / "docs/scaling.md").read_text("utf-8")
