"""``[introductions]`` of cluster.toml: what may be written there, and one sentence for what may not."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.errors import ConfigurationError
from knowledge.introductions.policy import Policy
from knowledge.settings import ClusterSettings, load_cluster

HEAD = '[cluster]\nname = "Prøveklyngen"\ncoordinators = ["coordinator@example.org"]\n'


def loaded(folder: Path, section: str, head: str = HEAD) -> ClusterSettings:
    file = folder / "cluster.toml"
    file.write_text(f"{head}{section}", "utf-8")
    return load_cluster(file)


@pytest.mark.parametrize(
    ("written", "policy"),
    [
        ("", Policy()),
        ("[introductions]", Policy()),
        ('[introductions]\napprove = "never"', Policy()),
        ('[introductions]\napprove = "always"', Policy("always")),
        ("[introductions]\napprove = 20", Policy("first", 20)),
    ],
)
def test_approve_says_how_much_coordinators_see_first(tmp_path: Path, written: str, policy: Policy):
    assert loaded(tmp_path, written).introductions.policy == policy


@pytest.mark.parametrize(
    "channel", ["", "#introductions", "#bli-kjent_2", "#velkommen-på-øya", "C012AB", "G01"]
)
def test_a_channel_is_named_or_left_out(tmp_path: Path, channel: str):
    read = loaded(tmp_path, f'[introductions]\nchannel = "{channel}"\nwelcome_channel = "{channel}"\n')
    assert (read.introductions.channel, read.introductions.welcome_channel) == (channel, channel)


def test_rounds_are_for_clusters_that_say_so(tmp_path: Path):
    assert not loaded(tmp_path, "").introductions.rounds
    assert loaded(tmp_path, "[introductions]\nrounds = true").introductions.rounds


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ('approve = "sometimes"', ("introductions.approve", "'sometimes'", "'never', 'always' or a number")),
        ("approve = 0", ("introductions.approve", "0 is not", "number from 1")),
        ("approve = -3", ("introductions.approve", "-3 is not")),
        ("approve = true", ("introductions.approve", "true is not")),
        ("approve = 2.5", ("introductions.approve", "2.5 is not")),
        ("approve = []", ("introductions.approve", "is not 'never'")),
        ('channel = "introductions"', ("introductions.channel", "'introductions'", "'#introductions'")),
        ('channel = "#Introductions"', ("introductions.channel", "'#Introductions'")),
        ('welcome_channel = "#to ord"', ("introductions.welcome_channel", "'#to ord'")),
        ("channel = 7", ("introductions.channel", "must be a text")),
        ('rounds = "yes"', ("introductions.rounds", "true or false")),
        ("rounds = 1", ("introductions.rounds", "true or false")),
        ('aprove = "always"', ("unknown key 'introductions.aprove'",)),
    ],
)
def test_what_cannot_be_meant_is_told_in_one_sentence(tmp_path: Path, written: str, words: tuple[str, ...]):
    with pytest.raises(ConfigurationError) as told:
        loaded(tmp_path, f"[introductions]\n{written}\n")
    sentence = str(told.value)
    assert "\n" not in sentence
    assert all(word in sentence for word in ("cluster.toml", *words)), sentence


def test_nobody_can_approve_where_there_is_no_coordinator(tmp_path: Path):
    alone = '[cluster]\nname = "Prøveklyngen"\n'
    with pytest.raises(
        ConfigurationError, match=r"nobody is there to do it; name somebody in cluster\.coord"
    ):
        loaded(tmp_path, "[introductions]\napprove = 5\n", alone)
    assert loaded(tmp_path, '[introductions]\napprove = "never"\n', alone).introductions.policy == Policy()


def test_a_number_where_a_table_belongs_is_told(tmp_path: Path):
    with pytest.raises(ConfigurationError, match="'introductions' is wrong: it must be a table"):
        loaded(tmp_path, "", f"introductions = 3\n{HEAD}")
