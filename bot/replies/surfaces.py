"""What blocks stand on when it is no message: a person's Home, and a form over what they see."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from bot.references import new_reference
from bot.replies.inert import visible
from bot.replies.limits import (
    HEADER_CHARACTERS,
    SECTION_CHARACTERS,
    VIEW_BLOCKS,
    Block,
    InvalidLayout,
    refuse_view,
    texts_in,
)
from bot.replies.message import lines_of

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Labels:
    """``title``, and the buttons of a form: 24 characters each at most."""

    title: str
    close: str
    submit: str = ""


def home_view(blocks: Iterable[Block]) -> dict[str, Any]:
    """In plain words, with a line in the log, where something of ours would break Slack's rules."""
    view: dict[str, Any] = {"type": "home", "blocks": list(blocks)}
    try:
        return _taken(view)
    except InvalidLayout as fault:
        _log.error("reference %s: a Home loses its layout: %s", new_reference(), fault)
        return _taken({"type": "home", "blocks": list(lines_of(_words(view["blocks"])))[:VIEW_BLOCKS]})


def modal(name: str, labels: Labels, blocks: Iterable[Block]) -> dict[str, Any]:
    """A form; without ``labels.submit`` only something to read. Raises InvalidLayout."""
    view = {
        "type": "modal",
        "callback_id": name,
        "title": _plain(labels.title),
        "close": _plain(labels.close),
        "blocks": list(blocks),
    }
    return _taken(view | ({"submit": _plain(labels.submit)} if labels.submit else {}))


def header(text: str) -> Block:
    line = " ".join(visible(text).split())
    short = line if len(line) <= HEADER_CHARACTERS else f"{line[: HEADER_CHARACTERS - 1].rstrip()}…"
    return {"type": "header", "text": _plain(short)}


def divider() -> Block:
    return {"type": "divider"}


def _taken(view: dict[str, Any]) -> dict[str, Any]:
    refuse_view(view)
    return view


def _words(blocks: Iterable[Block]) -> Iterator[str]:
    """All that blocks say, in pieces that fit into sections."""
    for text in texts_in(list(blocks)):
        yield from (text[at : at + SECTION_CHARACTERS] for at in range(0, len(text), SECTION_CHARACTERS))


def _plain(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text}
