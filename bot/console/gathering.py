"""New questions that were not answered well are gathered before a coordinator looks at them."""

from __future__ import annotations

import logging
from datetime import datetime

from knowledge.errors import EmbeddingFailed
from knowledge.gaps.desk import GapDesk

_log = logging.getLogger(__name__)


class Gathering:
    def __init__(self, desk: GapDesk) -> None:
        self._desk = desk

    def attend(self, now: datetime) -> None:
        try:
            self._desk.groups(now)
        except EmbeddingFailed as error:
            _log.warning("new questions are gathered in the next minute: %s", error)
