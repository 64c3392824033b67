"""The guide for coordinators says what the buttons say, in both languages, and shows what is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from bot.manifest import manifest
from bot.replies.catalogue import FOLDER

ROOT = Path(__file__).parents[1]


def _guide(language: str) -> str:
    return (ROOT / "docs" / f"coordinators.{language}.md").read_text("utf-8")


@pytest.mark.parametrize("language", ["nb", "en"])
def test_every_button_that_the_guide_names_has_that_name(language: str):
    with (FOLDER / "nb.po").open("rb") as file:
        messages = [message for message in read_po(file) if message.id]
    said = {str(one.id if language == "en" else one.string) for one in messages}
    shortcuts = {one["name"] for one in manifest("Klyngen", True)["features"]["shortcuts"]}
    named = set(re.findall(r"\*\*([^*]+)\*\*", _guide(language)))
    assert named - shortcuts <= said


def test_both_languages_have_the_same_tasks_and_pictures():
    def shape(language: str) -> list[str]:
        marks = re.findall(r"^(##? |\d\. )|guide/\w+/(\w+)\.png", _guide(language), re.MULTILINE)
        return [mark or picture for mark, picture in marks]

    assert shape("nb") == shape("en")


@pytest.mark.parametrize("language", ["nb", "en"])
def test_every_picture_is_shown(language: str):
    there = {picture.name for picture in (ROOT / "docs" / "guide" / language).iterdir()}
    assert set(re.findall(rf"guide/{language}/(\w+\.png)", _guide(language))) == there
