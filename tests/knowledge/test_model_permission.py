"""Whether anything may go to a model's provider: only where cluster.toml says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.errors import ConfigurationError
from knowledge.settings import load_cluster

CLUSTER = '[cluster]\nname = "Prøve"\n'


def _allowed(folder: Path, text: str) -> bool:
    (folder / "cluster.toml").write_text(text, "utf-8")
    return load_cluster(folder / "cluster.toml").cluster.allow_model_provider


@pytest.mark.parametrize(
    ("text", "allowed"),
    [
        (CLUSTER, False),
        (f"{CLUSTER}allow_model_provider = true\n", True),
        (f"{CLUSTER}allow_model_provider = false\n", False),
        (f"allow_model_provider = true\n{CLUSTER}", True),
        (f"allow_model_provider = true\n{CLUSTER}allow_model_provider = false\n", False),
    ],
)
def test_nothing_is_allowed_unless_the_cluster_says_so(tmp_path: Path, text: str, allowed: bool):
    assert _allowed(tmp_path, text) is allowed


@pytest.mark.parametrize("value", ['"perhaps"', "3", "[]"])
def test_what_is_neither_yes_nor_no_is_one_sentence(tmp_path: Path, value: str):
    with pytest.raises(ConfigurationError, match="allow_model_provider"):
        _allowed(tmp_path, f"{CLUSTER}allow_model_provider = {value}\n")
