"""A cluster.toml that is saved broken under a running bot: what it said before holds, and coordinators hear of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.scenarios.command_line import Cluster
from tests.scenarios.introduction_side import KARI, PEOPLE, RUNA, Town

CLUSTER = """
[cluster]
name = "Prøveklyngen"
coordinators = ["kari@cluster.example"]
[[sources]]
kind = "people"
path = "people.csv"
"""


@pytest.fixture(scope="module")
def ingested(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = Cluster(tmp_path_factory.mktemp("cluster"))
    made.write("cluster.toml", CLUSTER)
    made.write("people.csv", PEOPLE)
    assert made.run("ingest").code == 0
    return made.folder


def test_coordinators_hear_once_of_a_broken_file_and_once_of_the_mended_one(town: Town):
    config = town.folder / "cluster.toml"
    sound = config.read_text("utf-8")
    with town.open() as bot:
        bot.attends()
        assert not town.letters(KARI)
        config.write_text(sound + "\n[cluster", "utf-8")
        for _ in range(3):
            bot.attends()
        (letter,) = town.letters(KARI)
        assert "kan ikke brukes slik den er nå" in letter["text"]
        assert "cluster.toml" in letter["text"]
        config.write_text(sound, "utf-8")
        for _ in range(3):
            bot.attends()
        assert len(town.letters(KARI)) == 2
        assert "kan brukes igjen" in town.latest(KARI)
    assert not town.letters(RUNA)


def test_at_night_nobody_is_told_and_what_is_mended_by_the_morning_is_no_news(town: Town):
    config = town.folder / "cluster.toml"
    sound = config.read_text("utf-8")
    town.now = town.now.replace(hour=23)
    with town.open() as bot:
        config.write_text("[", "utf-8")
        bot.attends()
        config.write_text(sound, "utf-8")
        town.passes(hours=10)
        bot.attends()
    assert not town.letters(KARI)
