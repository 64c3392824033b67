"""What every command reads and prints in the same way."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

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


def show(result: Any) -> None:
    # Half of a surrogate pair, read from a line, goes out as the escape that it came in as.
    text = json.dumps(result, ensure_ascii=False)
    typer.echo(text.encode("utf-8", "backslashreplace").decode("utf-8"))
