"""A layout that Slack takes: simpler where it refuses one, since the text says all that the blocks say."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse

from bot.client import reason
from bot.replies.limits import USUAL_BLOCKS, Block

_log = logging.getLogger(__name__)
_REFUSED = {"invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long"}


def layouts(blocks: Sequence[Block]) -> Iterator[list[Block] | None]:
    """As it is; then what every workspace shows of it; then none."""
    usual = [block for block in blocks if block["type"] in USUAL_BLOCKS]
    yield list(blocks)
    if len(usual) < len(blocks):
        yield usual
    yield None


def written(write: Callable[..., SlackResponse], blocks: Sequence[Block], **arguments: Any) -> SlackResponse:
    """What Slack says to the first layout that it takes. Raises what ``write`` raises for any other reason, and for the
    last one."""
    *before, last = layouts(blocks)
    for layout in before:
        try:
            return write(blocks=layout, **arguments)
        except SlackApiError as error:
            if reason(error) not in _REFUSED:
                raise
            _log.warning(
                "Slack refused the blocks of a message (%s), so it is written simpler", reason(error)
            )
    return write(blocks=last, **arguments)
