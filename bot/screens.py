"""Where ``klyngebot chat`` shows: a terminal with a person before it, or a pipe."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Sequence

import typer
from rich.console import Console
from rich.markdown import Markdown
from rich.padding import Padding
from rich.text import Text

from bot.replies.inert import visible
from bot.replies.said import Choice, Said

# In Markdown a line right below a list goes on in its last item.
_AFTER_LIST = re.compile(r"^(\s*- .*)\n(?=[^\s-])", re.MULTILINE)


def screen() -> PlainScreen | RichScreen:
    """For a person where one sits before standard output."""
    return RichScreen(Console()) if sys.stdout.isatty() else PlainScreen(typer.echo)


class PlainScreen:
    """Words as they are, line by line, for other programs. What cannot be seen here is not offered."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self._say = say
        self._ending = ""

    def show(self, said: Said) -> Sequence[Choice]:
        lines = visible("\n".join([*said.paragraphs, *said.sources, *said.remarks]))
        self._say(f"{lines}{self._ending}")
        # What is said at first stands close to the first reply.
        self._ending = "\n"
        return ()


class RichScreen:
    """Markdown as it is meant, sources in small print, and what can be chosen by its number."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def show(self, said: Said) -> Sequence[Choice]:
        text = _AFTER_LIST.sub(r"\1\n\n", visible("\n\n".join(said.paragraphs)))
        self._console.print(Markdown(text, hyperlinks=False))
        for line in (*said.sources, *said.remarks):
            self._console.print(Text(visible(line), style="dim"))
        if said.choices:
            self._console.print()
        for number, choice in enumerate(said.choices, 1):
            label = Text.assemble((str(number), "bold cyan"), "  ", visible(choice.label))
            self._console.print(Padding(label, (0, 0, 0, 2)))
        self._console.print()
        return said.choices
