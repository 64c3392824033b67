"""Every text that people read has its translation, and no translation is left over."""

import re
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

import bot
from bot.replies.catalogue import FOLDER, texts

SAID = {
    message if isinstance(message, str) else message[0]
    for _, _, message, _, _ in extract_from_dir(
        Path(bot.__file__).parent, method_map=[("**.py", "python")], keywords={"said": None, "texts": None}
    )
}

# Words that are the same in both languages.
ALIKE = {"person", "1 person"}


def fields(text: str) -> set[str | None]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


@pytest.fixture
def translated() -> dict[str, str]:
    with (FOLDER / "nb.po").open("rb") as file:
        catalogue = read_po(file)
    assert not any(message.fuzzy for message in catalogue if message.id)
    return {message.id: message.string for message in catalogue if message.id}


def test_no_translation_is_missing_or_unused(translated):
    assert SAID
    assert set(translated) == SAID


def test_every_translation_is_one_and_fills_the_same_places(translated):
    for english, norwegian in translated.items():
        assert norwegian
        assert norwegian != english or english in ALIKE
        assert fields(norwegian) == fields(english)


def test_texts_are_plain_words_without_slacks_markup(translated):
    assert not [text for pair in translated.items() for text in pair if re.search(r"[<>&]", text)]


@pytest.mark.parametrize("language", ["nb", "nn", "nn-NO", "no", "da", "sv_SE"])
def test_scandinavians_get_norwegian(language):
    assert texts(language)("Sources") == "Kilder"


@pytest.mark.parametrize("language", ["en", "en-GB", "de", "other", ""])
def test_others_get_english(language):
    assert texts(language)("page {page}", page=3) == "page 3"
