"""What blocks stand on when it is no message: a person's Home, and a form over what they see."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from bot.replies.inert import visible
from bot.replies.limits import HEADER_CHARACTERS, VIEW_BLOCKS, Block


@dataclass(frozen=True, slots=True)
class Labels:
    """``title``, and the buttons of a form: 24 characters each at most."""

    title: str
    close: str
    submit: str = ""


def home_view(blocks: Iterable[Block]) -> dict[str, Any]:
    """Raises ValueError for more blocks than Slack takes: whoever makes them leaves out what is least."""
    return {"type": "home", "blocks": _fitting(blocks)}


def modal(name: str, labels: Labels, blocks: Iterable[Block]) -> dict[str, Any]:
    """A form; without ``labels.submit`` only something to read."""
    view = {
        "type": "modal",
        "callback_id": name,
        "title": _plain(labels.title),
        "close": _plain(labels.close),
        "blocks": _fitting(blocks),
    }
    return view | ({"submit": _plain(labels.submit)} if labels.submit else {})


def header(text: str) -> Block:
    line = " ".join(visible(text).split())
    short = line if len(line) <= HEADER_CHARACTERS else f"{line[: HEADER_CHARACTERS - 1].rstrip()}…"
    return {"type": "header", "text": _plain(short)}


def divider() -> Block:
    return {"type": "divider"}


def _fitting(blocks: Iterable[Block]) -> list[Block]:
    fitting = list(blocks)
    if len(fitting) > VIEW_BLOCKS:
        raise ValueError(f"{len(fitting)} blocks are more than a view takes")
    return fitting


def _plain(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text}
