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


def test_a_channel_is_gathered_from_by_its_id_and_the_rest_is_usual(tmp_path: Path):
    (channel,) = loaded(tmp_path, '[[slack.channels]]\nid = "C012AB"').slack.channels
    assert (channel.mark, channel.marked_by, channel.audience, channel.every.days) == (
        "books",
        "coordinators",
        "",
        1,
    )


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ('id = "#drift"', r"slack\.channels\[1\]\.id.*not the id of a channel; copy it"),
        ('id = "C012AB"\nmark = "two words"', r"mark.*not the name of an emoji; write one such as 'books'"),
        ('id = "C012AB"\nmarked_by = "all"', "marked_by.*not one of 'coordinators' and 'members'"),
        ('id = "C012AB"\naudience = "board"', r"names the audience 'board'.*add \[audiences\.board\]"),
        ('id = "C012AB"\nevery = "1s"', "every.*not an interval"),
        ('id = "C012AB"\n[[slack.channels]]\nid = "C012AB"', "'C012AB' twice; keep one of them"),
    ],
)
def test_what_a_channel_cannot_have_is_one_sentence_with_the_mend(tmp_path: Path, written: str, words: str):
    with pytest.raises(ConfigurationError, match=words):
        loaded(tmp_path, f"[[slack.channels]]\n{written}")


MEMBERS = '[audiences.members]\nslack_channel = "C0ALLE"\n'
SHARED = f'{MEMBERS}[slack]\nworkspace = "T012AB"\nrooms = ["C0ALLE", "C0PRAT"]\n'


def test_who_shares_a_workspace_names_its_channels(tmp_path: Path):
    written = f'{SHARED}knowledge_channel = "C0PRAT"\n[[slack.channels]]\nid = "C0PRAT"\naudience = "members"'
    assert loaded(tmp_path, written).slack.rooms == ("C0ALLE", "C0PRAT")


@pytest.mark.parametrize(
    ("written", "words"),
    [
        (
            f'{MEMBERS}[slack]\nrooms = ["C0ALLE"]',
            r"slack\.rooms is set, and slack\.workspace is missing; add it",
        ),
        ('[slack]\nworkspace = "T012AB"\nrooms = ["C0ALLE"]', r"\[audiences\.members\] is missing; add it"),
        (
            f'{MEMBERS}[slack]\nrooms = ["#alle"]',
            r"slack\.rooms\[1\].*'#alle' is not the id of a channel; copy it",
        ),
        (f'{SHARED}knowledge_channel = "#kunnskap"', "knowledge_channel names '#kunnskap', which is none of"),
        (
            f'{SHARED}[[slack.channels]]\nid = "C0DERES"',
            "channels #1 names 'C0DERES', which is none of slack.rooms",
        ),
        (
            f'{SHARED}[introductions]\nchannel = "#nye"',
            r"introductions\.channel names '#nye'.*add its id there",
        ),
    ],
)
def test_who_shares_a_workspace_reads_and_writes_in_its_own_channels_alone(
    tmp_path: Path, written: str, words: str
):
    with pytest.raises(ConfigurationError, match=words):
        loaded(tmp_path, written)
