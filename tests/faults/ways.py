"""The ways in which a call to Slack fails once: each call in one of them, and with ``FAULTS=all`` in each."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence

from tests.standins.slack import SlackStandIn

WAYS: Mapping[str, Callable[[SlackStandIn, str], object]] = {
    "429": lambda slack, method: slack.fail(method, status=429, retry_after=0),
    "500": lambda slack, method: slack.fail(method, status=500),
    "cut": lambda slack, method: slack.drop(method),
    "answer lost": lambda slack, method: slack.drop(method, after_work=True),
    # Until the stand-in is closed: longer than anybody waits.
    "timeout": lambda slack, method: slack.hold(method),
}
EVERY = os.environ.get("FAULTS") == "all"
# Where the bot is one of the house, which waits half a minute for a Slack that says nothing.
PROMPT = tuple(way for way in WAYS if way != "timeout")
# How many seconds a bot in these tests waits for Slack.
PATIENCE = 1


def each(methods: Sequence[str], ways: Sequence[str] = tuple(WAYS)) -> list[tuple[str, str]]:
    """Methods with their ways; all ways are met where there are as many methods."""
    if EVERY:
        return [(method, way) for method in methods for way in ways]
    return [(method, ways[n % len(ways)]) for n, method in enumerate(methods)]
