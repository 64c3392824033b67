"""``[slack]`` of cluster.toml: what may be written there, and one sentence for what may not."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.errors import ConfigurationError
from tests.knowledge.test_introduction_settings import loaded


@pytest.mark.parametrize(
    ("written", "an_hour"),
    [("", 4), ("[slack]", 4), ("[slack]\nunasked_an_hour = 0", 0), ("[slack]\nunasked_an_hour = 60", 60)],
)
def test_how_many_unasked_answers_an_hour_is_written_or_four(tmp_path: Path, written: str, an_hour: int):
    assert loaded(tmp_path, written).slack.unasked_an_hour == an_hour


@pytest.mark.parametrize("written", ["-1", "61", "true", '"4"', "2.5"])
def test_anything_else_is_one_sentence_with_the_mend(tmp_path: Path, written: str):
    with pytest.raises(ConfigurationError, match=r"slack\.unasked_an_hour.*from 0 \(never\) to 60"):
        loaded(tmp_path, f"[slack]\nunasked_an_hour = {written}")
