"""What every command reads and prints in the same way."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from bot.replies.inert import visible
from knowledge.errors import ConfigurationError

if TYPE_CHECKING:
    from bot.question_lines import BadLine, Row


def require_one(file: str, text: str, key: str) -> None:
    if bool(file) == bool(text.strip()):
        raise ConfigurationError(f"give either a {key} or --file, not both and not neither.")


def lines(file: str, key: str) -> Iterator[Row | BadLine]:
    from bot.question_lines import lines_of

    if file == "-":
        yield from lines_of(sys.stdin.buffer, key)
        return
    with ExitStack() as opened:
        try:
            stream = opened.enter_context(Path(file).open("rb"))
        except OSError as error:
            raise ConfigurationError(
                f"{file} cannot be read ({error.strerror}); name a JSON Lines file."
            ) from error
        yield from lines_of(stream, key)


def say(words: str, *, err: bool = False) -> None:
    """Words for a person; whatever they quote cannot steer the terminal or hide in it."""
    typer.echo(visible(words), err=err)


def show(result: Any) -> None:
    """The same object to every program; what a terminal would obey or hide goes out as JSON's escapes."""
    text = json.dumps(result, ensure_ascii=False)
    typer.echo("".join(letter if visible(letter) else json.dumps(letter)[1:-1] for letter in text))
