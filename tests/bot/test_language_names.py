"""Languages are called what the reader calls them."""

from __future__ import annotations

import pytest

from bot.replies.catalogue import texts
from bot.replies.language_names import language_name


@pytest.mark.parametrize(
    ("value", "english", "norwegian"),
    [
        ("serbisk", "Serbian", "serbisk"),
        ("Engelsk", "English", "Engelsk"),
        ("norsk", "Norwegian", "norsk"),
        ("German", "German", "tysk"),
        ("bokmål", "Norwegian Bokmål", "norsk bokmål"),
        ("en", "English", "engelsk"),
        ("litt fransk", "litt fransk", "litt fransk"),
        ("samisk", "samisk", "samisk"),
        ("", "", ""),
    ],
)
def test_a_language_is_named_in_the_readers_language_and_else_as_it_stands(value, english, norwegian):
    assert language_name(value, texts("en")) == english
    assert language_name(value, texts("nb")) == norwegian
