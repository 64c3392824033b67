"""``[limits]`` of cluster.toml."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.errors import ConfigurationError
from tests.knowledge.test_introduction_settings import loaded


def test_without_a_word_of_it_there_are_limits(tmp_path: Path):
    limits = loaded(tmp_path, "").limits
    assert (limits.person_an_hour, limits.channel_an_hour, limits.cluster_an_hour) == (60, 400, 2_000)
    assert limits.model_calls_a_day == 5_000


def test_a_model_may_be_forbidden(tmp_path: Path):
    assert loaded(tmp_path, "[limits]\nmodel_calls_a_day = 0\n").limits.model_calls_a_day == 0


@pytest.mark.parametrize("written", ["0", "-1", '"60"', "true", "1.5"])
def test_what_is_no_number_of_questions_is_refused_by_its_name(tmp_path: Path, written: str):
    with pytest.raises(ConfigurationError, match=r"limits.*person_an_hour.*not a whole number from 1"):
        loaded(tmp_path, f"[limits]\nperson_an_hour = {written}\n")
