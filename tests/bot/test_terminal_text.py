"""What a terminal is sent of other people's words: nothing that steers it."""

from __future__ import annotations

import io

from rich.console import Console

from bot.replies.said import Said
from bot.screens import PlainScreen, RichScreen

STEERING = "\x1b]8;;https://evil.example\x07klikk\x1b]8;;\x07 \x1b[2J\u202eabc\x9b31m"


def test_a_pipe_gets_no_escapes():
    said: list[str] = []
    PlainScreen(said.append).show(Said((STEERING,), (STEERING,), remarks=(STEERING,)))
    assert "klikk" in said[0]
    assert not set("\x1b\x07\x9b\u202e") & set(said[0])


def test_a_person_gets_none_either():
    shown = io.StringIO()
    RichScreen(Console(file=shown)).show(Said((STEERING,), (STEERING,)))
    assert "klikk" in shown.getvalue()
    assert not set("\x1b\x07\x9b\u202e") & set(shown.getvalue())
