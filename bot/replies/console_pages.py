"""Pages over a coordinator's Home: a list, part by part, with what has just come of a press on top."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from bot.replies.buttons import Button, buttons
from bot.replies.catalogue import Texts
from bot.replies.limits import Block
from bot.replies.message import context, section
from bot.replies.surfaces import Labels, divider, modal

# How many of a list stand on one page.
PAGE = 10


def page_view(title: str, blocks: Iterable[Block], said: Texts, notice: str = "") -> dict[str, Any]:
    told = [section(notice), divider()] if notice else []
    return modal("console", Labels(title, said("Close")), [*told, *blocks])


def page_row(action: str, page: int, count: int, said: Texts) -> Iterator[Block]:
    """Leads to the pages before and after this one, where there are any."""
    row = []
    if page > 0:
        row.append(Button(said("Back"), f"{action}.1", str(page - 1)))
    if (page + 1) * PAGE < count:
        row.append(Button(said("Further"), f"{action}.2", str(page + 1)))
    if row:
        yield context(said("Page {n} of {count}", n=page + 1, count=-(-count // PAGE)))
        yield buttons(row)
