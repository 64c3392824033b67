"""Floors and ceilings: as they are written, and what they come to."""

from __future__ import annotations

import pytest

from knowledge.errors import ConfigurationError
from knowledge.evaluation.bounds import check, parse_bound
from knowledge.evaluation.scoreboard import MEASURES, Row

ROWS = [
    Row("nb-en", 20, {**dict.fromkeys(MEASURES), "recall@5": 17 / 20}),
    Row("all", 40, {**dict.fromkeys(MEASURES), "recall@5": 0.9, "abstained-wrongly": 0.1}),
]


@pytest.mark.parametrize(
    ("side", "written", "state"),
    [
        ("floor", "recall@5=0.9", "kept"),
        ("floor", "Recall@5 = 0.91", "broken"),
        ("floor", "nb-en:recall@5=0.85", "kept"),
        ("floor", "nb-en:recall@5=0.86", "broken"),
        ("ceiling", "abstained-wrongly=0.1", "kept"),
        ("ceiling", "abstained-wrongly=0", "broken"),
        ("floor", "answered=0", "unmeasured"),
        ("floor", "en-nb:recall@5=0", "unmeasured"),
    ],
)
def test_a_bound_is_kept_broken_or_not_measured(side, written: str, state: str):
    assert [one.state for one in check([parse_bound(side, written)], ROWS)] == [state]


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("recall@3=0.5", "there is no measure 'recall@3'; use one of: recall@1, "),
        ("recall@5", "such as recall@5=0.85"),
        ("recall@5=85", "write 0.85 for 85 per cent"),
        ("recall@5=nan", "is not from 0 to 1"),
        ("recall@5=high", "'high' is not from 0 to 1"),
    ],
)
def test_a_bound_that_cannot_be_read_says_how_to_write_it(written: str, words: str):
    with pytest.raises(ConfigurationError) as error:
        parse_bound("floor", written)
    assert words in str(error.value)
    assert str(error.value).startswith(f"--floor {written}: ")
