"""A layout that Slack takes: without the blocks that a workspace does not know, which is remembered for a while; or
with none at all, since the text says what they say."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse

from bot.client import reason
from bot.openness import Openness
from bot.replies.limits import USUAL_BLOCKS, Block, usual_of

_log = logging.getLogger(__name__)
_REFUSED = {"invalid_blocks", "invalid_blocks_format", "invalid_attachments", "msg_blocks_too_long"}
_PLACE = re.compile(r"/blocks/(\d+)")
# Slack brings new blocks to one workspace after the other.
_REFUSED_SECONDS = 3_600.0

# Without blocks Slack shows the text.
Layout = list[Block]


class Layouts:
    """Which blocks this workspace takes, by what it has refused. Safe from several threads."""

    def __init__(self, openness: Openness) -> None:
        self._openness = openness

    def first(self, blocks: Sequence[Block]) -> Layout:
        """The fullest that is not known to be refused."""
        kinds = {str(block["type"]) for block in blocks} - USUAL_BLOCKS
        return _without(blocks, {kind for kind in kinds if not self._openness.is_open(_way(kind))})

    def simpler(self, layout: Sequence[Block], places: Iterable[int] = ()) -> Layout:
        """For a workspace that has refused ``layout``, for the blocks at these places if it names any: without their
        types from now on, or without blocks where those are such as every workspace shows."""
        newer = {
            place: str(one["type"]) for place, one in enumerate(layout) if one["type"] not in USUAL_BLOCKS
        }
        named = {newer[place] for place in places if place in newer}
        refused = named or set(newer.values())
        for kind in refused:
            self._openness.close(_way(kind), _REFUSED_SECONDS)
        return _without(layout, refused) if refused else []

    def written(
        self, write: Callable[..., SlackResponse], blocks: Sequence[Block], **arguments: Any
    ) -> SlackResponse:
        """What Slack says to the first layout that it takes. Raises what ``write`` raises for any other reason, and for
        a text without blocks."""
        layout = self.first(blocks)
        while layout:
            try:
                return write(blocks=layout, **arguments)
            except SlackApiError as error:
                if reason(error) not in _REFUSED:
                    raise
                _log.warning(
                    "Slack refused the blocks of a message (%s), so it is written simpler", reason(error)
                )
                layout = self.simpler(layout, _places(error))
        return write(blocks=None, **arguments)


def _without(blocks: Sequence[Block], kinds: set[str]) -> list[Block]:
    return [one for block in blocks for one in (usual_of(block) if block["type"] in kinds else (block,))]


def _way(kind: str) -> str:
    return f"block {kind}"


def _places(error: SlackApiError) -> list[int]:
    """Where the blocks stand that Slack names."""
    told = (error.response.get("response_metadata") or {}).get("messages") or ()
    return [int(place) for message in told for place in _PLACE.findall(str(message))]
