"""``every`` of a source in cluster.toml, and which source a path lies in."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from knowledge.errors import ConfigurationError
from knowledge.homes import Homes, readers_of
from knowledge.intervals import in_words, interval
from tests.knowledge.test_introduction_settings import loaded


def _source(every: str) -> str:
    return f'[[sources]]\npath = "https://klynge.example/"\nevery = {every}\n'


@pytest.mark.parametrize(
    ("written", "length"),
    [
        ('"5m"', timedelta(minutes=5)),
        ('"30m"', timedelta(minutes=30)),
        ('"6h"', timedelta(hours=6)),
        ('" 6 H "', timedelta(hours=6)),
        ('"7d"', timedelta(days=7)),
        ('"365d"', timedelta(days=365)),
    ],
)
def test_an_interval_is_minutes_hours_or_days(tmp_path: Path, written: str, length: timedelta):
    assert loaded(tmp_path, _source(written)).sources[0].every == length


def test_without_an_interval_a_source_is_not_synced_by_itself(tmp_path: Path):
    assert loaded(tmp_path, '[[sources]]\npath = "https://klynge.example/"\n').sources[0].every is None


@pytest.mark.parametrize("written", ['"often"', '"6"', '"1.5h"', '""', "6", "true", "[]", '"6h30m"', '"٣h"'])
def test_anything_else_is_one_sentence_with_the_mend(tmp_path: Path, written: str):
    with pytest.raises(
        ConfigurationError, match=r"sources\[1\]\.every.*such as '30m', '6h' or '1d'; mend it"
    ):
        loaded(tmp_path, _source(written))


@pytest.mark.parametrize("written", ['"4m"', '"0h"', '"366d"', '"999999d"'])
def test_what_is_too_short_or_too_long_is_one_sentence_too(tmp_path: Path, written: str):
    with pytest.raises(ConfigurationError, match=r"every.*from 5 minutes \('5m'\) to a year"):
        loaded(tmp_path, _source(written))


@pytest.mark.parametrize(("written", "told"), [("90m", "90m"), ("60m", "1h"), ("24h", "1d"), ("25h", "25h")])
def test_an_interval_is_told_in_its_largest_whole_unit(written: str, told: str):
    assert in_words(interval(written)) == told


@pytest.mark.parametrize(
    ("path", "home"),
    [
        ("a.md", "."),
        ("board/a.md#s", "board"),
        ("boardroom.md", "."),
        ("added:a.md", ""),
        ("https://klynge.example/", "https://klynge.example/"),
        ("https://other.example/", ""),
    ],
)
def test_a_path_lies_in_the_most_specific_source_and_an_address_never_in_a_folder(
    tmp_path: Path, path: str, home: str
):
    (tmp_path / "board").mkdir()
    sources = "".join(f'[[sources]]\npath = "{one}"\n' for one in ("./", "board/", "https://klynge.example/"))
    assert Homes(readers_of(loaded(tmp_path, sources))).of(path) == home
